/** A personal data server on this machine: as particular as the reference one about keys, lengths, blobs and sessions, and it misbehaves on command. */

import { createHash, randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Credentials } from "../../src/account/account.ts";
import { cidOf, type Value } from "../../src/platforms/bluesky-cid.ts";
import type { Misbehaviour } from "../platforms/stand.ts";
import { type Answered, afterTaking, insteadOfTaking, sendJson } from "./misbehaving.ts";

export interface SkyRecord {
  readonly rkey: string;
  readonly uri: string;
  readonly cid: string;
  /** As it came. */
  readonly value: Readonly<Record<string, unknown>> & { readonly text: string };
}

export type SkyCall =
  | "createSession"
  | "refreshSession"
  | "getSession"
  | "putRecord"
  | "applyWrites"
  | "getRecord"
  | "deleteRecord"
  | "uploadBlob"
  | "resolveHandle";

/** `create`: whichever call makes posts. */
export type SkyTarget = SkyCall | "create";

export interface SkyServer extends AsyncDisposable {
  readonly url: string;
  readonly did: string;
  /** In the order in which they were first written. */
  posts(): readonly SkyRecord[];
  readonly calls: Readonly<Record<SkyTarget, number>>;
  /** Commits that the repository has seen: a repeat without a change makes none. */
  readonly commits: number;
  readonly callsAgainstClosedDoor: number;
  misbehave(how: Misbehaviour | Answered, at?: number, call?: SkyTarget): void;
  /** Every access token given so far is over. */
  expireSessions(): void;
  /** The app password was taken away, and every session with it. */
  revokeSessions(): void;
  restoreSessions(): void;
  /** Tokens of every kind that were ever given. */
  readonly tokens: readonly string[];
  catchUp(): void;
  plugIn(): Promise<void>;
}

export interface SkyOptions {
  /** Whose server it is, unless the herald's. */
  readonly who?: { readonly did: string; readonly handle: string };
  /** A post has come, and nothing was done with it yet. */
  readonly heard?: () => void;
  readonly window?: { readonly points: number; readonly perMs: number };
  readonly lagMs?: number;
  readonly closedMs?: number;
  /** Access tokens hold so long. */
  readonly sessionMs?: number;
}

export const skyHandle = "herald.test";
export const skyKeys = { appPassword: "an-app-password-1234" } as const satisfies Credentials;
const herald = { did: "did:plc:abcdefghijklmnopqrstuvwx", handle: skyHandle };
const others: Readonly<Record<string, string>> = { "friend.test": "did:plc:zzzzzzzzzzzzzzzzzzzzzzzz" };

const problem = (status: number, error: string, message: string): Answered => ({ status, body: { error, message } });
const unavailable = problem(503, "ServiceUnavailable", "Service Unavailable");
const tooMany = problem(429, "RateLimitExceeded", "Rate Limit Exceeded");
const before = insteadOfTaking({
  unavailable,
  closed: (opensAt) => ({
    ...tooMany,
    headers: {
      "ratelimit-limit": "5000",
      "ratelimit-remaining": "0",
      "ratelimit-reset": String(Math.ceil(opensAt / 1_000)),
      "ratelimit-policy": "5000;w=3600",
    },
  }),
  closedUnsaid: tooMany,
  expired: problem(400, "ExpiredToken", "Token has expired"),
});
const after = afterTaking(unavailable);

class Refusal extends Error {
  readonly answer: Answered;
  constructor(answer: Answered) {
    super("refused");
    this.answer = answer;
  }
}
const refuse = (status: number, error: string, message: string): never => {
  throw new Refusal(problem(status, error, message));
};
const invalid = (message: string) => refuse(400, "InvalidRequest", message);

