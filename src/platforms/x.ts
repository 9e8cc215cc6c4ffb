/** X, through its API v2 with the four OAuth 1.0a keys of a user, or OAuth 2: https://docs.x.com/x-api/posts/create-post */

import { createHash } from "node:crypto";
import type { TwitterApiv2, TwitterResponse } from "twitter-api-v2";
import { z } from "zod";
import type { Account } from "../account/account.ts";
import { hours, later, minutes, seconds } from "../base/clock.ts";
import type { CallAgent } from "../base/http.ts";
import { altOf } from "../thread/alt.ts";
import type { Post } from "../thread/thread.ts";
import { type Answer, brokenBy, fault, onceOnly, type Reply, repeatable, secretsOf, uploadsUsedUp } from "./call.ts";
import { handlesOf, idsIn } from "./form.ts";
import {
  type CallContext,
  type Closing,
  definePlatform,
  type Field,
  type FindContext,
  type FindOutcome,
  type IdentifyOutcome,
  type Login,
  limitsOf,
  type PrepareOutcome,
  type RemotePost,
  type RemoveOutcome,
  type SendContext,
  type SendOutcome,
} from "./platform.ts";
import { closedUntil, closing, refusal } from "./x-answers.ts";
import { isOurs, type ListedPost, listedPost } from "./x-match.ts";
import { consentPage, exchange, signIn } from "./x-oauth.ts";

const key = (name: string, label: string, example: string): Field => ({
  name,
  label,
  secret: true,
  required: true,
  instead: "clientId",
  example,
});
/** Of OAuth 2, instead of the four keys. */
const second = (name: string, label: string, example: string): Field => ({
  name,
  label,
  secret: true,
  required: false,
  example,
});

/** When something is to be said, not by all who only ask which networks there are. */
const load = () => import("twitter-api-v2");

export const x = definePlatform({
  id: "x",
  label: "X",
  otherNames: ["twitter"],
  url: "https://api.x.com",
  charges: true,
  limits: {
    measure: "weighted",
    max: 280,
    bytesMax: null,
    urlCost: 23,
    postsMax: 100,
    refusesRepeats: true,
    // https://docs.x.com/x-api/fundamentals/rate-limits
    budgets: [
      { of: "account", most: 100, withinMs: minutes(15), cost: 1 },
      { of: "app", most: 10_000, withinMs: hours(24), cost: 1 },
      { of: "account", most: 900, withinMs: minutes(15), cost: 0, calls: { find: 1 } },
      { of: "account", most: 50, withinMs: minutes(15), cost: 0, calls: { remove: 1 } },
      { of: "account", most: 500, withinMs: minutes(15), cost: 0, calls: { upload: 1 } },
    ],
    hashtagsMax: 2,
    // A reply sent sooner may be refused because its parent is not visible yet.
    gapMs: seconds(2),
    media: {
      images: 4,
      altMax: 1_000,
      types: ["image/jpeg", "image/png", "image/webp"],
      maxBytes: 5_000_000,
      maxSide: 4_096,
    },
    link: "last",
    hashtags: "last",
  },
  look: {
    name: "@name",
    avatar: "circle",
    colors: { link: "#1d9bf0", tag: "#1d9bf0" },
    // `display_url` of the API's own examples: dev.twitter.com/terms/display-…
    link: {
      letters: "few",
      bare: "cut",
      hides: "scheme and www",
      escapes: false,
      cut: { part: "path", above: 15, keeps: 15, end: "…" },
    },
    // The page's own tags say which.
    card: { place: "below", size: null },
    fold: { after: 280, unit: "characters" },
    joined: true,
  },
  fields: [
    key("appKey", "API key", "about 25 letters and digits"),
    key("appSecret", "API key secret", "about 50 letters and digits"),
    key("accessToken", "Access token", "the account's number, a dash, 40 letters and digits"),
    key("accessSecret", "Access token secret", "about 45 letters and digits"),
    second("clientId", "OAuth 2 client id", "about 34 letters and digits"),
    second("clientSecret", "OAuth 2 client secret, of a confidential app", "about 50 letters and digits"),
    second("refreshToken", "OAuth 2 refresh token", "about 90 letters and digits"),
  ],
  // The API key or client id names the app that all its accounts share.
  appOf: ({ credentials: { appKey, clientId } }) => fingerprint(clientId ?? appKey ?? ""),
  authorizing: { app: "clientId", appSecret: "clientSecret", page: consentPage, exchange },
  sender: {
    load,
    signIn,
    spends: ({ clientId, refreshToken }) => (clientId && refreshToken) || null,
    settles: () => [{ by: "look-up", notBeforeMs: seconds(10), asks: 2 }, { by: "hand" }],
    identify,
    prepare,
    create,
    find,
    recognise,
    remove,
  },
});

/** Of a key, which may be shown to nobody. */
const fingerprint = (key: string): string => createHash("sha256").update(key).digest("hex").slice(0, 16);

const me = z.object({ data: z.object({ id: z.string().min(1), username: z.string().min(1) }) });

