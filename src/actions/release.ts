/** Lets go what the late policy held: the oldest first, one after another at a distance of their own on each account, or drops it. */

import type { App } from "../app.ts";
import { later } from "../base/clock.ts";
import type { Shown } from "../store/publications.ts";
import type { Granted } from "../store/wishes.ts";
import { cancel } from "./cancel.ts";

export type Way =
  | { readonly kind: "spaced"; readonly ms: number }
  /** Into the next free slots of each account. */
  | { readonly kind: "slots" }
  | { readonly kind: "drop" };

/** Those that somebody moved on meanwhile are passed over. Throws `slots-missing` before any is moved. Returns what was moved, in the order of going. */
export async function release(
  app: Pick<App, "store" | "clock" | "bells">,
  held: readonly Shown[],
  way: Way,
  actor: string,
): Promise<Granted[]> {
  const { store, clock, bells } = app;
  const now = clock.now();
  const oldestFirst = [...held].sort((a, b) => (a.dueAt?.getTime() ?? 0) - (b.dueAt?.getTime() ?? 0) || a.seq - b.seq);
  if (way.kind === "drop") {
    const dropped: Granted[] = [];
    for (const { id } of oldestFirst) dropped.push(await cancel(app, id, actor, "dropped: it was too late"));
    return dropped;
  }
  if (way.kind === "slots")
    for (const id of new Set(held.map(({ accountId }) => accountId))) await store.slots.need(id);
  const last = new Map<string, Date>();
  const released: Granted[] = [];
  for (const { id, accountId } of oldestFirst) {
    const before = last.get(accountId);
    const goAt = async (at: Date) => ({
      at,
      granted: await store.wishes.schedule({ id, actor, reason: "released", now }, at),
    });
    const { at, granted } =
      way.kind === "slots"
        ? await store.slots.take(accountId, before ?? now, goAt)
        : await goAt(before ? later(before, way.ms) : now);
    if (!granted) continue;
    last.set(accountId, at);
    released.push(granted);
    await bells.hang("publish", [{ ...granted, at }], now);
  }
  return released;
}
