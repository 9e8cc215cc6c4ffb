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

interface Scored {
  readonly phrase: Phrase;
  readonly score: number;
}

/** What a word of a phrase says wherever it stands. */
interface Word {
  /** Logarithm of how often it stands. */
  readonly frequency: number;
  /** Different phrases that hold it. */
  phrases: number;
  readonly general: boolean;
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
    .map(({ phrase: { text, count }, score }) => ({ text, score: Math.round(score * 1_000) / 1_000, count }));
}

/** All phrases, best first. */
function scorePhrases({ phrases, length }: Phrases, language: string): readonly Scored[] {
  const known = wordsIn(phrases, language);
  return phrases
    .map((phrase) => ({ phrase, score: scoreOf(phrase, length, known) }))
    .sort((a, b) => b.score - a.score || a.phrase.first - b.phrase.first);
}

function wordsIn(phrases: readonly Phrase[], language: string): ReadonlyMap<string, Word> {
  const general = isGeneral(language);
  const single = new Map<string, number>();
  for (const { words, key, count } of phrases) if (words.length === 1) single.set(key, count);
  const known = new Map<string, Word>();
  for (const { words } of phrases)
    for (let at = 0; at < words.length; at++) {
      const word = words[at] ?? "";
      if (words.indexOf(word) !== at) continue;
      const seen = known.get(word);
      if (seen) seen.phrases++;
      else known.set(word, { frequency: Math.log(single.get(word) ?? 1), phrases: 1, general: general(word) });
    }
  return known;
}

function scoreOf(
  { words, key, count, whole, named, first }: Phrase,
  length: number,
  known: ReadonlyMap<string, Word>,
): number {
  const size = words.length;
  const last = known.get(words[size - 1] ?? "");
  const general = last?.general === true;
  let frequency = 0;
  for (const word of words) frequency += known.get(word)?.frequency ?? 0;
  return (
    weights.whole * (whole / count) +
    weights.late * Math.log(1 + first) +
    weights.lateShare * (first / Math.max(1, length)) +
    weights.oneWord * on(size === 1) +
    weights.twoWords * on(size === 2) +
    weights.manyWords * on(size > 3) +
    weights.longName * on(size > 1 && named / count > 0.5) +
    weights.meanFrequency * (frequency / size) +
    weights.frequency * frequency +
    weights.general * on(general) +
    weights.generalAlone * on(size === 1 && general) +
    weights.common * Math.log(last?.phrases ?? 1) +
    weights.short * on(key.length < (unspaced.test(key) ? 3 : 5))
  );
}

/** One of several forms of a phrase, and no part of a better one. */
function distinct(phrases: readonly Scored[], language: string): readonly Scored[] {
  const root = rootIn(language);
  const kept: Scored[] = [];
  const keys: string[] = [];
  for (const one of phrases) {
    if (kept.length >= keyphrasesMax) break;
    const key = ` ${one.phrase.words.map(root).join(" ")} `;
    if (keys.some((other) => other.includes(key))) continue;
    kept.push(one);
    keys.push(key);
  }
  return kept;
}
