/** Quality of splitting: every metric of threads over news corpora (`news-*.jsonl`), numbered, on three networks, judged by counters that are not ours. */

import type { Article } from "../../src/article/article.ts";
import { readArticle } from "../../src/article/read.ts";
import { findPlatform } from "../../src/platforms/index.ts";
import { tagsFor } from "../../src/thread/hashtags.ts";
import { splitArticle } from "../../src/thread/split.ts";
import type { Thread } from "../../src/thread/thread.ts";
import { corporaOf, rowsOf, textOf } from "./corpora.ts";
import { bare, lay } from "./flat.ts";
import { type Network, networks } from "./oracles.ts";
import { percent, type Row } from "./row.ts";
import { emptyTally, type Tally, tallyThread } from "./tally.ts";

export async function rows(folder: string): Promise<readonly Row[]> {
  const found: Row[] = [];
  for (const corpus of corporaOf(folder, /^news-.*\.jsonl$/)) {
    const articles = [...rowsOf(folder, corpus)].map((row) => ({
      source: textOf(row, "text"),
      article: readArticle({ text: textOf(row, "text"), ...(row.title ? { title: textOf(row, "title") } : {}) }),
    }));
    const tagged = articles.map(({ article }) => ({ article, hashtags: tagsFor(article, 0).all }));
    found.push(...lost(corpus, articles));
    const tallies = networks.map((network) => ({ network, tally: tallied(tagged, network) }));
    found.push(...lines.map((line) => rowOf(line, corpus, tallies)));
  }
  return found;
}

/** Tags are found beforehand: they have a topic, and a time, of their own. */
function tallied(
  articles: readonly { readonly article: Article; readonly hashtags: readonly string[] }[],
  network: Network,
): Tally {
  const tally = emptyTally();
  const limits = { ...findPlatform(network.id).limits, postsMax: 1_000 };
  for (const { article, hashtags } of articles) {
    const started = performance.now();
    const thread = splitArticle(article, limits, { numbering: true, hashtags });
    tally.times.push(performance.now() - started);
    judge(tally, article, thread, network);
  }
  return tally;
}

function judge(tally: Tally, article: Article, thread: Thread, network: Network): void {
  tally.articles++;
  tally.posts += thread.posts.length;
  tally.over += thread.posts.filter(({ text }) => network.isOver(text)).length;
  const count = thread.posts.length;
  for (const [index, { text }] of thread.posts.entries())
    if (count > 1 ? !text.includes(` ${index + 1}/${count}`) : text.includes(" 1/1")) tally.misnumbered++;
  const laid = lay(article, thread, true, article.link);
  if (laid) tallyThread(tally, laid, thread, network);
  else tally.altered++;
}

/** Reading, too, must lose nothing that it does not report. */
function lost(corpus: string, articles: readonly { readonly source: string; readonly article: Article }[]): Row[] {
  const unreported = articles.filter(({ source, article }) => {
    const missing = countsOf(bare(source.normalize("NFC")));
    take(missing, bare(article.blocks.map((one) => one.text).join("")));
    for (const { text, reason } of article.removed)
      if (!/lost at a full stop|invisible|control|half of|direction|caption/.test(reason)) take(missing, bare(text));
    return [...missing.values()].some((count) => count > 0);
  });
  return [
    {
      metric: "articles that reading shortened without a report",
      corpus,
      value: String(unreported.length),
      goal: "0",
    },
  ];
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const char of text) if (!/[\p{Cc}\p{Cf}]/u.test(char)) counts.set(char, (counts.get(char) ?? 0) + 1);
  return counts;
}

function take(counts: Map<string, number>, text: string): void {
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) - 1);
}

interface Line {
  readonly metric: string;
  readonly goal: string;
  readonly value: (tally: Tally) => string;
}

const quantile = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * part))] ?? 0;

const lines: readonly Line[] = [
  { metric: "posts over the limit", goal: "0", value: (t) => `${t.over} of ${t.posts}` },
  { metric: "articles altered", goal: "0", value: (t) => `${t.altered} of ${t.articles}` },
  { metric: "words, links, numbers, tags, mentions, emoji cut", goal: "0", value: (t) => String(t.tokensCut) },
  {
    metric: "avoidable breaks inside a sentence",
    goal: "≤ 0.05 % of breaks",
    value: (t) => percent(t.avoidable, t.breaks),
  },
  {
    metric: "breaks at a sentence's end",
    goal: "all but unavoidable",
    value: (t) => percent(t.atSentence, t.breaks, 1),
  },
  {
    metric: "unavoidable breaks at a clause mark",
    goal: "≥ 90 %",
    value: (t) => percent(t.atClause, t.unavoidable, 1),
  },
  { metric: "headings ending a post", goal: "0", value: (t) => percent(t.headingsEnding, t.headings) },
  { metric: "headings opening a post", goal: "≥ 98 % (X)", value: (t) => percent(t.headingsOpening, t.headings, 1) },
  { metric: "… titles alone in the first post", goal: "(to compare)", value: (t) => String(t.titlesAlone) },
  {
    metric: "paragraphs that fit but are cut",
    goal: "≤ 1 %; 500: ≤ 3 %",
    value: (t) => percent(t.paragraphsCut, t.paragraphsFitting),
  },
  {
    metric: "posts ÷ fewest possible",
    goal: "≤ 1.06; 500: ≤ 1.12",
    value: (t) => (t.fewest === 0 ? "–" : (t.posts / t.fewest).toFixed(3)),
  },
  {
    metric: "posts that open pointing back",
    goal: "near the paragraphs' share",
    value: (t) => percent(t.postsBack, t.breaks, 1),
  },
  {
    metric: "… paragraphs, sentences that do",
    goal: "(to compare)",
    value: (t) =>
      `${((100 * t.paragraphsBack) / Math.max(1, t.paragraphs)).toFixed(1)}, ${((100 * t.sentencesBack) / Math.max(1, t.sentences)).toFixed(1)} %`,
  },
  { metric: "quotations parted from their speaker", goal: "≤ 0.5 %", value: (t) => percent(t.parted, t.quotations) },
  { metric: "last post under 60 characters", goal: "≤ 0.3 %", value: (t) => percent(t.stubs, t.threads) },
  { metric: "… its prose alone", goal: "(to compare)", value: (t) => percent(t.proseStubs, t.threads) },
  { metric: "wrong or missing i/n", goal: "0", value: (t) => String(t.misnumbered) },
  {
    metric: "time p50 / p99, ms",
    goal: "≤ 0.5 / 5",
    value: (t) => `${quantile(t.times, 0.5).toFixed(2)} / ${quantile(t.times, 0.99).toFixed(2)}`,
  },
];

const rowOf = (
  { metric, goal, value }: Line,
  corpus: string,
  tallies: readonly { readonly network: Network; readonly tally: Tally }[],
): Row => ({
  metric,
  corpus,
  value: tallies.map(({ network, tally }) => `${network.id} ${value(tally)}`).join(" · "),
  goal,
});
