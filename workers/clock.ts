/**
 * node-cron beats; each beat fires what rules are due, sweeps and tends the notices, and a rule that is due before the next beat gets one of its own.
 * A watchdog on the monotonic clock starts the beat anew when it falls silent (as after the wall clock went back).
 */

import { type ScheduledTask, schedule } from "node-cron";
import { awaitLooks } from "../src/actions/await-looks.ts";
import { tendNotices } from "../src/actions/notify.ts";
import { sweep } from "../src/actions/sweep.ts";
import { tick } from "../src/actions/tick.ts";
import type { App } from "../src/app.ts";
import { later } from "../src/base/clock.ts";
import { sentenceOf } from "../src/base/errors.ts";
import { startCollector } from "./collect.ts";

/** Returns when it began. `last`: when the one before did. */
async function beatOnce(app: App, actor: string, last: Date | null, stop: AbortSignal): Promise<Date> {
  const began = app.clock.now();
  await app.disk.measure();
  await awaitLooks(app, last, stop);
  await tick(app, actor).catch((error: unknown) => app.log.error({ why: sentenceOf(error) }, "the rules' beat failed"));
  try {
    await sweep(app, actor);
  } finally {
    await tendNotices(app);
  }
  await app.store.workers.beat(actor, app.clock.now());
  return began;
}

export function startClock(app: App, actor: string): AsyncDisposable {
  const { log, settings } = app;
  const logger = {
    info: () => undefined,
    warn: (message: string) => log.debug(message),
    error: (message: string | Error) => log.debug(String(message)),
    debug: () => undefined,
  };
  const collector = startCollector(app);
  let running: Promise<void> | null = null;
  let beatenAt = performance.now();
  let last: Date | null = null;
  const closing = new AbortController();
  let early: NodeJS.Timeout | undefined;

  /** At the instant of a rule, or when a distance ends, and not at the beat behind it. */
  const beatEarly = async (began: Date): Promise<void> => {
    const { rules, sweeps } = app.store;
    const ends = [await rules.nextDue(began), await sweeps.nextApart(began, later(began, 2 * settings.beatMs))];
    clearTimeout(early);
    const next = Math.min(...ends.map((at) => at?.getTime() ?? Number.POSITIVE_INFINITY));
    const aheadMs = next - app.clock.now().getTime();
    if (aheadMs < settings.beatMs && !closing.signal.aborted) early = setTimeout(beat, Math.max(0, aheadMs) + 1);
  };

  const beat = (): Promise<void> => {
    beatenAt = performance.now();
    collector.beat();
    running ??= beatOnce(app, actor, last, closing.signal)
      .then((began) => {
        last = began;
        return beatEarly(began);
      })
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
      closing.abort();
      clearInterval(watchdog);
      await task.destroy();
      await collector[Symbol.asyncDispose]();
      await running;
      clearTimeout(early);
      // Who is still in the list without a beat is taken out of it by the next sweep.
      await app.store.workers.leave(actor).catch((error) => log.debug({ why: sentenceOf(error) }, "left unsaid"));
    },
  };
}
