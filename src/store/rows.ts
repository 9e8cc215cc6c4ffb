/** Rows of publications, deliveries and accounts as the database gives them, and as the rest of Utas knows them. */

import type { Account } from "../account/account.ts";
import type { Delivery, Publication } from "../publication/publication.ts";
import type { PostCard, PostImage } from "../thread/thread.ts";
import { sql } from "./db.ts";

export const publicationColumns = sql`p.id, p.seq, p.article_id, p.account_id, p.state, p.due_at, p.retry_at, p.revision, p.claim, p.bell, p.lease_until,
  p.stop_wish, p.tries, p.next_ask_at, p.asks, p.published_at, p.reason, p.created_at, p.held_late, p.despite_halt, p.rule_id, p.reply_to,
  jsonb_build_object('policy', p.late_policy, 'ms', p.late_ms) as late`;

export type PublicationRow = Publication;

export const deliveryColumns = sql`d.publication_id, d.position, d.key, d.text, d.language, d.images, d.card, d.state, d.handles, d.first_started_at, d.started_at,
  d.sent_at, d.refused_as_duplicate, d.remote_id, d.remote_url, d.remote_ref`;

export interface DeliveryRow extends Omit<Delivery, "post" | "remote"> {
  readonly text: string;
  readonly language: string;
  readonly images: readonly PostImage[];
  readonly card: PostCard | null;
  readonly remoteId: string | null;
  readonly remoteUrl: string | null;
  readonly remoteRef: string | null;
}

export function deliveryOf(read: DeliveryRow): Delivery {
  const { text, language, images, card, remoteId, remoteUrl, remoteRef, ...row } = read;
  return {
    ...row,
    post: { text, language, ...(images.length > 0 && { images }), ...(card && { card }) },
    remote: remoteId === null ? null : { id: remoteId, url: remoteUrl, ref: remoteRef },
  };
}

export const accountColumns = sql`a.id, a.platform, a.handle, a.zone, a.state, a.reason, a.options, a.limits_override, a.identity, a.sealed, a.monthly_cap_micros, a.app,
  (select closed_until from doors w where w.account_id = a.id and w.route = 'create') as closed_until`;

/** An account with its sealed credentials, for who signs in. */
export interface KeptAccount extends Account {
  readonly sealed: string | null;
  /** Dollars, in millionths; null: no cap. */
  readonly monthlyCapMicros: number | null;
  /** What it shares its windows and budgets by; null: nothing is known. */
  readonly app: string | null;
}
