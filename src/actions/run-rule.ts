/** Fires a rule by hand, beside its times; or says what that would do, and changes nothing. */

import type { App } from "../app.ts";
import { AppError, sentenceOf } from "../base/errors.ts";
import { filtering } from "../schedule/filters.ts";
import { writtenLength } from "../schedule/length.ts";
import type { KeptArticle } from "../store/articles.ts";
import type { Had, Looking, Seen } from "../store/candidates.ts";
import type { Firing } from "../store/firings.ts";
import type { KeptAccount } from "../store/rows.ts";
import type { Rule } from "../store/rules.ts";
import { lookingFor } from "./choose.ts";
import { type FiringParts, fire, threadFor } from "./fire.ts";

/** What it did, as its history tells. Throws `rule-unknown`. */
export async function runRule(app: FiringParts, name: string, actor: string): Promise<Firing> {
  const { store, clock } = app;
  const rule = await store.rules.get(name);
  const at = clock.now();
  const key = `hand:${at.toISOString()}`;
  await fire(app, rule, { key, at, accounts: rule.spec.accounts, advance: { kind: "hand" } }, actor);
  const found = (await store.firings.history(rule.id)).find((firing) => firing.key === key);
  if (!found) throw new AppError("rule-busy", { name: rule.name });
  return found;
}

/** What a rule would do with one article now. */
export interface Looked {
  readonly article: Pick<KeptArticle, "id" | "title">;
  readonly arrivedAt: Date;
  /** `takes`: this one, now; `in turn`: its filters take it, but another is first; `leaves`. */
  readonly verdict: "takes" | "in turn" | "leaves";
  /** The filter that leaves it, or `published`: its accounts have it; null where it is taken. */
  readonly filter: string | null;
  /** The filters that take it, or why it is left. */
  readonly says: string;
  /** What each account would get: so many posts, or why none. */
  readonly threads: readonly {
    readonly account: string;
    readonly posts: number | null;
    readonly reason: string | null;
  }[];
}

/** Articles in the order in which it would take them. Throws `rule-unknown`. */
export async function lookAtRule(
  app: Pick<App, "store" | "clock" | "settings">,
  name: string,
  limit: number,
): Promise<Looked[]> {
  const { store, clock } = app;
  const rule = await store.rules.get(name);
  const accounts = (await store.accounts.list()).filter(({ id }) => rule.spec.accounts.includes(id));
  const looking = lookingFor(
    rule,
    accounts.map(({ id }) => id),
    clock.now(),
  );
  const judge = filtering(rule.spec.filters);
  const looked: Looked[] = [];
  let takes = false;
  for (const seen of await store.candidates.look(looking, limit)) {
    const article = await store.articles.get(seen.articleId);
    const one = lookAt(app, { rule, accounts, looking, judge }, seen, article, takes);
    takes ||= one.verdict === "takes";
    looked.push(one);
  }
  return looked;
}

interface Look {
  readonly rule: Rule;
  readonly accounts: readonly KeptAccount[];
  readonly looking: Looking;
  readonly judge: ReturnType<typeof filtering>;
}

function lookAt(
  app: Pick<App, "settings">,
  { rule, accounts, looking, judge }: Look,
  { had, at }: Seen,
  article: KeptArticle,
  another: boolean,
): Looked {
  const about = { article: { id: article.id, title: article.title }, arrivedAt: at, threads: [] };
  const leaves = (filter: string, says: string): Looked => ({ ...about, verdict: "leaves", filter, says });
  const free = accounts.filter(({ id }) => !had.some(({ accountId }) => accountId === id));
  if (free.length === 0)
    return leaves("published", accounts.length === 0 ? "no account of it is connected" : had.map(shownHad).join("; "));
  if (looking.since && at < looking.since)
    return leaves("--max-age", `it arrived more than ${writtenLength(rule.spec.filters.maxAgeMs ?? 0)} ago`);
  const verdict = judge(article);
  if (!verdict.takes) return leaves(verdict.filter, verdict.says);
  const waits = verdict.holdIf ?? (rule.spec.approval ? "approval" : null);
  const says = [
    ...(verdict.by.length > 0 ? verdict.by : ["no filter is set"]),
    ...(waits ? [`waits for a person: ${waits}`] : []),
    ...had.map(shownHad),
  ].join("; ");
  if (another) return { ...about, verdict: "in turn", filter: null, says };
  const threads = free.map((account) => threadLike(app, rule, article, account));
  const verdictNow = threads.some(({ posts }) => posts !== null) ? "takes" : "leaves";
  return { ...about, verdict: verdictNow, filter: verdictNow === "takes" ? null : "thread", says, threads };
}

const shownHad = ({ account, publication, state, reason }: Had): string =>
  publication ? `${account} has it (${publication}, ${state})` : `not for ${account}: ${reason}`;

function threadLike(app: Pick<App, "settings">, rule: Rule, article: KeptArticle, account: KeptAccount) {
  try {
    return { account: account.handle, posts: threadFor(app, rule, article, account).length, reason: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { account: account.handle, posts: null, reason: sentenceOf(error) };
  }
}
