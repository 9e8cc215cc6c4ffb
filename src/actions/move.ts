/** Gives a publication that has not left yet another time. One UPDATE; it stays in its state. */

import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { shownWall, wallOf } from "../schedule/zone.ts";
import type { Granted } from "../store/wishes.ts";
import { movableStates } from "../store/wishes.ts";
import { dueFor, type Promised } from "./plan.ts";

/** Throws `publication-unknown`, `move-refused`, `time-invalid`, `time-over`, `zone-unknown` or `slots-missing`. */
export async function move(
  app: Pick<App, "store" | "clock" | "bells" | "settings">,
  id: string,
  promised: Promised,
  actor: string,
): Promise<Granted> {
  const { store, clock, settings } = app;
  const now = clock.now();
  const { accountId, state } = await store.publications.get(id);
  const account = await store.accounts.get(accountId);
  const wished = dueFor(app, account, promised, now, false);
  const zone = promised.zone ?? account.zone ?? settings.zone;
  const moveTo = (at: Date) => {
    const reason = wished === null ? "to now" : `to ${shownWall(wallOf(zone, at.getTime()))} ${zone}`;
    return store.wishes.moveTime({ id, actor, reason, now }, at, wished === null);
  };
  const granted = wished === "next" ? await store.slots.take(accountId, now, moveTo) : await moveTo(wished ?? now);
  if (!granted) throw new AppError("move-refused", { id, move: "move", state, from: movableStates.join(", ") });
  const rings = await store.publications.ringsAt(id);
  if (rings) await app.bells.hang("publish", [{ ...granted, at: rings }], now);
  return granted;
}
