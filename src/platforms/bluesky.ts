/** Bluesky, and every personal data server of the AT Protocol: https://docs.bsky.app/docs/api/com-atproto-repo-put-record. Each post has a key of our own, so that sending it again is sending the same one. */

import { z } from "zod";
import type { Account } from "../account/account.ts";
import { hours, minutes } from "../base/clock.ts";
import type { Post } from "../thread/thread.ts";
import { closing, errorOf, pointsOfPost, refusal, xrpc } from "./bluesky-call.ts";
import { prepare } from "./bluesky-prepare.ts";
import {
  collection,
  madeOf,
  type Reply as ReplyTo,
  recordOf,
  remoteOf,
  type StrongRef,
  threadOf,
  uriOf,
} from "./bluesky-record.ts";
import { identify, signIn } from "./bluesky-session.ts";
import { fault, onceOnly, repeatable } from "./call.ts";
import {
  type CallContext,
  type Deferred,
  definePlatform,
  type FindContext,
  type FindOutcome,
  type Login,
  limitsOf,
  type Platform,
  type Rejected,
  type RemotePost,
  type RemoveOutcome,
  type SendAllOutcome,
  type SendContext,
  type SendOutcome,
  type Together,
  type Unauthorized,
} from "./platform.ts";

export const bluesky: Platform = definePlatform({
  id: "bluesky",
  label: "Bluesky",
  otherNames: ["bsky"],
  url: "https://bsky.social",
  limits: {
    measure: "graphemes",
    max: 300,
    bytesMax: 3_000,
    urlCost: null,
    postsMax: 100,
    hashtagsMax: 3,
    gapMs: 0,
    // https://docs.bsky.app/docs/advanced-guides/rate-limits: points, of which a post takes three and a removal one; and signing in apart.
    budgets: [
      { of: "account", most: 5_000, withinMs: hours(1), cost: pointsOfPost, calls: { remove: 1 } },
      { of: "account", most: 35_000, withinMs: hours(24), cost: pointsOfPost, calls: { remove: 1 } },
      { of: "account", most: 30, withinMs: minutes(5), cost: 0, calls: { signIn: 1 } },
      { of: "account", most: 300, withinMs: hours(24), cost: 0, calls: { signIn: 1 } },
    ],
    media: {
      images: 4,
      altMax: 2_000,
      types: ["image/jpeg", "image/png", "image/webp"],
      maxBytes: 2_000_000,
      maxSide: 2_000,
    },
    // The network fetches no page: who posts builds the card, and a link in it costs no text.
    link: "card",
    hashtags: "last",
  },
  // https://github.com/bluesky-social/social-app: lib/strings/url-helpers.ts, MAX_POST_LINES
  look: {
    name: "@name",
    avatar: "circle",
    colors: { link: "#006aff", tag: "#006aff" },
    link: {
      letters: "all",
      bare: "whole",
      hides: "scheme",
      escapes: true,
      cut: { part: "path", above: 15, keeps: 13, end: "..." },
    },
    card: { place: "below", size: "large" },
    fold: { after: 25, unit: "lines" },
    joined: true,
  },
  fields: [
    {
      name: "server",
      label: "Personal data server",
      secret: false,
      required: false,
      example: "https://bsky.social",
      refuses: refusesServer,
    },
    {
      name: "atomic",
      label: "Whole threads in one step, all or nothing",
      secret: false,
      required: false,
      example: "off",
      refuses: (value) => (value === "on" || value === "off" ? null : "give on or off"),
    },
    { name: "appPassword", label: "App password", secret: true, required: true, example: "abcd-efgh-ijkl-mnop" },
  ],
  // A server counts some calls by our address, whichever account makes them.
  appOf: ({ account }) => new URL(account.options.server ?? "https://bsky.social").host,
  sender: {
    // The record's own key settles it at once while the call may be repeated; later a person may have removed the post, and is not overruled.
    settles: () => [
      { by: "key", withinMs: minutes(30) },
      { by: "look-up", notBeforeMs: 0, asks: 1 },
    ],
    signIn,
    identify,
    prepare: (login, post, context) => prepare(login, post, context, limitsOf(bluesky, login.account).media),
    create,
    sendsTogether,
    createAll,
    find,
    recognise,
    remove,
  },
});

/** Whether http: will do, the call decides: it knows which hosts are the operator's own. */
function refusesServer(value: string): string | null {
  if (!URL.canParse(value)) return "give the server's address, such as https://bsky.social";
  const { protocol, pathname, search, username, password } = new URL(value);
  if (pathname !== "/" || search || username || password)
    return "give the address alone, such as https://bsky.social, without a path or a password";
  return protocol === "https:" || protocol === "http:" ? null : "give an https address";
}

