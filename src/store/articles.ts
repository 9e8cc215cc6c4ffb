/** Articles, kept once by fingerprint. */

import type { Article } from "../article/article.ts";
import { AppError } from "../base/errors.ts";
import { type Db, sql } from "./db.ts";

export interface KeptArticle extends Article {
  readonly id: string;
  readonly receivedAt: Date;
}

const columns = sql`id, title, title_from, blocks, language, link, hashtags, media, author, category, dateline, removed, received_at`;

export const openArticles = (db: Db) => ({
  /** Stores an article, or finds the one with the same fingerprint. */
  async keep(id: string, article: Article, fingerprint: string, now: Date): Promise<KeptArticle> {
    await db.changed(sql`
      insert into articles (id, title, title_from, blocks, language, link, hashtags, media, author, category, dateline, removed, fingerprint, received_at)
      values (${id}, ${article.title}, ${article.titleFrom}, ${JSON.stringify(article.blocks)}, ${article.language}, ${article.link}, ${article.hashtags},
              ${JSON.stringify(article.media)}, ${article.author}, ${article.category ?? null}, ${article.dateline}, ${JSON.stringify(article.removed)}, ${fingerprint}, ${now})
      on conflict (fingerprint) do nothing`);
    const kept = await db.row<KeptArticle>(sql`select ${columns} from articles where fingerprint = ${fingerprint}`);
    if (!kept) throw new AppError("article-unknown", { id });
    return kept;
  },

  async get(id: string): Promise<KeptArticle> {
    const kept = await db.row<KeptArticle>(sql`select ${columns} from articles where id = ${id}`);
    if (!kept) throw new AppError("article-unknown", { id });
    return kept;
  },

  /** Newest first. */
  list: (limit: number | null = null): Promise<KeptArticle[]> =>
    db.rows<KeptArticle>(sql`select ${columns} from articles order by received_at desc, id limit ${limit}`),
});

export type Articles = ReturnType<typeof openArticles>;
