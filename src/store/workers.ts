/** Which processes of workers are alive: each beats here. */

import { later } from "../base/clock.ts";
import { type Db, sql } from "./db.ts";

export const openWorkers = (db: Db) => ({
  beat: (id: string, now: Date): Promise<boolean> =>
    db.changed(sql`
      insert into workers (id, started_at, beat_at) values (${id}, ${now}, ${now}) on conflict (id) do update set beat_at = excluded.beat_at`),

  leave: (id: string): Promise<boolean> => db.changed(sql`delete from workers where id = ${id}`),

  /** Those whose last beat is no older than `withinMs`. */
  alive: (now: Date, withinMs: number): Promise<{ id: string; beatAt: Date }[]> =>
    db.rows(sql`select id, beat_at from workers where beat_at > ${later(now, -withinMs)} order by started_at`),

  forgetGone: (now: Date, afterMs: number): Promise<boolean> =>
    db.changed(sql`delete from workers where beat_at <= ${later(now, -afterMs)}`),
});

export type Workers = ReturnType<typeof openWorkers>;