const altMaxOf = (account: Account) => limitsOf(bluesky, account).media.altMax;

const notReady: Deferred = fault("Bluesky: the post was not made ready");
const nobody: Deferred = fault("Bluesky: the account was never identified, so it has no place for posts");
const rejected = (reason: string): Rejected => ({ kind: "rejected", reason, duplicate: false });

const written = z.object({ uri: z.string(), cid: z.string().min(1) });

/** `putRecord`: the same record under the same key again changes nothing. */
async function create(login: Login, post: Post, context: SendContext): Promise<SendOutcome> {
  const { account, line } = login;
  const made = madeOf(context.handles);
  if (!account.identity) return nobody;
  if (!made) return notReady;
  const did = account.identity.id;
  const above = await replyTo(login, context);
  if (above && "kind" in above) return above;
  const record = recordOf(post, made, above, altMaxOf(account));
  const json = { repo: did, collection, rkey: made.rkey, record };
  const answer = onceOnly("Bluesky", await xrpc(login, { nsid: "com.atproto.repo.putRecord", json }, context));
  if (answer.kind !== "answer") return answer;
  if (answer.status !== 200) return refusal(answer, login);
  const taken = written.safeParse(answer.body);
  if (!taken.success || taken.data.uri !== uriOf(did, made.rkey))
    return { kind: "unknown", reason: "Bluesky: its answer does not name the post that it made" };
  const closed = closing(answer.headers, line.clock.now());
  return { kind: "sent", remote: remoteOf(did, made.rkey, taken.data.cid), ...closed };
}

/** Null: the post begins a thread. */
async function replyTo(
  login: Login,
  { root, parent, deadlineAt, signal }: SendContext,
): Promise<ReplyTo | null | Deferred | Rejected | Unauthorized> {
  if (!parent) return null;
  const below = await strongRef(login, parent, { deadlineAt, signal });
  if ("kind" in below) return below;
  const top = root && root.id !== parent.id ? await strongRef(login, root, { deadlineAt, signal }) : below;
  return "kind" in top ? top : { root: top, parent: below };
}

/** What a reply needs of a post; one whose content's name was never told is asked for. */
async function strongRef(
  login: Login,
  { id, ref }: RemotePost,
  context: CallContext,
): Promise<StrongRef | Deferred | Rejected | Unauthorized> {
  if (ref !== null) return { uri: id, cid: ref };
  const at = partsOf(id);
  if (!at) return rejected("Bluesky: the post before this one has no address there, so the thread cannot go on.");
  const found = await recordAt(login, at, context);
  if (found.kind === "absent")
    return rejected("Bluesky: the post before this one is gone, so the thread cannot go on.");
  return found.kind === "record" ? { uri: id, cid: found.cid } : found;
}

interface At {
  readonly did: string;
  readonly rkey: string;
}

function partsOf(uri: string): At | null {
  const [, did, rkey] = /^at:\/\/(did:[a-z]+:[\w.:%-]+)\/app\.bsky\.feed\.post\/([\w.~:-]+)$/.exec(uri) ?? [];
  return did && rkey ? { did, rkey } : null;
}

type Looked = { readonly kind: "record"; readonly cid: string } | { readonly kind: "absent" } | Deferred | Unauthorized;

/** Asked of the repository itself, which knows at once what was written. */
async function recordAt(login: Login, { did, rkey }: At, context: CallContext): Promise<Looked> {
  const query = { repo: did, collection, rkey };
  const answer = repeatable("Bluesky", await xrpc(login, { nsid: "com.atproto.repo.getRecord", query }, context));
  if (answer.kind !== "answer") return answer;
  if (errorOf(answer) === "RecordNotFound") return { kind: "absent" };
  if (answer.status !== 200) {
    // A look-up has no refusal for good: until the repository has told, nobody knows.
    const no = refusal(answer, login);
    return no.kind === "rejected" ? fault(no.reason) : no;
  }
  const found = written.safeParse(answer.body);
  return found.success && found.data.uri === uriOf(did, rkey)
    ? { kind: "record", cid: found.data.cid }
    : fault("Bluesky: its answer about the post could not be read");
}

/** Of one call: the server takes 200 writes and 150 KB. */
const writesMax = 200;
const bytesMax = 140_000;
const placeholder = { uri: `at://did:plc:${"a".repeat(24)}/${collection}/${"a".repeat(13)}`, cid: "a".repeat(59) };

