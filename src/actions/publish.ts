/**
 * A bell rang: send what is left of one publication, post after post, and settle what became of it.
 * Safe to ring twice, late, or for a publication that changed since: one caller claims it, the others find nothing to do.
 */

import { randomUUID } from "node:crypto";
import type { App } from "../app.ts";
import { later, seconds } from "../base/clock.ts";
import { sentenceOf } from "../base/errors.ts";
import { limitsOf, type PrepareOutcome, type SendContext, type SendOutcome } from "../platforms/platform.ts";
import { type Circumstances, judge } from "../publication/outcome.ts";
import type { Bell, Delivery } from "../publication/publication.ts";
import type { Run } from "../store/run.ts";
import type { LastPost } from "../store/runs.ts";
import { uploadsWait, windowUsedUp } from "./draw.ts";
import { type Ended, endRun, type Next } from "./end-run.ts";
import { goTogether, sendTogether } from "./send-together.ts";
import { type Ready, signInAccount } from "./sign-in-account.ts";

type Parts = Pick<
  App,
  "store" | "vault" | "line" | "clock" | "random" | "bells" | "events" | "settings" | "bounds" | "log" | "disk"
>;

/** A bell that rings this much too early waits for its time. */
const earlyMs = seconds(5);

/** Why a run ended before its last post, without a post in the air. */
type Stop =
  | { readonly kind: "overtaken" }
  | { readonly kind: "stopped"; readonly reason: string }
  | { readonly kind: "wait"; readonly until: Date; readonly reason: string }
  | { readonly kind: "not begun"; readonly outcome: Exclude<PrepareOutcome, { kind: "prepared" }> };

/**
 * Null: there was nothing to do, or this run was overtaken. `next`: what is due after it on the account is rung for whoever is free,
 * or left to the caller.
 */
export async function publish(
  app: Parts,
  bell: Bell,
  stop: AbortSignal,
  actor: string,
  next: Next = "rung",
): Promise<Ended | null> {
  await waitForItsTime(app, bell, stop);
  if (stop.aborted || app.disk.low) return null;
  const now = app.clock.now();
  const run = await app.store.runs.claim(bell, now, later(now, app.settings.leaseMs), actor);
  if (!run) return null;

  const held = await heldByCap(app, run, now);
  if (held !== null) return settle(app, { run, tries: 0, actor, next }, [], { kind: "stopped", reason: held });
  const signedIn = await signInAccount(app, run.account);
  let { tries } = run.publication;
  let closedUntil: Date | null = null;
  if (signedIn.kind !== "ready")
    return settle(app, { run, tries, actor, next }, [], { kind: "not begun", outcome: signedIn });
  // Signing in may have taken as long as two calls.
  if (
    signedIn.login.session &&
    !(await app.store.runs.keep(run.publication, app.clock.now(), later(app.clock.now(), app.settings.leaseMs)))
  )
    return settle(app, { run, tries, actor, next }, [], await whyStopped(app, run));

  const sent = run.deliveries.filter((delivery) => delivery.state === "sent");
  const left = run.deliveries.filter(({ state }) => state !== "sent" && state !== "removed");
  const course = { run, tries, actor, next };
  if (!stop.aborted && goTogether(signedIn, left)) {
    const outcome = await sendTogether(app, run, signedIn, left, sent);
    if (outcome.kind === "overtaken") return null;
    if (outcome.kind === "may not begin") return settle(app, course, left, await whyStopped(app, run));
    if (outcome.kind !== "sent") return settle(app, course, left, outcome);
    left.length = 0;
  }
  for (const delivery of left) {
    const outcome: SendOutcome | Stop =
      whyWait(closedUntil, stop) ?? (await deliver(app, run, signedIn, delivery, sent, stop));
    if (outcome.kind === "overtaken") return null;
    if (outcome.kind !== "sent") return settle(app, { run, tries, actor, next }, [delivery], outcome);
    sent.push({ ...delivery, state: "sent", remote: outcome.remote, sentAt: app.clock.now() });
    tries = 0;
    closedUntil = outcome.closedUntil;
  }
  const ended = { ending: { move: "finish" }, effect: {}, actor, next } as const;
  return endRun(app, run, "sending", ended, run.deliveries.length);
}

