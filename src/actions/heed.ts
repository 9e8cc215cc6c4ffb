/** Raises notices at once when something worth a warning happens in this process, and looks now and then for what other processes could not tell. */

import type { App } from "../app.ts";
import { sentenceOf } from "../base/errors.ts";
import { isWorrying } from "../telemetry/events.ts";
import { raiseNotices } from "./notify.ts";

/** Until it is disposed of; then it lets what is under way come to its end. `everyMs` null: it only listens. */
export function heedTroubles(
  app: Pick<App, "store" | "clock" | "bells" | "events" | "log">,
  everyMs: number | null = null,
): AsyncDisposable {
  let raising: Promise<void> | null = null;
  let again = false;

  const raise = async () => {
    do {
      again = false;
      await raiseNotices(app).catch((error: unknown) =>
        app.log.warn({ why: sentenceOf(error) }, "a notice could not be raised; the next beat raises it"),
      );
    } while (again);
    raising = null;
  };
  const begin = () => {
    again = true;
    raising ??= raise();
  };
  const stopListening = app.events.listen(({ kind }) => {
    if (isWorrying(kind)) begin();
  });
  const looking = everyMs === null ? undefined : setInterval(begin, everyMs);
  return {
    async [Symbol.asyncDispose]() {
      stopListening();
      clearInterval(looking);
      await raising;
    },
  };
}
