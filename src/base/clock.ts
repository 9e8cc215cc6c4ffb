/** The one clock: this process's time, which never goes back, plus its offset to the database's. Passed as an argument everywhere; tests hand in their own. */

import { setTimeout as timer } from "node:timers/promises";

export interface Clock {
  now(): Date;
  /** Resolves after `ms` of this clock, or at once when `signal` aborts (it never rejects). */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface CorrectedClock extends Clock {
  /** How far the database's clock is ahead of this process's, in ms. */
  readonly offsetMs: number;
  correct(offsetMs: number): void;
}

export function openClock(): CorrectedClock {
  let offsetMs = 0;
  // A machine's clock that is set back takes nobody's lease away; one that ran on while the machine slept is believed.
  const started = Date.now() - performance.now();
  return {
    get offsetMs() {
      return offsetMs;
    },
    now: () => new Date(Math.max(Date.now(), started + performance.now()) + offsetMs),
    wait: async (ms, signal) => {
      if (ms <= 0 || signal?.aborted) return;
      await timer(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
    },
    correct: (ms) => {
      offsetMs = ms;
    },
  };
}

/**
 * What to add to the offset of a clock that read `before` and `after` around the moment when the true one read `there`: just what the
 * three prove, which after a long way (a process that was stopped while it asked) is little or nothing.
 */
export function provenError(before: Date, there: Date, after: Date): number {
  const [least, most] = [there.getTime() - after.getTime(), there.getTime() - before.getTime()];
  return Math.min(Math.max(0, least), most);
}

export const seconds = (n: number) => n * 1_000;
export const minutes = (n: number) => n * 60_000;
export const hours = (n: number) => n * 3_600_000;

export const later = (from: Date, ms: number) => new Date(from.getTime() + ms);
