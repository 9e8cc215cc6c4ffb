/** Where services listen: each writes its address down while it runs. */

import { type Db, sql } from "./db.ts";

export const openServices = (db: Db) => ({
  started: (origin: string, now: Date): Promise<boolean> =>
    db.changed(sql`
      insert into services (origin, started_at) values (${origin}, ${now}) on conflict (origin) do update set started_at = excluded.started_at`),

  stopped: (origin: string): Promise<boolean> => db.changed(sql`delete from services where origin = ${origin}`),

  /** The one that started last; one that was killed may still be named. */
  newest: async (): Promise<string | undefined> =>
    (await db.row<{ origin: string }>(sql`select origin from services order by started_at desc limit 1`))?.origin,
});

export type Services = ReturnType<typeof openServices>;
