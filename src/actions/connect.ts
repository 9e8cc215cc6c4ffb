/** Connects an account: what a person gave is checked, proven with one call, sealed, and only then stored. */

import type { Account, Credentials } from "../account/account.ts";
import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import { writtenMoney } from "../base/money.ts";
import { findSendablePlatform, type SendablePlatform } from "../platforms/index.ts";
import {
  type Deferred,
  fieldsOf,
  type Login,
  type Platform,
  type Rejected,
  type Session,
  type Unauthorized,
} from "../platforms/platform.ts";
import { zoneNamed } from "../schedule/zone.ts";
import type { KeptAccount } from "../store/rows.ts";
import type { Limits } from "../thread/thread.ts";
import { firstSignIn, forgetFirstSignIn } from "./first-sign-in.ts";
import { callContext, renewed, type SigningIn, sealedSession, shareApp } from "./sign-in-account.ts";

type Parts = Pick<App, "store" | "vault" | "line" | "clock" | "settings" | "bells">;

export interface NewConnection {
  readonly platform: string;
  readonly handle: string;
  /** Fields that are no secret. */
  readonly options: Readonly<Record<string, string>>;
  /** Null: the network needs none. */
  readonly credentials: Credentials | null;
  readonly zone?: string;
  readonly monthlyCapMicros?: number | null | undefined;
}

/** Everything that can be said without asking anybody. Throws `platform-unknown`, `platform-not-sendable`, `option-invalid` or `zone-unknown`. */
export function checkConnection({
  platform,
  handle,
  options,
  zone,
  monthlyCapMicros,
}: Omit<NewConnection, "credentials">): {
  readonly platform: SendablePlatform;
  /** Without its @. */
  readonly handle: string;
  /** By its IANA name. */
  readonly zone: string | null;
} {
  const network = findSendablePlatform(platform);
  const plain = handle.trim().replace(/^@/, "");
  if (!/^[^\s,]{1,200}$/u.test(plain) || /\p{Cc}/u.test(plain))
    throw new AppError("option-invalid", {
      option: "handle",
      value: handle,
      hint: "give a name without spaces or commas",
    });
  checkOptions(network, options);
  if (monthlyCapMicros != null && !network.charges)
    throw new AppError("option-invalid", {
      option: "monthly-cap",
      value: writtenMoney(monthlyCapMicros),
      hint: `${network.label} takes no money for a post`,
    });
  return { platform: network, handle: plain, zone: zone === undefined ? null : zoneNamed(zone) };
}

export async function connect(app: Parts, wanted: NewConnection): Promise<KeptAccount> {
  const { platform, handle: plain, zone } = checkConnection(wanted);
  const { options, credentials } = wanted;
  const account: Account = {
    id: newId("acc"),
    platform: platform.id,
    handle: plain,
    zone,
    state: "ready",
    reason: null,
    closedUntil: null,
    options,
    limitsOverride: null,
    identity: null,
  };
  const { identity, session, limits } = await prove(app, account, credentials ?? {}, null);
  const { monthlyCapMicros } = wanted;
  await app.store.accounts.add(
    { ...account, identity, limits, monthlyCapMicros, sealed: seal(app.vault, account, credentials) },
    app.clock.now(),
  );
  if (session) await app.store.accountSessions.put(account.id, sealedSession(app, { account }, session));
  await forgetFirstSignIn(app, platform, { credentials: credentials ?? {} });
  await shareApp(app, platform, { account, credentials: credentials ?? {} }, null);
  return app.store.accounts.get(account.id);
}

/** New credentials (or, without any, the old ones) are proven; then what waited for the account goes on. */
export async function reconnect(app: Parts, name: string, credentials: Credentials | null): Promise<KeptAccount> {
  const { sealed, ...account } = await app.store.accounts.get(name);
  const used = credentials ?? (sealed === null ? {} : app.vault.open(account, sealed));
  const network = findSendablePlatform(account.platform);
  // With the old credentials the session that is kept is renewed, in turn with who may be renewing it now.
  const kept = credentials ? null : await keptSession(app, network, { account, credentials: used });
  const { identity, session, limits } = await prove(app, account, used, kept);
  if (account.identity && account.identity.id !== identity.id)
    throw new AppError("account-other", { handle: account.handle, was: account.identity.name, is: identity.name });
  if (session && !kept) await app.store.accountSessions.put(account.id, sealedSession(app, { account }, session));
  await app.store.accounts.reconnect(account.id, {
    sealed: credentials ? seal(app.vault, account, credentials) : sealed,
    identity,
    limits,
  });
  if (!kept) await forgetFirstSignIn(app, network, { credentials: used });
  await shareApp(app, network, { account, credentials: used }, account.app);
  const now = app.clock.now();
  await app.bells.hang("publish", await app.store.sweeps.ringOverdue(now, account.id), now);
  return app.store.accounts.get(account.id);
}

