/** Corrections of posts that are out: what a post said, what it says now, who wanted it and when. */

import type { AccountEffect } from "../publication/outcome.ts";
import { type Db, sql } from "./db.ts";
import { affect } from "./run.ts";

export interface NewCorrection {
  /** The publication. */
  readonly id: string;
  readonly position: number;
  readonly oldText: string;
  readonly text: string;
  readonly actor: string;
}

export interface KeptCorrection {
  readonly position: number;
  readonly oldText: string;
  readonly newText: string;
  readonly actor: string;
  readonly at: Date;
  /** `unknown`: its answer was lost, and other words followed. */
  readonly state: "asked" | "made" | "refused" | "unknown";
  readonly reason: string | null;
  readonly replyId: string | null;
}

export const openCorrections = (db: Db) => ({
  /** Written down before the network is asked. One that is open for the post is this one, said again; open with other words, it stays as unknown. Its number. */
  async ask({ id, position, oldText, text, actor }: NewCorrection, now: Date): Promise<number> {
    await db.changed(sql`
      update corrections set state = 'unknown', reason = 'its answer was lost, and other words followed'
       where publication_id = ${id} and position = ${position} and state = 'asked' and reply_id is null and new_text <> ${text}`);
    const row = await db.row<{ id: number }>(sql`
      insert into corrections (publication_id, position, old_text, new_text, actor, at, state)
      values (${id}, ${position},
              coalesce((select new_text from corrections where publication_id = ${id} and position = ${position} and state = 'made' and reply_id is null
                         order by id desc limit 1), ${oldText}),
              ${text}, ${actor}, ${now}, 'asked')
      on conflict (publication_id, position) where state = 'asked' and reply_id is null
      do update set new_text = excluded.new_text, actor = excluded.actor, at = excluded.at
      returning id`);
    if (!row) throw new Error("the correction was not written down");
    return row.id;
  },

  settle: (id: number, state: "made" | "refused", reason: string | null): Promise<boolean> =>
    db.changed(sql`update corrections set state = ${state}, reason = ${reason} where id = ${id} and state = 'asked'`),

  /** What the network said of the account meanwhile. */
  affect: (id: string, effect: AccountEffect, sealed: string | null): Promise<void> => affect(db, id, effect, sealed),

  byReply: ({ id, position, oldText, text, actor }: NewCorrection, replyId: string, now: Date): Promise<boolean> =>
    db.changed(sql`
      insert into corrections (publication_id, position, old_text, new_text, actor, at, state, reply_id)
      values (${id}, ${position}, ${oldText}, ${text}, ${actor}, ${now}, 'made', ${replyId}) on conflict (reply_id) do nothing`),

  /** In the order that they were asked for. */
  list: (id: string): Promise<KeptCorrection[]> =>
    db.rows(sql`
      select position, old_text, new_text, actor, at, state, reason, reply_id from corrections where publication_id = ${id} order by corrections.id`),
});

export type Corrections = ReturnType<typeof openCorrections>;
