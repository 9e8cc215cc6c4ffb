/** Lets a held or failed publication go on, at its first post that is not out. */

import type { App } from "../app.ts";
import type { Granted } from "../store/wishes.ts";
import { granted } from "./wish.ts";

export async function schedule(
  app: Pick<App, "store" | "clock" | "bells">,
  id: string,
  actor: string,
  reason: string | null,
): Promise<Granted> {
  const now = app.clock.now();
  const wish = await granted(app, "schedule", id, app.store.wishes.schedule({ id, actor, reason, now }));
  await app.bells.takeDownFailed(wish);
  const at = (await app.store.publications.ringsAt(id)) ?? now;
  await app.bells.hang("publish", [{ ...wish, at }], now);
  return wish;
}
