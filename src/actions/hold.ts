/** Holds a publication: at once, or between two posts when one is in the air. */

import type { App } from "../app.ts";
import type { Granted } from "../store/wishes.ts";
import { granted } from "./wish.ts";

export const hold = (
  app: Pick<App, "store" | "clock">,
  id: string,
  actor: string,
  reason: string | null,
): Promise<Granted> =>
  granted(app, "hold", id, app.store.wishes.stop("hold", { id, actor, reason, now: app.clock.now() }));
