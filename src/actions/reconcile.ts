/**
 * Finds out what became of a post whose send ended unknown, by the means that the network offers, and never sends it again before it knows.
 * Safe to ring twice: it takes a claim and a lease of its own.
 */

import type { App } from "../app.ts";
import { later } from "../base/clock.ts";
import type {
  CallContext,
  FindOutcome,
  RemotePost,
  SendOutcome,
  Settlement,
  Closing as Told,
} from "../platforms/platform.ts";
import {
  type AccountEffect,
  absenceCountsFrom,
  afterFault,
  type Circumstances,
  deferral,
  nextAsk,
  weighAbsence,
} from "../publication/outcome.ts";
import type { Bell, Delivery } from "../publication/publication.ts";
import type { Run } from "../store/run.ts";

import { drawFor, windowUsedUp } from "./draw.ts";
import type { Ended } from "./end-run.ts";
import { type Fate, inTheAir, isAbsent, isOut, notArrived, settleTogether } from "./settle-doubt.ts";
import { type Ready, signInAccount } from "./sign-in-account.ts";

type Parts = Pick<
  App,
  "store" | "vault" | "line" | "clock" | "random" | "bells" | "events" | "settings" | "bounds" | "log" | "disk"
>;

/** A window that the network closed with its answer. */
interface Closing {
  readonly closed?: NonNullable<AccountEffect["closed"]>;
}

/** What one means of settling told. `next`: it cannot tell, the next means is asked. */
type Answer =
  | ({ readonly kind: "is out"; readonly remote: RemotePost } & Closing)
  | ({ readonly kind: "is absent" } & Closing)
  | ({ readonly kind: "ask again"; readonly at: Date; readonly reason: string } & Closing)
  | { readonly kind: "account stopped"; readonly state: "unauthorized" | "paused"; readonly reason: string }
  /** `seen`: what may be the post. */
  | ({ readonly kind: "ask a person"; readonly seen?: RemotePost } & Closing)
  | { readonly kind: "next" };

/** One look. Its deadline and what it is worth count from before it was asked, so who sleeps over it neither writes late nor believes an old list. */
interface Look {
  readonly run: Run;
  readonly delivery: Delivery;
  readonly startedAt: Date;
}

/** Null: there was nothing to ask, or it is still open. */
export async function reconcile(app: Parts, bell: Bell, actor: string): Promise<Ended | null> {
  if (app.disk.low) return null;
  const now = app.clock.now();
  const run = await app.store.doubts.claim(bell.id, now, later(now, app.settings.leaseMs));
  if (!run) return null;
  const [delivery, ...others] = inTheAir(run);
  if (others.length > 0) return reconcileTogether(app, { run, startedAt: now }, [delivery, ...others], actor);

  const answer = await settleBy(app, { run, delivery, startedAt: now });
  switch (answer.kind) {
    case "is out":
      return isOut(app, run, delivery, { remote: answer.remote, effect: effectOf(answer), actor });
    case "is absent": {
      const ending = afterFault(notArrived(delivery), null, circumstances(app, run));
      return isAbsent(app, run, delivery, { ending, effect: effectOf(answer), actor });
    }
    default:
      return notYet(app, run, delivery, answer);
  }
}

type Open = Exclude<Answer, { kind: "is out" | "is absent" }>;

/** Nothing is settled: it is asked again later, by the network or by a person. */
function notYet(app: Parts, run: Run, delivery: Delivery, answer: Open): Promise<null> {
  switch (answer.kind) {
    case "ask again":
      return askAgain(app, run, answer.at, answer.reason, effectOf(answer));
    case "account stopped":
      app.events.tell({
        kind: "account-stopped",
        account: run.account.handle,
        state: answer.state,
        reason: answer.reason,
      });
      return askAgain(app, run, app.clock.now(), answer.reason, { stopped: answer });
    case "ask a person":
      return askAPerson(app, run, delivery, effectOf(answer), answer.seen);
    case "next":
      return askAPerson(app, run, delivery, {});
  }
}

