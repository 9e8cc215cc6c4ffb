/** Articles, kept once by fingerprint. */

import type { Article } from "../article/article.ts";
import { AppError } from "../base/errors.ts";
import { type Db, sql } from "./db.ts";

export interface KeptArticle extends Article {
  readonly id: string;
  readonly receivedAt: Date;
}

const columns = sql`id, title, title_from, blocks, language, link, hashtags, media, author, category, dateline, removed, received_at`;

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
