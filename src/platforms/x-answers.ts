/** What X's answers mean: https://docs.x.com/x-api/fundamentals/response-codes-and-errors and …/rate-limits, and what was seen beside them. */

import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import type { Credentials } from "../account/account.ts";
import { type Answer, clampedWait, fault, headerOf, instants, shown } from "./call.ts";
import type { Closing, Deferred, Rejected, Unauthorized } from "./platform.ts";

/** Two shapes live side by side: a problem (title, detail, type) and a list of errors with numbers. */
const problem = z.object({
  title: z.string().optional(),
  detail: z.string().optional(),
  type: z.string().optional(),
  errors: z
    .array(z.object({ code: z.number().optional(), message: z.string().optional(), detail: z.string().optional() }))
    .optional(),
});

interface Said {
  readonly words: string;
  readonly type: string;
  readonly codes: readonly number[];
}

function said(body: unknown): Said {
  const read = problem.safeParse(body);
  if (!read.success) return { words: "", type: "", codes: [] };
  const { title = "", detail = "", type = "", errors = [] } = read.data;
  const details = errors.map((one) => one.message ?? one.detail ?? "").filter(Boolean);
  return {
    words: [...new Set([detail, ...details])].filter(Boolean).join(" ") || title,
    type: type.replace(/^.*[/#]/, ""),
    codes: errors.flatMap(({ code }) => code ?? []),
  };
}

const permissionTypes = ["client-forbidden", "unsupported-authentication", "oauth1-permissions"];

/** An answer of 4xx. Each sentence says what happened and, where a person can do something, what. */
export function refusal(
  { status, headers, body }: Answer,
  now: Date,
  credentials: Credentials,
): Deferred | Rejected | Unauthorized {
  const { words, type, codes } = said(body);
  const detail = shown(words, credentials) || "it gave no reason";
  const is = (pattern: RegExp, ...numbers: number[]) =>
    pattern.test(words) || numbers.some((one) => codes.includes(one));

  if (type === "usage-capped" && !is(/daily/i))
    return stopped(
      "paused",
      `X: the app's monthly cap is used up (${detail}). Raise it or wait for the new month, then resume the account.`,
    );
  if (status === 429 || status === 420) {
    const until = opensAt(headers, now);
    const { app } = closing(headers, now);
    const reason = "X: too many calls in this window (429)";
    return { kind: "deferred", cause: "window", notBefore: until, ...(app && { app }), reason };
  }
  if (status === 401)
    return stopped("unauthorized", `X does not accept the account's keys (401: ${detail}). Reconnect it.`);
  if (status === 402)
    return stopped(
      "paused",
      "X: the developer account has no credits left (402). Top them up, then resume the account.",
    );
  if (permissionTypes.includes(type))
    return stopped(
      "unauthorized",
      `X does not let this app post (${detail}). Give the app write permission and reconnect the account.`,
    );
  if (is(/\b(?:account|user)\b.*\b(?:suspended|locked)\b/i, 64, 326))
    return stopped(
      "paused",
      `X has suspended or locked the account (${detail}). Settle that with X, then resume the account.`,
    );

  if (is(/duplicate content/i, 187)) return rejected("X: the account has posted the same text already.", true);
  // Also said of a post that is a second old and not yet seen by every server of X.
  if (is(/deleted or not visible/i, 385))
    return fault("X: the post before this one is not visible yet, or was deleted (385)");
  if (is(/not been mentioned or otherwise engaged|restricted who can reply/i, 433))
    return rejected(`X does not let this app reply here, so its thread cannot go on (${detail}).`);
  return rejected(`X refused it (${status}: ${detail}).`);
}

const rejected = (reason: string, duplicate = false): Rejected => ({ kind: "rejected", reason, duplicate });

const stopped = (accountState: Unauthorized["accountState"], reason: string): Unauthorized => ({
  kind: "unauthorized",
  accountState,
  reason,
});

const appWindow = "x-app-limit-24hour";
const windows = ["x-rate-limit", appWindow, "x-user-limit-24hour"];

/** What an answer says of the windows that are used up: the app's is that of all its accounts. */
export function closing(headers: IncomingHttpHeaders, now: Date): Closing {
  const shared = opening(headers, now, [appWindow]);
  return { closedUntil: closedUntil(headers, now), ...(shared && { app: { until: shared, routes: "this" } }) };
}

/** When the last of the windows opens that an answer says are used up; null: none is. */
export const closedUntil = (headers: IncomingHttpHeaders, now: Date): Date | null => opening(headers, now, windows);

function opening(headers: IncomingHttpHeaders, now: Date, names: readonly string[]): Date | null {
  const resets = names
    .filter((window) => Number(headerOf(headers, `${window}-remaining`) ?? 1) <= 0)
    .flatMap((window) => instants.unixSeconds(headerOf(headers, `${window}-reset`)) ?? []);
  const last = Math.max(...resets.map((reset) => reset.getTime()));
  return resets.length > 0 ? clampedWait(new Date(last), now) : null;
}

/** A 429 that names no used-up window still tells when the plain one turns over, or how long to wait. */
export function opensAt(headers: IncomingHttpHeaders, now: Date): Date | null {
  const reset =
    instants.unixSeconds(headerOf(headers, "x-rate-limit-reset")) ??
    instants.retryAfter(headerOf(headers, "retry-after"), now);
  return closedUntil(headers, now) ?? (reset && clampedWait(reset, now));
}
