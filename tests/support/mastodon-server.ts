/** A server with Mastodon's API on this machine, with the habits of the one that it is told to be; it misbehaves on command. */

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Credentials } from "../../src/account/account.ts";
import type { Misbehaviour } from "../platforms/stand.ts";
import { afterTaking, json, type MadeUp, read } from "./broken-answers.ts";
import { pageOf, shownAs } from "./mastodon-text.ts";

export interface KeptStatus {
  readonly id: string;
  readonly text: string;
  readonly parentId: string | null;
  readonly at: number;
  readonly visibility: string;
  readonly spoiler: string;
  readonly language: string | null;
  /** What its pictures show, in order. */
  readonly pictures: readonly string[];
  /** Texts that it had before. */
  readonly edits: readonly string[];
}

export type MastodonCall = "me" | "instance" | "create" | "edit" | "list" | "remove" | "media";

/** What a server does that others do not. */
export interface Habits {
  /** A post has come, and nothing was done with it yet. */
  readonly heard?: () => void;
  /** Its nodeinfo: name and version. */
  readonly software?: string;
  /** What becomes of the Idempotency-Key. `raced`: honoured, but two at once make two. `replayed`: errors as well. */
  readonly keys?: "honoured" | "ignored" | "raced" | "replayed";
  /** A parent that it does not know is dropped without a word. */
  readonly dropsParents?: boolean;
  /** Says nothing at all in a 401. */
  readonly emptyErrors?: boolean;
  /** Has no /api/v2/instance. */
  readonly firstVersionOnly?: boolean;
  readonly max?: number;
  readonly urlCost?: number;
  /** Gives the first page again, whatever is asked. */
  readonly knowsNoPages?: boolean;
  /** Changes the words of what it takes. */
  readonly filter?: (text: string) => string;
  /** By whose name it says that posts were made. */
  readonly application?: string;
  /** A picture is ready when it is asked for the so-manieth time; the second unless said otherwise. */
  readonly readyAtAsk?: number;
  /** Renders Markdown. */
  readonly markdown?: boolean;
  readonly closedMs?: number;
  readonly window?: { readonly limit: number; readonly perMs: number };
  /** So long after its making the list shows a post. */
  readonly lagMs?: number;
}

export interface MastodonServer extends AsyncDisposable {
  readonly url: string;
  /** Oldest first. */
  posts(): readonly KeptStatus[];
  readonly calls: Readonly<Record<MastodonCall, number>>;
  readonly keys: readonly string[];
  readonly callsAgainstClosedDoor: number;
  /** From the next such call on, the `at`th one fails so. */
  misbehave(how: Misbehaviour | MadeUp, at?: number, call?: MastodonCall): void;
  /** The token holds no more. */
  revokeToken(): void;
  restoreToken(): void;
  catchUp(): void;
  plugIn(): Promise<void>;
}

export const mastodonKeys = { accessToken: "a-token-of-the-herald/+=" } as const satisfies Credentials;

interface Sent {
  readonly status?: string;
  readonly in_reply_to_id?: string;
  readonly visibility?: string;
  readonly spoiler_text?: string;
  readonly language?: string;
  readonly media_ids?: readonly string[];
}

interface Kept extends KeptStatus {
  shownAt: number;
}