export async function openSkyServer(options: SkyOptions = {}): Promise<SkyServer> {
  const { did, handle: name } = options.who ?? herald;
  const { window = { points: 5_000, perMs: 3_600_000 }, lagMs = 0, closedMs = 60_000, sessionMs = 7_200_000 } = options;
  const kept = new Map<string, SkyRecord & { shownAt: number }>();
  const blobs = new Map<string, { mimeType: string; size: number }>();
  const access = new Map<string, number>();
  const refresh = new Set<string>();
  const tokens: string[] = [];
  let holds = true;
  const calls: Record<SkyTarget, number> = {
    ...{ create: 0, createSession: 0, refreshSession: 0, getSession: 0, putRecord: 0, applyWrites: 0 },
    ...{ getRecord: 0, deleteRecord: 0, uploadBlob: 0, resolveHandle: 0 },
  };
  const asked: { how: Misbehaviour | Answered; call: SkyTarget; on: number }[] = [];
  let [commits, lags, used, opensAt, doorsOpenAt, againstClosedDoor] = [0, false, 0, 0, 0, 0];

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = `http://127.0.0.1:${address.port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const target = new URL(request.url ?? "/", url);
    const call = target.pathname.split(".").at(-1) as SkyCall;
    if (!(call in calls)) return sendJson(response, problem(501, "MethodNotImplemented", "Method Not Implemented"));
    calls[call] += 1;
    const makes = call === "putRecord" || call === "applyWrites";
    if (makes) {
      calls.create += 1;
      options.heard?.();
      if (Date.now() < doorsOpenAt) againstClosedDoor += 1;
    }
    const at = asked.findIndex(
      (one) => (one.call === call || (makes && one.call === "create")) && one.on === calls[one.call],
    );
    const how = at < 0 ? null : (asked.splice(at, 1)[0]?.how ?? null);
    if (how !== null && typeof how === "object") return sendJson(response, how);
    if (how === "rate-limit") doorsOpenAt = Math.ceil((Date.now() + closedMs) / 1_000) * 1_000;
    const instead = how && before[how];
    if (instead) return instead(response, Date.now() + closedMs);
    const answered = answerTo(call, request, target, Buffer.concat(chunks), how === "lag");
    const misdone = how && after[how];
    return misdone ? misdone(response, answered) : sendJson(response, answered);
  }

  function answerTo(call: SkyCall, request: IncomingMessage, target: URL, body: Buffer, lag: boolean): Answered {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
    try {
      if (!["createSession", "refreshSession", "resolveHandle", "getRecord"].includes(call)) checkAccess(token);
      const type = request.headers["content-type"] ?? "";
      const json = type.startsWith("application/json") && body.length > 0 ? JSON.parse(body.toString()) : {};
      return handle[call]({ json, body, type, token, query: target.searchParams, lag });
    } catch (error) {
      if (error instanceof Refusal) return error.answer;
      throw error;
    }
  }

  function checkAccess(token: string): void {
    const until = access.get(token);
    if (!token) refuse(401, "AuthMissing", "Authentication Required");
    if (until === undefined) refuse(400, "InvalidToken", "Token could not be verified");
    if ((until ?? 0) <= Date.now()) refuse(400, "ExpiredToken", "Token has expired");
  }

  function session(): Answered {
    const exp = Date.now() + sessionMs;
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const jwt = (scope: string) =>
      `${part({ alg: "none" })}.${part({ scope, sub: did, exp: Math.floor(exp / 1_000) })}.${randomBytes(16).toString("base64url")}`;
    const [accessJwt, refreshJwt] = [jwt("access"), jwt("refresh")];
    access.set(accessJwt, exp);
    refresh.add(refreshJwt);
    tokens.push(accessJwt, refreshJwt);
    return { status: 200, body: { accessJwt, refreshJwt, did, handle: name, active: true } };
  }

  interface Asked {
    readonly json: Record<string, unknown>;
    readonly body: Buffer;
    readonly type: string;
    readonly token: string;
    readonly query: URLSearchParams;
    readonly lag: boolean;
  }

  const handle: Record<SkyCall, (asked: Asked) => Answered> = {
    createSession({ json: { identifier, password } }) {
      if (!holds || password !== skyKeys.appPassword || (identifier !== did && identifier !== name))
        refuse(401, "AuthenticationRequired", "Invalid identifier or password");
      return session();
    },
    refreshSession({ token, body }) {
      if (body.length > 0) invalid("A request body was provided when none was expected");
      if (!refresh.delete(token)) refuse(400, "ExpiredToken", "Token has been revoked");
      return session();
    },
    getSession: () => ({ status: 200, body: { did, handle: name, active: true } }),
    resolveHandle({ query }) {
      const found = others[query.get("handle") ?? ""];
      return found ? { status: 200, body: { did: found } } : refuse(400, "InvalidRequest", "Unable to resolve handle");
    },
    uploadBlob({ body, type }) {
      const cid = `bafkrei${createHash("sha256")
        .update(body)
        .digest("hex")
        .replace(/[^2-7a-f]/g, "a")
        .slice(0, 52)}`;
      blobs.set(cid, { mimeType: type, size: body.length });
      return { status: 200, body: { blob: { $type: "blob", ref: { $link: cid }, mimeType: type, size: body.length } } };
    },
    putRecord({ json, lag }) {
      spend(kept.has(String(json.rkey)) ? 2 : 3);
      const record = write(String(json.repo), String(json.collection), String(json.rkey), json.record, false, lag);
      return { status: 200, body: { uri: record.uri, cid: record.cid }, headers: windowHeaders() };
    },
    applyWrites({ json, lag }) {
      const writes = json.writes as { $type: string; collection: string; rkey: string; value: unknown }[];
      if (writes.length > 200) invalid("Too many writes. Max: 200");
      spend(3 * writes.length);
      for (const { $type, collection, rkey, value } of writes) {
        if ($type !== "com.atproto.repo.applyWrites#create") invalid(`Action not supported: ${$type}`);
        check(String(json.repo), collection, rkey, value);
      }
      // The reference server says no more than that.
      if (writes.some(({ rkey }) => kept.has(rkey))) refuse(500, "InternalServerError", "Internal Server Error");
      const results = writes.map(({ collection, rkey, value }) => {
        const { uri, cid } = write(String(json.repo), collection, rkey, value, true, lag);
        return { $type: "com.atproto.repo.applyWrites#createResult", uri, cid, validationStatus: "valid" };
      });
      commits += 1;
      return { status: 200, body: { commit: { cid: "bafy", rev: "3l" }, results }, headers: windowHeaders() };
    },
    getRecord({ query }) {
      const record = kept.get(query.get("rkey") ?? "");
      if (!record || record.shownAt > Date.now()) refuse(400, "RecordNotFound", `Could not locate record`);
      return { status: 200, body: { uri: record?.uri, cid: record?.cid, value: record?.value } };
    },
    deleteRecord({ json }) {
      if (kept.delete(String(json.rkey))) commits += 1;
      return { status: 200, body: {} };
    },
  };

  function spend(points: number): void {
    if (Date.now() >= opensAt) [used, opensAt] = [0, Date.now() + window.perMs];
    if (used + points > window.points) {
      doorsOpenAt = Math.ceil(opensAt / 1_000) * 1_000;
      throw new Refusal({ ...tooMany, headers: windowHeaders() });
    }
    used += points;
    if (window.points - used < 3) doorsOpenAt = Math.ceil(opensAt / 1_000) * 1_000;
  }

  const windowHeaders = () => ({
    "ratelimit-limit": String(window.points),
    "ratelimit-remaining": String(Math.max(0, window.points - used)),
    "ratelimit-reset": String(Math.ceil(opensAt / 1_000)),
    "ratelimit-policy": `${window.points};w=${window.perMs / 1_000}`,
  });

  function write(
    repo: string,
    collection: string,
    rkey: string,
    value: unknown,
    together: boolean,
    lag: boolean,
  ): SkyRecord {
    check(repo, collection, rkey, value);
    const cid = cidOf(value as Value);
    const known = kept.get(rkey);
    if (known?.cid === cid) return known;
    const uri = `at://${did}/${collection}/${rkey}`;
    const shownAt = lag || lags ? Number.POSITIVE_INFINITY : Date.now() + lagMs;
    const record = { rkey, uri, cid, value: value as SkyRecord["value"], shownAt };
    kept.set(rkey, record);
    if (!together) commits += 1;
    return record;
  }

  function check(repo: string, collection: string, rkey: string, value: unknown): void {
    if (repo !== did && repo !== name) invalid(`Could not find repo: ${repo}`);
    if (collection !== "app.bsky.feed.post") invalid("unknown collection");
    if (!/^[2-7a-j][2-7a-z]{12}$/.test(rkey)) invalid(`Invalid app.bsky.feed.post record: TID required, got ${rkey}`);
    const {
      text,
      embed,
      facets = [],
      reply,
    } = value as {
      text: string;
      embed?: {
        images?: { alt?: string; image: { ref: { $link: string } } }[];
        external?: { uri: string; thumb?: { ref: { $link: string } } };
      };
      facets?: { index: { byteStart: number; byteEnd: number } }[];
      reply?: { root: { uri: string; cid: string }; parent: { uri: string; cid: string } };
    };
    const length = [...new Intl.Segmenter().segment(text)].length;
    if (length > 300) invalid(`Invalid app.bsky.feed.post record: Record/text must not be longer than 300 graphemes`);
    const bytes = Buffer.from(text);
    if (bytes.length > 3_000) invalid("Invalid app.bsky.feed.post record: string too big (maximum 3000)");
    for (const { index } of facets)
      if (bytes.subarray(index.byteStart, index.byteEnd).toString().includes("\ufffd") || index.byteEnd > bytes.length)
        invalid("Invalid facet");
    const images = embed?.images ?? [];
    if (images.length > 4) invalid("Invalid app.bsky.feed.post record: array too big (maximum 4)");
    if (images.some(({ alt }) => alt === undefined)) invalid('Record/embed/images must have the property "alt"');
    const refs = [
      ...images.map(({ image }) => image.ref),
      ...(embed?.external?.thumb ? [embed.external.thumb.ref] : []),
    ];
    for (const { $link } of refs) if (!blobs.has($link)) refuse(400, "BlobNotFound", `Could not find blob: ${$link}`);
    if (reply && (!reply.parent.cid || !reply.root.cid)) invalid("Invalid reply");
  }

  return {
    url,
    did,
    calls,
    posts: () => [...kept.values()].map(({ rkey, uri, cid, value }) => ({ rkey, uri, cid, value })),
    get commits() {
      return commits;
    },
    get callsAgainstClosedDoor() {
      return againstClosedDoor;
    },
    misbehave(how, at = 1, call = "create") {
      if (how === "unplugged") server.close();
      else if (how === "lag") lags = true;
      else asked.push({ how, call, on: calls[call] + at });
    },
    expireSessions() {
      for (const token of access.keys()) access.set(token, 0);
    },
    revokeSessions() {
      access.clear();
      refresh.clear();
      holds = false;
    },
    restoreSessions() {
      holds = true;
    },
    tokens,
    catchUp() {
      lags = false;
      for (const record of kept.values()) record.shownAt = 0;
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

export const parentOf = ({ value }: SkyRecord): string | null =>
  (value.reply as { parent: { uri: string } } | undefined)?.parent.uri ?? null;

/** What the images of a post show. */
export const altsOf = ({ value }: SkyRecord): string[] =>
  ((value.embed as { images?: { alt: string }[] } | undefined)?.images ?? []).map(({ alt }) => alt);
