/** Quality of digests over `digest-*.jsonl` ({ text, title?, language, summary }): ROUGE against the summaries, beside the first sentences and a score of bare frequency. */

import type { Article } from "../../src/article/article.ts";
import { readArticle } from "../../src/article/read.ts";
import { digestOf, rankSentences } from "../../src/thread/digest.ts";
import { corporaOf, type Fields, rowsOf, textOf } from "./corpora.ts";
import { rougeF } from "./rouge.ts";
import type { Row } from "./row.ts";

interface Judged {
  readonly article: Article;
  readonly summary: string;
  /** The article's sentences in order. */
  readonly sentences: readonly string[];
  /** How many of them the summary holds word for word. */
  readonly taken: number;
}

export async function rows(folder: string): Promise<readonly Row[]> {
  return corporaOf(folder, /^digest-.*\.jsonl$/).flatMap((corpus) => {
    const judged = [...rowsOf(folder, corpus)].map(judge);
    const extracted = judged.filter(({ taken }) => taken > 0).length > judged.length * 0.9;
    return extracted ? extractive(corpus, judged) : written(corpus, judged);
  });
}

function judge(row: Fields): Judged {
  const title = textOf(row, "title");
  const language = textOf(row, "language");
  const article = readArticle({ text: textOf(row, "text"), ...(title && { title }), ...(language && { language }) });
  const summary = textOf(row, "summary");
  const sentences = rankSentences(article).map(({ text }) => text);
  const held = bare(summary);
  return {
    article,
    summary,
    sentences,
    taken: sentences.filter((one) => bare(one) !== "" && held.includes(bare(one))).length,
  };
}

const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** Summaries that people wrote: three and four sentences, ROUGE-1. */
const written = (corpus: string, judged: readonly Judged[]): Row[] =>
  [3, 4].flatMap((count) =>
    compared(judged, () => count, 1).map(({ name, value }) => ({
      metric: `ROUGE-1 F, ${count} sentences: ${name}`,
      corpus,
      value,
      goal: name === "Utas" ? "≥ 69" : "",
    })),
  );

/** Summaries made of the article's own sentences: as many as they have, ROUGE-2. */
const extractive = (corpus: string, judged: readonly Judged[]): Row[] =>
  compared(judged, ({ taken }) => taken, 2).map(({ name, value }) => ({
    metric: `ROUGE-2 F, as many sentences as the summary: ${name}`,
    corpus,
    value,
    goal: name === "Utas" ? "≥ 72" : "",
  }));

function compared(judged: readonly Judged[], countOf: (one: Judged) => number, size: number) {
  const ways: Readonly<Record<string, (one: Judged) => readonly string[]>> = {
    Utas: (one) => digestOf(one.article, countOf(one)).map(({ text }) => text),
    "first sentences": (one) => one.sentences.slice(0, countOf(one)),
    "most frequent words": (one) => mostFrequent(one.sentences, countOf(one)),
  };
  return Object.entries(ways).map(([name, way]) => {
    const sum = judged.reduce((total, one) => total + rougeF(way(one).join(" "), one.summary, size), 0);
    return { name, value: ((100 * sum) / Math.max(1, judged.length)).toFixed(1) };
  });
}

/** Sentences by the mean frequency of their words of four letters and more. */
function mostFrequent(sentences: readonly string[], count: number): string[] {
  const wordsOf = (text: string) => text.toLowerCase().match(/\p{L}{4,}/gu) ?? [];
  const often = new Map<string, number>();
  for (const word of sentences.flatMap(wordsOf)) often.set(word, (often.get(word) ?? 0) + 1);
  const scoreOf = (text: string) => {
    const words = wordsOf(text);
    return words.reduce((sum, word) => sum + (often.get(word) ?? 0), 0) / Math.max(1, words.length);
  };
  const best = new Set(
    sentences
      .map((text, at) => ({ at, score: scoreOf(text) }))
      .sort((a, b) => b.score - a.score)
      .slice(0, count)
      .map(({ at }) => at),
  );
  return sentences.filter((_, at) => best.has(at));
}
