/** Mastodon and every server that speaks its API: https://docs.joinmastodon.org/methods/statuses/ */

import { z } from "zod";
import type { Account } from "../account/account.ts";
import { seconds } from "../base/clock.ts";
import type { Post } from "../thread/thread.ts";
import { fault, onceOnly, repeatable } from "./call.ts";
import { idsIn } from "./form.ts";
import type { Wanted } from "./mastodon-altered.ts";
import { closing, isReplayedError, refusal } from "./mastodon-answers.ts";
import { ask, hostOf, refusesServer, serverOf } from "./mastodon-call.ts";
import { find } from "./mastodon-find.ts";
import { budgets, identify, mediaLimits } from "./mastodon-instance.ts";
import { prepare } from "./mastodon-media.ts";
import { aheadBy, isAnother, isSurelyNew, remotePost, repliesTo, status } from "./mastodon-status.ts";
import {
  type CallContext,
  type CorrectOutcome,
  definePlatform,
  type Field,
  type Login,
  limitsOf,
  type OwnsOutcome,
  type RemotePost,
  type RemoveOutcome,
  type SendContext,
  type SendOutcome,
} from "./platform.ts";

const visibilities = ["public", "unlisted", "private", "direct"] as const;
const oneOfVisibilities = (value: string) =>
  visibilities.some((one) => one === value) ? null : `give one of ${visibilities.join(", ")}`;

const option = (name: string, label: string, example: string, refuses: (value: string) => string | null): Field => ({
  name,
  label,
  example,
  refuses,
  secret: false,
  required: false,
});

export const mastodon = definePlatform({
  id: "mastodon",
  label: "Mastodon",
  // An account names its server.
  url: null,
  // A server's defaults; each account has those of its own server: https://docs.joinmastodon.org/entities/Instance/
  appOf: ({ account }) => serverOf(account)?.host ?? null,
  limits: {
    measure: "mastodon",
    max: 500,
    bytesMax: null,
    urlCost: 23,
    postsMax: 50,
    hashtagsMax: 4,
    gapMs: 0,
    budgets,
    media: mediaLimits,
    // Only a thread's first post is seen in public lists and by tag.
    link: "first",
    hashtags: "first",
  },
  // https://github.com/mastodon/mastodon: app/lib/text_formatter.rb; its page folds what is higher than 32 lines.
  look: {
    name: "@name",
    avatar: "rounded square",
    colors: { link: "#6364ff", tag: "#6364ff" },
    link: {
      letters: "any",
      bare: "no link",
      hides: "scheme and www",
      escapes: false,
      cut: { part: "address", above: 30, keeps: 30, end: "…" },
    },
    card: { place: "below", size: null },
    fold: { after: 32, unit: "lines" },
    joined: true,
  },
  fields: [
    {
      name: "server",
      label: "Server",
      example: "https://mastodon.social",
      secret: false,
      required: true,
      refuses: refusesServer,
    },
    {
      name: "accessToken",
      label: "Access token (Preferences, Development, with read and write:statuses and write:media)",
      example: "43 letters and digits",
      secret: true,
      required: true,
    },
    option("visibility", "Who sees a thread's first post", "public", oneOfVisibilities),
    option(
      "replies",
      "Who sees the posts that follow it, never more than see the first",
      "unlisted",
      oneOfVisibilities,
    ),
    option("spoiler", "A content warning before every post", "Kekerasan", (value) =>
      value.length <= 200 ? null : "give at most 200 characters",
    ),
  ],
  sender: {
    /**
     * Looked up, whatever the server says that it runs: some ignore the key, and two at once make two posts on others. What is not there
     * is sent again with the same key, so that a server that honours it gives back the first should it have been late.
     */
    settles: () => [{ by: "look-up", notBeforeMs: seconds(10), asks: 2 }, { by: "hand" }],
    identify,
    keepsUploads: true,
    prepare: (login, post, context) => prepare(login, post, context, limitsOf(mastodon, login.account).media),
    create,
    find: (login, post, context) => find(login, wantedOf(login, post, context), context),
    recognise,
    owns,
    correct,
    remove,
  },
});

