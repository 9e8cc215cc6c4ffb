/** Articles, kept once by fingerprint. */

import type { Article } from "../article/article.ts";
import { AppError } from "../base/errors.ts";
import { type Db, sql } from "./db.ts";

export interface KeptArticle extends Article {
  readonly id: string;
  readonly receivedAt: Date;
}

const columns = sql`id, title, title_from, blocks, language, link, hashtags, media, author, category, dateline, removed, received_at`;

export interface NewArticle {
  readonly id: string;
  readonly article: Article;
  readonly fingerprint: string;
}

type Row = Omit<KeptArticle, "category"> & { readonly category: string | null };

const articleOf = ({ category, ...article }: Row): KeptArticle =>
  category === null ? article : { ...article, category };

export const openArticles = (db: Db) => ({
  /** Stores an article, or finds the one with the same fingerprint. */
  async keep(id: string, article: Article, fingerprint: string, now: Date): Promise<KeptArticle> {
    await db.changed(sql`
      insert into articles (id, title, title_from, blocks, language, link, hashtags, media, author, category, dateline, removed, fingerprint, received_at)
      values (${id}, ${article.title}, ${article.titleFrom}, ${JSON.stringify(article.blocks)}, ${article.language}, ${article.link}, ${article.hashtags},
              ${JSON.stringify(article.media)}, ${article.author}, ${article.category ?? null}, ${article.dateline}, ${JSON.stringify(article.removed)}, ${fingerprint}, ${now})
      on conflict (fingerprint) do nothing`);
    const kept = await db.row<Row>(sql`select ${columns} from articles where fingerprint = ${fingerprint}`);
    if (!kept) throw new AppError("article-unknown", { id });
    return articleOf(kept);
  },

  /** Stores many at once, or finds them: their ids, in order. */
  async keepAll(given: readonly NewArticle[], now: Date): Promise<string[]> {
    const rows = given.map(({ id, article: { titleFrom, category = null, ...article }, fingerprint }) => ({
      ...{ ...article, title_from: titleFrom, category, id, fingerprint },
    }));
    await db.run(sql`
      insert into articles (id, title, title_from, blocks, language, link, hashtags, media, author, category, dateline, removed, fingerprint, received_at)
      select id, title, title_from, blocks, language, link, hashtags, media, author, category, dateline, removed, fingerprint, ${now}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a (id text, title text, title_from text, blocks jsonb, language text, link text,
             hashtags text[], media jsonb, author text, category text, dateline text, removed jsonb, fingerprint text)
       order by fingerprint on conflict (fingerprint) do nothing`);
    const prints = given.map(({ fingerprint }) => fingerprint);
    const kept = await db.rows<{ id: string; fingerprint: string }>(
      sql`select id, fingerprint from articles where fingerprint = any (${prints}::text[])`,
    );
    const idOf = new Map(kept.map(({ id, fingerprint }) => [fingerprint, id]));
    return given.map(({ id, fingerprint }) => idOf.get(fingerprint) ?? id);
  },

  async get(id: string): Promise<KeptArticle> {
    const kept = await db.row<Row>(sql`select ${columns} from articles where id = ${id}`);
    if (!kept) throw new AppError("article-unknown", { id });
    return articleOf(kept);
  },

  /** Those of these ids that there are, in no order. */
  async named(ids: readonly string[]): Promise<KeptArticle[]> {
    return (await db.rows<Row>(sql`select ${columns} from articles where id = any (${ids}::text[])`)).map(articleOf);
  },

  /** Newest first. */
  async list(limit: number | null = null): Promise<KeptArticle[]> {
    return (await db.rows<Row>(sql`select ${columns} from articles order by received_at desc, id limit ${limit}`)).map(
      articleOf,
    );
  },
});

export type Articles = ReturnType<typeof openArticles>;
