/** What the answers of Mastodon and its kin mean: https://docs.joinmastodon.org/api/rate-limits/ and /methods/statuses/#create, and what was seen of other servers. */

import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { type Answer, clampedWait, fault, headerOf, instants, type Reply, shown } from "./call.ts";
import { hostOf } from "./mastodon-call.ts";
import type { Closing, Deferred, Login, Quota, Rejected, Unauthorized } from "./platform.ts";

const problem = z.object({ error: z.string().optional(), error_description: z.string().optional() });

function wordsOf(body: unknown): string {
  const read = problem.safeParse(body);
  if (read.success) return [read.data.error, read.data.error_description].filter(Boolean).join(": ");
  return typeof body === "string" && !body.trimStart().startsWith("<") ? body : "";
}

export type Call = "create" | "reply" | "look" | "remove" | "correct";

/** An answer that is no success. Each sentence says what happened and, where a person can do something, what. */
export function refusal(
  login: Login,
  { status, headers, body }: Answer,
  call: Call,
): Deferred | Rejected | Unauthorized {
  const server = hostOf(login);
  const words = shown(wordsOf(body), login.credentials);
  const said = `${status}${words && `: ${words}`}`;
  if (status === 429) return tooMany(login, headers);
  if (status === 401)
    return stopped("unauthorized", `${server} does not accept the account's token (${said}). Reconnect it.`);
  if (status === 403 && /scope/i.test(words))
    return stopped(
      "unauthorized",
      `${server} does not let this token act (${said}). Make one with read, write:statuses and write:media, and reconnect the account.`,
    );
  if (status === 403 && /suspend|disabled|pending|confirm|moved|approved/i.test(words))
    return stopped("paused", `${server} has stopped the account (${said}). Settle that there, then resume it.`);
  // A moved address, a server behind a page of its own: nothing was done.
  if (status < 400) return fault(`${server}: it leads on to another address (${status})`);
  if (/duplicate idempotency/i.test(words)) return rejected(`${server}: it has seen this key already (${said}).`, true);
  if (status === 422 && /not finished processing|still being processed/i.test(words))
    return fault(`${server}: an image is not ready yet (${said})`);
  if (status === 404 && call === "reply")
    return rejected(`${server}: the post before this one is not there any more (${said}).`);
  return rejected(`${server} refused it (${said}).`);
}

const rejected = (reason: string, duplicate = false): Rejected => ({ kind: "rejected", reason, duplicate });

const stopped = (accountState: Unauthorized["accountState"], reason: string): Unauthorized => ({
  kind: "unauthorized",
  accountState,
  reason,
});

function tooMany(login: Login, headers: IncomingHttpHeaders): Deferred {
  const now = login.line.clock.now();
  const wait = instants.retryAfter(headerOf(headers, "retry-after"), now);
  const opens = resetOf(headers, now) ?? wait;
  const until = opens && clampedWait(opens, now);
  return {
    kind: "deferred",
    cause: "window",
    notBefore: until,
    ...(until && sharedBy(login, until)),
    reason: `${hostOf(login)}: too many calls in this window (429)`,
  };
}

/** An ISO date; some proxies set Unix seconds, or seconds from now. */
function resetOf(headers: IncomingHttpHeaders, now: Date): Date | null {
  const value = headerOf(headers, "x-ratelimit-reset");
  if (value === undefined) return null;
  if (!/^\d+(\.\d+)?$/.test(value)) return instants.iso(value);
  return Number(value) > 1e9 ? instants.unixSeconds(value) : instants.secondsFromNow(value, now);
}

/** When the window opens that an answer says is used up; null: it is not, or the server says nothing. */
export function closedUntil(headers: IncomingHttpHeaders, now: Date): Date | null {
  const quota = quotaOf(headers, now);
  return quota?.left === 0 && quota.resetAt ? clampedWait(quota.resetAt, now) : null;
}

/** GoToSocial counts by our address: https://docs.gotosocial.org/en/latest/api/ratelimiting/ */
const countsByAddress = /^gotosocial\b/i;

const sharedBy = ({ account }: Login, until: Date): Pick<Closing, "app"> =>
  countsByAddress.test(account.identity?.software ?? "") ? { app: { until, routes: "all" } } : {};

/** What an answer says of a window that is used up. */
export function closing(login: Login, headers: IncomingHttpHeaders): Closing {
  const until = closedUntil(headers, login.line.clock.now());
  return { closedUntil: until, ...(until && sharedBy(login, until)) };
}

export function quotaOf(headers: IncomingHttpHeaders, now: Date): Quota | null {
  const [left, of] = ["remaining", "limit"].map((name) => wholeOf(headerOf(headers, `x-ratelimit-${name}`)));
  return left === null || left === undefined ? null : { left, of: of ?? null, resetAt: resetOf(headers, now) };
}

const wholeOf = (value: string | undefined): number | null =>
  value !== undefined && /^-?\d{1,9}$/.test(value.trim()) ? Math.max(0, Number(value)) : null;

/** Pleroma and Akkoma answer a key that they know with the answer of the first time, errors as well: this call did nothing. */
export const isReplayedError = (reply: Reply): boolean =>
  reply.kind === "answer" && reply.status >= 400 && headerOf(reply.headers, "idempotent-replayed") === "true";
