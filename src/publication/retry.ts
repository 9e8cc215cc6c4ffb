/** How long to wait before the next try: doubled each time, with jitter; a server's own "wait until" wins, within bounds. */

import { hours, later, minutes, seconds } from "../base/clock.ts";

const longestMs = minutes(15);

/** `tries`: faults in a row, this one included. The wait is between half of the doubled time and the whole of it. */
export function backOff(tries: number, firstMs: number, random: () => number): number {
  const fullMs = Math.min(longestMs, firstMs * 2 ** Math.max(0, tries - 1));
  return Math.round(fullMs * (0.5 + random() / 2));
}

/** A server's "not before", kept between one second and one day from now. */
export function clampWait(notBefore: Date, now: Date): Date {
  const waitMs = notBefore.getTime() - now.getTime();
  return later(now, Math.min(hours(24), Math.max(seconds(1), waitMs)));
}
