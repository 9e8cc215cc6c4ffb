/** Where the rehearsal network keeps what it was sent. It stands on connections of its own, so that an answer lost on the way leaves the post behind, as out there. */

import { randomInt } from "node:crypto";
import type { FaultPlan, Rehearsal, RehearsedPost, Taken } from "../platforms/rehearsal.ts";
import { type Db, sql } from "./db.ts";

interface Answer {
  readonly kind: Taken["kind"];
  readonly until: Date | null;
}

export const openRehearsal = (db: Db, faults: FaultPlan = () => null): Rehearsal => ({
  faults,

  async take({ accountId, text, parentId, at, deadlineAt, window, gapMs }) {
    const id = `${at.getTime()}${randomInt(100_000, 999_999)}`;
    const answer = await db.row<Answer>(sql`
      select kind, until from rehearse(${accountId}, ${id}, ${text}, ${parentId}, ${at}, ${deadlineAt}, ${window?.posts ?? null}::integer, ${window?.perMs ?? null}::bigint, ${gapMs}::bigint)`);
    if (!answer) throw new Error("the rehearsal network gave no answer");
    const { kind, until } = answer;
    if (kind === "taken") return { kind, post: { id, text, parentId, at }, closedUntil: until };
    if (kind === "too-early" || kind === "closed") return { kind, until: until ?? at };
    return { kind };
  },

  timeline: (accountId) =>
    db.rows<RehearsedPost>(sql`
      select id, text, parent_id, at from rehearsal_posts where account_id = ${accountId} and removed_at is null order by seq`),

  edit: (accountId, postId, text) =>
    db.changed(sql`
      update rehearsal_posts set text = ${text} where account_id = ${accountId} and id = ${postId} and removed_at is null`),

  remove: async (accountId, postId) => {
    await db.changed(sql`
      update rehearsal_posts set removed_at = now() where account_id = ${accountId} and id = ${postId} and removed_at is null`);
  },
});