/** A thread's other posts are seen by no more people than its first. */
function visibilityOf({ visibility = "public", replies = "unlisted" }: Account["options"], isReply: boolean): string {
  const wide = (one: string) => (visibilities as readonly string[]).indexOf(one);
  return isReply && wide(replies) > wide(visibility) ? replies : visibility;
}

function languageOf({ language }: Post): string | undefined {
  const code = /^[a-z]{2,3}(?=$|-)/i.exec(language)?.[0].toLowerCase();
  return code === "und" ? undefined : code;
}

function bodyOf(
  { account: { options } }: Login,
  post: Post,
  { parent, handles }: Pick<SendContext, "parent" | "handles">,
) {
  const media = idsIn(handles);
  const language = languageOf(post);
  return {
    status: post.text,
    visibility: visibilityOf(options, parent !== null),
    ...(media.length > 0 && { media_ids: media }),
    ...(parent && { in_reply_to_id: parent.id }),
    ...(options.spoiler && { spoiler_text: options.spoiler }),
    ...(language && { language }),
  };
}

const wantedOf = (
  { account }: Login,
  post: Post,
  { parent, handles }: Pick<SendContext, "parent" | "handles">,
): Wanted => ({
  text: post.text,
  parentId: parent?.id ?? null,
  visibility: visibilityOf(account.options, parent !== null),
  language: languageOf(post),
  pictures: idsIn(handles).length,
});

async function create(login: Login, post: Post, context: SendContext): Promise<SendOutcome> {
  const server = hostOf(login);
  const headers = { "idempotency-key": context.key };
  const startedAt = login.line.clock.now();
  const json = bodyOf(login, post, context);
  const reply = await ask(login, { method: "POST", path: "statuses", headers, json }, context);
  if (isReplayedError(reply)) return fault(`${server}: it repeated an error of an earlier try`);
  const answer = onceOnly(server, reply);
  if (answer.kind !== "answer") return answer;
  if (answer.status >= 300) return refusal(login, answer, context.parent ? "reply" : "create");
  const taken = status.safeParse(answer.body);
  if (!taken.success) return { kind: "unknown", reason: `${server}: its answer does not name the post that it made` };
  const { parent, root } = context;
  const aheadMs = aheadBy(answer.headers, login.line.clock.now());
  const another: SendOutcome = { kind: "unknown", reason: `${server}: its answer is about another post` };
  // An answer to another call, played again: whether ours was taken, only the list tells.
  if ([parent?.id, root?.id].includes(taken.data.id) || isAnother(taken.data, post.text, startedAt, aheadMs))
    return another;
  if (await context.isOwned(taken.data.id)) return another;
  const remote = remotePost(taken.data);
  if (parent && !repliesTo(taken.data, parent.id))
    // Nothing is removed that this call did not surely make.
    return isSurelyNew(taken.data, post.text, startedAt, aheadMs) ? takeBack(login, remote, context) : another;
  return { kind: "sent", remote, ...closing(login, answer.headers) };
}

/** Some servers drop a parent that they do not know and say nothing of it: https://codeberg.org/grunfink/snac2 does. */
async function takeBack(login: Login, stray: RemotePost, context: CallContext): Promise<SendOutcome> {
  const reason = `${hostOf(login)} does not know the post that this one replies to, and put it out by itself`;
  const outcome = await remove(login, stray, context);
  const after =
    outcome.kind === "removed"
      ? "It was taken back."
      : `It could not be taken back (${outcome.reason}): remove ${stray.url ?? stray.id} by hand.`;
  return { kind: "rejected", reason: `${reason}. ${after}`, duplicate: false };
}

/**
 * https://host/@name/ID (Mastodon, Hollo), /@name/statuses/ID (GoToSocial), /users/name/statuses/ID, /p/name/ID (Pixelfed); /notice/ID
 * (Pleroma) and /statuses/ID name nobody.
 */
