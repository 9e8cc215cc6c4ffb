/** Takes a thread back: the wish, and the run that removes what is out, first post first (it carries the reach). Removing is safe to repeat. */

import type { App } from "../app.ts";
import { later } from "../base/clock.ts";
import { AppError } from "../base/errors.ts";
import type {
  CallContext,
  Deferred,
  FindOutcome,
  RemotePost,
  RemoveOutcome,
  Unauthorized,
} from "../platforms/platform.ts";
import type { State } from "../publication/moves.ts";
import { type AccountEffect, type Circumstances, deferral } from "../publication/outcome.ts";
import type { Bell, Delivery } from "../publication/publication.ts";
import type { Run } from "../store/run.ts";
import type { Granted } from "../store/wishes.ts";
import { drawFor, usedUp, windowUsedUp } from "./draw.ts";
import { type Ready, signInAccount } from "./sign-in-account.ts";
import { granted } from "./wish.ts";

type Parts = Pick<
  App,
  "store" | "vault" | "line" | "clock" | "random" | "bells" | "events" | "settings" | "bounds" | "disk"
>;

/** The wish of a person: from now on, or from the end of the post in the air, the publication is being taken back. */
export async function retract(app: Wishing, id: string, actor: string, reason: string | null): Promise<Granted> {
  const { accountId, account } = await app.store.publications.get(id);
  if (!(await app.store.accounts.list()).some((one) => one.id === accountId))
    throw new AppError("account-gone", { id, account });
  const wanted = { id, actor, reason, now: app.clock.now() };
  const asked = await app.store.wishes.stop("retract", wanted);
  if (asked) await begin(app, asked, wanted.now);
  const others = await retractCorrections(app, wanted);
  if (asked) return asked;
  // Taken back before, it is so still; its corrections may have been out.
  const { state, bell } = await app.store.publications.get(id);
  if (others > 0 || takenBack.has(state)) return { id, bell, state, wished: false };
  return granted(app, "retract", id, Promise.resolve(asked));
}

const takenBack: ReadonlySet<State> = new Set(["retracting", "retracted"]);

/** Replies that correct the thread, and those that correct such a reply, would stay without it. How many are taken back from now on. */
async function retractCorrections(app: Wishing, wanted: Wanted): Promise<number> {
  let count = 0;
  for (const { replyId } of await app.store.corrections.list(wanted.id)) {
    if (replyId === null) continue;
    const reply = { ...wanted, id: replyId };
    const asked = await app.store.wishes.stop("retract", reply);
    if (asked) await begin(app, asked, wanted.now);
    count += (asked ? 1 : 0) + (await retractCorrections(app, reply));
  }
  return count;
}

type Wishing = Pick<App, "store" | "clock" | "bells">;
interface Wanted {
  readonly id: string;
  readonly actor: string;
  readonly reason: string | null;
  readonly now: Date;
}

/** A wish waits for the post in the air, whose run then begins. */
async function begin({ bells }: Wishing, asked: Granted, now: Date): Promise<void> {
  if (asked.wished) return;
  await bells.takeDownFailed(asked);
  await bells.hang("retract", [{ ...asked, at: now }], now);
}

/** A post that is out there. `known`: it is written down as sent, so its removal is, too. */
interface Out {
  readonly position: number;
  readonly remote: RemotePost;
  readonly known: boolean;
}

/** What keeps the run from going on now. */
type NotNow = { readonly outcome: Deferred | Unauthorized; readonly route: "find" | "remove" };

/** A bell rang: remove what is still out. */
export async function removePosts(app: Parts, bell: Bell, stop: AbortSignal, actor: string): Promise<void> {
  if (app.disk.low) return;
  const now = app.clock.now();
  const run = await app.store.retractions.claim(bell.id, now, later(now, app.settings.leaseMs));
  if (!run) return;
  const course: Course = { run, actor, tries: run.publication.tries, left: [] };
  const signedIn = await signInAccount(app, run.account);
  if (signedIn.kind !== "ready") return notNow(app, course, [], { outcome: signedIn, route: "remove" });

  const found = await whatIsOut(app, run, signedIn);
  if ("outcome" in found) return notNow(app, course, [], found);
  const { out } = found;
  for (const [index, post] of out.entries()) {
    const rest = out.slice(index);
    if (stop.aborted) return putOff(app, course, app.clock.now(), "stopped between removals", {});
    const outcome = await remove(app, signedIn, post.remote);
    if (outcome.kind === "rejected") course.left.push(stillOut(post, outcome.reason));
    else if (outcome.kind !== "removed") return notNow(app, course, rest, { outcome, route: "remove" });
    else {
      course.tries = 0;
      if (post.known && !(await removed(app, run, post.position))) return;
      const { closedUntil, app: shared } = outcome;
      if (closedUntil && rest.length > 1)
        return putOff(app, course, closedUntil, windowUsedUp, {
          closed: { route: "remove", until: closedUntil, ...(shared && { app: shared }) },
        });
    }
  }
  await settle(app, course);
}

interface Course {
  readonly run: Run;
  readonly actor: string;
  /** Faults in a row of the post that the run has come to. */
  tries: number;
  /** Posts that the network will not remove, each with its reason. */
  readonly left: string[];
}

