/** What the API answers and what commands print with --json: the same shapes, so that a script may use either. Scripts rely on these names. */

import type { SeenPost } from "../actions/timeline.ts";
import { fieldsOf, type Platform } from "../platforms/platform.ts";
import type { Attempt, MoveMade } from "../publication/publication.ts";
import { writtenLate } from "../schedule/late.ts";
import type { KeptArticle } from "../store/articles.ts";
import type { Brake } from "../store/brakes.ts";
import type { Shown } from "../store/publications.ts";
import type { KeptAccount } from "../store/rows.ts";

export const publicationShape = (shown: Shown) => ({
  id: shown.id,
  state: shown.state,
  account: shown.account,
  platform: shown.platform,
  dueAt: shown.dueAt,
  retryAt: shown.retryAt,
  publishedAt: shown.publishedAt,
  stopWish: shown.stopWish,
  late: writtenLate(shown.late),
  reason: shown.reason,
  posts: shown.deliveries.map(({ position, post, state, sentAt, remote }) => ({
    position,
    text: post.text,
    ...(post.images && { images: post.images }),
    ...(post.card && { card: post.card }),
    state,
    sentAt,
    url: remote?.url ?? null,
  })),
});

export const brakeShape = ({ scope, subject, reason, actor, since, until }: Brake) => ({
  scope,
  subject: subject || null,
  reason,
  actor,
  since,
  until,
});

export const accountShape = (account: KeptAccount) => ({
  id: account.id,
  platform: account.platform,
  handle: account.handle,
  state: account.state,
  reason: account.reason,
  zone: account.zone,
  closedUntil: account.closedUntil,
  options: account.options,
  identity: account.identity,
});

export const articleShape = (article: KeptArticle) => ({
  id: article.id,
  title: article.title,
  language: article.language,
  link: article.link,
  hashtags: article.hashtags,
  author: article.author,
  dateline: article.dateline,
  blocks: article.blocks,
  media: article.media,
  removed: article.removed,
  receivedAt: article.receivedAt,
});

export const seenShape = ({ id, text, parentId, at, card }: SeenPost) => ({
  id,
  text,
  parentId,
  at,
  card: card && { url: card.url, title: card.title },
});

/** What was done to a publication, and what was tried with its posts, newest first. */
export function historyShape(moves: readonly MoveMade[], attempts: readonly Attempt[]) {
  const made = moves.map(({ at, move, actor, reason }) => ({ at, move, actor, reason }));
  const tried = attempts.map(({ startedAt, endedAt, position, number, outcome, reason }) => ({
    at: startedAt,
    endedAt,
    post: position,
    attempt: number,
    outcome,
    reason,
  }));
  // Entries of one instant keep the order they were made in.
  return [...made, ...tried]
    .map((entry, index) => ({ entry, index }))
    .sort((a, b) => b.entry.at.getTime() - a.entry.at.getTime() || b.index - a.index)
    .map(({ entry }) => entry);
}

export const platformShape = ({ id, label, limits, fields, look, sender }: Platform) => ({
  id,
  label,
  limits,
  fields: fieldsOf({ fields }).map(({ refuses: _, ...field }) => field),
  look,
  sends: sender !== null,
});
