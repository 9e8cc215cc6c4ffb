/**
 * Signs in with credentials of which no account is proven yet. Some are good once: what they give is stored before it is used, so that
 * the same credentials, given again after a fault, find it.
 */

import { createHash } from "node:crypto";
import type { App } from "../app.ts";
import type { SendablePlatform } from "../platforms/index.ts";
import type { Login, SignInOutcome } from "../platforms/platform.ts";
import type { UnprovenSession } from "../store/unproven-sessions.ts";
import { callContext, isFresh, openedSession, type SigningIn, sealedSession } from "./sign-in-account.ts";

/** Null: the network knows no sessions. */
export async function firstSignIn(
  app: SigningIn,
  { id, sender }: SendablePlatform,
  login: Login,
): Promise<SignInOutcome | null> {
  const { signIn } = sender;
  if (!signIn) return null;
  const credential = credentialOf({ id, sender }, login);
  if (credential === null) return signIn(login, null, callContext(app));
  // Bound to the credential, which may have been given for an account that does not exist.
  const owner = { account: { ...login.account, id: credential } };
  const { outcome } = await app.store.unprovenSessions.begin<{
    keep: UnprovenSession | null;
    outcome: SignInOutcome;
  }>(credential, app.clock.now(), async (kept) => {
    const session = kept && openedSession(app, owner, kept);
    if (session && isFresh(app, session)) return { keep: null, outcome: { kind: "ready", session } };
    const outcome = await signIn(login, session, callContext(app));
    return { keep: outcome.kind === "ready" ? sealedSession(app, owner, outcome.session) : null, outcome };
  });
  return outcome;
}

/** The account is stored with its session. */
export async function forgetFirstSignIn(
  { store }: Pick<App, "store">,
  network: SendablePlatform,
  login: Pick<Login, "credentials">,
): Promise<void> {
  const credential = credentialOf(network, login);
  if (credential !== null) await store.unprovenSessions.forget(credential);
}

/** Names a credential that is good once, without telling it. Null: it is good as often as one likes. */
function credentialOf(
  { id, sender }: Pick<SendablePlatform, "id" | "sender">,
  { credentials }: Pick<Login, "credentials">,
): string | null {
  const secret = sender.spends?.(credentials) ?? null;
  return secret === null ? null : createHash("sha256").update(`${id} ${secret}`).digest("hex");
}
