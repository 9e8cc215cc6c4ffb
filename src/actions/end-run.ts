/** Ends a run with its one guarded move, tells what happened, and hangs the bells that follow from it. */

import type { App } from "../app.ts";
import type { State } from "../publication/moves.ts";
import type { Run } from "../store/run.ts";
import type { EndOfRun, Settled } from "../store/runs.ts";

/** How a run ended, for the worker's answer and for who waits. */
export interface Ended {
  readonly id: string;
  readonly state: State;
  readonly reason: string | null;
}

/** Who goes on with what is due next on the account: whoever hears the bell that is rung, or the caller. */
export type Next = "rung" | "taken by the caller";

type End = Omit<EndOfRun, "now"> & { readonly next?: Next };

type Parts = Pick<App, "store" | "clock" | "bells" | "events">;

/** Null: the run was overtaken; whoever took over has the word. */
export async function endRun(
  app: Parts,
  run: Run,
  from: "sending" | "uncertain",
  end: End,
  /** The post that the run came to; the last one when it finished. */
  position: number,
): Promise<Ended | null> {
  const now = app.clock.now();
  const { next: _, ...written } = end;
  const settled = await app.store.runs.settle(run.publication, from, {
    ...written,
    now,
    sealed: run.account.sealed,
  });
  if (!settled) return null;
  tell(app, run, end, settled, position);
  await hangWhatFollows(app, run, end, settled, now);
  return {
    id: run.publication.id,
    state: settled.state,
    reason: end.ending.move === "finish" ? null : end.ending.reason,
  };
}

async function hangWhatFollows(
  { store, bells }: Parts,
  { publication }: Run,
  { ending, next = "rung" }: End,
  settled: Settled,
  now: Date,
): Promise<void> {
  const { id, accountId } = publication;
  // On the board, a failed job with the publication's own name, whoever's bell it was that rang.
  if (settled.state === "failed") await bells.hang("publish", [{ id, bell: settled.bell, at: now }], now);
  if (settled.state === "uncertain" && ending.move === "doubt")
    await bells.hang("reconcile", [{ id, bell: settled.bell, at: ending.nextAskAt }], now);
  if (settled.state === "retracting") await bells.hang("retract", [{ id, bell: settled.bell, at: now }], now);
  if (settled.state === "scheduled" && settled.retryAt && settled.retryAt > now)
    await bells.hang("publish", [{ id, bell: settled.bell, at: settled.retryAt }], now);
  if (next === "rung") await bells.hang("publish", await store.sweeps.ringOverdue(now, accountId), now);
}

function tell(
  { events }: Parts,
  { publication, account, deliveries }: Run,
  { ending, effect }: End,
  { state, retryAt }: Settled,
  position: number,
): void {
  const facts = { publication: publication.id, account: account.handle };
  const count = { sent: position - 1, of: deliveries.length };
  if (effect.stopped) events.tell({ kind: "account-stopped", account: account.handle, ...effect.stopped });
  if (state === "held" || state === "cancelled" || state === "retracting")
    events.tell({ kind: "stopped", ...facts, state, ...count });
  else if (ending.move === "finish") events.tell({ kind: "published", ...facts, posts: deliveries.length });
  else if (ending.move === "doubt") events.tell({ kind: "doubted", ...facts, position, reason: ending.reason });
  else if (ending.move === "fail") events.tell({ kind: "failed", ...facts, ...count, reason: ending.reason });
  else events.tell({ kind: "deferred", ...facts, position, until: retryAt, reason: ending.reason });
}
