/** The one clock: this process's time plus its offset to the database's. Passed as an argument everywhere; tests hand in their own. */

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
  return {
    get offsetMs() {
      return offsetMs;
    },
    now: () => new Date(Date.now() + offsetMs),
    wait: async (ms, signal) => {
      if (ms <= 0 || signal?.aborted) return;
      await timer(ms, undefined, signal ? { signal } : {}).catch(() => undefined);
    },
    correct: (ms) => {
      offsetMs = ms;
    },
  };
}

export const seconds = (n: number) => n * 1_000;
export const minutes = (n: number) => n * 60_000;
export const hours = (n: number) => n * 3_600_000;

export const later = (from: Date, ms: number) => new Date(from.getTime() + ms);
