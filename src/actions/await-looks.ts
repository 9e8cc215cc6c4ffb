/** After a time in which nobody looked at the sources (an outage, a start), rules wait a moment for a look: what lies there is newer than what they know. */

import type { App } from "../app.ts";
import { later, minutes, seconds } from "../base/clock.ts";

/** A source that was looked at within it is known well enough. */
const longMs = minutes(2);
/** A look that takes longer keeps no rule waiting. */
const patienceMs = seconds(10);

/** `lastBeat`: when this process looked last; null: it has just begun. */
export async function awaitLooks(
  { store, clock }: Pick<App, "store" | "clock">,
  lastBeat: Date | null,
  stop: AbortSignal,
): Promise<void> {
  const began = clock.now();
  if (lastBeat && began.getTime() - lastBeat.getTime() < longMs) return;
  const known = later(began, -longMs);
  while (!stop.aborted && clock.now().getTime() - began.getTime() < patienceMs) {
    if (!(await store.sources.areUnseenSince(known))) return;
    await clock.wait(200, stop);
  }
}
