/** What can be seen of a sentence that tells whether it carries the news: where it stands, what it is about, how it speaks. */

import type { Article } from "../article/article.ts";
import { splitSentences } from "../article/sentences.ts";
import { facts, mentionsEarlier, ourselves, pointsBack, speaking, tellsOpinion } from "./digest-phrases.ts";
import { namesNoSpeaker } from "./openings.ts";
import { termsIn, wordsOf } from "./terms.ts";

export interface Candidate {
  readonly block: number;
  readonly sentence: number;
  readonly text: string;
  /** Counted from 0 over the whole article: the part below one heading. */
  readonly section: number;
  readonly words: number;
  readonly signals: Signals;
}

export const signalNames = [
  "first",
  "second",
  "third",
  "fourth",
  "fifth",
  "inverse",
  "depth",
  "order",
  "paragraphs",
  "opening",
  "afterOpening",
  "start",
  "length",
  "long",
  "short",
  "earlyLength",
  "central",
  "earlyCentral",
  "quotation",
  "quotes",
  "names",
  "numbers",
  "speaker",
  "self",
  "question",
  "back",
  "facts",
  "opinion",
  "title",
] as const;
export type Signals = Readonly<Record<(typeof signalNames)[number], number>>;

interface Sentence {
  readonly block: number;
  readonly sentence: number;
  readonly text: string;
  /** As much of the text as is judged. */
  readonly head: string;
  readonly section: number;
  readonly words: number;
  readonly terms: ReadonlyMap<string, number>;
  /** Within its section: sentences, paragraphs and words before it. */
  readonly at: number;
  readonly paragraph: number;
  readonly before: number;
  readonly facts: number;
  readonly spoken: boolean;
  readonly self: boolean;
}

const ideal = 18;
/** A text of more sentences is a book: what comes later is not its news. */
const sentencesMax = 3_000;
/** What no reader takes for a sentence is judged by its beginning. */
const charactersMax = 3_000;
const blockMax = 200_000;

/** The sentences of the prose, in the order of the text. */
export function candidatesOf(article: Article): readonly Candidate[] {
  const sentences = sentencesOf(article);
  const central = centralities(sentences);
  const title = new Set(article.titleFrom === "sentence" ? [] : termsIn(article.language)(wordsOf(article.title)));
  const sizes = new Map<number, number>();
  for (const { section } of sentences) sizes.set(section, (sizes.get(section) ?? 0) + 1);
  return sentences.map((one, index) => {
    const shared = title.size === 0 ? 0 : [...title].filter((term) => one.terms.has(term)).length;
    return {
      block: one.block,
      sentence: one.sentence,
      text: one.text,
      section: one.section,
      words: one.words,
      signals: signalsOf(one, { size: sizes.get(one.section) ?? 1, central: central[index] ?? 0, shared }),
    };
  });
}

const on = (condition: boolean) => (condition ? 1 : 0);

const name = /(?<=[\p{Ll}\p{N},)] )\p{Lu}[\p{L}\p{N}]+/gu;

interface Beside {
  /** Sentences of its section. */
  readonly size: number;
  readonly central: number;
  /** Terms that it shares with the title. */
  readonly shared: number;
}

