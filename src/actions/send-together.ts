/** Sends all that a thread has left in one call, where its network can: made ready one after another, in the air together, out together or not at all. */

import type { App } from "../app.ts";
import { later } from "../base/clock.ts";
import { sentenceOf } from "../base/errors.ts";
import { limitsOf, type PrepareOutcome, type SendAllOutcome, type SendContext } from "../platforms/platform.ts";
import type { Delivery } from "../publication/publication.ts";
import type { Run } from "../store/run.ts";
import { uploadsWait, windowUsedUp } from "./draw.ts";
import type { Ready } from "./sign-in-account.ts";

type Parts = Pick<App, "store" | "clock" | "events" | "settings" | "log">;

export type Unready = Exclude<PrepareOutcome, { kind: "prepared" }>;
export type TogetherOutcome =
  | SendAllOutcome
  | { readonly kind: "overtaken" }
  /** A wish, a brake or an overtaking: none of them left. */
  | { readonly kind: "may not begin" }
  | { readonly kind: "wait"; readonly until: Date; readonly reason: string }
  | { readonly kind: "not begun"; readonly outcome: Unready };

/** One post alone has a call of its own, and so has a thread whose posts are to be sent apart. */
export function goTogether({ sender, platform, login }: Ready, left: readonly Delivery[]): boolean {
  if (left.length < 2 || !sender.createAll || limitsOf(platform, login.account).gapMs > 0) return false;
  const posts = left.map(({ post }) => post);
  return sender.sendsTogether?.(login.account, posts) ?? false;
}

export async function sendTogether(
  app: Parts,
  { publication, deliveries }: Run,
  all: Ready,
  left: readonly Delivery[],
  sent: readonly Delivery[],
): Promise<TogetherOutcome> {
  const { store, clock, settings } = app;
  const { sender, login, purses } = all;
  const lease = () => later(clock.now(), settings.leaseMs);
  const context = ({ key, position, handles }: Delivery, at: Date): SendContext => ({
    key,
    position,
    handles,
    root: sent[0]?.remote ?? publication.replyTo?.root ?? null,
    parent: sent.at(-1)?.remote ?? publication.replyTo?.parent ?? null,
    isOwned: (id) => store.doubts.isOwned(publication.accountId, id),
    deadlineAt: later(at, settings.deadlineMs),
    signal: AbortSignal.timeout(settings.deadlineMs),
  });

  const ready: Delivery[] = [];
  for (const delivery of left) {
    if (!sender.prepare || delivery.state === "absent") {
      ready.push(delivery);
      continue;
    }
    const until = await uploadsWait(app, all, delivery.post, delivery.handles);
    if (until) return { kind: "wait", until, reason: windowUsedUp };
    const prepared = await sender.prepare(login, delivery.post, context(delivery, clock.now()));
    if (prepared.kind !== "prepared") return { kind: "not begun", outcome: prepared };
    const { handles } = prepared;
    if (!(await store.runs.prepared(publication, delivery.position, prepared, lease()))) return { kind: "overtaken" };
    ready.push({ ...delivery, handles });
  }

  const startedAt = clock.now();
  const positions = ready.map(({ position }) => position);
  if (
    !(await store.together.begin(
      publication,
      positions,
      startedAt,
      later(startedAt, settings.leaseMs),
      purses("create"),
    ))
  )
    return { kind: "may not begin" };
  const posts = ready.map((delivery) => ({ post: delivery.post, context: context(delivery, startedAt) }));
  const outcome: SendAllOutcome = (await sender.createAll?.(login, posts).catch((error: unknown) => {
    app.log.error(
      { publication: publication.id, why: sentenceOf(error) },
      "a platform threw; the fate of the thread is unknown",
    );
    return null;
  })) ?? { kind: "unknown", reason: "Utas met an error of its own while sending" };
  if (outcome.kind !== "sent") return outcome;

  const out = ready.flatMap(({ position, post }, index) => {
    const remote = outcome.remotes[index];
    return remote ? [{ position, post, remote }] : [];
  });
  if (out.length < ready.length)
    return { kind: "unknown", reason: "the network did not name every post of the thread" };
  if (!(await store.together.sent(publication, out, outcome, clock.now(), lease()))) return { kind: "overtaken" };
  for (const { position, post, remote } of out)
    app.events.tell({
      kind: "sent",
      publication: publication.id,
      account: login.account.handle,
      position,
      of: deliveries.length,
      text: post.text,
      url: remote.url,
    });
  return outcome;
}
