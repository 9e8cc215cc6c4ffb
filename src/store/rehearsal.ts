/** Where the rehearsal network keeps what it was sent. It stands on a connection of its own, so that an answer lost on the way leaves the post behind, as out there. */

import { randomInt } from "node:crypto";
import { hours, later } from "../base/clock.ts";
import type { FaultPlan, NewRehearsedPost, Rehearsal, RehearsedPost, Taken } from "../platforms/rehearsal.ts";
import { type Db, sql } from "./db.ts";

/** The same words from the same account are refused for so long. */
const duplicateForMs = hours(24);

export const openRehearsal = (db: Db, faults: FaultPlan = () => null): Rehearsal => ({
  faults,

  take: (post) =>
    db.transaction(async (db): Promise<Taken> => {
      await db.rows(sql`select pg_advisory_xact_lock(hashtextextended(${post.accountId}, 0))`);
      return (await refusal(db, post)) ?? keep(db, post);
    }),

  timeline: (accountId) =>
    db.rows<RehearsedPost>(sql`
      select id, text, parent_id, at from rehearsal_posts where account_id = ${accountId} and removed_at is null order by seq`),

  remove: async (accountId, postId) => {
    await db.changed(sql`
      update rehearsal_posts set removed_at = now() where account_id = ${accountId} and id = ${postId} and removed_at is null`);
  },
});

async function refusal(
  db: Db,
  { accountId, text, parentId, at, window, gapMs }: NewRehearsedPost,
): Promise<Taken | undefined> {
  if (parentId !== null) {
    const parent = await db.row(sql`
      select from rehearsal_posts where account_id = ${accountId} and id = ${parentId} and removed_at is null`);
    if (!parent) return { kind: "unknown-parent" };
  }
  const full = window && (await usedUp(db, accountId, at, window, window.posts));
  if (full) return { kind: "closed", until: full };
  const last = await db.row<{ at: Date }>(
    sql`select at from rehearsal_posts where account_id = ${accountId} order by seq desc limit 1`,
  );
  if (last && later(last.at, gapMs) > at) return { kind: "too-early", until: later(last.at, gapMs) };
  const same = await db.row(sql`
    select from rehearsal_posts
     where account_id = ${accountId} and text = ${text} and removed_at is null and at > ${later(at, -duplicateForMs)}`);
  return same ? { kind: "duplicate" } : undefined;
}

async function keep(db: Db, { accountId, text, parentId, at, window }: NewRehearsedPost): Promise<Taken> {
  const id = `${at.getTime()}${randomInt(100_000, 999_999)}`;
  await db.changed(sql`
    insert into rehearsal_posts (id, account_id, text, parent_id, at) values (${id}, ${accountId}, ${text}, ${parentId}, ${at})`);
  const resetAt = window ? await usedUp(db, accountId, at, window, window.posts) : null;
  return { kind: "taken", post: { id, text, parentId, at }, resetAt };
}

/** When the window opens again, if `posts` were sent within it; null: it is open. */
async function usedUp(
  db: Db,
  accountId: string,
  at: Date,
  window: { readonly perMs: number },
  posts: number,
): Promise<Date | null> {
  const oldest = await db.row<{ at: Date }>(sql`
    select at from rehearsal_posts where account_id = ${accountId} order by seq desc offset ${posts - 1} limit 1`);
  if (!oldest) return null;
  const resetAt = later(oldest.at, window.perMs);
  return resetAt > at ? resetAt : null;
}