function sendsTogether(account: Account, posts: readonly Post[]): boolean {
  if (account.options.atomic === "off" || posts.length > writesMax) return false;
  const made = { rkey: "a".repeat(13), createdAt: "2026-01-01T00:00:00.000Z", images: [], thumb: null, dids: {} };
  const reply = { root: placeholder, parent: placeholder };
  const records = posts.map((post) => recordOf(post, made, reply, altMaxOf(account)));
  // Uploaded pictures and looked-up names come on top.
  return Buffer.byteLength(JSON.stringify(records)) + 300 * posts.length + 12_000 < bytesMax;
}

const writtenAll = z.object({ results: z.array(z.object({ uri: z.string(), cid: z.string().min(1) })) });

/** `applyWrites`: one commit with all of the thread, or none. */
async function createAll(login: Login, posts: readonly Together[]): Promise<SendAllOutcome> {
  const { account, line } = login;
  const [first] = posts;
  if (!account.identity) return nobody;
  if (!first) return notReady;
  const did = account.identity.id;
  const ready = posts.flatMap(({ post, context }) => {
    const made = madeOf(context.handles);
    return made ? [{ post, made }] : [];
  });
  if (ready.length < posts.length) return notReady;
  const above = await replyTo(login, first.context);
  if (above && "kind" in above) return above;
  const thread = threadOf(did, ready, above, altMaxOf(account));
  const writes = thread.map(({ rkey, record }) => ({
    $type: "com.atproto.repo.applyWrites#create",
    collection,
    rkey,
    value: record,
  }));
  const json = { repo: did, writes };
  const answer = onceOnly("Bluesky", await xrpc(login, { nsid: "com.atproto.repo.applyWrites", json }, first.context));
  if (answer.kind !== "answer") return answer;
  if (answer.status !== 200) return refusal(answer, login);
  const taken = writtenAll.safeParse(answer.body);
  const isWhole =
    taken.success && thread.every(({ rkey }, index) => taken.data.results[index]?.uri === uriOf(did, rkey));
  if (!isWhole) return { kind: "unknown", reason: "Bluesky: its answer does not name the posts that it made" };
  return {
    kind: "sent",
    remotes: thread.map(({ rkey, cid }, index) => remoteOf(did, rkey, taken.data.results[index]?.cid ?? cid)),
    ...closing(answer.headers, line.clock.now()),
  };
}

async function find(login: Login, _: Post, context: FindContext): Promise<FindOutcome> {
  const { identity } = login.account;
  const made = madeOf(context.handles);
  if (!identity) return nobody;
  // Without a key it was never made ready, so it never left.
  if (!made) return { kind: "absent", closedUntil: null };
  const found = await recordAt(login, { did: identity.id, rkey: made.rkey }, context);
  if (found.kind === "absent") return { kind: "absent", closedUntil: null };
  if (found.kind !== "record") return found;
  const remote = remoteOf(identity.id, made.rkey, found.cid);
  return context.owned.has(remote.id)
    ? { kind: "absent", closedUntil: null }
    : { kind: "found", remote, closedUntil: null };
}

function recognise(url: string, { identity, handle }: Account): RemotePost | null {
  const [, by, rkey] =
    /^https?:\/\/(?:www\.)?bsky\.app\/profile\/([^/]+)\/post\/([\w.~:-]+)/i.exec(url.trim()) ??
    /^at:\/\/([^/]+)\/app\.bsky\.feed\.post\/([\w.~:-]+)$/i.exec(url.trim()) ??
    [];
  if (!by || !rkey || !identity) return null;
  const ours = [identity.id, identity.name, handle].map((name) => name.toLowerCase());
  return ours.includes(by.toLowerCase()) ? remoteOf(identity.id, rkey, null) : null;
}

/** A record that is not there is removed as well: the server says the same of both. */
async function remove(login: Login, { id }: RemotePost, context: CallContext): Promise<RemoveOutcome> {
  const at = partsOf(id);
  if (!at) return rejected(`Bluesky: ${id} is no address of a post`);
  const json = { repo: at.did, collection, rkey: at.rkey };
  const answer = repeatable("Bluesky", await xrpc(login, { nsid: "com.atproto.repo.deleteRecord", json }, context));
  if (answer.kind !== "answer") return answer;
  if (answer.status !== 200) return refusal(answer, login);
  return { kind: "removed", ...closing(answer.headers, login.line.clock.now()) };
}