const address =
  /^\/(?:web\/)?(?:@([^/]+)(?:\/statuses)?|users\/([^/]+)\/statuses|statuses|notice|p\/([^/]+))\/([\w-]{1,100})\/?$/;

function recognise(url: string, account: Account): RemotePost | null {
  if (!URL.canParse(url.trim())) return null;
  const { host, pathname, href, protocol } = new URL(url.trim());
  const [, ...parts] = address.exec(pathname) ?? [];
  const id = parts.pop();
  const by = parts.find((part) => part !== undefined);
  const [name, home] = (account.identity?.name ?? account.handle).split("@");
  const ours = [name, `${name}@${home ?? host}`].map((one) => one?.toLowerCase());
  const isOurs = by === undefined || ours.includes(by.replaceAll("%40", "@").toLowerCase());
  const isThere = /^https?:$/.test(protocol) && [serverOf(account)?.host, home].includes(host);
  return id && isThere && isOurs ? { id, url: href, ref: null } : null;
}

const writer = z.object({ account: z.object({ id: z.string() }) });

/** An address without a name may be anybody's. */
async function owns(login: Login, { id, url }: RemotePost, context: CallContext): Promise<OwnsOutcome> {
  const { account } = login;
  const [, ...parts] = (url === null ? null : address.exec(new URL(url).pathname)) ?? [];
  if (parts.slice(0, -1).some((part) => part !== undefined)) return { kind: "ours" };
  const path = `statuses/${encodeURIComponent(id)}`;
  const answer = repeatable(hostOf(login), await ask(login, { method: "GET", path }, context));
  if (answer.kind !== "answer") return answer;
  if (answer.status >= 300) return refusal(login, answer, "look");
  const by = writer.safeParse(answer.body).data?.account.id;
  return { kind: by !== undefined && by === account.identity?.id.split("@")[0] ? "ours" : "another's" };
}

async function correct(
  login: Login,
  { id }: RemotePost,
  post: Post,
  context: CallContext & Pick<SendContext, "handles">,
): Promise<CorrectOutcome> {
  const path = `statuses/${encodeURIComponent(id)}`;
  const kept = await spoilerOf(login, path, context);
  if (kept.kind !== "spoiler") return kept;
  const { visibility: _, spoiler_text: __, ...words } = bodyOf(login, post, { handles: context.handles, parent: null });
  const json = { ...words, ...(kept.text && { spoiler_text: kept.text }) };
  const answer = repeatable(hostOf(login), await ask(login, { method: "PUT", path, json }, context));
  if (answer.kind !== "answer") return answer;
  if (answer.status >= 300) return refusal(login, answer, "correct");
  return { kind: "corrected", ...closing(login, answer.headers) };
}

const source = z.object({ spoiler_text: z.string() });

/** The content warning that a post has, which an edit would take away or replace; of a server that shows no sources, the account's. */
async function spoilerOf(login: Login, path: string, context: CallContext) {
  const answer = repeatable(hostOf(login), await ask(login, { method: "GET", path: `${path}/source` }, context));
  if (answer.kind !== "answer") return answer;
  const read = answer.status === 200 ? source.safeParse(answer.body).data : undefined;
  if (!read && answer.status !== 200 && answer.status !== 404) return refusal(login, answer, "correct");
  return { kind: "spoiler", text: read?.spoiler_text ?? login.account.options.spoiler } as const;
}

async function remove(login: Login, { id }: RemotePost, context: CallContext): Promise<RemoveOutcome> {
  const path = `statuses/${encodeURIComponent(id)}`;
  const answer = repeatable(hostOf(login), await ask(login, { method: "DELETE", path }, context));
  if (answer.kind !== "answer") return answer;
  if (answer.status >= 300 && answer.status !== 404 && answer.status !== 410) return refusal(login, answer, "remove");
  return { kind: "removed", ...closing(login, answer.headers) };
}
