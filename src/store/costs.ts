/** What an account has spent in a month (of UTC) at a network that charges, and the cap that somebody set for it. */

import { writtenMoney } from "../base/money.ts";
import { type Db, sql } from "./db.ts";
import type { Key } from "./run.ts";

/** The first instant of the month. */
const monthOf = (now: Date) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()));

/** Posts that left this month, or may have; and those that threads which have begun still owe. */
const spentBy = (accountId: string, now: Date, but: string | null) => sql`
  select coalesce(sum(d.price_micros), 0)::bigint as micros from deliveries d join publications q on q.id = d.publication_id
   where d.account_id = ${accountId} and q.id is distinct from ${but}
     and (d.first_started_at >= ${monthOf(now)} and d.state in ('sending', 'sent', 'removed', 'absent')
          or q.begun_at is not null and q.state in ('scheduled', 'sending', 'uncertain') and d.state in ('planned', 'prepared', 'absent'))`;

export const openCosts = (db: Db) => ({
  spent: async (accountId: string, now: Date): Promise<number> =>
    (await db.row<{ micros: number }>(spentBy(accountId, now, null)))?.micros ?? 0,

  /**
   * Wishes a hold for a run whose thread would go over its account's cap: held whole, not broken off in the middle, since what it still owes
   * is kept free for it. One that had stopped and is let go on by a person is asked again: others may have spent that. The reason, or null: it may go.
   */
  async holdOverCap(
    { id, claim }: Key,
    account: { readonly id: string; readonly handle: string; readonly monthlyCapMicros: number },
    now: Date,
  ): Promise<string | null> {
    const { micros: spent = 0 } = (await db.row<{ micros: number }>(spentBy(account.id, now, id))) ?? {};
    const { left = 0, gone = 0 } =
      (await db.row<{ left: number; gone: number }>(sql`
        select coalesce(sum(price_micros) filter (where state in ('planned', 'prepared', 'absent')), 0)::bigint as left,
               coalesce(sum(price_micros) filter (where state in ('sending', 'sent', 'removed') and first_started_at >= ${monthOf(now)}), 0)::bigint as gone
          from deliveries where publication_id = ${id}`)) ?? {};
    if (left === 0 || spent + gone + left <= account.monthlyCapMicros) return null;
    const cap = writtenMoney(account.monthlyCapMicros);
    const what = gone > 0 ? "the rest of this thread" : "this thread";
    const reason = `${what} costs ${writtenMoney(left)} and ${account.handle} has spent ${writtenMoney(spent + gone)} of its ${cap} this month; raise it with "accounts set ${account.handle} --monthly-cap", or wait for the next, then retry`;
    const held = await db.changed(sql`
      update publications set stop_wish = 'hold', stop_actor = 'monthly cap', stop_reason = ${reason}
       where id = ${id} and claim = ${claim} and state = 'sending' and stop_wish is null
         and (begun_at is null or 'schedule' = (select move from moves where publication_id = ${id} and move <> 'claim' order by id desc limit 1))`);
    return held ? reason : null;
  },
});

export type Costs = ReturnType<typeof openCosts>;
