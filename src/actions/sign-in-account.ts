/** Opens an account's credentials, signs it in where its network wants that, and hands all of it to whoever calls the network. */

import type { App } from "../app.ts";
import { later, minutes } from "../base/clock.ts";
import { AppError } from "../base/errors.ts";
import { fault } from "../platforms/call.ts";
import { findPlatform, findSendablePlatform, type SendablePlatform } from "../platforms/index.ts";
import type { CallContext, Deferred, Login, Platform, Sender, Session, Unauthorized } from "../platforms/platform.ts";
import type { KeptSession } from "../store/account-sessions.ts";
import type { KeptAccount } from "../store/rows.ts";
import { type Purses, pursesOf, usedUp } from "./draw.ts";

export interface Ready {
  readonly kind: "ready";
  readonly platform: SendablePlatform;
  /** Renews the session by itself, once a call, where the network says that it is over. */
  readonly sender: Sender;
  readonly login: Login;
  /** What the account draws from when it makes calls of a kind. */
  readonly purses: Purses;
}

export type SigningIn = Pick<App, "vault" | "line" | "store" | "clock" | "settings">;

export async function signInAccount(
  app: SigningIn,
  { sealed, ...account }: KeptAccount,
): Promise<Ready | Deferred | Unauthorized> {
  const platform = findSendablePlatform(account.platform);
  const { sender } = platform;
  await sender.load?.();
  try {
    const credentials = sealed === null ? {} : app.vault.open(account, sealed);
    const login = { account, credentials, line: app.line(platform) };
    const purses = pursesOf(platform, account, await shareApp(app, platform, login, account.app));
    if (!sender.signIn) return { kind: "ready", platform, sender, login, purses };
    const held = await heldSession(app, sender, login);
    if (held.kind !== "held") return held;
    return {
      kind: "ready",
      platform,
      sender: renewing(app, sender, held),
      login: { ...login, session: held.session },
      purses,
    };
  } catch (error) {
    if (error instanceof AppError && error.code === "secret-key-wrong")
      return { kind: "unauthorized", accountState: "paused", reason: error.message };
    throw error;
  }
}

/** Notes by what the account shares its windows, should that not be known yet, and tells it. */
export async function shareApp(
  { store }: Pick<App, "store">,
  platform: Platform,
  login: Pick<Login, "account" | "credentials">,
  known: string | null,
): Promise<string | null> {
  const named = platform.appOf?.(login) ?? null;
  const shared = named === null ? null : `${platform.id} ${named}`;
  if (shared !== known) await store.accounts.shares(login.account.id, shared);
  return shared;
}

/** For one call of signing in, and for each that follows from it. */
export const callContext = ({ clock, settings }: Pick<App, "clock" | "settings">): CallContext => ({
  deadlineAt: later(clock.now(), settings.deadlineMs),
  signal: AbortSignal.timeout(settings.deadlineMs),
});

interface Held {
  readonly kind: "held";
  readonly session: Session;
  readonly number: number;
}

/** A session that ends within this is renewed before it is used. */
const renewedBeforeMs = minutes(2);

async function heldSession(app: SigningIn, sender: Sender, login: Login): Promise<Held | Deferred | Unauthorized> {
  const kept = await app.store.accountSessions.find(login.account.id);
  return (kept && isFresh(app, kept) && held(app, login, kept)) || renewed(app, sender, login, kept?.number ?? null);
}

export const isFresh = ({ clock }: Pick<App, "clock">, { expiresAt }: Pick<KeptSession, "expiresAt">): boolean =>
  expiresAt === null || later(clock.now(), renewedBeforeMs) < expiresAt;

