/** Cancels a publication: at once, or between two posts when one is in the air. What is out stays out until it is retracted. */

import type { App } from "../app.ts";
import type { Granted } from "../store/wishes.ts";
import { granted } from "./wish.ts";

export async function cancel(
  app: Pick<App, "store" | "clock" | "bells">,
  id: string,
  actor: string,
  reason: string | null,
): Promise<Granted> {
  const now = app.clock.now();
  const wish = await granted(app, "cancel", id, app.store.wishes.stop("cancel", { id, actor, reason, now }));
  if (!wish.wished) await app.bells.takeDownFailed(wish);
  return wish;
}