const stillOut = ({ position, remote }: Out, reason: string) =>
  `post ${position} (${remote.url ?? remote.id}): ${reason}`;

/** The posts that are written down as sent, and any that was given up as absent but has shown up since. First post first. */
async function whatIsOut(app: Parts, run: Run, ready: Ready): Promise<{ readonly out: readonly Out[] } | NotNow> {
  const out: Out[] = [];
  const now = app.clock.now();
  const closed = (await app.store.doors.closed(run.account.id, now)).find(({ route }) => route === "find");
  for (const delivery of run.deliveries) {
    const { position, state, remote } = delivery;
    if (state === "sent" && remote) out.push({ position, remote, known: true });
    if (state !== "absent") continue;
    if (closed)
      return {
        outcome: usedUp(closed.closedUntil),
        route: "find",
      };
    const found = await lookAgain(app, run, ready, delivery);
    if (found.kind === "found") out.push({ position, remote: found.remote, known: false });
    else if (found.kind !== "absent") return { outcome: found, route: "find" };
  }
  return { out };
}

async function lookAgain(
  app: Parts,
  { publication, deliveries }: Run,
  ready: Ready,
  delivery: Delivery,
): Promise<FindOutcome> {
  const { store, settings, clock } = app;
  const { sender, login } = ready;
  if (!sender.find || !delivery.firstStartedAt) return { kind: "absent", closedUntil: null };
  const fullAt = await drawFor(app, ready, "find");
  if (fullAt) return usedUp(fullAt);
  const before = deliveries.filter((one) => one.position < delivery.position && one.remote);
  return sender.find(login, delivery.post, {
    key: delivery.key,
    position: delivery.position,
    root: before[0]?.remote ?? publication.replyTo?.root ?? null,
    parent: before.at(-1)?.remote ?? publication.replyTo?.parent ?? null,
    handles: delivery.handles,
    since: delivery.firstStartedAt,
    owned: await store.doubts.owned(publication.accountId),
    ...callWithin(settings.deadlineMs, clock.now()),
  });
}

const callWithin = (deadlineMs: number, now: Date): CallContext => ({
  deadlineAt: later(now, deadlineMs),
  signal: AbortSignal.timeout(deadlineMs),
});

async function remove(app: Parts, ready: Ready, remote: RemotePost): Promise<RemoveOutcome> {
  const { sender, login, platform } = ready;
  if (!sender.remove)
    return { kind: "rejected", reason: `${platform.label} offers no way to remove a post`, duplicate: false };
  const fullAt = await drawFor(app, ready, "remove");
  return fullAt ? usedUp(fullAt) : sender.remove(login, remote, callWithin(app.settings.deadlineMs, app.clock.now()));
}

async function removed(app: Parts, { publication, account }: Run, position: Delivery["position"]): Promise<boolean> {
  const mine = await app.store.retractions.removed(publication, position, later(app.clock.now(), app.settings.leaseMs));
  if (mine) app.events.tell({ kind: "removed", publication: publication.id, account: account.handle, position });
  return mine;
}

async function settle(app: Parts, { run, left, actor }: Course): Promise<void> {
  const facts = { publication: run.publication.id, account: run.account.handle };
  const reason = `still out: ${left.join("; ")}`;
  const end = left.length === 0 ? ({ move: "gone" } as const) : ({ move: "left", reason } as const);
  const now = app.clock.now();
  if (!(await app.store.retractions.settle(run.publication, end, {}, actor, now))) return;
  app.events.tell(left.length === 0 ? { kind: "retracted", ...facts } : { kind: "left", ...facts, reason });
  if (left.length > 0) await app.bells.hang("publish", [{ ...run.publication, at: now }], now);
}

/** Put off: by a closed window, by an account that cannot act, or by a fault; the last fault in a row ends it, naming all that is still out. */
async function notNow(app: Parts, course: Course, rest: readonly Out[], { outcome, route }: NotNow): Promise<void> {
  const { tries } = course;
  if (outcome.kind === "unauthorized")
    return putOff(app, course, null, outcome.reason, {
      stopped: { state: outcome.accountState, reason: outcome.reason },
    });
  const about: Circumstances = {
    now: app.clock.now(),
    random: app.random,
    tries,
    doubtedBefore: false,
    bounds: app.bounds,
  };
  const { ending, effect } = deferral(outcome, route, about);
  if (ending.move === "defer") {
    course.tries = ending.tries;
    return putOff(app, course, ending.retryAt, ending.reason, effect);
  }
  course.left.push(...rest.map((post) => stillOut(post, outcome.reason)));
  if (rest.length === 0) course.left.push(`whatever is out: ${outcome.reason}`);
  return settle(app, course);
}

async function putOff(
  app: Parts,
  { run: { publication, account }, tries, actor }: Course,
  retryAt: Date | null,
  reason: string,
  effect: AccountEffect,
): Promise<void> {
  const now = app.clock.now();
  const end = { move: "later", retryAt, tries, reason } as const;
  if (!(await app.store.retractions.settle(publication, end, effect, actor, now, account.sealed))) return;
  if (effect.stopped) app.events.tell({ kind: "account-stopped", account: account.handle, ...effect.stopped });
  else await app.bells.hang("retract", [{ id: publication.id, bell: publication.bell + 1, at: retryAt ?? now }], now);
}
