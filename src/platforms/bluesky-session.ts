/** Signing in at a personal data server with an app password: https://docs.bsky.app/docs/api/com-atproto-server-create-session. 300 a day an account, so a session is kept and renewed. */

import { z } from "zod";
import { later, minutes } from "../base/clock.ts";
import { errorOf, refusal, xrpc } from "./bluesky-call.ts";
import { fault, repeatable } from "./call.ts";
import type { CallContext, IdentifyOutcome, Login, Session, SignInOutcome } from "./platform.ts";

const begun = z.object({
  accessJwt: z.string().min(1),
  refreshJwt: z.string().min(1),
  did: z.string().startsWith("did:"),
  handle: z.string(),
  active: z.boolean().optional(),
  status: z.string().optional(),
});

/** Where a token does not say when it ends. */
const usualMs = minutes(110);

export async function signIn(login: Login, kept: Session | null, context: CallContext): Promise<SignInOutcome> {
  const refresh = kept?.tokens.refresh;
  if (refresh !== undefined) {
    const renewed = await refreshed(login, refresh, context);
    if (renewed) return renewed;
  }
  const { account, credentials } = login;
  const json = { identifier: account.identity?.id ?? account.handle, password: credentials.appPassword ?? "" };
  const call = { nsid: "com.atproto.server.createSession", json, token: null };
  const answer = repeatable("Bluesky", await xrpc(login, call, context));
  if (answer.kind !== "answer") return answer;
  if (answer.status === 200) return sessionIn(login, answer.body);
  if (errorOf(answer) === "AuthFactorTokenRequired")
    return unauthorized(
      "Bluesky wants a code by e-mail for this password. Make an app password in its settings and use that.",
    );
  const no = refusal(answer, login);
  if (no.kind === "rejected") return unauthorized(no.reason);
  if (no.kind === "deferred" || no.accountState === "paused") return no;
  return unauthorized(
    `Its server refuses this handle and app password (${answer.status}). Make a new app password in the app's settings.`,
  );
}

/** Null: this session cannot be renewed, a new one is begun. */
async function refreshed(login: Login, refresh: string, context: CallContext): Promise<SignInOutcome | null> {
  const call = { nsid: "com.atproto.server.refreshSession", token: refresh };
  const answer = repeatable("Bluesky", await xrpc(login, call, context));
  if (answer.kind !== "answer") return answer;
  if (answer.status === 200) return sessionIn(login, answer.body);
  const no = refusal(answer, login);
  return no.kind === "deferred" || (no.kind === "unauthorized" && no.accountState === "paused") ? no : null;
}

function sessionIn({ account, line }: Login, body: unknown): SignInOutcome {
  const session = begun.safeParse(body);
  if (!session.success) return fault("Bluesky: its answer to signing in could not be read");
  const { accessJwt, refreshJwt, did, handle, active = true, status = "inactive" } = session.data;
  if (account.identity && account.identity.id !== did)
    return unauthorized(
      `These credentials are ${handle}'s (${did}), not ${account.identity.name}'s. Reconnect the account.`,
    );
  if (!active)
    return {
      kind: "unauthorized",
      accountState: "paused",
      reason: `The account is ${status}. Settle that, then resume it.`,
    };
  return {
    kind: "ready",
    session: {
      tokens: { access: accessJwt, refresh: refreshJwt },
      expiresAt: endOf(accessJwt) ?? later(line.clock.now(), usualMs),
    },
  };
}

const unauthorized = (reason: string): SignInOutcome => ({
  kind: "unauthorized",
  accountState: "unauthorized",
  reason,
});

/** The token is the server's own and is not checked here; only its end is read. */
function endOf(jwt: string): Date | null {
  try {
    const { exp } = z
      .object({ exp: z.number().positive().max(8e12) })
      .parse(JSON.parse(Buffer.from(jwt.split(".")[1] ?? "", "base64url").toString()));
    return new Date(exp * 1_000);
  } catch {
    return null;
  }
}

const who = z.object({ did: z.string().startsWith("did:"), handle: z.string().min(1) });

export async function identify(login: Login, context: CallContext): Promise<IdentifyOutcome> {
  const answer = repeatable("Bluesky", await xrpc(login, { nsid: "com.atproto.server.getSession" }, context));
  if (answer.kind !== "answer") return answer;
  if (answer.status !== 200) return refusal(answer, login);
  const account = who.safeParse(answer.body);
  if (!account.success) return fault("Bluesky: its answer about the account could not be read");
  return { kind: "identified", id: account.data.did, name: account.data.handle };
}
