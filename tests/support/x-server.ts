/** X's API on this machine: as particular as the real one about keys, lengths, duplicates and windows, and it misbehaves on command. */

import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Credentials } from "../../src/account/account.ts";
import type { Misbehaviour } from "../platforms/stand.ts";
import { afterTaking, json, type MadeUp, read } from "./broken-answers.ts";
import { listed, type Shortened, shortened, weightOf } from "./x-text.ts";

export interface XPost {
  readonly id: string;
  readonly text: string;
  readonly parentId: string | null;
  readonly at: number;
  /** The number of the user who posted it. */
  readonly by: string;
  /** What its pictures show, in order. */
  readonly pictures: readonly string[];
}

export type XCall = "me" | "create" | "list" | "remove" | "media";

export interface XServer extends AsyncDisposable {
  readonly url: string;
  readonly user: { readonly id: string; readonly username: string };
  /** Oldest first. */
  posts(): readonly XPost[];
  /** How often each call came, whatever became of it. */
  readonly calls: Readonly<Record<XCall, number>>;
  /** Calls of any kind that came although their window was closed, as an answer had told. */
  readonly callsAgainstClosedDoor: number;
  /** From the next such call on, the `at`th one fails so. */
  misbehave(how: Misbehaviour | MadeUp, at?: number, call?: XCall): void;
  /** Tokens of OAuth 2 that were given; `revoke`: those that are out hold no more, but may be renewed. */
  readonly tokens: { given(): number; revoke(): void; all(): readonly string[] };
  /** No key and no token holds any more. */
  revokeKeys(): void;
  restoreKeys(): void;
  /** The list shows everything now, whatever the lag. */
  catchUp(): void;
  /** After `unplugged`: it listens again. */
  plugIn(): Promise<void>;
}

export interface XOptions {
  /** A post has come, and nothing was done with it yet. */
  readonly heard?: () => void;
  readonly now?: () => number;
  /** Creates in one window; X's own are 100 in 15 minutes. */
  readonly window?: { readonly limit: number; readonly perMs: number };
  /** False: no answer says what is left of a window. */
  readonly tells?: boolean;
  /** So long after its making the list shows a post. */
  readonly lagMs?: number;
  /** For so long `rate-limit` closes the door. */
  readonly closedMs?: number;
}

export const xKeys = {
  appKey: "an-app-key",
  appSecret: "an-app-secret/+=",
  accessToken: "42-an-access-token",
  accessSecret: "an-access-secret&%",
} as const satisfies Credentials;

/** Keys of another user; `app`: through another app. */
export const xKeysOf = (user: string, app = ""): typeof xKeys & Credentials => ({
  ...xKeys,
  appKey: `${xKeys.appKey}${app}` as typeof xKeys.appKey,
  accessToken: `${user}-an-access-token` as typeof xKeys.accessToken,
});

const userOf = (id: string) => ({ id, username: id === "42" ? "herald" : `herald${id}`, name: "The Herald" });

interface Sent {
  readonly text?: string;
  readonly reply?: { readonly in_reply_to_tweet_id?: string };
  readonly media?: { readonly media_ids?: readonly string[] };
}

interface Kept extends XPost {
  readonly shown: Shortened;
  shownAt: number;
}

