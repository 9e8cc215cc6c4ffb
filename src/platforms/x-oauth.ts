/** X's OAuth 2 with PKCE: leave to post, given once by a person, and the token that is renewed from then on: https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code */

import { z } from "zod";
import type { Credentials } from "../account/account.ts";
import { later, seconds } from "../base/clock.ts";
import { call, fault, repeatable, shown } from "./call.ts";
import type { Authorized, CallContext, Consent, Line, Login, Session, SignInOutcome } from "./platform.ts";
import { opensAt } from "./x-answers.ts";

const scopes = "tweet.read tweet.write users.read media.write offline.access";

/** The page where a person says yes; X sends them on to `redirect` with a code. */
export function consentPage(clientId: string, { redirect, state, challenge }: Consent): string {
  const page = new URL("https://x.com/i/oauth2/authorize");
  const asked = { response_type: "code", client_id: clientId, redirect_uri: redirect, scope: scopes, state };
  for (const [name, value] of Object.entries({ ...asked, code_challenge: challenge, code_challenge_method: "S256" }))
    page.searchParams.set(name, value);
  return page.href;
}

const given = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.number().positive().optional(),
});

export async function exchange(
  login: Pick<Login, "credentials" | "line">,
  { code, verifier, redirect }: { readonly code: string; readonly verifier: string; readonly redirect: string },
  context: CallContext,
): Promise<Authorized> {
  const form = { grant_type: "authorization_code", code, redirect_uri: redirect, code_verifier: verifier };
  const answer = await askToken(login, form, context);
  if (answer.kind !== "tokens") return answer;
  const { refreshToken } = answer.session.tokens;
  if (!refreshToken) return refusedBy("it gave no token to renew with (the scope offline.access is missing)");
  const { clientId = "", clientSecret } = login.credentials;
  return { kind: "authorized", credentials: { clientId, refreshToken, ...(clientSecret && { clientSecret }) } };
}

/** A token to renew with is good once: what it gives is stored before it is used. With the keys of OAuth 1.0a there is nothing to renew. */
export async function signIn(login: Login, kept: Session | null, context: CallContext): Promise<SignInOutcome> {
  const { clientId, refreshToken = "" } = login.credentials;
  if (!clientId) return { kind: "ready", session: { tokens: {}, expiresAt: null } };
  const form = { grant_type: "refresh_token", refresh_token: kept?.tokens.refreshToken ?? refreshToken };
  const secrets = { ...login.credentials, ...kept?.tokens };
  const answer = await askToken({ ...login, credentials: secrets }, form, context);
  return answer.kind === "tokens" ? { kind: "ready", session: answer.session } : answer;
}

type Answered = { readonly kind: "tokens"; readonly session: Session } | Exclude<SignInOutcome, { kind: "ready" }>;

async function askToken(
  { credentials, line }: { readonly credentials: Credentials; readonly line: Line },
  form: Readonly<Record<string, string>>,
  context: CallContext,
): Promise<Answered> {
  const { clientId = "", clientSecret, refreshToken } = credentials;
  const bytes = Buffer.from(new URLSearchParams({ ...form, client_id: clientId }).toString());
  const basic = Buffer.from(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret ?? "")}`).toString(
    "base64",
  );
  const request = {
    method: "POST",
    url: new URL(`${line.url}/2/oauth2/token`),
    headers: clientSecret ? { authorization: `Basic ${basic}` } : {},
    body: { type: "application/x-www-form-urlencoded", bytes },
  } as const;
  const startedAt = line.clock.now();
  const answer = repeatable("X", await call(line, request, context));
  if (answer.kind !== "answer") return answer;
  if (answer.status === 429) {
    const reason = "X: too many calls in this window (429)";
    return { kind: "deferred", cause: "window", notBefore: opensAt(answer.headers, line.clock.now()), reason };
  }
  const { error = "", error_description: words = error || "it gave no reason" } =
    problem.safeParse(answer.body).data ?? {};
  const why = shown(`${answer.status}: ${words}`, { ...credentials, ...form, ...(clientSecret && { basic }) });
  if ([400, 401].includes(answer.status) && (forGood.has(error) || spent.test(words))) return refusedBy(why);
  // A proxy in between, an outage: none of them says anything of the token.
  if (answer.status !== 200) return fault(`X: it gave no token (${why})`);
  const read = given.safeParse(answer.body);
  if (!read.success) return fault("X: its answer holds no token");
  const { access_token: accessToken, refresh_token: next, expires_in: forSeconds = 7_200 } = read.data;
  const renewal = next ?? refreshToken;
  return {
    kind: "tokens",
    session: {
      tokens: { accessToken, ...(renewal && { refreshToken: renewal }) },
      expiresAt: later(startedAt, seconds(forSeconds)),
    },
  };
}

const problem = z.object({ error: z.string().optional(), error_description: z.string().optional() });

/** The answers that say that the leave, or the app that it was given to, is no good: https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
const forGood = new Set(["invalid_grant", "invalid_client", "unauthorized_client"]);
/** How X says it of a token that was used or revoked, as an `invalid_request`. */
const spent = /value passed for the token was invalid/i;

const refusedBy = (why: string) =>
  ({
    kind: "unauthorized",
    accountState: "unauthorized",
    reason: `X does not renew the leave to post (${why}). Give it again: accounts reconnect with --authorize.`,
  }) as const;