export async function openMastodonServer(habits: Habits = {}): Promise<MastodonServer> {
  const {
    keys = "honoured",
    max = 500,
    lagMs = 0,
    closedMs = 60_000,
    window = { limit: 300, perMs: 10_800_000 },
  } = habits;
  const kept: Kept[] = [];
  const calls: Record<MastodonCall, number> = { me: 0, instance: 0, create: 0, edit: 0, list: 0, remove: 0, media: 0 };
  const asked: { how: Misbehaviour | MadeUp; call: MastodonCall; on: number }[] = [];
  const byKey = new Map<string, MadeUp>();
  const keysSeen: string[] = [];
  const media = new Map<string, { readonly shows: string; asked: number }>();
  let [lags, holds] = [false, true];
  let lastId = 109_000_000_000_000_000n;
  let door = { used: 0, until: 0 };
  let opensAt = 0;
  let againstClosedDoor = 0;

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = `http://127.0.0.1:${address.port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const target = new URL(request.url ?? "/", url);
    const waiting = request.method === "GET" ? (aboutPicture(target.pathname) ?? statusOf(target.pathname)) : null;
    if (waiting) return json(response, waiting.status, waiting.body);
    const open = aboutServer(target.pathname);
    if (open) {
      calls.instance += 1;
      return json(response, open.status, open.body);
    }
    const call = callOf(request.method, target.pathname, habits.firstVersionOnly ?? false);
    if (!call) return json(response, 404, { error: "Record not found" });
    calls[call] += 1;
    if (call === "create") habits.heard?.();
    const at = asked.findIndex((one) => one.call === call && one.on === calls[call]);
    const how = at < 0 ? null : (asked.splice(at, 1)[0]?.how ?? null);
    if (how !== null && typeof how === "object") return json(response, how.status, how.body, how.headers);
    if (call === "create" && Date.now() < opensAt) againstClosedDoor += 1;
    const before = how && beforeTaking[how];
    if (before) {
      if (how === "rate-limit") opensAt = Date.now() + closedMs;
      return before(response, Date.now() + closedMs);
    }
    if (!holds || request.headers.authorization !== `Bearer ${mastodonKeys.accessToken}`) return refuse(response);
    const answered = handle[call](target, body, how === "lag", String(request.headers["idempotency-key"] ?? ""));
    const after = how && afterTaking[how];
    if (keys === "replayed" && call === "create" && how === "fail-after")
      byKey.set(String(request.headers["idempotency-key"]), { status: 503, body: { error: "Service Unavailable" } });
    return after ? after(response, answered) : json(response, answered.status, answered.body, answered.headers);
  }

  const refuse = (response: ServerResponse) =>
    habits.emptyErrors
      ? json(response, 401, Buffer.alloc(0))
      : json(response, 401, { error: "The access token is invalid" });

  function takePicture(body: string): MadeUp {
    const id = String(media.size + 1);
    const shows = /name="description"[\s\S]*?\r\n\r\n([\s\S]*?)\r\n--/.exec(body)?.[1] ?? "";
    media.set(id, { shows, asked: 0 });
    return habits.firstVersionOnly ? ok({ id }) : { status: 202, body: { id, url: null } };
  }

  /** A picture is ready when it is asked for the second time. */
  function aboutPicture(path: string): MadeUp | null {
    const one = media.get(/^\/api\/v1\/media\/(\d+)$/.exec(path)?.[1] ?? "");
    if (!one) return null;
    one.asked += 1;
    return one.asked < (habits.readyAtAsk ?? 2) ? { status: 206, body: {} } : ok({});
  }

  /** A post of ours, of somebody else (9999), or the words that one of ours was written with. */
  function statusOf(path: string): MadeUp | null {
    const id = /^\/api\/v1\/statuses\/(\d+)\/source$/.exec(path)?.[1];
    const post = kept.find((one) => one.id === id);
    const plain = /^\/api\/v1\/statuses\/(\d+)$/.exec(path)?.[1];
    if (plain === "9999") return ok({ id: plain, account: { id: "7" } });
    if (kept.some((one) => one.id === plain)) return ok({ id: plain, account: { id: "42" } });
    return post && !habits.firstVersionOnly ? ok({ id, text: post.text, spoiler_text: post.spoiler }) : null;
  }

  function aboutServer(path: string): MadeUp | null {
    const { software = "mastodon 4.3.2", urlCost = 23, firstVersionOnly } = habits;
    const [name = "", version = ""] = software.split(" ");
    const statuses = { max_characters: max, max_media_attachments: 4, characters_reserved_per_url: urlCost };
    const body = {
      uri: "herald.example",
      version,
      configuration: { statuses, media_attachments: { description_limit: 1_500 } },
    };
    const rel = "http://nodeinfo.diaspora.software/ns/schema/2.0";
    if (path === "/api/v1/instance")
      return ok(
        firstVersionOnly
          ? { uri: "herald.example", version: `2.7.2 (compatible; ${name} ${version})`, max_toot_chars: max }
          : body,
      );
    if (path === "/api/v2/instance") return firstVersionOnly ? { status: 404, body: "not found" } : ok(body);
    if (path === "/.well-known/nodeinfo")
      return habits.software ? ok({ links: [{ rel, href: `${url}/nodeinfo/2.0` }] }) : { status: 404, body: "" };
    return path === "/nodeinfo/2.0" ? ok({ version: "2.0", software: { name, version } }) : null;
  }

  const handle: Record<MastodonCall, (target: URL, body: string, lag: boolean, key: string) => MadeUp> = {
    me: () => ({ ...ok({ id: "42", username: "herald", acct: "herald" }), headers: windowHeaders() }),
    instance: () => ok({}),
    media: (_, body) => takePicture(body),
    create: (_, body, lag, key) => {
      keysSeen.push(key);
      const known = keys === "honoured" || keys === "replayed" ? byKey.get(key) : undefined;
      if (known) return { ...known, headers: keys === "replayed" ? { "idempotent-replayed": "true" } : {} };
      const made = { ...create(JSON.parse(body), lag), headers: windowHeaders() };
      if (made.status === 200 || keys === "replayed") byKey.set(key, made);
      return made;
    },
    edit: (target, body) => {
      const at = kept.findIndex(({ id }) => id === target.pathname.split("/").at(-1));
      const post = kept[at];
      if (!post) return { status: 404, body: { error: "Record not found" } };
      const { status = "", spoiler_text: spoiler = "" }: Sent = JSON.parse(body);
      if (status.length > max)
        return { status: 422, body: { error: `Validation failed: Text character limit of ${max} exceeded` } };
      kept[at] = {
        ...post,
        text: status,
        spoiler,
        edits: status === post.text ? post.edits : [...post.edits, post.text],
      };
      return ok(shown(kept[at]));
    },
    list: ({ searchParams }) => {
      const all = kept.filter(({ shownAt }) => shownAt <= Date.now()).reverse();
      return ok(pageOf(all, habits.knowsNoPages ? null : searchParams.get("max_id")).map(shown));
    },
    remove: (target) => {
      const at = kept.findIndex(({ id }) => id === target.pathname.split("/").at(-1));
      if (at < 0) return { status: 404, body: { error: "Record not found" } };
      return ok({ ...Object(kept.splice(at, 1)[0]) });
    },
  };

  const shown = ({ id, text, parentId, at, visibility, language, pictures }: Kept) => ({
    id,
    created_at: new Date(at).toISOString(),
    in_reply_to_id: parentId,
    visibility,
    url: `${url}/@herald/${id}`,
    uri: `${url}/users/herald/statuses/${id}`,
    content: shownAs(habits.filter?.(text) ?? text, habits.markdown ?? false),
    language,
    media_attachments: pictures.map((description) => ({ type: "image", description })),
    ...(habits.application && { application: { name: habits.application, website: null } }),
  });

  function create(given: Sent, lag: boolean): MadeUp {
    const { status = "", in_reply_to_id: parent, visibility = "public", spoiler_text: spoiler = "" } = given;
    if (Date.now() >= door.until) door = { used: 0, until: Date.now() + window.perMs };
    if (door.used >= window.limit) return { status: 429, body: { error: "Too many requests" } };
    door.used += 1;
    if (door.used === window.limit) opensAt = door.until;
    const length = status.replace(/https?:\/\/\S+/g, "x".repeat(23)).length + spoiler.length;
    if (!status.trim()) return { status: 422, body: { error: "Validation failed: Text can't be blank" } };
    if (length > max && !habits.dropsParents)
      return { status: 422, body: { error: `Validation failed: Text character limit of ${max} exceeded` } };
    const knows = parent === undefined || kept.some(({ id }) => id === parent);
    if (!knows && !habits.dropsParents) return { status: 404, body: { error: "Record not found" } };
    lastId += 7n;
    const at = Date.now();
    const pictures = (given.media_ids ?? []).map((id) => media.get(id)?.shows ?? "");
    const post: Kept = {
      pictures,
      ...{
        id: String(lastId),
        text: status,
        parentId: knows ? (parent ?? null) : null,
        at,
        visibility,
        spoiler,
        edits: [],
      },
      language: given.language ?? null,
      shownAt: lag || lags ? Number.POSITIVE_INFINITY : at + lagMs,
    };
    kept.push(post);
    return ok(shown(post));
  }

  const windowHeaders = () => ({
    "x-ratelimit-limit": String(window.limit),
    "x-ratelimit-remaining": String(window.limit - door.used),
    "x-ratelimit-reset": new Date(door.until || Date.now() + window.perMs).toISOString(),
  });

  return {
    url,
    calls,
    keys: keysSeen,
    posts: () => kept.map(({ shownAt: _, ...post }) => post),
    get callsAgainstClosedDoor() {
      return againstClosedDoor;
    },
    misbehave(how, at = 1, call = "create") {
      if (how === "unplugged") server.close();
      else if (how === "lag") lags = true;
      else asked.push({ how, call, on: calls[call] + at });
    },
    revokeToken() {
      holds = false;
    },
    restoreToken() {
      holds = true;
    },
    catchUp() {
      lags = false;
      for (const post of kept) post.shownAt = 0;
    },
    async plugIn() {
      server.listen(address.port, "127.0.0.1");
      await once(server, "listening");
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      if (server.listening) await new Promise((closed) => server.close(closed));
    },
  };
}

const ok = (body: unknown): MadeUp => ({ status: 200, body });

const beforeTaking: Partial<Record<Misbehaviour, (response: ServerResponse, opensAt: number) => void>> = {
  "fail-before": (response) => json(response, 503, { error: "There was a temporary problem serving your request" }),
  "cut-before": (response) => void response.destroy(),
  hang: () => undefined,
  "rate-limit": (response, opensAt) =>
    json(
      response,
      429,
      { error: "Too many requests" },
      {
        "x-ratelimit-limit": "300",
        "x-ratelimit-remaining": "0",
        "x-ratelimit-reset": new Date(opensAt).toISOString(),
      },
    ),
  "rate-limit-unsaid": (response) => json(response, 429, { error: "Too many requests" }),
  "expired-token": (response) => json(response, 401, { error: "The access token was revoked" }),
};

function callOf(method: string | undefined, path: string, firstVersionOnly: boolean): MastodonCall | null {
  if (method === "POST" && path === (firstVersionOnly ? "/api/v1/media" : "/api/v2/media")) return "media";
  if (method === "GET" && path === "/api/v1/accounts/verify_credentials") return "me";
  if (method === "POST" && path === "/api/v1/statuses") return "create";
  if (method === "GET" && path === "/api/v1/accounts/42/statuses") return "list";
  if (!path.startsWith("/api/v1/statuses/")) return null;
  return method === "PUT" ? "edit" : method === "DELETE" ? "remove" : null;
}