/** Before anything is sent it is asked whether the account may spend what is left of the thread. */
async function heldByCap({ store }: Parts, { publication, account }: Run, now: Date): Promise<string | null> {
  const { id, handle, monthlyCapMicros } = account;
  return monthlyCapMicros === null ? null : store.costs.holdOverCap(publication, { id, handle, monthlyCapMicros }, now);
}

/** What keeps the next post back before anything is done for it. */
function whyWait(closedUntil: Date | null, stop: AbortSignal): Stop | null {
  if (closedUntil) return { kind: "wait", until: closedUntil, reason: windowUsedUp };
  return stop.aborted ? betweenPosts : null;
}

type Stopped = Extract<Stop, { kind: "stopped" }>;
type Waiting = Extract<Stop, { kind: "wait" }>;
const betweenPosts: Stopped = { kind: "stopped", reason: "stopped between posts" };

/** Between two posts somebody wished a stop, a brake was put on, a window was used up, or this run was overtaken. */
async function whyStopped({ store, clock }: Parts, { publication, account }: Run): Promise<Stopped | Waiting> {
  const now = clock.now();
  const brake = await store.brakes.holding(publication.id, now);
  if (brake) return { kind: "stopped", reason: `halted by ${brake.actor}: ${brake.reason}` };
  const door = (await store.doors.closed(account.id, now)).find(({ route }) => route === "create");
  return door ? { kind: "wait", until: door.closedUntil, reason: windowUsedUp } : betweenPosts;
}

async function waitForItsTime({ store, clock }: Parts, bell: Bell, stop: AbortSignal): Promise<void> {
  const due = await store.publications.ringsAt(bell.id);
  const aheadMs = due ? due.getTime() - clock.now().getTime() : 0;
  if (aheadMs > 0 && aheadMs <= earlyMs) await clock.wait(aheadMs, stop);
}

/** One post: left in peace for the network's gap, made ready, written down as leaving, sent, written down as out. */
async function deliver(
  app: Parts,
  run: Run,
  ready: Ready,
  delivery: Delivery,
  sent: readonly Delivery[],
  stop: AbortSignal,
): Promise<SendOutcome | Stop> {
  const { store, clock, settings } = app;
  const { publication } = run;
  const { platform, sender, login, purses } = ready;
  const lease = () => later(clock.now(), settings.leaseMs);

  const gap = await keepGap(app, run, limitsOf(platform, login.account).gapMs, sent, stop);
  if (gap) return gap;

  const about = (at: Date): Omit<SendContext, "handles"> => ({
    key: delivery.key,
    position: delivery.position,
    root: sent[0]?.remote ?? run.publication.replyTo?.root ?? null,
    parent: sent.at(-1)?.remote ?? run.publication.replyTo?.parent ?? null,
    isOwned: (id) => store.doubts.isOwned(publication.accountId, id),
    deadlineAt: later(at, settings.deadlineMs),
    signal: AbortSignal.timeout(settings.deadlineMs),
  });
  let handles = delivery.handles;
  if (sender.prepare && delivery.state !== "absent") {
    const until = await uploadsWait(app, ready, delivery.post, handles);
    if (until) return { kind: "wait", until, reason: windowUsedUp };
    const prepared = await sender.prepare(login, delivery.post, { ...about(clock.now()), handles });
    const begun = prepared.kind === "deferred" ? prepared.handles : undefined;
    if (begun && !(await store.runs.prepared(publication, delivery.position, { handles: begun }, lease())))
      return { kind: "overtaken" };
    if (prepared.kind !== "prepared") return { kind: "not begun", outcome: prepared };
    handles = prepared.handles;
    if (!(await store.runs.prepared(publication, delivery.position, prepared, lease()))) return { kind: "overtaken" };
  }

  // One instant for the start, the lease and the deadline: who sleeps while it is written down wakes after them all, and sends nothing.
  const startedAt = clock.now();
  if (
    !(await store.runs.begin(
      publication,
      delivery.position,
      startedAt,
      later(startedAt, settings.leaseMs),
      purses("create"),
    ))
  )
    return whyStopped(app, run);
  const outcome = await sender
    .create(login, delivery.post, { ...about(startedAt), handles })
    .catch((error: unknown): SendOutcome => {
      app.log.error(
        { publication: publication.id, position: delivery.position, why: sentenceOf(error) },
        "a platform threw; the post's fate is unknown",
      );
      return { kind: "unknown", reason: "Utas met an error of its own while sending" };
    });
  if (outcome.kind !== "sent") return outcome;
  if (!(await store.runs.sent(publication, delivery.position, outcome, clock.now(), lease())))
    return { kind: "overtaken" };
  app.events.tell({
    kind: "sent",
    publication: publication.id,
    account: login.account.handle,
    position: delivery.position,
    of: run.deliveries.length,
    text: delivery.post.text,
    url: outcome.remote.url,
  });
  return outcome;
}

