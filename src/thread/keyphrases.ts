/** The phrases that tell what an article is about, best first. Statistics of the article alone: no list of topics, no other texts. */

import type { Article } from "../article/article.ts";
import { isGeneral } from "./keyphrase-words.ts";
import { type Line, linesOf } from "./lines.ts";
import { type Phrase, type Phrases, phrasesOf } from "./phrases.ts";
import { rootIn } from "./terms.ts";

export interface Keyphrase {
  /** As the article writes it. */
  readonly text: string;
  readonly score: number;
  readonly count: number;
}

export interface ScoredPhrase extends Phrase {
  readonly score: number;
}

const keyphrasesMax = 15;
const on = (condition: boolean) => (condition ? 1 : 0);

/**
 * Fitted on 154 English news articles beside phrases that people chose: softmax over the phrases of an article, L2 0.02, on these signals'
 * own scale. By halves: F1 of the first five 0.33 on the half fitted, 0.32 on the other. They speak of form and frequency alone, so they serve any language.
 */
const weights = {
  whole: 1.249,
  late: -0.231,
  lateShare: -1.172,
  oneWord: -0.921,
  twoWords: 0.427,
  manyWords: -0.626,
  longName: -0.36,
  meanFrequency: 0.858,
  frequency: 0.246,
  general: -0.435,
  generalAlone: -2.021,
  common: -0.309,
  short: -1.101,
} as const;

/** Each sign says more. */
const unspaced = /^[\u3040-\u30ff\u3400-\u9fff]/;

export function keyphrasesOf(article: Article, lines: readonly Line[] = linesOf(article)): readonly Keyphrase[] {
  return distinct(scorePhrases(phrasesOf(article, lines), article.language), article.language)
    .slice(0, keyphrasesMax)
    .map(({ text, score, count }) => ({ text, score: Math.round(score * 1_000) / 1_000, count }));
}

/** All phrases, best first. */
export function scorePhrases({ phrases, length }: Phrases, language: string): readonly ScoredPhrase[] {
  const general = isGeneral(language);
  const single = new Map(phrases.filter(({ words }) => words.length === 1).map((one) => [one.key, one]));
  const inPhrases = new Map<string, number>();
  for (const { words } of phrases)
    for (const [at, word] of words.entries())
      if (words.indexOf(word) === at) inPhrases.set(word, (inPhrases.get(word) ?? 0) + 1);
  const scored: ScoredPhrase[] = [];
  for (const phrase of phrases) {
    const { words, key, count, whole, named, first } = phrase;
    if (count === 0) continue;
    const size = words.length;
    const last = words[size - 1] ?? "";
    let frequency = 0;
    for (const word of words) frequency += Math.log(single.get(word)?.count || 1);
    const often = Math.max(1, count);
    const score =
      weights.whole * (whole / often) +
      weights.late * Math.log(1 + first) +
      weights.lateShare * (first / Math.max(1, length)) +
      weights.oneWord * on(size === 1) +
      weights.twoWords * on(size === 2) +
      weights.manyWords * on(size > 3) +
      weights.longName * on(size > 1 && named / often > 0.5) +
      weights.meanFrequency * (frequency / size) +
      weights.frequency * frequency +
      weights.general * on(general(last)) +
      weights.generalAlone * on(size === 1 && general(last)) +
      weights.common * Math.log(inPhrases.get(last) ?? 1) +
      weights.short * on(key.length < (unspaced.test(key) ? 3 : 5));
    scored.push({ ...phrase, score });
  }
  return scored.sort((a, b) => b.score - a.score || a.first - b.first);
}

/** One of several forms of a phrase, and no part of a better one. */
function distinct(phrases: readonly ScoredPhrase[], language: string): readonly ScoredPhrase[] {
  const root = rootIn(language);
  const kept: ScoredPhrase[] = [];
  const keys: string[] = [];
  for (const phrase of phrases) {
    if (kept.length >= keyphrasesMax) break;
    const key = ` ${phrase.words.map(root).join(" ")} `;
    if (keys.some((other) => other.includes(key))) continue;
    kept.push(phrase);
    keys.push(key);
  }
  return kept;
}
