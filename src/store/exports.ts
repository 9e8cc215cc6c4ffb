/** Publications as an export tells them: what was wished, and what has become of it. */

import type { Block } from "../article/article.ts";
import type { State } from "../publication/moves.ts";
import { type Db, sql } from "./db.ts";

export interface Exported {
  readonly id: string;
  readonly seq: number;
  readonly accountId: string;
  readonly handle: string;
  /** Another connected account has the same handle. */
  readonly ambiguous: boolean;
  readonly zone: string | null;
  readonly options: Readonly<Record<string, unknown>>;
  readonly dueAt: Date | null;
  readonly state: State;
  readonly reason: string | null;
  readonly publishedAt: Date | null;
  /** Null: posts that a person has cut. */
  readonly title: string | null;
  readonly titleFrom: "given" | "heading" | "sentence" | null;
  readonly blocks: readonly Block[] | null;
  readonly posts: readonly string[];
  readonly urls: readonly string[];
}

export interface ExportFilter {
  readonly from?: Date | null;
  readonly to?: Date | null;
  readonly ids?: readonly string[] | null;
}

const atOnce = 500;

export const openExports = (db: Db) => ({
  /** In the order of making, a page of rows at a time in memory. */
  async *each({ from = null, to = null, ids = null }: ExportFilter = {}): AsyncGenerator<Exported> {
    for (let after = 0; ; ) {
      const rows = await db.rows<Exported>(sql`
        select p.id, p.seq, p.account_id, a.handle, a.zone, p.options, p.due_at, p.state, p.reason, p.published_at,
               exists (select from accounts b where b.id <> a.id and lower(ltrim(b.handle, '@')) = lower(ltrim(a.handle, '@')) and b.removed_at is null) as ambiguous,
               art.title, art.title_from, art.blocks,
               array(select d.text from deliveries d where d.publication_id = p.id order by d.position) as posts,
               array(select d.remote_url from deliveries d where d.publication_id = p.id and d.state = 'sent' and d.remote_url is not null order by d.position) as urls
          from publications p join accounts a on a.id = p.account_id left join articles art on art.id = p.article_id
         where p.seq > ${after} and (${from}::timestamptz is null or p.due_at >= ${from}) and (${to}::timestamptz is null or p.due_at <= ${to})
           and (${ids}::text[] is null or p.id = any (${ids}::text[]))
         order by p.seq limit ${atOnce}`);
      yield* rows;
      const last = rows.at(-1);
      if (!last || rows.length < atOnce) return;
      after = last.seq;
    }
  },
});

export type Exports = ReturnType<typeof openExports>;
