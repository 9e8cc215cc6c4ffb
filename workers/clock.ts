/** node-cron beats; each beat sweeps. A watchdog on the monotonic clock starts the beat anew when it falls silent (as after the wall clock went back). */

import { type ScheduledTask, schedule } from "node-cron";
import { sweep } from "../src/actions/sweep.ts";
import { tick } from "../src/actions/tick.ts";
import type { App } from "../src/app.ts";
import { sentenceOf } from "../src/base/errors.ts";

async function beatOnce(app: App, actor: string): Promise<void> {
  await tick(app, actor).catch((error: unknown) => app.log.error({ why: sentenceOf(error) }, "the rules' beat failed"));
  await sweep(app, actor);
  await app.store.workers.beat(actor, app.clock.now());
}

export function startClock(app: App, actor: string): AsyncDisposable {
  const { log, settings } = app;
  const logger = {
    info: () => undefined,
    warn: (message: string) => log.debug(message),
    error: (message: string | Error) => log.debug(String(message)),
    debug: () => undefined,
  };
  let running: Promise<void> | null = null;
  let beatenAt = performance.now();

  const beat = (): Promise<void> => {
    beatenAt = performance.now();
    running ??= beatOnce(app, actor)
      .catch((error: unknown) => log.error({ why: sentenceOf(error) }, "the sweep failed; the next beat tries again"))
      .finally(() => {
        running = null;
      });
    return running;
  };

  const start = (): ScheduledTask =>
    schedule(`*/${settings.beatMs / 1_000} * * * * *`, beat, { noOverlap: true, suppressMissedWarning: true, logger });
  let task = start();
  const watchdog = setInterval(() => {
    if (performance.now() - beatenAt < 2 * settings.beatMs) return;
    log.warn("the beat fell silent; it is started anew");
    void task.destroy();
    task = start();
    void beat();
  }, settings.beatMs);
  void beat();

  return {
    async [Symbol.asyncDispose]() {
      clearInterval(watchdog);
      await task.destroy();
      await running;
      // Who is still in the list without a beat is taken out of it by the next sweep.
      await app.store.workers.leave(actor).catch((error) => log.debug({ why: sentenceOf(error) }, "left unsaid"));
    },
  };
}
