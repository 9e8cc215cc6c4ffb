/** What an operator watches, counted in the database in a few statements, however much there is. */

import type { State } from "../publication/moves.ts";
import { type Db, sql } from "./db.ts";
import { isOn, isOverdue } from "./turns.ts";

export interface Measured {
  readonly publications: readonly {
    readonly account: string;
    readonly platform: string;
    readonly state: State;
    readonly count: number;
  }[];
  /** Scheduled, and due within the horizon. */
  readonly due: number;
  readonly late: readonly { readonly account: string; readonly platform: string; readonly count: number }[];
  /** The earliest time that was promised, or until which a rule let it wait, of those that are late; null: none is. */
  readonly oldestLate: Date | null;
  /** Publications whose fate only a person can tell. */
  readonly forPerson: number;
  readonly accounts: readonly { readonly platform: string; readonly state: string; readonly count: number }[];
  readonly brakes: readonly { readonly scope: string; readonly count: number }[];
  /** Doors that networks have closed. */
  readonly windows: readonly { readonly route: string; readonly count: number }[];
  readonly troubles: readonly { readonly kind: string; readonly count: number }[];
  readonly letters: readonly { readonly state: string; readonly count: number }[];
  readonly beats: readonly Date[];
}

/** Accounts that were removed count as one. */
const byAccount = (counted: ReturnType<typeof sql>) => sql`
  select coalesce(a.handle, '(removed)') as account, coalesce(a.platform, '') as platform, c.state, sum(c.count)::bigint as count
    from (${counted}) c left join accounts a on a.id = c.account_id and a.removed_at is null
   group by 1, 2, 3 order by 1, 2, 3`;

/** `zone`: the newsroom's, where a rule and an account have none. */
export const openMeasures = (db: Db, zone: string) => ({
  async take(now: Date, horizon: Date): Promise<Measured> {
    const rows = <K extends keyof Measured>(query: ReturnType<typeof sql>) =>
      db.rows<Measured[K] extends readonly (infer Row)[] ? Row : never>(query);
    // One after another: who only watches takes one connection, and no more.
    const publications = await rows<"publications">(
      byAccount(sql`select account_id, state, count(*) from publications group by 1, 2`),
    );
    const overdue = sql`from publications p join accounts a on a.id = p.account_id where ${isOverdue(now, zone)}`;
    const late = await rows<"late">(
      byAccount(sql`select p.account_id, 'scheduled' as state, count(*) ${overdue} group by 1`),
    );
    const one = await db.row<Pick<Measured, "due" | "oldestLate" | "forPerson">>(sql`
      select (select count(*) from publications where state = 'scheduled' and due_at <= ${horizon}) as due,
             (select min(greatest(p.due_at, p.late_from)) ${overdue}) as oldest_late,
             (select count(*) from publications where state = 'uncertain' and next_ask_at is null) as for_person`);
    const accounts = await rows<"accounts">(
      sql`select platform, state, count(*) from accounts where removed_at is null group by platform, state order by 1, 2`,
    );
    const brakes = await rows<"brakes">(
      sql`select scope, count(*) from brakes b where ${isOn(now)} group by scope order by 1`,
    );
    const windows = await rows<"windows">(
      sql`select route, count(*) from doors where closed_until > ${now} group by route order by 1`,
    );
    const troubles = await rows<"troubles">(
      sql`select kind, count(*) from troubles where ended_at is null group by kind order by 1`,
    );
    const letters = await rows<"letters">(sql`
      select l.state, count(*) from letters l join channels c on c.id = l.channel_id
       where c.removed_at is null and l.state in ('waiting', 'failed') group by l.state order by 1`);
    const beats = await db.rows<{ beatAt: Date }>(sql`select beat_at from workers order by beat_at`);
    const { due = 0, oldestLate = null, forPerson = 0 } = one ?? {};
    return {
      ...{ publications, due, late, oldestLate, forPerson, accounts, brakes, windows, troubles, letters },
      beats: beats.map(({ beatAt }) => beatAt),
    };
  },
});

export type Measures = ReturnType<typeof openMeasures>;
