/** What an operator wants to know in ten seconds: per account what is due, late, on its way, in doubt and failed, and why. */

import type { AccountState } from "../account/account.ts";
import { type Db, sql } from "./db.ts";
import { isOverdue } from "./turns.ts";

export interface AccountLine {
  readonly id: string;
  readonly account: string;
  readonly platform: string;
  readonly state: AccountState;
  readonly reason: string | null;
  /** When its network's door for posts opens again; null: it is open. */
  readonly closedUntil: Date | null;
  /** Due within the horizon or waiting as its rule wishes, not late. */
  readonly due: number;
  readonly late: number;
  readonly sending: number;
  readonly uncertain: number;
  /** Held for a person's yes, or by one. */
  readonly waiting: number;
  readonly held: number;
  readonly failed: number;
  readonly scheduled: number;
  readonly next: Date | null;
  readonly publishedToday: number;
}

export interface Cause {
  readonly reason: string;
  readonly count: number;
  /** The newest one of them. */
  readonly id: string;
}

export interface Overview {
  readonly accounts: readonly AccountLine[];
  readonly failures: readonly Cause[];
  readonly doubts: readonly (Cause & { readonly forPerson: boolean })[];
}

const causesShown = 8;

/** `zone`: the newsroom's, where a rule and an account have none. */
export const openOverview = (db: Db, zone: string) => ({
  /** `since`: from when on published ones are counted. */
  async take(now: Date, horizon: Date, since: Date): Promise<Overview> {
    const accounts = await db.rows<AccountLine>(sql`
      select a.id, a.handle as account, a.platform, a.state, a.reason,
             (select closed_until from doors w where w.account_id = a.id and w.route = 'create' and w.closed_until > ${now}) as closed_until,
             count(*) filter (where p.state = 'scheduled' and p.due_at <= ${horizon} and not ${isOverdue(now, zone)}) as due,
             count(*) filter (where ${isOverdue(now, zone)}) as late,
             count(*) filter (where p.state = 'sending') as sending,
             count(*) filter (where p.state = 'uncertain') as uncertain,
             count(*) filter (where p.state = 'waiting') as waiting,
             count(*) filter (where p.state = 'held') as held,
             count(*) filter (where p.state = 'failed') as failed,
             count(*) filter (where p.state = 'scheduled') as scheduled,
             min(p.due_at) filter (where p.state = 'scheduled') as next,
             (select count(*) from publications d where d.account_id = a.id and d.begun_at >= ${since} and d.state = 'published') as published_today
        from accounts a
        left join publications p on p.account_id = a.id and p.state in ('scheduled', 'sending', 'uncertain', 'waiting', 'held', 'failed')
       where a.removed_at is null group by a.id order by a.platform, lower(a.handle)`);
    const failures = await db.rows<Cause>(sql`
      select coalesce(reason, 'it failed') as reason, count(*), (array_agg(id order by seq desc))[1] as id
        from publications where state = 'failed' group by 1 order by 2 desc, max(seq) desc limit ${causesShown}`);
    const doubts = await db.rows<Cause & { forPerson: boolean }>(sql`
      select coalesce(reason, 'it is looked up') as reason, next_ask_at is null as for_person, count(*), (array_agg(id order by seq desc))[1] as id
        from publications where state = 'uncertain' group by 1, 2 order by 3 desc, max(seq) desc limit ${causesShown}`);
    return { accounts, failures, doubts };
  },
});

export type Overviews = ReturnType<typeof openOverview>;
