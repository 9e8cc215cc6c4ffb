/** Accounts of the newsroom, with their sealed credentials. */

import type { Account, AccountState } from "../account/account.ts";
import { AppError } from "../base/errors.ts";
import type { Limits } from "../thread/thread.ts";
import { type Db, isUniqueViolation, sql } from "./db.ts";
import { accountColumns, type KeptAccount } from "./rows.ts";

export type NewAccount = Omit<Account, "state" | "reason" | "closedUntil" | "limitsOverride"> & {
  readonly sealed: string | null;
  /** What its server says of its limits. */
  readonly limits?: Partial<Limits> | undefined;
  readonly monthlyCapMicros?: number | null | undefined;
};

/** What may change of an account; what is not named stays. An option of an empty value is forgotten. */
export interface AccountChange {
  readonly handle?: string | undefined;
  readonly zone?: string | null | undefined;
  readonly options?: Account["options"] | undefined;
  readonly monthlyCapMicros?: number | null | undefined;
  readonly identity?: Account["identity"] | undefined;
  readonly limits?: Partial<Limits> | undefined;
}

const leftBehind = "the account was removed while its posts were being taken back; some may still be out";

export const openAccounts = (db: Db) => ({
  async add(account: NewAccount, now: Date): Promise<void> {
    try {
      await db.changed(sql`
        insert into accounts (id, platform, handle, zone, state, options, identity, sealed, limits_override, monthly_cap_micros, created_at)
        values (${account.id}, ${account.platform}, ${account.handle}, ${account.zone}, 'ready', ${JSON.stringify(account.options)},
                ${account.identity && JSON.stringify(account.identity)}, ${account.sealed},
                ${account.limits ? JSON.stringify(account.limits) : null}, ${account.monthlyCapMicros ?? null}, ${now})`);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      const { platform, handle, identity } = account;
      const twin = await db.row<{ id: string; handle: string }>(sql`
        select id, handle from accounts where platform = ${platform} and identity ->> 'id' = ${identity?.id ?? null} and lower(handle) <> lower(${handle}) and removed_at is null`);
      if (twin)
        throw new AppError("account-twice", { ...twin, platform, name: identity?.name ?? "It" }, { cause: error });
      const known = await db.row<{ id: string }>(sql`
        select id from accounts where platform = ${platform} and lower(handle) = lower(${handle}) and removed_at is null`);
      throw new AppError(
        "account-exists",
        { handle, platform, id: known?.id ?? "removed meanwhile" },
        { cause: error },
      );
    }
  },

  /** Newest first. */
  list: (): Promise<KeptAccount[]> =>
    db.rows<KeptAccount>(
      sql`select ${accountColumns} from accounts a where a.removed_at is null order by a.created_at desc, a.id`,
    ),

  /** By id or by handle (with or without @); a handle that fits two accounts is refused. */
  async get(name: string): Promise<KeptAccount> {
    const handle = name.replace(/^@/, "").toLowerCase();
    const found = await db.rows<KeptAccount>(sql`
      select ${accountColumns} from accounts a
       where a.removed_at is null and (a.id = ${name} or ltrim(lower(a.handle), '@') = ${handle}) order by (a.id = ${name}) desc, a.created_at`);
    const [first, second] = found;
    if (!first) throw new AppError("account-unknown", { account: JSON.stringify(name), known: await knownHandles(db) });
    if (second && first.id !== name)
      throw new AppError("account-ambiguous", {
        account: name,
        ids: found.map((one) => `${one.id} (${one.platform})`).join(", "),
      });
    return first;
  },

  /** New credentials, or the old ones proven again: it is ready. */
  reconnect: (
    id: string,
    change: {
      readonly sealed: string | null;
      readonly identity: Account["identity"];
      readonly limits?: Partial<Limits> | undefined;
    },
  ): Promise<boolean> =>
    db.changed(sql`
      update accounts set state = 'ready', reason = null, sealed = ${change.sealed}, identity = ${change.identity && JSON.stringify(change.identity)},
             limits_override = ${withLimits(change.limits)}
       where id = ${id} and removed_at is null`),

  /** One statement, so that two people who change different things both have their way. False: it was removed meanwhile. */
  async set(id: string, change: AccountChange): Promise<boolean> {
    const { handle = null, zone, options = {}, monthlyCapMicros: cap, identity = null, limits } = change;
    try {
      return await db.changed(sql`
        update accounts set handle = coalesce(${handle}::text, handle),
               zone = case when ${zone === undefined} then zone else ${zone ?? null}::text end,
               options = (options || ${JSON.stringify(options)}::jsonb) - ${Object.keys(options).filter((name) => options[name] === "")}::text[],
               monthly_cap_micros = case when ${cap === undefined} then monthly_cap_micros else ${cap ?? null}::bigint end,
               identity = coalesce(${identity && JSON.stringify(identity)}::jsonb, identity),
               limits_override = ${withLimits(limits)}
         where id = ${id} and removed_at is null`);
    } catch (error) {
      if (!isUniqueViolation(error) || handle === null) throw error;
      const twin = await db.row<{ id: string; platform: string }>(sql`
        select o.id, o.platform from accounts o join accounts a on a.platform = o.platform
         where a.id = ${id} and lower(o.handle) = lower(${handle}) and o.id <> a.id and o.removed_at is null`);
      throw new AppError("account-handle-taken", { handle, ...(twin ?? { id: "", platform: "" }) }, { cause: error });
    }
  },

  setState: (id: string, state: AccountState, reason: string | null): Promise<boolean> =>
    db.changed(sql`update accounts set state = ${state}, reason = ${reason} where id = ${id} and removed_at is null`),

  /** Ready again after its network had paused it. False: it was not paused. */
  unpause: (id: string): Promise<boolean> =>
    db.changed(
      sql`update accounts set state = 'ready', reason = null where id = ${id} and state = 'paused' and removed_at is null`,
    ),

  /** Forgets the credentials, brake, slots and closed windows and hides the account; its history stays, and what was being taken back stays out. False: it still has something to send. */
  remove: (id: string, actor: string, now: Date): Promise<boolean> =>
    db.changed(sql`
      with gone as (
        update accounts set removed_at = ${now}, sealed = null where id = ${id} and removed_at is null
           and not exists (select from publications where account_id = ${id} and state in ('waiting', 'scheduled', 'sending', 'uncertain'))
        returning id),
      signed_out as (delete from account_sessions s using gone where s.account_id = gone.id),
      unbraked as (delete from brakes b using gone where b.scope = 'account' and b.subject = gone.id),
      without_slots as (delete from slots s using gone where s.account_id = gone.id),
      without_windows as (delete from windows w using gone where w.account_id = gone.id),
      given_up as (
        update publications p set state = 'failed', claim = claim + 1, bell = bell + 1, lease_until = null, retry_at = null, reason = ${leftBehind}
          from gone where p.account_id = gone.id and p.state = 'retracting' returning p.id),
      told as (
        insert into moves (publication_id, move, actor, reason, at)
        select id, 'left', ${actor}::text, ${leftBehind}::text, ${now}::timestamptz from given_up)
      select from gone`),

  /** Notes what it shares its windows and budgets by. */
  shares: (id: string, app: string | null): Promise<boolean> =>
    db.changed(sql`update accounts set app = ${app} where id = ${id} and app is distinct from ${app}::text`),
});

/** What its server says lies over what was known before. */
const withLimits = (limits: Partial<Limits> | undefined) =>
  limits && Object.keys(limits).length > 0
    ? sql`coalesce(limits_override, '{}') || ${JSON.stringify(limits)}::jsonb`
    : sql`limits_override`;

export type Accounts = ReturnType<typeof openAccounts>;

async function knownHandles(db: Db): Promise<string> {
  const rows = await db.rows<{ handle: string; platform: string }>(sql`
    select handle, platform from accounts where removed_at is null order by created_at desc limit 12`);
  return rows.length === 0
    ? 'None is connected yet; "utas accounts add" connects one.'
    : `Connected: ${rows.map((row) => `${row.handle} (${row.platform})`).join(", ")}.`;
}
