/** One XRPC call to an account's personal data server, and what its answers mean: https://atproto.com/specs/xrpc and https://docs.bsky.app/docs/advanced-guides/rate-limits */

import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import type { Reach } from "../base/reach.ts";
import { type Answer, call, clampedWait, fault, headerOf, instants, type Reply, secretsOf, shown } from "./call.ts";
import type { CallContext, Closing, Deferred, Login, Rejected, Unauthorized } from "./platform.ts";

export interface Xrpc {
  readonly nsid: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly body?: { readonly type: string; readonly bytes: Uint8Array };
  /** Instead of the session's own access token; null: none. */
  readonly token?: string | null;
}

/** A call with a body, or with a token of its own, is a procedure (POST); the others are queries. */
export async function xrpc(
  login: Login,
  { nsid, query, json, body, token }: Xrpc,
  context: CallContext,
): Promise<Reply> {
  const { server } = login.account.options;
  const url = new URL(`/xrpc/${nsid}`, server ?? login.line.url);
  if (server !== undefined && url.protocol === "http:" && !isOwn(url.hostname, login.line.reach))
    return { kind: "broken", left: false, reason: inTheClear };
  for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
  const bearer = token === undefined ? login.session?.tokens.access : token;
  return call(
    login.line,
    {
      method: json === undefined && body === undefined && token === undefined ? "GET" : "POST",
      url,
      headers: bearer ? { authorization: `Bearer ${bearer}` } : {},
      ...(json !== undefined && { json }),
      ...(body && { body }),
      // A server that a person named is no reason to call into our own network.
      ...(server !== undefined && { reach: login.line.reach }),
    },
    context,
  );
}

const inTheClear =
  "its address begins with http:, which would show the password to everybody on the way; use https:, or list a host of the own network in UTAS_ALLOWED_PRIVATE_HOSTS";

/** This machine, or a host that the operator lists. */
const isOwn = (host: string, reach: Reach) =>
  host === "localhost" || host === "[::1]" || /^127\.\d+\.\d+\.\d+$/.test(host) || reach.lists(host);

const problem = z.object({ error: z.string().optional(), message: z.string().optional() });

/** Of the token, not of the account: a new session mends them. */
const sessionErrors = new Set(["ExpiredToken", "InvalidToken", "AuthMissing", "AuthenticationRequired"]);
const stoppedErrors: Readonly<Record<string, string>> = {
  AccountTakedown: "Bluesky has taken the account down. Settle that with its server, then resume the account.",
  AccountSuspended: "The account is suspended. Settle that with its server, then resume the account.",
  AccountDeactivated: "The account is deactivated. Activate it again in the app, then resume the account here.",
  RepoTakendown: "Bluesky has taken the account down. Settle that with its server, then resume the account.",
  RepoDeactivated: "The account is deactivated. Activate it again in the app, then resume the account here.",
};

/** The name that an answer gives its error; blank: none. */
export const errorOf = ({ body }: Answer): string => problem.safeParse(body).data?.error ?? "";

/** An answer that is no success. Each sentence says what happened and, where a person can do something, what. */
export function refusal(answer: Answer, login: Login): Deferred | Rejected | Unauthorized {
  const { status, headers } = answer;
  const { message = "" } = problem.safeParse(answer.body).data ?? {};
  const error = errorOf(answer);
  const words = shown([error, message].filter(Boolean).join(": "), secretsOf(login)) || "it gave no reason";
  if (status === 429) {
    const now = login.line.clock.now();
    const until = opensAt(headers, now);
    return {
      kind: "deferred",
      cause: "window",
      notBefore: until,
      ...(until && sharedBy(headers, until)),
      reason: "Bluesky: too many calls in this window (429)",
    };
  }
  const stopped = stoppedErrors[error];
  if (stopped) return { kind: "unauthorized", accountState: "paused", reason: stopped };
  if (status === 401 || sessionErrors.has(error))
    return {
      kind: "unauthorized",
      accountState: "unauthorized",
      reason: `Bluesky does not accept the account's session (${words}). Reconnect it with a fresh app password.`,
      sessionOver: true,
    };
  // Uploaded files that no post names are swept away after a while; made ready again, they are uploaded again.
  if (/blob/i.test(error) || /could not find blob/i.test(message))
    return fault(`Bluesky: an uploaded picture is gone (${words})`);
  if (status >= 300 && status < 400)
    return rejected("Bluesky: the server sends us elsewhere. Give the server's own address with the account.");
  if (status === 501 || (status === 404 && error !== "RecordNotFound"))
    return rejected(`Bluesky: the server does not know this call (${status}). Is it a personal data server?`);
  return rejected(`Bluesky refused it (${status}: ${words}).`);
}

const rejected = (reason: string): Rejected => ({ kind: "rejected", reason, duplicate: false });

/** What a post costs of the window's points. */
export const pointsOfPost = 3;

/** When the window opens again of which an answer says that it has no room for one more post; null: there is room. */
export function closedUntil(headers: IncomingHttpHeaders, now: Date): Date | null {
  const left = headerOf(headers, "ratelimit-remaining");
  if (left === undefined || !(Number(left) < pointsOfPost)) return null;
  const reset = instants.unixSeconds(headerOf(headers, "ratelimit-reset"));
  return reset && clampedWait(reset, now);
}

/** The server's window of 3,000 calls in 5 minutes is that of our address: all our accounts there share it, whatever they ask. */
const sharedBy = (headers: IncomingHttpHeaders, until: Date): Pick<Closing, "app"> =>
  headerOf(headers, "ratelimit-policy") === "3000;w=300" ? { app: { until, routes: "all" } } : {};

export function closing(headers: IncomingHttpHeaders, now: Date): Closing {
  const until = closedUntil(headers, now);
  return { closedUntil: until, ...(until && sharedBy(headers, until)) };
}

function opensAt(headers: IncomingHttpHeaders, now: Date): Date | null {
  const until =
    instants.unixSeconds(headerOf(headers, "ratelimit-reset")) ??
    instants.retryAfter(headerOf(headers, "retry-after"), now);
  return until && clampedWait(until, now);
}
