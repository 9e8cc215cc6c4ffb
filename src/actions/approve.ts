/** Lets a publication go that waits for a person's yes, or keeps it back. */

import type { App } from "../app.ts";
import type { Granted } from "../store/wishes.ts";
import { granted } from "./wish.ts";

type Parts = Pick<App, "store" | "clock" | "bells">;

/** At its time, or at once when that is over. */
export async function approve(app: Parts, id: string, actor: string, reason: string | null): Promise<Granted> {
  const now = app.clock.now();
  const wish = await granted(app, "approve", id, app.store.wishes.approve({ id, actor, reason, now }));
  const at = (await app.store.publications.ringsAt(id)) ?? now;
  await app.bells.hang("publish", [{ ...wish, at }], now);
  return wish;
}

/** Held from then on. */
export const reject = (app: Parts, id: string, actor: string, reason: string | null): Promise<Granted> =>
  granted(app, "reject", id, app.store.wishes.reject({ id, actor, reason, now: app.clock.now() }));
