/** What came of handing a message to a channel, and what an answer over HTTP means for it. */

import type { Credentials } from "../account/account.ts";
import { type Answer, clampedWait, headerOf, instants, type Reply, shown } from "../platforms/call.ts";

export type Receipt =
  /** `missed`: who will never have it, and why. */
  | { readonly kind: "taken"; readonly said: string; readonly missed: string | null }
  /** `taken`: addresses that have it already. */
  | {
      readonly kind: "later";
      readonly reason: string;
      readonly notBefore: Date | null;
      readonly taken: readonly string[];
    }
  | { readonly kind: "refused"; readonly reason: string };

/** What an answer means for a message that may be repeated, since it carries the same id each time. */
export function receiptOf(reply: Reply, credentials: Credentials, now: Date): Receipt {
  if (reply.kind === "broken") return { kind: "later", reason: reply.reason, notBefore: null, taken: [] };
  const { status, body } = reply;
  const words = typeof body === "string" ? body : JSON.stringify(body);
  const said = shown(`${status}${words ? ` ${words}` : ""}`, withParts(credentials));
  if (status >= 200 && status < 300) return { kind: "taken", said, missed: null };
  if (status === 408 || status === 429 || status >= 500)
    return { kind: "later", reason: `it answered ${said}`, notBefore: notBefore(reply, now), taken: [] };
  if (status >= 300 && status < 400)
    return {
      kind: "refused",
      reason: `it answered ${status} and sends on elsewhere; give the address where that leads`,
    };
  return { kind: "refused", reason: `it answered ${said}` };
}

/** An address is a secret in its parts, too: many servers say what path they do not know. */
function withParts(credentials: Credentials): Credentials {
  const { url } = credentials;
  if (url === undefined) return credentials;
  const { pathname, search } = new URL(url);
  const parts = [pathname + search, pathname, search, ...pathname.split("/")].filter((part) => part.length >= 6);
  return { ...credentials, ...Object.fromEntries(parts.map((part, index) => [`part ${index}`, part])) };
}

/** By Retry-After; one network says it in its answer. */
function notBefore({ headers, body }: Answer, now: Date): Date | null {
  const header = headerOf(headers, "retry-after");
  const inBody = (body as { parameters?: { retry_after?: unknown } } | null)?.parameters?.retry_after;
  const at =
    instants.retryAfter(header, now) ?? instants.secondsFromNow(inBody === undefined ? undefined : String(inBody), now);
  return at && clampedWait(at, now);
}
