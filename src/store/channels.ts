/** Where notices go. */

import { AppError } from "../base/errors.ts";
import { type Db, sql } from "./db.ts";
import type { NoticeKind } from "./troubles.ts";

export interface KeptChannel {
  readonly id: string;
  readonly kind: string;
  /** What may be shown of where it leads. */
  readonly label: string;
  readonly options: Readonly<Record<string, string>>;
  readonly sealed: string | null;
  /** Null: all. */
  readonly kinds: readonly NoticeKind[] | null;
}

/** A channel and how its notices fare, for who looks. */
export interface ChannelShown extends Omit<KeptChannel, "sealed"> {
  readonly waiting: number;
  readonly failed: number;
  readonly sentAt: Date | null;
  /** Why the last one that was not taken was not. */
  readonly trouble: string | null;
}

const columns = sql`c.id, c.kind, c.label, c.options, c.sealed, c.kinds`;

export const openChannels = (db: Db) => ({
  add: ({ id, kind, label, options, sealed, kinds }: KeptChannel, now: Date): Promise<boolean> =>
    db.changed(sql`
      insert into channels (id, kind, label, options, sealed, kinds, created_at)
      values (${id}, ${kind}, ${label}, ${JSON.stringify(options)}, ${sealed}, ${kinds}, ${now})`),

  live: (): Promise<KeptChannel[]> =>
    db.rows<KeptChannel>(sql`select ${columns} from channels c where c.removed_at is null order by c.created_at, c.id`),

  /** Oldest first. */
  list: (): Promise<ChannelShown[]> =>
    db.rows<ChannelShown>(sql`
      select c.id, c.kind, c.label, c.options, c.kinds,
             count(l.id) filter (where l.state = 'waiting') as waiting, count(l.id) filter (where l.state = 'failed') as failed,
             max(l.settled_at) filter (where l.state = 'sent') as sent_at,
             (select t.reason from letters t where t.channel_id = c.id and t.state in ('waiting', 'failed') and t.reason is not null
               order by coalesce(t.settled_at, t.next_at) desc limit 1) as trouble
        from channels c left join letters l on l.channel_id = c.id
       where c.removed_at is null group by c.id order by c.created_at, c.id`),

  /** By id, or by its label when only one has it. Throws `channel-unknown`. */
  async get(name: string): Promise<KeptChannel> {
    const found = await db.rows<KeptChannel>(
      sql`select ${columns} from channels c where c.removed_at is null and (c.id = ${name} or c.label = ${name})`,
    );
    const [one, another] = found;
    if (one && !another) return one;
    throw new AppError("channel-unknown", { channel: JSON.stringify(name), known: await known(db) });
  },

  /** Forgets its credentials; what still waited for it is dropped. False: it was removed already. */
  remove: (id: string, now: Date): Promise<boolean> =>
    db.changed(sql`
      with gone as (update channels set removed_at = ${now}, sealed = null where id = ${id} and removed_at is null returning id),
      dropped as (
        update letters set state = 'dropped', settled_at = ${now}, bell = bell + 1, lease_until = null, reason = 'the channel was removed'
          from gone where channel_id = gone.id and state = 'waiting')
      select from gone`),
});

async function known(db: Db): Promise<string> {
  const rows = await db.rows<{ id: string; kind: string; label: string }>(
    sql`select id, kind, label from channels where removed_at is null order by created_at, id limit 12`,
  );
  return rows.length === 0
    ? 'There is none yet; "utas notices add" makes one.'
    : `Give the id of one of: ${rows.map((row) => `${row.id} (${row.kind} ${row.label})`).join(", ")}.`;
}

export type Channels = ReturnType<typeof openChannels>;
