/** Sources, what they have shown and which articles they brought, each content once. */

import { AppError } from "../base/errors.ts";
import type { Source, Trouble } from "../sources/source.ts";
import { type Db, isUniqueViolation, sql } from "./db.ts";

/** A source for who looks: with what it brought and what stands in its way. */
export interface ShownSource extends Source {
  /** Articles that it has brought. */
  readonly arrivals: number;
  readonly lastArrivalAt: Date | null;
  readonly troubles: readonly Trouble[];
}

/** A file as it was last looked at. */
export interface SeenFile {
  readonly name: string;
  readonly stamp: string;
  readonly seenAt: Date;
  readonly settled: boolean;
  readonly trouble: string | null;
}

/** A file that was there before the source; `fingerprint` null: it could not be read. */
export interface Passed {
  readonly name: string;
  readonly stamp: string;
  readonly fingerprint: string | null;
}

/** Which source may be claimed, and for how long. */
export interface Turn {
  readonly id?: string;
  readonly not?: readonly string[];
  /** Left alone for so long. */
  readonly everyMs?: number;
  readonly leaseMs: number;
}

const columns = sql`s.id, s.name, s.kind, s.address, s.broken_reason, s.broken_since, s.collected_at, s.created_at`;

export const openSources = (db: Db) => ({
  /** With all that it shows already and that is to be passed over. Throws `source-exists`. */
  async add(source: Pick<Source, "id" | "name" | "kind" | "address">, passed: readonly Passed[], now: Date) {
    try {
      await db.transaction(async (tx) => {
        await tx.changed(sql`
          insert into sources (id, name, kind, address, created_at) values (${source.id}, ${source.name}, ${source.kind}, ${source.address}, ${now})`);
        const given = JSON.stringify(passed);
        await tx.run(sql`
          insert into source_contents (source_id, fingerprint, at)
          select ${source.id}::text, fingerprint, ${now}::timestamptz from jsonb_to_recordset(${given}::jsonb) as f (fingerprint text)
           where fingerprint is not null on conflict do nothing`);
        await tx.run(sql`
          insert into source_files (source_id, name, stamp, seen_at, settled)
          select ${source.id}::text, name, stamp, ${now}::timestamptz, true from jsonb_to_recordset(${given}::jsonb) as f (name text, stamp text)`);
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new AppError("source-exists", { name: source.name }, { cause: error });
    }
  },

  /** Newest first. */
  list: (): Promise<ShownSource[]> => shown(db, sql`order by s.created_at desc, s.id`),

  /** By id or by name. Throws `source-unknown`. */
  async get(nameOrId: string): Promise<ShownSource> {
    const [found] = await shown(
      db,
      sql`and (s.id = ${nameOrId} or lower(s.name) = lower(${nameOrId})) order by (s.id = ${nameOrId}) desc`,
    );
    if (found) return found;
    const names = (await this.list()).map(({ name }) => name);
    const known =
      names.length === 0 ? 'There is none yet; "utas sources add FOLDER" adds one.' : `There are: ${names.join(", ")}.`;
    throw new AppError("source-unknown", { source: nameOrId, known });
  },

  /** What it brought stays. */
  remove: (id: string, now: Date): Promise<boolean> =>
    db.changed(sql`update sources set removed_at = ${now} where id = ${id} and removed_at is null`),

  /**
   * Takes the lease of one source: of `id`, or of the one that was left alone longest and at least `everyMs`. Times far in the
   * future are those of a clock that went back meanwhile.
   */
  claim: ({ id, not = [], everyMs = 0, leaseMs }: Turn, now: Date): Promise<Source | undefined> =>
    db.row<Source>(sql`
      with turn as (
        select id from sources
         where removed_at is null and (${id ?? null}::text is null or id = ${id ?? null}) and id <> all (${not}::text[])
           and (collecting_until is null or collecting_until <= ${now} or collecting_until > ${now}::timestamptz + 2 * ${leaseMs} * interval '1 ms')
           and (collected_at is null or collected_at <= ${now}::timestamptz - ${everyMs} * interval '1 ms' or collected_at > ${now}::timestamptz + interval '1 minute')
         order by collected_at nulls first, created_at limit 1 for update skip locked)
      update sources s set collecting_until = ${now}::timestamptz + ${leaseMs} * interval '1 ms'
        from turn where s.id = turn.id returning ${columns}`),

  /** Some that can be looked at have not been since then. */
  areUnseenSince: async (at: Date): Promise<boolean> =>
    (await db.row(
      sql`select from sources where removed_at is null and broken_reason is null and collected_at < ${at} limit 1`,
    )) !== undefined,

  /** The look goes on. */
  renew: (id: string, leaseMs: number, now: Date): Promise<boolean> =>
    db.changed(sql`
      update sources set collecting_until = ${now}::timestamptz + ${leaseMs} * interval '1 ms' where id = ${id} and collecting_until is not null`),

  /** The look is over: `broken` says why it failed. Answers whether that is news. */
  async settle(id: string, broken: string | null, now: Date): Promise<"broke" | "back" | null> {
    const row = await db.row<{ was: string | null }>(sql`
      with before as (select id, broken_reason as was from sources where id = ${id} for update)
      update sources s set collecting_until = null, collected_at = ${now}, broken_reason = ${broken}::text,
             broken_since = case when ${broken}::text is null then null else coalesce(broken_since, ${now}::timestamptz) end
        from before where s.id = before.id returning was`);
    if (!row || (row.was === null) === (broken === null)) return null;
    return broken === null ? "back" : "broke";
  },

  files: (id: string): Promise<SeenFile[]> =>
    db.rows<SeenFile>(sql`select name, stamp, seen_at, settled, trouble from source_files where source_id = ${id}`),

  /** How a file was found. True: its trouble is news. */
  note: (id: string, { name, stamp, seenAt, settled, trouble }: SeenFile): Promise<boolean> =>
    noteFile(db, id, { name, stamp, seenAt, settled, trouble }),

  forgetFiles: (id: string, names: readonly string[]): Promise<boolean> =>
    db.changed(sql`delete from source_files where source_id = ${id} and name = any (${names}::text[])`),

  hasShown: async (id: string, fingerprint: string): Promise<boolean> =>
    (await db.row(sql`select from source_contents where source_id = ${id} and fingerprint = ${fingerprint}`)) !==
    undefined,

  /** A content of a file that holds an article, in one step: shown once, arrived once. False: it was no news. */
  bring: (id: string, fingerprint: string, articleId: string, file: SeenFile): Promise<boolean> =>
    db.transaction(async (tx) => {
      await noteFile(tx, id, file);
      const isNew = await tx.changed(sql`
        insert into source_contents (source_id, fingerprint, at) values (${id}, ${fingerprint}, ${file.seenAt}) on conflict do nothing`);
      if (!isNew) return false;
      return await tx.changed(sql`
        insert into arrivals (source_id, article_id, at)
        select id, ${articleId}::text, ${file.seenAt}::timestamptz from sources where id = ${id} and removed_at is null on conflict do nothing`);
    }),
});

export type Sources = ReturnType<typeof openSources>;

const noteFile = async (db: Db, id: string, { name, stamp, seenAt, settled, trouble }: SeenFile): Promise<boolean> => {
  const row = await db.row<{ was: string | null }>(sql`
    with before as (select trouble as was from source_files where source_id = ${id} and name = ${name})
    insert into source_files (source_id, name, stamp, seen_at, settled, trouble)
    values (${id}, ${name}, ${stamp}, ${seenAt}, ${settled}, ${trouble})
    on conflict (source_id, name) do update set stamp = excluded.stamp, seen_at = excluded.seen_at, settled = excluded.settled, trouble = excluded.trouble
    returning (select was from before) as was`);
  return trouble !== null && row?.was !== trouble;
};

async function shown(db: Db, which: ReturnType<typeof sql>): Promise<ShownSource[]> {
  const rows = await db.rows<ShownSource & { troubles: Trouble[] | null }>(sql`
    select ${columns},
           (select count(*) from arrivals r where r.source_id = s.id) as arrivals,
           (select max(at) from arrivals r where r.source_id = s.id) as last_arrival_at,
           (select jsonb_agg(jsonb_build_object('file', f.name, 'reason', f.trouble) order by f.name)
              from source_files f where f.source_id = s.id and f.trouble is not null) as troubles
      from sources s where s.removed_at is null ${which}`);
  return rows.map((row) => ({ ...row, troubles: row.troubles ?? [] }));
}
