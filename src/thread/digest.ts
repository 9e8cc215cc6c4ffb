/** The sentences that tell the news: whole, unaltered, in the text's order, each with the reasons why it was taken. No model, no network. */

import type { Article } from "../article/article.ts";
import { splitSentences } from "../article/sentences.ts";

export interface DigestSentence {
  /** Index in `article.blocks`. */
  readonly block: number;
  /** Index within that block, as `splitSentences` gives it. */
  readonly sentence: number;
  readonly text: string;
  readonly score: number;
  /** Short and stable, for a page to show. */
  readonly reasons: readonly string[];
}

const digestCount = 4;

/** The best `count` sentences, in the order of the text. */
export function digestOf(article: Article, count: number = digestCount): readonly DigestSentence[] {
  const ranked = rankSentences(article);
  const best = new Set([...ranked].sort((a, b) => b.score - a.score).slice(0, count));
  return ranked.filter((one) => best.has(one));
}

const content = /[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]{3,}/gu;
const pointsBack =
  /^["“]?(?:ini|itu|ia|dia|mereka|keduanya|namun|selain itu|hal (?:ini|itu)|sebuah|he|she|it|they|this|that|these|but|however)(?!\p{L})/iu;

/** Every sentence of the prose, in the order of the text. */
export function rankSentences(article: Article): readonly DigestSentence[] {
  const found = article.blocks.flatMap(({ kind, text }, block) =>
    kind === "heading" || kind === "caption"
      ? []
      : splitSentences(text).map((one, sentence) => ({ block, sentence, text: one, words: wordsOf(one) })),
  );
  const often = new Map<string, number>();
  for (const { words } of found) for (const word of words) often.set(word, (often.get(word) ?? 0) + 1);
  const title = new Set(wordsOf(article.title));
  return found.map(({ words, ...one }, at) => {
    const reasons: string[] = [];
    let score = words.reduce((sum, word) => sum + Math.log(often.get(word) ?? 1), 0) / 10;
    const takes = (points: number, reason: string) => {
      score += points;
      reasons.push(reason);
    };
    if (score > 1) reasons.push("speaks of what the article is about");
    if (at === 0) takes(3, "lead");
    if (/\d/.test(one.text)) takes(0.5, "number");
    if (/["“”«»]/.test(one.text)) takes(0.3, "quotation");
    if (article.titleFrom !== "sentence" && words.some((word) => title.has(word)))
      takes(0.5, "shares words with the title");
    if (pointsBack.test(one.text)) score -= 1;
    return { ...one, score: score - 0.05 * Math.min(at, 40), reasons };
  });
}

const wordsOf = (text: string): string[] => (text.match(content) ?? []).map((word) => word.toLowerCase());