/** `seen`: the number of the session that is over; a later one was made by somebody else meanwhile, and is used. */
export async function renewed(
  app: SigningIn,
  sender: Sender,
  login: Login,
  seen: number | null,
): Promise<Held | Deferred | Unauthorized> {
  const { made, number } = await app.store.accountSessions.renew<{
    keep: Omit<KeptSession, "number"> | null;
    outcome: { kind: "ready"; session: Session } | Deferred | Unauthorized;
  }>(login.account.id, async (kept, doors) => {
    const known = kept && held(app, login, kept);
    if (kept && known && kept.number !== seen && isFresh(app, kept))
      return { keep: null, outcome: { kind: "ready", session: known.session } };
    if (!sender.signIn) throw new Error(`${login.account.platform} knows no signing in`);
    // A sign-in is the account's own, so what it shares with others is not asked for.
    const purses = pursesOf(findPlatform(login.account.platform), login.account, null)("signIn");
    const drawn = { count: 1, route: null };
    const fullAt = purses.length > 0 ? await doors.draw(login.account.id, purses, drawn, app.clock.now()) : null;
    if (fullAt) return { keep: null, outcome: usedUp(fullAt) };
    const outcome = await sender.signIn(login, known?.session ?? null, callContext(app));
    if (outcome.kind === "ready") return { keep: sealedSession(app, login, outcome.session), outcome };
    // Refused as it is, it is not used again before it is renewed.
    const isRefused = outcome.kind === "deferred" && kept !== null && kept.number === seen;
    return { keep: isRefused ? { sealed: kept.sealed, expiresAt: app.clock.now() } : null, outcome };
  });
  return made.outcome.kind === "ready" ? { kind: "held", session: made.outcome.session, number } : made.outcome;
}

/** Bound to its purpose: a session never passes for credentials. */
const purpose = ({ account: { id, handle } }: Pick<Login, "account">) => ({ id: `${id} session`, handle });

export const sealedSession = (
  { vault }: Pick<App, "vault">,
  login: Pick<Login, "account">,
  { tokens, expiresAt }: Session,
): Omit<KeptSession, "number"> => ({ sealed: vault.seal(purpose(login), tokens), expiresAt });

function held(app: SigningIn, login: Login, { number, ...kept }: KeptSession): Held | null {
  const session = openedSession(app, login, kept);
  return session && { kind: "held", session, number };
}

/** Null: it was sealed with another key; a new one is begun. */
export function openedSession(
  { vault }: Pick<App, "vault">,
  login: Pick<Login, "account">,
  { sealed, expiresAt }: Omit<KeptSession, "number">,
): Session | null {
  try {
    return { tokens: vault.open(purpose(login), sealed), expiresAt };
  } catch (error) {
    if (error instanceof AppError && error.code === "secret-key-wrong") return null;
    throw error;
  }
}

/** The same calls with whatever session holds by then. Only an answer that says that the session is over, and nothing done, is a reason to call again. */
function renewing(app: SigningIn, sender: Sender, first: Held): Sender {
  let now = first;
  const again =
    <A extends readonly unknown[], O extends { readonly kind: string }>(
      call: (login: Login, ...about: A) => Promise<O | Unauthorized>,
    ) =>
    async (login: Login, ...about: A): Promise<O | Deferred | Unauthorized> => {
      const outcome = await call({ ...login, session: now.session }, ...about);
      if (!isSessionOver(outcome)) return outcome;
      const next = await renewed(app, sender, login, now.number);
      if (next.kind !== "held") return next;
      now = next;
      const answer = await call({ ...login, session: now.session }, ...about);
      return isSessionOver(answer) ? refusedAnew(answer) : answer;
    };
  const { prepare, createAll, find, correct, remove } = sender;
  return {
    ...sender,
    create: again(sender.create),
    ...(prepare && { prepare: again(prepare) }),
    ...(createAll && { createAll: again(createAll) }),
    ...(find && { find: again(find) }),
    ...(correct && { correct: again(correct) }),
    ...(remove && { remove: again(remove) }),
  };
}

const isSessionOver = (outcome: { readonly kind: string }): outcome is Unauthorized =>
  outcome.kind === "unauthorized" && "sessionOver" in outcome && outcome.sessionOver === true;

/** The credentials hold: the network took them a moment ago. That it refuses what it gave for them may be a fault of its own, which passes. */
const refusedAnew = ({ reason, accountState }: Unauthorized): Deferred => ({
  ...fault(reason),
  refused: { kind: "unauthorized", accountState, reason },
});
