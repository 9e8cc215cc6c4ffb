/** Cancels a publication: at once, or between two posts when one is in the air. What is out stays out until it is retracted. */

import type { App } from "../app.ts";
import type { Granted } from "../store/wishes.ts";
import { granted } from "./wish.ts";

export const cancel = (
  app: Pick<App, "store" | "clock">,
  id: string,
  actor: string,
  reason: string | null,
): Promise<Granted> =>
  granted(app, "cancel", id, app.store.wishes.stop("cancel", { id, actor, reason, now: app.clock.now() }));
