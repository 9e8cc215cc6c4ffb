/** A rehearsal network inside Utas: real limits, duplicate refusal, windows and gaps, and a timeline that anyone can look at. No keys, no network. */

import { parseDuration } from "../../config/values.ts";
import type { Account } from "../account/account.ts";
import { later, minutes } from "../base/clock.ts";
import { AppError } from "../base/errors.ts";
import { measure } from "../thread/measure.ts";
import { bluesky } from "./bluesky.ts";
import { mastodon } from "./mastodon.ts";
import {
  type CallContext,
  type Deferred,
  definePlatform,
  type Login,
  limitsOf,
  type Platform,
  type RemotePost,
  type SendContext,
  type SendOutcome,
} from "./platform.ts";
import type { Fault } from "./rehearsal.ts";
import { x } from "./x.ts";

/** The networks whose limits a sandbox account can take on. */
const likenesses: readonly Platform[] = [x, bluesky, mastodon];

export const sandbox: Platform = definePlatform({
  id: "sandbox",
  label: "Sandbox",
  url: null,
  limits: { ...x.limits, gapMs: 0 },
  limitsOf: ({ options }) => ({ ...likeness(options).limits, gapMs: gapOf(options) }),
  look: x.look,
  lookOf: ({ options }) => likeness(options).look,
  fields: [
    {
      name: "like",
      label: "Behaves like",
      secret: false,
      required: false,
      example: "x",
      refuses: (value) =>
        likenesses.some((one) => one.id === value) ? null : `give one of ${likenesses.map((one) => one.id).join(", ")}`,
    },
    {
      name: "window",
      label: "Posts in a window",
      secret: false,
      required: false,
      example: "100/15m",
      refuses: (value) => (parseWindow(value) ? null : "give posts and a time, such as 100/15m"),
    },
    {
      name: "gap",
      label: "Least time between two posts",
      secret: false,
      required: false,
      example: "2s",
      refuses: (value) => (parseDuration(value) === null ? "give a time such as 2s" : null),
    },
  ],

  sender: {
    settles: () => [{ by: "look-up", notBeforeMs: 0, asks: 2 }, { by: "hand" }],

    identify: async ({ account }) => ({ kind: "identified", id: account.handle, name: account.handle }),

    async create(login, post, context) {
      const { account, line } = login;
      if (context.signal.aborted) return notAsked;
      const fault = line.rehearsal.faults({ handle: account.handle, position: context.position });
      const before = fault && (await misbehaveBefore(fault, login, context));
      if (before) return before;
      const limits = limitsOf(sandbox, account);
      if (!measure(post.text, limits).valid)
        return { kind: "rejected", reason: "Sandbox: the post is too long", duplicate: false };
      const taken = await line.rehearsal.take({
        accountId: account.id,
        text: post.text,
        parentId: context.parent?.id ?? null,
        at: line.clock.now(),
        deadlineAt: context.deadlineAt,
        window: parseWindow(account.options.window ?? ""),
        gapMs: limits.gapMs,
      });
      if (fault?.kind === "hang-after") await untilGivenUp(login, context);
      if (fault) return { kind: "unknown", reason: "Sandbox: the answer was lost" };
      switch (taken.kind) {
        case "taken":
          return { kind: "sent", remote: remoteOf(login, taken.post.id), closedUntil: taken.closedUntil };
        case "closed":
        case "too-early":
          return closed(taken.until);
        case "too-late":
          return notAsked;
        case "duplicate":
          return { kind: "rejected", reason: sameText, duplicate: true };
        case "unknown-parent":
          return {
            kind: "rejected",
            reason: "Sandbox: the post that this one replies to is not there",
            duplicate: false,
          };
      }
    },

    async find(login, post, { parent, since, owned }) {
      const from = later(since, -clockMarginMs);
      const timeline = await login.line.rehearsal.timeline(login.account.id);
      const found = timeline.find(
        (one) =>
          one.text === post.text && one.parentId === (parent?.id ?? null) && one.at >= from && !owned.has(one.id),
      );
      return found
        ? { kind: "found", remote: remoteOf(login, found.id), closedUntil: null }
        : { kind: "absent", closedUntil: null };
    },

    recognise(url, { handle }) {
      const [place, id] = url.trim().split("/");
      return place === `sandbox:${handle}` && id ? { id, url: url.trim(), ref: null } : null;
    },

    corrects: ({ options }) => likeness(options).sender?.correct !== undefined,

    async correct({ account, line }, remote, post) {
      if (!measure(post.text, limitsOf(sandbox, account)).valid)
        return { kind: "rejected", reason: "Sandbox: the post is too long", duplicate: false };
      const edited = await line.rehearsal.edit(account.id, remote.id, post.text);
      return edited
        ? { kind: "corrected", closedUntil: null }
        : { kind: "rejected", reason: "Sandbox: the post is not there any more", duplicate: false };
    },

    async remove({ account, line }, remote) {
      await line.rehearsal.remove(account.id, remote.id);
      return { kind: "removed", closedUntil: null };
    },
  },
});

function likeness({ like = x.id }: Account["options"]): Platform {
  const found = likenesses.find((one) => one.id === like);
  if (!found)
    throw new AppError("platform-unknown", {
      platform: like,
      known: likenesses.map((one) => one.id).join(", "),
      meant: "",
    });
  return found;
}

const gapOf = ({ gap }: Account["options"]) => (gap === undefined ? 0 : (parseDuration(gap) ?? 0));

function parseWindow(value: string): { posts: number; perMs: number } | null {
  const match = /^(\d+)\/(\S+)$/.exec(value);
  const perMs = match && parseDuration(match[2] ?? "");
  return match && perMs && Number(match[1]) > 0 ? { posts: Number(match[1]), perMs } : null;
}

const remoteOf = ({ account }: Login, id: string): RemotePost => ({
  id,
  url: `sandbox:${account.handle}/${id}`,
  ref: null,
});

const sameText =
  "Sandbox: the same text was posted already, and networks refuse that; change the words, retract the earlier thread, or rehearse on another account";

const notAsked: Deferred = {
  kind: "deferred",
  cause: "fault",
  notBefore: null,
  reason: "Sandbox: the post was given up before it was sent",
};

const closed = (notBefore: Date): Deferred => ({
  kind: "deferred",
  cause: "window",
  notBefore,
  reason: "Sandbox: too many posts; the window is closed",
});

/** Our clock may be corrected between the beginning of a post and its sending. */
const clockMarginMs = minutes(1);

/** What happens instead of taking the post; null: it is taken first. */
async function misbehaveBefore(fault: Fault, login: Login, context: SendContext): Promise<SendOutcome | null> {
  switch (fault.kind) {
    case "fail-before":
      return { kind: "unknown", reason: "Sandbox answered 503" };
    case "rate-limit":
      return closed(new Date(login.line.clock.now().getTime() + fault.forMs));
    case "expired-token":
      return {
        kind: "unauthorized",
        accountState: "unauthorized",
        reason: "Sandbox does not accept this token any more",
      };
    case "hang":
      await untilGivenUp(login, context);
      return { kind: "unknown", reason: "Sandbox did not answer in time" };
    case "lose-answer":
    case "hang-after":
      return null;
  }
}

const untilGivenUp = ({ line }: Login, { deadlineAt, signal }: CallContext) =>
  line.clock.wait(deadlineAt.getTime() - line.clock.now().getTime(), signal);
