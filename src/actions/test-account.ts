/** Asks an account's network who we are there, what it takes and what is left, and keeps what its server says of its limits. */

import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { findPlatform } from "../platforms/index.ts";
import { limitsOf, type Quota } from "../platforms/platform.ts";
import type { Brake } from "../store/brakes.ts";
import type { ClosedDoor } from "../store/doors.ts";
import type { KeptAccount } from "../store/rows.ts";
import type { Limits } from "../thread/thread.ts";
import { callContext, signInAccount } from "./sign-in-account.ts";

export interface Tested {
  readonly account: KeptAccount;
  readonly limits: Limits;
  /** A person's brake on it; null: none. */
  readonly brake: Brake | null;
  /** Of the calls of an account, as its network tells; null: it does not. */
  readonly quota: Quota | null;
  /** Until when the token holds; null: until it is revoked, or nobody knows. */
  readonly tokenUntil: Date | null;
  /** Kinds of calls that are closed now. */
  readonly windows: readonly ClosedDoor[];
  /** Dollars of this month, in millionths; null: its network takes nothing. */
  readonly spentMicros: number | null;
}

/** Throws `account-unknown`, `account-refused` or `account-unreached`. */
export async function testAccount(
  app: Pick<App, "store" | "vault" | "line" | "clock" | "settings">,
  name: string,
): Promise<Tested> {
  const { store, clock } = app;
  const account = await store.accounts.get(name);
  const platform = findPlatform(account.platform);
  const failed = (kind: string, why: string) =>
    new AppError(kind === "deferred" ? "account-unreached" : "account-refused", { handle: account.handle, why });
  const signedIn = await signInAccount(app, account);
  if (signedIn.kind !== "ready") throw failed(signedIn.kind, signedIn.reason);
  const { sender, login } = signedIn;
  const who = await sender.identify(login, callContext(app));
  if (who.kind !== "identified") throw failed(who.kind, who.reason);
  if (account.identity && account.identity.id !== who.id)
    throw new AppError("account-other", { handle: account.handle, was: account.identity.name, is: who.name });
  const { id, name: named, software, limits, quota = null } = who;
  const identity = { id, name: named, ...(software && { software }) };
  await store.accounts.set(account.id, { identity, limits });
  const kept = await store.accounts.get(account.id);
  const now = clock.now();
  return {
    account: kept,
    limits: limitsOf(platform, kept),
    brake:
      (await store.brakes.list(now)).find(({ scope, subject }) => scope === "account" && subject === kept.id) ?? null,
    quota,
    tokenUntil: login.session?.expiresAt ?? null,
    windows: await store.doors.closed(account.id, now),
    spentMicros: platform.charges ? await store.costs.spent(account.id, now) : null,
  };
}
