/** Images that posts carry, each kept once under the hash of its bytes. */

import type { Image } from "../sources/images.ts";
import { type Db, sql } from "./db.ts";

export const openImages = (db: Db) => ({
  /** The same image twice is kept once. */
  keep: async ({ id, type, width, height, bytes }: Image, now: Date): Promise<void> =>
    db.run(sql`
      insert into images (id, type, width, height, bytes, created_at)
      values (${id}, ${type}, ${width}, ${height}, ${Buffer.from(bytes)}, ${now}) on conflict (id) do nothing`),

  find: (id: string): Promise<Image | undefined> =>
    db.row<Image>(sql`select id, type, width, height, bytes from images where id = ${id}`),
});

export type Images = ReturnType<typeof openImages>;