/** Waits until the network's gap after the post before is over; a long one is left to a later bell. */
async function keepGap(
  app: Parts,
  run: Run,
  gapMs: number,
  sent: readonly Delivery[],
  stop: AbortSignal,
): Promise<Stop | null> {
  const { store, clock, settings } = app;
  const before = sent.at(-1)?.sentAt;
  if (!before) return null;
  const over = later(before, gapMs);
  if (over.getTime() - clock.now().getTime() > settings.leaseMs)
    return { kind: "wait", until: over, reason: "the network wants a pause between two posts" };
  while (clock.now() < over && !stop.aborted) {
    await clock.wait(Math.min(over.getTime() - clock.now().getTime(), settings.leaseMs / 3), stop);
    if (!(await store.runs.keep(run.publication, clock.now(), later(clock.now(), settings.leaseMs))))
      return whyStopped(app, run);
  }
  return stop.aborted ? betweenPosts : null;
}

interface Course {
  readonly run: Run;
  /** Faults in a row of the post that the run has come to. */
  readonly tries: number;
  readonly actor: string;
  readonly next: Next;
}

function settle(
  app: Parts,
  { run, tries, actor, next }: Course,
  /** What the run has come to: one post, or all that leave in one call. */
  deliveries: readonly Delivery[],
  outcome: Exclude<SendOutcome | Stop, { kind: "sent" | "overtaken" }>,
): Promise<Ended | null> {
  const position = deliveries[0]?.position ?? 1;
  if (outcome.kind === "stopped" || outcome.kind === "wait") {
    const retryAt = outcome.kind === "wait" ? outcome.until : null;
    const ending = { move: "defer", retryAt, tries, reason: outcome.reason } as const;
    return endRun(app, run, "sending", { ending, effect: {}, actor, next }, position);
  }
  const about: Circumstances = {
    now: app.clock.now(),
    random: app.random,
    tries,
    doubtedBefore: deliveries.some(({ state, refusedAsDuplicate }) => state === "absent" || refusedAsDuplicate),
    bounds: app.bounds,
  };
  if (outcome.kind === "not begun")
    return endRun(app, run, "sending", { ...judge(outcome.outcome, about), actor, next }, position);
  const verdict = judge(outcome, about);
  const lasts = deliveries.map((delivery) => lastPost(delivery, outcome, verdict.ending.move));
  return endRun(app, run, "sending", { ...verdict, actor, next, lasts }, position);
}

function lastPost(
  { position, state }: Delivery,
  outcome: Exclude<SendOutcome, { kind: "sent" }>,
  move: string,
): LastPost {
  const attempt = { outcome: outcome.kind, reason: outcome.reason };
  if (outcome.kind === "unknown") return { position, state: "sending", attempt };
  if (outcome.kind === "rejected" && move === "doubt")
    return { position, state: "sending", refusedAsDuplicate: true, attempt };
  // Surely did not leave: the next try is a new one, with a key of its own. That an earlier one was doubted stays known.
  return { position, state: state === "absent" ? "absent" : "prepared", key: randomUUID(), attempt };
}
