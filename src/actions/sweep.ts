/** The beat: takes up leases that lapsed, holds what is too late, and hangs again every bell that should hang. Nothing that was lost in the queue stays lost. */

import type { App } from "../app.ts";
import { hours, later } from "../base/clock.ts";

/** So long an image stays that no publication needs, or none yet. */
const unneededMs = hours(24);
/** So long a person may take to give the same credentials again. */
const unprovenMs = 7 * hours(24);

export async function sweep(
  app: Pick<App, "store" | "clock" | "bells" | "events" | "settings" | "correctClock">,
  actor: string,
): Promise<void> {
  await app.correctClock();
  const { store, bells, events } = app;
  const now = app.clock.now();
  const until = later(now, app.settings.horizonMs);
  await store.sweeps.shortenLeases(now, app.settings.leaseMs);
  for (const { id, state } of await store.sweeps.takeUpLapsed(now, actor))
    events.tell({ kind: "taken-up", publication: id, state });
  await store.sweeps.forgiveNumber(now);
  for (const late of await store.sweeps.takeLate(now)) {
    const { id, ...facts } = late;
    events.tell({ kind: "late", publication: id, ...facts });
  }
  await bells.hang(
    "publish",
    [...(await store.sweeps.ringOverdue(now)), ...(await store.sweeps.horizon(now, until))],
    now,
  );
  await bells.hang("reconcile", await store.sweeps.doubts(now, until), now);
  await bells.hang("retract", await store.sweeps.retractions(now, until), now);

  await store.workers.forgetGone(now, hours(1));
  await store.sessions.forgetOld(now);
  await store.unprovenSessions.forgetOld(later(now, -unprovenMs));
  await store.images.forgetUnneeded(now, later(now, -unneededMs));
}