/** Posts that left in one call are asked for one by one: what is settled is settled for all of them, in one move, or for none yet. */
async function reconcileTogether(
  app: Parts,
  { run, startedAt }: Omit<Look, "delivery">,
  air: readonly Delivery[],
  actor: string,
): Promise<Ended | null> {
  const fates: Fate[] = [];
  let closing: Closing = {};
  for (const delivery of air) {
    const answer = await settleBy(app, { run, delivery, startedAt }, "look-up");
    if (answer.kind === "is out" || answer.kind === "is absent") {
      fates.push({ delivery, remote: answer.kind === "is out" ? answer.remote : null });
      closing = answer.closed ? { closed: answer.closed } : closing;
    } else return notYet(app, run, delivery, answer);
  }
  const [first] = fates.flatMap(({ delivery, remote }) => (remote ? [] : [delivery]));
  const whenAbsent = afterFault(first ? notArrived(first) : "", null, circumstances(app, run));
  return settleTogether(app, run, fates, { whenAbsent, effect: effectOf(closing), actor });
}

const effectOf = ({ closed }: Closing): AccountEffect => (closed ? { closed } : {});

/** `only`: of the network's means this one. */
async function settleBy(app: Parts, look: Look, only?: Settlement["by"]): Promise<Answer> {
  const signedIn = await signInAccount(app, look.run.account);
  if (signedIn.kind === "deferred") return whenOpen(app, look.run, signedIn, "find");
  if (signedIn.kind !== "ready")
    return { kind: "account stopped", state: signedIn.accountState, reason: signedIn.reason };
  for (const settlement of signedIn.sender.settles(signedIn.login.account)) {
    if (only && settlement.by !== only) continue;
    const answer = await askOne(app, look, signedIn, settlement);
    if (answer.kind !== "next") return answer;
  }
  return { kind: "ask a person" };
}

function askOne(app: Parts, look: Look, signedIn: Ready, settlement: Settlement): Promise<Answer> | Answer {
  switch (settlement.by) {
    case "key":
      return byKey(app, look, signedIn, settlement.withinMs);
    case "look-up":
      return byLookUp(app, look, signedIn, settlement);
    case "hand":
      return { kind: "ask a person" };
  }
}

/** While a brake is on, nothing that could be a send is tried; so long until the next look at it. */
const haltedMs = 10_000;

/** The same create with the same key: the network answers with the first one, if there was one. */
async function byKey(app: Parts, look: Look, ready: Ready, withinMs: number): Promise<Answer> {
  const { run, delivery, startedAt } = look;
  const { sender, login } = ready;
  const context = contextOf(app, look);
  if (!delivery.firstStartedAt || later(delivery.firstStartedAt, withinMs) <= context.deadlineAt)
    return { kind: "next" };
  const brake = await app.store.brakes.holding(run.publication.id, startedAt);
  if (brake) return { kind: "ask again", at: later(startedAt, haltedMs), reason: `halted by ${brake.actor}` };
  const { closedUntil } = login.account;
  if (closedUntil && closedUntil > startedAt) return { kind: "ask again", at: closedUntil, reason: windowUsedUp };
  const fullAt = await drawFor(app, ready, "create");
  if (fullAt) return { kind: "ask again", at: fullAt, reason: windowUsedUp };
  const outcome: SendOutcome = await sender.create(login, delivery.post, {
    ...context,
    handles: delivery.handles,
    isOwned: (id) => app.store.doubts.isOwned(run.publication.accountId, id),
  });
  switch (outcome.kind) {
    case "sent":
      return { kind: "is out", remote: outcome.remote, ...closedBy(outcome, "create") };
    case "rejected":
      return { kind: "next" };
    case "unauthorized":
      return { kind: "account stopped", state: outcome.accountState, reason: outcome.reason };
    case "unknown":
      return openAgain(app, run, outcome.reason);
    case "deferred":
      return whenOpen(app, run, outcome, "create");
  }
}

