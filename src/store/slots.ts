/** An account's weekly slots, and which of their instants are still free. */

import { AppError } from "../base/errors.ts";
import { nextSlots, type Slot } from "../schedule/slots.ts";
import { type Db, sql } from "./db.ts";

/** What is in one of these may still go at its time, and so holds its slot; the index `publications_slots` has the same list. */
const mayStillGo = sql`state in ('draft', 'waiting', 'scheduled', 'sending', 'uncertain', 'held')`;

export interface SlotAt {
  readonly at: Date;
  readonly free: boolean;
}

export interface AccountSlots {
  readonly slots: readonly Slot[];
  readonly zone: string;
  readonly handle: string;
}

export const openSlots = (db: Db) => ({
  /** Instead of those that were; the account goes by that zone from now on. */
  set: (accountId: string, zone: string, slots: readonly Slot[]): Promise<void> =>
    db.transaction(async (tx) => {
      await tx.run(sql`update accounts set zone = ${zone} where id = ${accountId} and removed_at is null`);
      await tx.run(sql`delete from slots where account_id = ${accountId}`);
      await tx.run(sql`
        insert into slots (account_id, weekday, at)
        select ${accountId}::text, weekday, make_time(minute / 60, minute % 60, 0)
          from jsonb_to_recordset(${JSON.stringify(slots)}::jsonb) as s (weekday integer, minute integer)`);
    }),

  clear: (accountId: string): Promise<boolean> => db.changed(sql`delete from slots where account_id = ${accountId}`),

  of: (accountId: string): Promise<AccountSlots> => slotsOf(db, accountId),

  /** The next so many slots after an instant, taken ones too. */
  async next(accountId: string, count: number, now: Date): Promise<SlotAt[]> {
    const { slots, zone } = await slotsOf(db, accountId);
    const taken = await takenAfter(db, accountId, now);
    const found: SlotAt[] = [];
    if (count < 1) return found;
    for (const at of nextSlots(slots, zone, now.getTime())) {
      found.push({ at: new Date(at), free: !taken.has(at) });
      if (found.length === count) break;
    }
    return found;
  },

  /** Gives the account's next free slot after an instant to whoever uses it; nobody else takes it meanwhile. Throws `slots-missing`. */
  take: <T>(accountId: string, after: Date, use: (at: Date) => Promise<T>): Promise<T> =>
    db.transaction(async (tx) => {
      await lockSlots(tx, [accountId]);
      return use((await freeSlots(tx, accountId, after)).next().value ?? (await refuse(tx, accountId)));
    }),

  /** Throws `slots-missing`. */
  async need(accountId: string): Promise<void> {
    if ((await slotsOf(db, accountId)).slots.length === 0) await refuse(db, accountId);
  },
});

const refuse = async (db: Db, accountId: string): Promise<never> => {
  throw new AppError("slots-missing", { account: (await slotsOf(db, accountId)).handle });
};

export type Slots = ReturnType<typeof openSlots>;

/** Nobody else takes a slot of these accounts before the transaction ends. */
export const lockSlots = (tx: Db, accountIds: readonly string[]): Promise<void> =>
  tx.run(sql`
    select pg_advisory_xact_lock(hashtextextended('utas: slots of ' || id, 0))
      from (select distinct id from unnest(${accountIds}::text[]) id order by id) each`);

/** The account's free slots after an instant, for who holds `lockSlots`; none when it has no slots. */
export async function freeSlots(tx: Db, accountId: string, now: Date): Promise<Iterator<Date, undefined>> {
  const { slots, zone } = await slotsOf(tx, accountId);
  return untaken(slots, zone, now, await takenAfter(tx, accountId, now));
}

function* untaken(slots: readonly Slot[], zone: string, now: Date, taken: ReadonlySet<number>) {
  for (const at of nextSlots(slots, zone, now.getTime())) if (!taken.has(at)) yield new Date(at);
  return undefined;
}

async function slotsOf(db: Db, accountId: string): Promise<AccountSlots> {
  const slots = await db.rows<Slot>(sql`
    select weekday, (extract(epoch from at) / 60)::integer as minute from slots where account_id = ${accountId} order by 1, 2`);
  const account = await db.row<{ zone: string | null; handle: string }>(
    sql`select zone, handle from accounts where id = ${accountId}`,
  );
  return { slots, zone: account?.zone ?? "UTC", handle: account?.handle ?? accountId };
}

const takenAfter = async (db: Db, accountId: string, now: Date): Promise<ReadonlySet<number>> =>
  new Set(
    (
      await db.rows<{ dueAt: Date }>(sql`
        select due_at from publications where account_id = ${accountId} and ${mayStillGo} and due_at > ${now}`)
    ).map(({ dueAt }) => dueAt.getTime()),
  );