export async function openXServer(options: XOptions = {}): Promise<XServer> {
  const {
    now = Date.now,
    window = { limit: 100, perMs: 900_000 },
    lagMs = 0,
    closedMs = 60_000,
    tells = true,
  } = options;
  const user = userOf("42");
  const kept: Kept[] = [];
  const calls: Record<XCall, number> = { me: 0, create: 0, list: 0, remove: 0, media: 0 };
  const asked: { how: Misbehaviour | MadeUp; call: XCall; on: number }[] = [];
  const [renewals, bearers] = [new Set<string>(), new Set<string>()];
  let [made, holds] = [0, true];
  /** What each picture shows. */
  const shows = new Map<string, string>();
  let lags = false;
  let lastId = 1_800_000_000_000_000_000n;
  const windows = new Map<string, { used: number; until: number }>();
  /** Until when an answer has told a user that a kind of call is closed. */
  const doors = new Map<string, number>();
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
    if (target.pathname === "/2/oauth2/token") return void giveTokens(new URLSearchParams(body), response);
    const call = callOf(request.method, target.pathname);
    if (!call) return problem(response, 404, "Not Found", `no ${request.method} ${target.pathname}`);
    calls[call] += 1;
    if (call === "create") options.heard?.();
    const bearer = (request.headers.authorization ?? "").replace(/^Bearer /, "");
    const by = bearers.has(bearer) ? user.id : signedBy(request, target);
    const door = `${call} ${by}`;
    if (now() < (doors.get(door) ?? 0)) againstClosedDoor += 1;
    const answering = answerTo(by, call, target, body, response);
    if (response.getHeader("x-rate-limit-remaining") === "0")
      doors.set(door, Number(response.getHeader("x-rate-limit-reset")) * 1_000);
    await answering;
  }

  /** A code and a token to renew with are good once. */
  function giveTokens(form: URLSearchParams, response: ServerResponse): unknown {
    const presented = form.get("code") ?? form.get("refresh_token") ?? "";
    const right =
      form.get("client_id") === "an-app" && (presented === "a-code" || (holds && renewals.delete(presented)));
    if (!right)
      return json(response, 400, {
        error: "invalid_request",
        error_description: "Value passed for the token was invalid.",
      });
    made += 1;
    renewals.add(`renewal-${made}`);
    bearers.clear();
    bearers.add(`bearer-${made}`);
    return json(response, 200, {
      token_type: "bearer",
      expires_in: 7_200,
      access_token: `bearer-${made}`,
      refresh_token: `renewal-${made}`,
    });
  }

  function takeMedia(target: URL, body: string): Required<MadeUp> {
    if (target.pathname === "/2/media/metadata") {
      const { id, metadata } = JSON.parse(body) as { id: string; metadata: { alt_text: { text: string } } };
      shows.set(id, metadata.alt_text.text);
      return ok({ data: { id } });
    }
    if (!/name="media"/.test(body)) return refused(400, "Invalid Request", "no media");
    const id = `media-${shows.size + 1}`;
    shows.set(id, "");
    return ok({ data: { id, media_key: `3_${id}` } });
  }

  async function answerTo(
    by: string | null,
    call: XCall,
    target: URL,
    body: string,
    response: ServerResponse,
  ): Promise<void> {
    const at = asked.findIndex((one) => one.call === call && one.on === calls[call]);
    const how = at < 0 ? null : (asked.splice(at, 1)[0]?.how ?? null);
    if (how !== null && typeof how === "object") return json(response, how.status, how.body, how.headers);
    const before = how && beforeTaking[how];
    if (before) return before(response, now() + closedMs);

    if (by === null || !holds) return problem(response, 401, "Unauthorized", "Unauthorized");
    const answered = handle[call](target, body, how === "lag", by);
    const after = how && afterTaking[how];
    return after ? after(response, answered) : json(response, answered.status, answered.body, answered.headers);
  }

  const handle: Record<XCall, (target: URL, body: string, lag: boolean, by: string) => Required<MadeUp>> = {
    me: (_target, _body, _lag, by) => ok({ data: userOf(by) }),
    create: (_, body, lag, by) => create(JSON.parse(body), lag, by),
    list: (target) => list(target.searchParams, target.pathname.split("/")[3] ?? ""),
    media: takeMedia,
    remove: (target) => {
      const at = kept.findIndex(({ id }) => target.pathname.endsWith(`/${id}`));
      if (at < 0) return refused(404, "Not Found Error", "Could not find tweet", "resource-not-found");
      kept.splice(at, 1);
      return ok({ data: { deleted: true } });
    },
  };

  function create({ text = "", reply, media }: Sent, lag: boolean, by: string): Required<MadeUp> {
    let own = windows.get(by) ?? { used: 0, until: 0 };
    if (now() >= own.until) own = { used: 0, until: now() + window.perMs };
    windows.set(by, own);
    if (own.used >= window.limit)
      return { ...refused(429, "Too Many Requests", "Too Many Requests"), headers: headersOf(own) };
    own.used += 1;
    const parentId = reply?.in_reply_to_tweet_id ?? null;
    const no = refusalOf(text, parentId, by);
    if (no) return { ...no, headers: headersOf(own) };
    lastId += 7n;
    const at = now();
    const pictures = (media?.media_ids ?? []).map((id) => shows.get(id) ?? "unknown");
    const post = { id: String(lastId), text, parentId, at, by, shown: shortened(text), pictures };
    kept.push({ ...post, shownAt: lag || lags ? Number.POSITIVE_INFINITY : at + lagMs });
    return {
      status: 201,
      body: { data: { id: post.id, text, edit_history_tweet_ids: [post.id] } },
      headers: headersOf(own),
    };
  }

  function refusalOf(text: string, parentId: string | null, by: string): Required<MadeUp> | null {
    if (!text.trim()) return refused(400, "Invalid Request", "One or more parameters to your request was invalid.");
    if (weightOf(text) > 280) return refused(403, "Forbidden", "Your Tweet text is too long.");
    if (parentId !== null && !kept.some(({ id }) => id === parentId))
      return refused(403, "Forbidden", "You attempted to reply to a Tweet that is deleted or not visible to you.");
    if (kept.some((post) => post.by === by && post.text === text))
      return refused(403, "Forbidden", "You are not allowed to create a Tweet with duplicate content.");
    return null;
  }

  function list(query: URLSearchParams, by: string): Required<MadeUp> {
    const since = Date.parse(query.get("start_time") ?? "1970-01-01T00:00:00Z");
    const from = Number(query.get("pagination_token") ?? 0);
    const count = Number(query.get("max_results") ?? 10);
    const all = kept.filter((post) => post.by === by && post.shownAt <= now() && post.at >= since).reverse();
    const part = all.slice(from, from + count);
    const more = from + count < all.length ? { next_token: String(from + count) } : {};
    const data = part.map((post) => listed(post, post.shown));
    return ok({ ...(data.length > 0 && { data }), meta: { result_count: data.length, ...more } });
  }

  const headersOf = ({ used, until }: { readonly used: number; readonly until: number }): Record<string, string> =>
    tells
      ? {
          "x-rate-limit-limit": String(window.limit),
          "x-rate-limit-remaining": String(window.limit - used),
          "x-rate-limit-reset": String(Math.ceil(until / 1_000)),
        }
      : {};

  return {
    url,
    user,
    calls,
    posts: () => kept.map(({ shown: _, shownAt: __, ...post }) => post),
    get callsAgainstClosedDoor() {
      return againstClosedDoor;
    },
    misbehave(how, at = 1, call = "create") {
      if (how === "unplugged") server.close();
      else if (how === "lag") lags = true;
      else asked.push({ how, call, on: calls[call] + at });
    },
    tokens: {
      given: () => made,
      revoke: () => bearers.clear(),
      all: () => Array.from({ length: made }, (_, at) => [`bearer-${at + 1}`, `renewal-${at + 1}`]).flat(),
    },
    revokeKeys() {
      holds = false;
    },
    restoreKeys() {
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

const beforeTaking: Partial<Record<Misbehaviour, (response: ServerResponse, opensAt: number) => void>> = {
  "fail-before": (response) => problem(response, 503, "Service Unavailable", "Service Unavailable"),
  "cut-before": (response) => void response.destroy(),
  hang: () => undefined,
  "rate-limit": (response, opensAt) =>
    json(response, 429, refused(429, "Too Many Requests", "Too Many Requests").body, {
      "x-rate-limit-limit": "100",
      "x-rate-limit-remaining": "0",
      "x-rate-limit-reset": String(Math.ceil(opensAt / 1_000)),
    }),
  "rate-limit-unsaid": (response) => json(response, 429, {}),
  "expired-token": (response) => problem(response, 401, "Unauthorized", "Unauthorized"),
  "no-credit": (response) =>
    json(response, 402, {
      title: "CreditsDepleted",
      detail: "Your enrolled account does not have any credits.",
      status: 402,
    }),
};

const ok = (body: unknown): Required<MadeUp> => ({ status: 200, body, headers: {} });

const refused = (status: number, title: string, detail: string, type = ""): Required<MadeUp> => ({
  status,
  headers: {},
  body: { title, detail, type: type ? `https://api.twitter.com/2/problems/${type}` : "about:blank", status },
});

const problem = (response: ServerResponse, status: number, title: string, detail: string) =>
  json(response, status, refused(status, title, detail).body);

function callOf(method: string | undefined, path: string): XCall | null {
  if (method === "GET" && path === "/2/users/me") return "me";
  if (method === "POST" && path === "/2/tweets") return "create";
  if (method === "GET" && /^\/2\/users\/\d+\/tweets$/.test(path)) return "list";
  if (method === "POST" && path.startsWith("/2/media/")) return "media";
  return method === "DELETE" && path.startsWith("/2/tweets/") ? "remove" : null;
}

/** OAuth 1.0a as https://docs.x.com/resources/fundamentals/authentication/oauth-1-0a/creating-a-signature tells it, over the URL that was asked. Whose token it is; null: it does not hold. */
function signedBy(request: IncomingMessage, target: URL): string | null {
  const given = new Map<string, string>();
  for (const [, name = "", value = ""] of (request.headers.authorization ?? "").matchAll(/(oauth_\w+)="([^"]*)"/g))
    given.set(name, decodeURIComponent(value));
  const by = /^(\d+)-an-access-token$/.exec(given.get("oauth_token") ?? "")?.[1] ?? null;
  if (!/^an-app-key/.test(given.get("oauth_consumer_key") ?? "") || by === null) return null;
  if (Math.abs(Number(given.get("oauth_timestamp")) * 1_000 - Date.now()) > 300_000) return null;

  const signed = [...given, ...target.searchParams].filter(([name]) => name !== "oauth_signature");
  const pairs = signed.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).sort();
  const base = [request.method ?? "", `${target.origin}${target.pathname}`, pairs.join("&")].map(encoded).join("&");
  const key = `${encoded(xKeys.appSecret)}&${encoded(xKeys.accessSecret)}`;
  return createHmac("sha1", key).update(base).digest("base64") === given.get("oauth_signature") ? by : null;
}

const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!*'()]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