async function identify(login: Login, context: CallContext): Promise<IdentifyOutcome> {
  const answer = repeatable("X", await speak(login, context, (api, how) => api.get("users/me", {}, how)));
  if (answer.kind !== "answer") return answer;
  if (answer.status >= 400) return refused(login, answer);
  const user = me.safeParse(answer.body);
  if (!user.success) return fault("X: its answer about the account could not be read");
  return { kind: "identified", id: user.data.data.id, name: user.data.data.username };
}

const uploaded = z.object({ data: z.object({ id: z.string().min(1) }) });

/** Uploads the pictures of a post, each with what it shows: https://docs.x.com/x-api/media/upload-media and …/create-media-metadata */
async function prepare(login: Login, { images = [] }: Post, context: SendContext): Promise<PrepareOutcome> {
  const ids: string[] = [];
  const { media } = limitsOf(x, login.account);
  let closed: Closing = { closedUntil: null };
  for (const image of images) {
    if (closed.closedUntil) return uploadsUsedUp("X", closed);
    const picture = await login.line.picture(image.id, media);
    if (!picture)
      return { kind: "rejected", reason: "X: a picture of this post is not kept any more", duplicate: false };
    const file = { media: Buffer.from(picture.bytes), media_category: "tweet_image" };
    const answer = repeatable(
      "X",
      await speak(login, context, (api, how) => api.post("media/upload", file, { ...how, forceBodyMode: "form-data" })),
    );
    if (answer.kind !== "answer") return answer;
    if (answer.status >= 400) return refused(login, answer);
    const made = uploaded.safeParse(answer.body);
    if (!made.success) return fault("X: its answer to an uploaded picture could not be read");
    const told = await describe(login, made.data.data.id, altOf(image, media.altMax), context);
    if (told) return told;
    ids.push(made.data.data.id);
    closed = closing(answer.headers, login.line.clock.now());
  }
  return { kind: "prepared", handles: handlesOf(ids), ...closed };
}

async function describe(login: Login, id: string, alt: string, context: SendContext) {
  if (!alt) return null;
  const about = { id, metadata: { alt_text: { text: alt } } };
  const answer = repeatable("X", await speak(login, context, (api, how) => api.post("media/metadata", about, how)));
  if (answer.kind !== "answer") return answer;
  return answer.status >= 400 ? refused(login, answer) : null;
}

const created = z.object({ data: z.object({ id: z.string().min(1) }) });

async function create(login: Login, { text }: Post, context: SendContext): Promise<SendOutcome> {
  const { parent, handles } = context;
  const media = idsIn(handles);
  const post = {
    text,
    ...(media.length > 0 && { media: { media_ids: media } }),
    ...(parent && { reply: { in_reply_to_tweet_id: parent.id } }),
  };
  const answer = onceOnly("X", await speak(login, context, (api, how) => api.post("tweets", post, how)));
  if (answer.kind !== "answer") return answer;
  const now = login.line.clock.now();
  if (answer.status >= 400) return refused(login, answer);
  const taken = created.safeParse(answer.body);
  if (!taken.success) return { kind: "unknown", reason: "X: its answer does not name the post that it made" };
  return {
    kind: "sent",
    remote: remotePost(login.account, taken.data.data.id),
    ...closing(answer.headers, now),
  };
}

const remotePost = ({ identity }: Account, id: string): RemotePost => ({
  id,
  url: `https://x.com/${identity?.name ?? "i"}/status/${id}`,
  ref: null,
});

/** X refuses an OAuth signature whose time is more than five minutes off, so no clock that may post is wrong by more. */
const clockMarginMs = minutes(5);
/** 800 of the account's newest posts; "not among them" is only said when all since then were seen. */
const pagesMax = 8;

const timeline = z.object({
  data: z.array(listedPost).optional(),
  meta: z.object({ result_count: z.number(), next_token: z.string().optional() }),
});

async function find(login: Login, post: Post, context: FindContext): Promise<FindOutcome> {
  const { account } = login;
  if (!account.identity) return fault("X: the account was never identified, so its posts cannot be listed");
  const path = `users/${encodeURIComponent(account.identity.id)}/tweets`;
  const since = later(context.since, -clockMarginMs).toISOString().replace(/\.\d+/, "");
  const query = {
    max_results: 100,
    start_time: since,
    "tweet.fields": "created_at,referenced_tweets,entities,note_tweet",
  };

  // Newest first: should there be two of them, the last one found is the one that was sent first.
  let found: ListedPost | null = null;
  let next: string | undefined;
  let closed: Date | null = null;
  for (let page = 0; page === 0 || next; page++) {
    if (page === pagesMax)
      return found ? foundAs(account, found, closed) : fault("X: the account has too many new posts to look through");
    if (closed)
      return { kind: "deferred", cause: "window", notBefore: closed, reason: "X: the window for looking is used up" };
    const part = { ...query, ...(next && { pagination_token: next }) };
    const answer = repeatable("X", await speak(login, context, (api, how) => api.get(path, part, how)));
    if (answer.kind !== "answer") return answer;
    if (answer.status >= 400) return notListed(refused(login, answer));
    const list = timeline.safeParse(answer.body);
    if (!list.success) return fault("X: its list of the account's posts could not be read");
    for (const listed of list.data.data ?? [])
      if (!context.owned.has(listed.id) && isOurs(listed, post.text, context.parent?.id ?? null)) found = listed;
    next = list.data.meta.next_token;
    closed = closedUntil(answer.headers, login.line.clock.now());
  }
  return found ? foundAs(account, found, closed) : { kind: "absent", closedUntil: closed };
}

