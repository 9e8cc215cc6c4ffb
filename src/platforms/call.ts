/** One HTTP call, and what a failed one means. In: a request with its deadline. Out: a reply, never a throw, never a second try. */

import { type IncomingHttpHeaders, type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import type { Credentials } from "../account/account.ts";
import { hours, later, seconds } from "../base/clock.ts";
import { BrokenCall, type CallAgent, whatBroke } from "../base/http.ts";
import type { Reach } from "../base/reach.ts";
import type { CallContext, Closing, Deferred, Line, Login, Unknown } from "./platform.ts";

/** The network answered, whatever it said. `body`: parsed JSON, else the text as it came. */
export interface Answer {
  readonly kind: "answer";
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: unknown;
}
/** There is no whole answer. `left`: the request may have reached the network. */
export interface Broken {
  readonly kind: "broken";
  readonly left: boolean;
  readonly reason: string;
}
export type Reply = Answer | Broken;

export interface Request {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  /** Bytes of a kind of their own: an image, a form. */
  readonly body?: { readonly type: string; readonly bytes: Uint8Array };
  /** For an address that a person gave: which hosts it may lead to. */
  readonly reach?: Reach;
}

export async function call(line: Pick<Line, "http">, request: Request, context: CallContext): Promise<Reply> {
  const { method, url, reach } = request;
  const body =
    request.json === undefined
      ? request.body
      : { type: "application/json", bytes: Buffer.from(JSON.stringify(request.json)) };
  const headers = {
    accept: "application/json",
    ...(body && { "content-type": body.type, "content-length": String(body.bytes.length) }),
    ...request.headers,
  };
  const agent = line.http.agent(url.href, context.deadlineAt, context.signal, { reach });
  try {
    const message = await new Promise<IncomingMessage>((answered, failed) => {
      const send = url.protocol === "https:" ? requestSecure : requestPlain;
      send(url, { method, agent, headers }, answered).once("error", failed).end(body?.bytes);
    });
    const chunks: Buffer[] = [];
    for await (const chunk of message) chunks.push(chunk);
    return {
      kind: "answer",
      status: message.statusCode ?? 0,
      headers: message.headers,
      body: parsed(Buffer.concat(chunks).toString()),
    };
  } catch (error) {
    return brokenBy(error, agent);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Node's and the clients' errors may carry the request with its credentials: their codes are told, their words are not. */
export function brokenBy(thrown: unknown, agent: Pick<CallAgent, "broken" | "connected">): Broken {
  const error = agent.broken ?? thrown;
  const left = agent.connected && whatBroke(error) === "unknown";
  if (error instanceof BrokenCall) return { kind: "broken", left, reason: error.message };
  const code = error instanceof Error && "code" in error ? ` (${String(error.code)})` : "";
  const what = left ? "the connection broke before there was a whole answer" : "the request could not be made";
  return { kind: "broken", left, reason: `${what}${code}` };
}

/** A broken call and an answer that leaves open what became of the request: 408, 5xx. Null: the answer is definite. */
function openReason(reply: Reply): string | null {
  if (reply.kind === "broken") return reply.reason;
  return reply.status === 408 || reply.status >= 500 ? `it answered ${reply.status}` : null;
}

/** For a call that must not be repeated blindly. */
export function onceOnly(network: string, reply: Reply): Answer | Unknown | Deferred {
  const reason = openReason(reply);
  if (reply.kind === "broken" && !reply.left) return fault(`${network}: ${reply.reason}`);
  if (reason !== null) return { kind: "unknown", reason: `${network}: ${reason}` };
  return reply as Answer;
}

/** For a call that may be repeated without harm. */
export function repeatable(network: string, reply: Reply): Answer | Deferred {
  const reason = openReason(reply);
  return reason === null ? (reply as Answer) : fault(`${network}: ${reason}`);
}

/** A picture that waits for the window that the one before it has used up. */
export const uploadsUsedUp = (network: string, { closedUntil, app }: Closing): Deferred => ({
  kind: "deferred",
  cause: "window",
  notBefore: closedUntil,
  ...(app && { app }),
  reason: `${network}: the window for uploads is used up`,
});

export const fault = (reason: string): Deferred => ({ kind: "deferred", cause: "fault", notBefore: null, reason });

/** When a network's header says that its window opens again; null: the header is missing or makes no sense. */
export const instants = {
  unixSeconds: (value: string | undefined): Date | null => valid(Number(value || Number.NaN) * 1_000),
  secondsFromNow: (value: string | undefined, now: Date): Date | null =>
    valid(now.getTime() + Number(value || Number.NaN) * 1_000),
  iso: (value: string | undefined): Date | null => valid(Date.parse(value ?? "")),
  /** Retry-After in both its forms, seconds or a date: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after */
  retryAfter: (value: string | undefined, now: Date): Date | null =>
    instants.secondsFromNow(value, now) ?? (/GMT$/.test(value ?? "") ? instants.iso(value) : null),
};

const valid = (ms: number): Date | null => (Number.isFinite(ms) && Math.abs(ms) < 8.64e15 ? new Date(ms) : null);

/**
 * No network's word makes us wait for less than a second or more than a day. Null: that time is over, by a stale header or another clock
 * than ours; to call again at once would be to call without end.
 */
export function clampedWait(until: Date, now: Date): Date | null {
  const ms = until.getTime() - now.getTime();
  return ms <= 0 ? null : later(now, Math.min(Math.max(ms, seconds(1)), hours(24)));
}

/** A header that may have come more than once. */
export const headerOf = (headers: IncomingHttpHeaders, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

/** All of a login's secrets, for `shown`. */
export const secretsOf = ({ credentials, session }: Pick<Login, "credentials" | "session">): Credentials => ({
  ...credentials,
  ...Object.fromEntries(Object.entries(session?.tokens ?? {}).map(([name, token]) => [`session ${name}`, token])),
});

/** A network's own words, fit to be shown: one line, not endless, and without any credential that it may have echoed. */
export function shown(text: string, credentials: Credentials): string {
  const secrets = Object.values(credentials).flatMap((one) => [one, encodeURIComponent(one)]);
  let clean = text;
  for (const secret of secrets) if (secret) clean = clean.replaceAll(secret, "[secret]");
  const line = clean.replace(/[\s\p{Cc}]+/gu, " ").trim();
  return line.length > 300 ? `${line.slice(0, 299)}…` : line;
}
