/** Takes a thread back: the wish, and the run that removes what is out, first post first (it carries the reach). Removing is safe to repeat. */

import type { App } from "../app.ts";
import { later } from "../base/clock.ts";
import type { CallContext, RemotePost, RemoveOutcome } from "../platforms/platform.ts";
import { type AccountEffect, type Circumstances, deferral } from "../publication/outcome.ts";
import type { Bell, Delivery } from "../publication/publication.ts";
import type { Run } from "../store/run.ts";

import type { Granted } from "../store/wishes.ts";
import { type Ready, signInAccount } from "./sign-in-account.ts";
import { granted } from "./wish.ts";

type Parts = Pick<App, "store" | "vault" | "line" | "clock" | "random" | "bells" | "events" | "settings" | "bounds">;

/** The wish of a person: from now on the publication is being taken back. */
export async function retract(
  app: Pick<App, "store" | "clock" | "bells">,
  id: string,
  actor: string,
  reason: string | null,
): Promise<Granted> {
  const now = app.clock.now();
  const wish = await granted(app, "retract", id, app.store.wishes.retract({ id, actor, reason, now }));
  await app.bells.takeDownFailed(wish);
  await app.bells.hang("retract", [{ ...wish, at: now }], now);
  return wish;
}

/** A bell rang: remove what is still out. */
export async function removePosts(app: Parts, bell: Bell, stop: AbortSignal, actor: string): Promise<void> {
  const now = app.clock.now();
  const run = await app.store.retractions.claim(bell.id, now, later(now, app.settings.leaseMs));
  if (!run) return;
  const signedIn = await signInAccount(app, run.account);
  if (signedIn.kind !== "ready")
    return putOff(
      app,
      run,
      { retryAt: null, tries: run.publication.tries, reason: signedIn.reason },
      { stopped: { ...signedIn, state: signedIn.accountState } },
      actor,
    );

  const left: string[] = [];
  for (const { position, state, remote } of run.deliveries) {
    if (state !== "sent" || !remote) continue;
    if (stop.aborted)
      return putOff(
        app,
        run,
        { retryAt: null, tries: run.publication.tries, reason: "stopped between removals" },
        {},
        actor,
      );
    const outcome = await remove(app, signedIn, remote);
    if (outcome.kind === "rejected") left.push(`post ${position} (${remote.url ?? remote.id}): ${outcome.reason}`);
    else if (outcome.kind !== "removed") return notNow(app, run, outcome, actor);
    else if (!(await removed(app, run, position))) return;
  }
  await settle(app, run, left, actor);
}

const remove = async (
  { clock, settings }: Parts,
  { sender, login, platform }: Ready,
  remote: RemotePost,
): Promise<RemoveOutcome> => {
  const context: CallContext = {
    deadlineAt: later(clock.now(), settings.deadlineMs),
    signal: AbortSignal.timeout(settings.deadlineMs),
  };
  return (
    (await sender.remove?.(login, remote, context)) ?? {
      kind: "rejected",
      reason: `${platform.label} offers no way to remove a post`,
      duplicate: false,
    }
  );
};

async function removed(app: Parts, { publication, account }: Run, position: Delivery["position"]): Promise<boolean> {
  const mine = await app.store.retractions.removed(publication, position, later(app.clock.now(), app.settings.leaseMs));
  if (mine) app.events.tell({ kind: "removed", publication: publication.id, account: account.handle, position });
  return mine;
}

async function settle(app: Parts, run: Run, left: readonly string[], actor: string): Promise<void> {
  const facts = { publication: run.publication.id, account: run.account.handle };
  const reason = `still out: ${left.join("; ")}`;
  const end = left.length === 0 ? ({ move: "gone" } as const) : ({ move: "left", reason } as const);
  const now = app.clock.now();
  if (!(await app.store.retractions.settle(run.publication, end, {}, actor, now))) return;
  app.events.tell(left.length === 0 ? { kind: "retracted", ...facts } : { kind: "left", ...facts, reason });
  if (left.length > 0) await app.bells.hang("publish", [{ ...run.publication, at: now }], now);
}

async function notNow(
  app: Parts,
  run: Run,
  outcome: Exclude<RemoveOutcome, { kind: "removed" | "rejected" }>,
  actor: string,
): Promise<void> {
  const { tries } = run.publication;
  if (outcome.kind === "unauthorized")
    return putOff(
      app,
      run,
      { retryAt: null, tries, reason: outcome.reason },
      { stopped: { state: outcome.accountState, reason: outcome.reason } },
      actor,
    );
  const about: Circumstances = {
    now: app.clock.now(),
    random: app.random,
    tries,
    doubtedBefore: false,
    bounds: app.bounds,
  };
  const { ending, effect } = deferral(outcome, "remove", about);
  if (ending.move === "defer") return putOff(app, run, ending, effect, actor);
  return settle(app, run, [outcome.reason], actor);
}

async function putOff(
  app: Parts,
  { publication, account }: Run,
  to: { retryAt: Date | null; tries: number; reason: string },
  effect: AccountEffect,
  actor: string,
): Promise<void> {
  const now = app.clock.now();
  const mine = await app.store.retractions.settle(publication, { move: "later", ...to }, effect, actor, now);
  if (!mine) return;
  if (effect.stopped) app.events.tell({ kind: "account-stopped", account: account.handle, ...effect.stopped });
  else
    await app.bells.hang("retract", [{ id: publication.id, bell: publication.bell + 1, at: to.retryAt ?? now }], now);
}