const foundAs = (account: Account, { id }: ListedPost, closed: Date | null): FindOutcome => ({
  kind: "found",
  remote: remotePost(account, id),
  closedUntil: closed,
});

/** A look-up has no refusal for good: until the list was seen, nobody knows. */
const notListed = (outcome: ReturnType<typeof refusal>): FindOutcome =>
  outcome.kind === "rejected" ? fault(outcome.reason) : outcome;

/** X leads any name to a post of that number, so a post of somebody else is known by its name alone; `i` stands for everybody. */
function recognise(url: string, account: Account): RemotePost | null {
  const [, by, id] =
    /^https?:\/\/(?:www\.|mobile\.)?(?:x|twitter)\.com\/(?:i\/web|(\w+))\/status\/(\d+)/i.exec(url.trim()) ?? [];
  const ours = [account.identity?.name ?? account.handle, "i"].map((name) => name.toLowerCase());
  return id === undefined || (by && !ours.includes(by.toLowerCase())) ? null : remotePost(account, id);
}

const removed = z.object({ data: z.object({ deleted: z.literal(true) }) });

async function remove(login: Login, { id }: RemotePost, context: CallContext): Promise<RemoveOutcome> {
  const path = `tweets/${encodeURIComponent(id)}`;
  const answer = repeatable("X", await speak(login, context, (api, how) => api.delete(path, {}, how)));
  if (answer.kind !== "answer") return answer;
  const now = login.line.clock.now();
  const gone: RemoveOutcome = { kind: "removed", ...closing(answer.headers, now) };
  if (answer.status === 404) return gone;
  if (answer.status >= 400) return refused(login, answer);
  return removed.safeParse(answer.body).success ? gone : fault("X: it did not confirm the removal");
}

/** Only the token of OAuth 2 is renewed; the keys of OAuth 1.0a hold until they are revoked. */
function refused(login: Login, answer: Answer): ReturnType<typeof refusal> {
  const outcome = refusal(answer, login.line.clock.now(), secretsOf(login));
  const isOver = outcome.kind === "unauthorized" && answer.status === 401 && login.session?.tokens.accessToken;
  return isOver ? { ...outcome, sessionOver: true } : outcome;
}

interface How {
  readonly prefix: string;
  readonly fullResponse: true;
  readonly forceBodyMode: "json";
}

/**
 * One call with the client library. It has neither retries nor a time limit; the agent brings the limit. The root is given as the
 * prefix, not changed by a plugin afterwards, so that the OAuth signature covers the URL that is really asked.
 */
async function speak(
  { credentials, session, line }: Login,
  { deadlineAt, signal }: CallContext,
  ask: (api: TwitterApiv2, how: How) => Promise<TwitterResponse<unknown>>,
): Promise<Reply> {
  const { appKey = "", appSecret = "", accessToken = "", accessSecret = "" } = credentials;
  const library = await load();
  const httpAgent = line.http.agent(line.url, deadlineAt, signal);
  try {
    // Compressed answers would pass the agent's size limit and unfold in memory.
    const keys = session?.tokens.accessToken ?? { appKey, appSecret, accessToken, accessSecret };
    const options = { httpAgent, compression: "identity" } as const;
    const client =
      typeof keys === "string" ? new library.TwitterApi(keys, options) : new library.TwitterApi(keys, options);
    const { data, headers } = await ask(client.v2, {
      prefix: `${line.url}/2/`,
      fullResponse: true,
      forceBodyMode: "json",
    });
    return { kind: "answer", status: 200, headers, body: data };
  } catch (error) {
    return failed(error, httpAgent, library);
  }
}

/** The library's errors carry the request with its signature: what is needed is taken out, and they go no further. */
function failed(
  error: unknown,
  agent: CallAgent,
  {
    ApiPartialResponseError,
    ApiResponseError,
  }: Pick<typeof import("twitter-api-v2"), "ApiPartialResponseError" | "ApiResponseError">,
): Reply {
  if (error instanceof ApiResponseError)
    return { kind: "answer", status: error.code, headers: error.headers, body: error.data };
  if (!(error instanceof ApiPartialResponseError) || agent.broken) return brokenBy(error, agent);
  const { statusCode = 0, headers } = error.response;
  // These say all that matters in their number; other answers do so in the body, which is lost.
  if ([401, 402, 429].includes(statusCode)) return { kind: "answer", status: statusCode, headers, body: undefined };
  return { kind: "broken", left: true, reason: `its answer (${statusCode}) broke off or could not be read` };
}