/** A refusal names so many publications. */
const namedMost = 5;

/** Throws `account-unknown`, or `account-busy` while it has something to send. */
export async function disconnect(
  { store, clock }: Pick<App, "store" | "clock">,
  name: string,
  actor: string,
): Promise<KeptAccount> {
  const account = await store.accounts.get(name);
  if (await store.accounts.remove(account.id, actor, clock.now())) return account;
  const unfinished = await store.publications.unfinished(account.id);
  throw new AppError("account-busy", {
    account: account.handle,
    count: unfinished.length,
    ids: unfinished.slice(0, namedMost).join(" "),
  });
}

function checkOptions(platform: Platform, options: Readonly<Record<string, string>>): void {
  const fields = fieldsOf(platform).filter((field) => !field.secret);
  for (const [option, value] of Object.entries(options)) {
    const field = fields.find((one) => one.name === option);
    if (!field)
      throw new AppError("option-invalid", {
        option,
        value,
        hint: `${platform.label} has no such option; it has: ${fields.map((one) => one.name).join(", ") || "none"}`,
      });
    const hint = field.refuses?.(value);
    if (hint) throw new AppError("option-invalid", { option, value, hint });
  }
  const missing = fields.find((field) => field.required && !options[field.name]);
  if (missing)
    throw new AppError("option-invalid", {
      option: missing.name,
      value: "",
      hint: `${platform.label} needs it, such as ${missing.example}`,
    });
}

interface Proven {
  readonly identity: NonNullable<Account["identity"]>;
  readonly session: Session | null;
  /** What its server says. */
  readonly limits: Partial<Limits> | undefined;
}

/** `kept`: a session that holds already. */
export async function prove(
  app: SigningIn,
  account: Account,
  credentials: Credentials,
  kept: Session | null,
): Promise<Proven> {
  const network = findSendablePlatform(account.platform);
  const { sender } = network;
  await sender.load?.();
  const login: Login = { account, credentials, line: app.line(network) };
  const signedIn = kept ? ready(kept) : await firstSignIn(app, network, login);
  if (signedIn && signedIn.kind !== "ready") throw unproven(network, signedIn);
  const session = signedIn?.session ?? null;
  const who = await sender.identify({ ...login, ...(session && { session }) }, callContext(app));
  if (who.kind !== "identified") throw unproven(network, who);
  const { id, name, software, limits } = who;
  return { identity: { id, name, ...(software && { software }) }, session, limits };
}

const ready = (session: Session) => ({ kind: "ready", session }) as const;

/** Throws as `prove` does. Null: the network knows no sessions. */
async function keptSession(
  app: Parts,
  network: SendablePlatform,
  { account, credentials }: Pick<Login, "account" | "credentials">,
): Promise<Session | null> {
  const { sender } = network;
  if (!sender.signIn) return null;
  const { number = null } = (await app.store.accountSessions.find(account.id)) ?? {};
  const held = await renewed(app, sender, { account, credentials, line: app.line(network) }, number);
  if (held.kind !== "held") throw unproven(network, held);
  return held.session;
}

function unproven(network: Pick<Platform, "label">, why: Deferred | Rejected | Unauthorized): AppError {
  const facts = { platform: network.label, why: why.reason.replace(/\.$/, "") };
  return why.kind === "deferred"
    ? new AppError("credentials-unproven", facts)
    : new AppError("credentials-refused", facts);
}

const seal = (vault: Parts["vault"], account: Account, credentials: Credentials | null): string | null =>
  credentials && Object.keys(credentials).length > 0 ? vault.seal(account, credentials) : null;
