/** Chooses the article that a rule takes: the first in its order that its filters let through and that one of its accounts has not had. */

import type { App } from "../app.ts";
import type { Article } from "../article/article.ts";
import { filtering, type Verdict } from "../schedule/filters.ts";
import { writtenLength } from "../schedule/length.ts";
import type { KeptArticle } from "../store/articles.ts";
import type { Candidate, Left, Looking } from "../store/candidates.ts";
import type { Rule } from "../store/rules.ts";

export interface Chosen {
  readonly article: KeptArticle;
  /** Those that have not had it. */
  readonly accounts: readonly string[];
  /** Why a person must look; null: the filters do not ask for one. */
  readonly holdIf: string | null;
}

type Parts = Pick<App, "store">;

/** Most firings take one of the first; a backlog that the filters leave is read in larger pages. */
const pageSizes = { first: 20, later: 250 } as const;
/** So many articles that are new to the filters are read in one firing; a longer backlog takes several. */
const readMost = 500;

export const lookingFor = ({ id, spec }: Rule, accounts: readonly string[], now: Date): Looking => ({
  ruleId: id,
  sources: spec.sources,
  accounts,
  pick: spec.pick,
  since: spec.filters.maxAgeMs === null ? null : new Date(now.getTime() - spec.filters.maxAgeMs),
});

/** `except`: not these, since no account could take them. Null: there is none. What the filters leave is remembered. */
export async function choose(
  { store }: Parts,
  rule: Rule,
  looking: Looking,
  except: readonly string[],
): Promise<Chosen | null> {
  const judge = filtering(rule.spec.filters);
  for (let read = 0; read < readMost; ) {
    const page = await store.candidates.list(looking, except, read === 0 ? pageSizes.first : pageSizes.later);
    if (page.length === 0) return null;
    const articles = new Map(
      (await store.articles.named(page.map((one) => one.articleId))).map((one) => [one.id, one]),
    );
    const left: Left[] = [];
    const found = firstTaken(page, articles, judge, left);
    await store.candidates.leave(rule.id, left);
    if (found) return found;
    read += page.length;
  }
  return null;
}

function firstTaken(
  page: readonly Candidate[],
  articles: ReadonlyMap<string, KeptArticle>,
  judge: (article: Article) => Verdict,
  left: Left[],
): Chosen | null {
  for (const { articleId, accounts } of page) {
    const article = articles.get(articleId);
    if (!article) continue;
    const verdict = judge(article);
    if (verdict.takes) return { article, accounts, holdIf: verdict.holdIf };
    left.push({ articleId, filter: verdict.filter, reason: verdict.says });
  }
  return null;
}

/** `of 14 articles of newsdesk, 10 were taken or published before, 3 left by --category, 1 is older than 12h`. */
export async function whyNone({ store }: Parts, rule: Rule, looking: Looking): Promise<string> {
  const { all, had, old, free, left } = await store.candidates.count(looking);
  const from = rule.sources.map((one) => (one.gone ? `${one.name} (removed)` : one.name)).join(", ");
  if (all === 0) return `no article has come from ${from}`;
  const parts = [
    ...(had > 0 ? [`${had} published or taken before`] : []),
    ...Object.entries(left).map(([filter, count]) => `${count} left by ${filter}`),
    ...(old > 0 ? [`${old} older than ${writtenLength(rule.spec.filters.maxAgeMs ?? 0)} (--max-age)`] : []),
    ...(free > 0 ? [`${free} to be read at the next firing`] : []),
  ];
  return `no article to take: of ${all} from ${from}, ${parts.join(", ")}`;
}
