/** The sentences that tell the news: whole, unaltered, in the text's order, each with the reasons why it was taken. No model, no network. */

import type { Article } from "../article/article.ts";
import { type Candidate, candidatesOf, type Signals, signalNames } from "./digest-signals.ts";
import { type Style, styleOf } from "./digest-weights.ts";

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

interface Scored extends DigestSentence {
  /** Place among all sentences. */
  readonly at: number;
  readonly section: number;
  readonly words: number;
  readonly key: string;
  /** How much it needs the sentence before it. */
  readonly back: number;
  /** Of the first sentences of the first paragraph, which tell the news or lead to it. */
  readonly leads: boolean;
}

const countUnlessTold = 4;
/** Sentences next in rank that may still change places with those chosen. */
const reserve = 6;
/** What a choice costs that reads badly, in the unit of the scores: about their spread. */
const cost = { crowded: 0.5, repeated: 5, lengthOff: 1, headless: 5, cut: 5 } as const;
/** So many sentences of the first paragraph are its lead. */
const leadMax = 3;

/** Every sentence of the prose, in the order of the text; of a book, those of its beginning. */
export function rankSentences(article: Article): readonly DigestSentence[] {
  return scored(article).map(({ block, sentence, text, score, reasons }) => ({
    block,
    sentence,
    text,
    score,
    reasons,
  }));
}

/** The `count` sentences that tell the news best together, in the order of the text, one of the lead among them. `fits`: a post can hold it whole. */
export const digestOf = (
  article: Article,
  count: number = countUnlessTold,
  fits: (text: string) => boolean = () => true,
): readonly DigestSentence[] => digestsOf(article, fits)(count);

/** Digests of any number of sentences of an article that is read once. */
export function digestsOf(
  article: Article,
  fits: (text: string) => boolean,
): (count: number) => readonly DigestSentence[] {
  const all = scored(article);
  const { words, dangling } = styleOf(article.language);
  const tooLong = new Set(all.filter(({ text, leads }) => !leads && !fits(text)));
  return (count) => {
    const wordsWanted = words === null ? null : (words * Math.max(countUnlessTold, count)) / countUnlessTold;
    return choose(all, count, { wordsWanted, dangling, tooLong })
      .sort((a, b) => a.at - b.at)
      .map(({ block, sentence, text, score, reasons }) => ({ block, sentence, text, score, reasons }));
  };
}

function scored(article: Article): Scored[] {
  const style = styleOf(article.language);
  const candidates = candidatesOf(article);
  return candidates.map((candidate, at) => ({
    block: candidate.block,
    sentence: candidate.sentence,
    text: candidate.text,
    score: Math.round(scoreOf(candidate.signals, style) * 1_000) / 1_000,
    reasons: reasonsOf(candidate, at),
    at,
    section: candidate.section,
    words: candidate.words,
    key: candidate.text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ""),
    back: candidate.signals.back,
    leads: at < leadMax && candidate.block === candidates[0]?.block && (at === 0 || candidate.signals.back === 0),
  }));
}

function scoreOf(signals: Signals, { weights }: Style): number {
  let score = 0;
  for (const name of signalNames) score += signals[name] * (weights[name] ?? 0);
  return score;
}

function reasonsOf({ signals, section }: Candidate, at: number): string[] {
  const reasons: string[] = [];
  if (at === 0) reasons.push("lead");
  else if (section === 0 && signals.start > 0.4) reasons.push("near the beginning");
  else if (section > 0 && signals.second > 0) reasons.push("opens its section");
  if (signals.central > 0.5) reasons.push("says what the article is about");
  if (signals.title > 0.6) reasons.push("shares words with the title");
  if (signals.facts > 0) reasons.push("tells what happened");
  if (signals.names > 0.4) reasons.push("names");
  if (signals.numbers > 0) reasons.push("number");
  if (signals.quotes > 0) reasons.push("quotation");
  return reasons.length > 0 ? reasons : ["place and length"];
}

interface Taste {
  readonly wordsWanted: number | null;
  readonly dangling: number;
  /** No post holds them whole. */
  readonly tooLong: ReadonlySet<Scored>;
}

/** Begins with the best and changes one for another as long as the whole gains. */
function choose(all: readonly Scored[], count: number, taste: Taste): Scored[] {
  const order = [...all].sort((a, b) => b.score - a.score || a.at - b.at);
  const chosen = order.slice(0, Math.max(0, count));
  const lead = order.find(({ leads }) => leads);
  const waiting = order.filter((one, at) => at >= chosen.length && (at < chosen.length + reserve || one === lead));
  let best = worth(chosen, taste);
  for (let changes = 0; changes < 2 * reserve && waiting.length > 0; changes++) {
    let swap: { readonly out: number; readonly into: number } | null = null;
    for (const out of weakest(chosen))
      for (const [into, candidate] of waiting.entries()) {
        const value = worth(chosen.with(out, candidate), taste);
        if (value > best + 1e-9) [best, swap] = [value, { out, into }];
      }
    if (swap === null) break;
    const [left, entered] = [chosen[swap.out], waiting[swap.into]];
    if (left && entered) [chosen[swap.out], waiting[swap.into]] = [entered, left];
  }
  return chosen;
}

/** A long digest is not tried out whole: those with the lowest scores are the ones to give way. */
const weakest = (chosen: readonly Scored[]): number[] => {
  const from = Math.max(0, chosen.length - 12);
  return Array.from({ length: chosen.length - from }, (_, index) => from + index);
};

function worth(chosen: readonly Scored[], { wordsWanted, dangling, tooLong }: Taste): number {
  const places = new Set(chosen.map(({ at }) => at));
  const keys = new Set(chosen.map(({ key }) => key));
  const sections = new Set(chosen.map(({ section }) => section));
  let value = -cost.repeated * (chosen.length - keys.size);
  if (!chosen.some(({ leads }) => leads)) value -= cost.headless;
  let words = 0;
  for (const one of chosen) {
    value += one.score;
    words += one.words;
    if (tooLong.has(one)) value -= cost.cut;
    if (one.at > 0 && !places.has(one.at - 1)) value -= dangling * one.back;
  }
  if (sections.size > 1 || chosen.some(({ section }) => section > 0))
    value -= cost.crowded * crowding(chosen, sections.size);
  if (wordsWanted !== null) value -= (cost.lengthOff * Math.abs(words - wordsWanted)) / wordsWanted;
  return value;
}

/** Sentences beside another of their section; what stands above the first heading may give two. */
function crowding(chosen: readonly Scored[], sections: number): number {
  const opening = chosen.filter(({ section }) => section === 0).length;
  return chosen.length - sections - (opening > 1 ? 1 : 0);
}