async function byLookUp(
  app: Parts,
  look: Look,
  ready: Ready,
  settlement: Extract<Settlement, { by: "look-up" }>,
): Promise<Answer> {
  const { sender, login } = ready;
  const { clock, settings } = app;
  const { run, delivery } = look;
  if (!sender.find || !delivery.firstStartedAt || !delivery.startedAt) return { kind: "next" };
  const fullAt = await drawFor(app, ready, "find");
  if (fullAt) return { kind: "ask again", at: fullAt, reason: windowUsedUp };
  const owned = await app.store.doubts.owned(run.publication.accountId);
  const found: FindOutcome = await sender.find(login, delivery.post, {
    ...contextOf(app, look),
    handles: delivery.handles,
    since: delivery.firstStartedAt,
    owned,
  });
  switch (found.kind) {
    case "found":
      return { kind: "is out", remote: found.remote, ...closedBy(found) };
    case "unauthorized":
      return { kind: "account stopped", state: found.accountState, reason: found.reason };
    case "deferred":
      return whenOpen(app, run, found, "find");
    case "absent": {
      const asked = {
        startedAt: delivery.startedAt,
        deadlineMs: settings.deadlineMs,
        absenceFloorMs: settings.absenceFloorMs,
      };
      const weighed = weighAbsence(settlement, {
        ...asked,
        now: look.startedAt,
        asks: run.publication.asks,
        refusedAsDuplicate: delivery.refusedAsDuplicate,
      });
      if (weighed === "absent" && found.altered)
        return { kind: "ask a person", seen: found.altered, ...closedBy(found) };
      if (weighed === "absent") return { kind: "is absent", ...closedBy(found) };
      if (weighed === "ask a person") return { kind: "next" };
      const usual = nextAsk(
        run.publication.asks,
        clock.now(),
        app.bounds.firstAskMs,
        absenceCountsFrom(settlement, asked),
      );
      const { closedUntil } = found;
      const at = closedUntil && closedUntil > usual ? closedUntil : usual;
      return { kind: "ask again", at, reason: "not seen there yet", ...closedBy(found) };
    }
  }
}

const closedBy = ({ closedUntil, app }: Told, route: "create" | "find" = "find"): Closing =>
  closedUntil ? { closed: { route, until: closedUntil, ...(app && { app }) } } : {};

function contextOf(
  { settings }: Parts,
  { run, delivery, startedAt }: Look,
): Omit<CallContext, never> & { key: string; position: number; root: RemotePost | null; parent: RemotePost | null } {
  const before = run.deliveries.filter((one) => one.position < delivery.position && one.remote);
  return {
    key: delivery.key,
    position: delivery.position,
    root: before[0]?.remote ?? run.publication.replyTo?.root ?? null,
    parent: before.at(-1)?.remote ?? run.publication.replyTo?.parent ?? null,
    deadlineAt: later(startedAt, settings.deadlineMs),
    signal: AbortSignal.timeout(settings.deadlineMs),
  };
}

const openAgain = ({ clock, bounds }: Parts, { publication }: Run, reason: string): Answer => ({
  kind: "ask again",
  at: nextAsk(publication.asks, clock.now(), bounds.firstAskMs, clock.now()),
  reason,
});

/** The look-up itself was put off: by a closed window, or by a fault, which is not the post's. */
function whenOpen(app: Parts, run: Run, outcome: Parameters<typeof deferral>[0], route: "create" | "find"): Answer {
  const { ending, effect } = deferral(outcome, route, circumstances(app, run, 0));
  if (effect.closed && ending.move === "defer" && ending.retryAt)
    return {
      kind: "ask again",
      at: ending.retryAt,
      reason: outcome.reason,
      closed: effect.closed,
    };
  return openAgain(app, run, outcome.reason);
}

const circumstances = (
  { clock, random, bounds }: Parts,
  { publication }: Run,
  tries = publication.tries,
): Circumstances => ({
  now: clock.now(),
  random,
  tries,
  doubtedBefore: true,
  bounds,
});

async function askAgain(
  app: Parts,
  { publication, account }: Run,
  at: Date,
  reason: string,
  effect: Parameters<App["store"]["doubts"]["askAgain"]>[3],
): Promise<null> {
  const open = await app.store.doubts.askAgain(publication, at, reason, effect, account.sealed);
  if (open && !effect.stopped)
    await app.bells.hang("reconcile", [{ id: publication.id, bell: publication.bell, at }], app.clock.now());
  return null;
}

async function askAPerson(
  app: Parts,
  { publication, account }: Run,
  { position }: Delivery,
  effect: AccountEffect,
  seen?: RemotePost,
): Promise<null> {
  const instead = seen ? `, for ${seen.url ?? seen.id} stands in its place with other words` : "";
  const reason = `nobody can tell whether post ${position} arrived${instead}; look at ${account.handle} and say so`;
  if (await app.store.doubts.askAgain(publication, null, reason, effect))
    app.events.tell({ kind: "person-needed", publication: publication.id, account: account.handle, position, reason });
  return null;
}
