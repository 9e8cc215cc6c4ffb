/** Images that posts carry, each kept once under the hash of its bytes. */

import type { Image } from "../sources/images.ts";
import { type Db, sql } from "./db.ts";

export const openImages = (db: Db) => ({
  /** The same image twice is kept once, and as long as if it had come now. */
  keep: async ({ id, type, width, height, bytes }: Image, now: Date): Promise<void> =>
    db.run(sql`
      insert into images (id, type, width, height, bytes, created_at)
      values (${id}, ${type}, ${width}, ${height}, ${Buffer.from(bytes)}, ${now}) 
      on conflict (id) do update set created_at = excluded.created_at`),

  /**
   * Forgets images that were kept, or last found to be needed, before `before` and that nothing which may still go out carries; those that
   * something carries are looked at again when they are as old once more. True: some were forgotten.
   */
  forgetUnneeded: (now: Date, before: Date): Promise<boolean> =>
    db.changed(sql`
      with due as (
        select id from images where created_at <= ${before} order by created_at limit 500 for update skip locked),
      carrying as (
        select d.images, d.card from deliveries d join publications p on p.id = d.publication_id
         where p.state not in ('published', 'cancelled', 'retracted') and exists (select from due)),
      needed as (
        select image->>'id' as id from carrying, jsonb_array_elements(images) image
        union select card->>'imageId' from carrying where card->>'imageId' is not null),
      kept as (
        update images set created_at = ${now} where id in (select id from due) and id in (select id from needed))
      delete from images where id in (select id from due) and id not in (select id from needed)`),

  find: (id: string): Promise<Image | undefined> =>
    db.row<Image>(sql`select id, type, width, height, bytes from images where id = ${id}`),
});

export type Images = ReturnType<typeof openImages>;