/** One literal: put together from parts, an object of so many fields takes the engine a hundred times as long. */
function signalsOf(one: Sentence, { size, central, shared }: Beside): Signals {
  const { at, paragraph, before, words, head, section, facts: told, spoken, self } = one;
  const start = Math.exp(-before / 50);
  const quotes = /["“”«»「」]/.test(head);
  const quotation = /^["“«„「]/.test(head);
  return {
    first: on(at === 0),
    second: on(at === 1),
    third: on(at === 2),
    fourth: on(at === 3),
    fifth: on(at === 4),
    inverse: 1 / (at + 1),
    depth: at / size,
    order: Math.log(at + 1),
    paragraphs: Math.log(paragraph + 1),
    opening: on(paragraph === 0),
    afterOpening: on(paragraph === 1),
    start,
    length: Math.min(2, Math.abs(words - ideal) / ideal),
    long: on(words > 30),
    short: on(words < 8),
    earlyLength: (Math.min(words, 40) / 20) * start,
    central,
    earlyCentral: central * start,
    quotation: on(quotation),
    quotes: on(quotes),
    names: Math.min(1, (head.match(name)?.length ?? 0) / 4),
    numbers: on(/\p{N}/u.test(head)),
    speaker: on(quotes && spoken),
    self: on(self),
    question: on(/[?？؟]/.test(head)),
    // Words of somebody whom another sentence names are the worst.
    back: quotation && (!spoken || namesNoSpeaker(head)) ? 2 : pointsBack(head) ? 1 : mentionsEarlier(head) ? 0.25 : 0,
    // Below a heading the place of a sentence tells less than what it says.
    facts: (Math.min(3, told) / 2) * (section > 0 ? 2 : 1),
    opinion: on(tellsOpinion(head)),
    title: Math.min(1, shared / 3),
  };
}

function sentencesOf({ blocks, language }: Article): Sentence[] {
  const meaning = termsIn(language);
  const found: Sentence[] = [];
  const sectioned = blocks.filter(({ kind }, index) => kind === "heading" && index > 0).length > 1;
  let [section, at, paragraph, before] = [0, 0, 0, 0];
  for (const [block, { kind, text }] of blocks.entries()) {
    if (found.length >= sentencesMax) break;
    if (kind === "caption") continue;
    if (kind === "heading") {
      // A section begins anew, yet not as high as the article's own beginning.
      if (sectioned && found.length > 0) [section, at, paragraph, before] = [section + 1, 1, 1, 30];
      continue;
    }
    for (const [sentence, one] of wholeSentences(text)
      .slice(0, sentencesMax - found.length)
      .entries()) {
      const head = one.slice(0, charactersMax);
      if (isListed(head)) continue;
      const words = wordsOf(head);
      found.push({
        block,
        sentence,
        text: one,
        head,
        section,
        words: words.length,
        terms: counted(meaning(words)),
        at,
        paragraph,
        before,
        facts: words.filter((word) => facts.has(word)).length,
        spoken: words.some((word) => speaking.has(word)),
        self: words.some((word) => ourselves.has(word)),
      });
      at++;
      before += words.length;
    }
    paragraph++;
  }
  return found;
}

const listedMin = 3;
/** A row of a table, the names of a line-up: of no use without the rest of it. */
const isListed = (text: string) => {
  if (/ \| .* \| /.test(text)) return true;
  if ((text.match(/;/g)?.length ?? 0) < listedMin) return false;
  const words = text.match(/\p{L}[\p{L}\p{M}'’-]{2,}/gu) ?? [];
  return words.filter((word) => /^\p{Lu}/u.test(word)).length >= words.length * 0.8;
};

/** Of a block as long as a book, those that surely end within what is looked at. */
function wholeSentences(text: string): string[] {
  if (text.length <= blockMax) return splitSentences(text);
  const sentences = splitSentences(text.slice(0, blockMax));
  return sentences.length > 1 ? sentences.slice(0, -1) : [text];
}

function counted(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

const lengthOfTerms = (terms: ReadonlyMap<string, number>): number => {
  let sum = 0;
  for (const count of terms.values()) sum += count * count;
  return Math.sqrt(sum);
};

/** How near a sentence is to all others: its cosine with their sum, which costs no more than reading them once. */
function centralities(sentences: readonly Sentence[]): number[] {
  const sum = new Map<string, number>();
  for (const { terms } of sentences) {
    const length = lengthOfTerms(terms);
    for (const [term, count] of terms) sum.set(term, (sum.get(term) ?? 0) + count / length);
  }
  const found = sentences.map(({ terms }) => {
    const length = lengthOfTerms(terms);
    let near = 0;
    for (const [term, count] of terms) near += (count / length) * (sum.get(term) ?? 0);
    return length === 0 ? 0 : near - 1;
  });
  return standardized(found);
}

function standardized(values: readonly number[]): number[] {
  const mean = values.reduce((sum, one) => sum + one, 0) / Math.max(1, values.length);
  const spread = Math.sqrt(values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, values.length));
  return values.map((one) => (one - mean) / (spread + 1e-6));
}
