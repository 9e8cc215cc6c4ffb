/** Blocks -> units for the breaker: headings, sentences, and the parts of sentences that are too long, with what a break before each costs. */

import type { Block } from "../article/article.ts";
import { type Boundary, findBoundaries } from "../article/sentences.ts";
import type { Unit } from "./break.ts";
import { type Cut, cutSentence } from "./words.ts";

export interface TextUnit extends Unit {
  readonly text: string;
  readonly gapText: string;
}

export interface Rooms {
  readonly first: number;
  readonly middle: number;
  readonly last: number;
}

/** What is known of the article's passages: each is read once, though many ways of breaking are tried. */
export interface Reading {
  readonly lengthOf: (text: string) => number;
  /** The sentences of a paragraph. */
  readonly sentencesOf: (text: string) => readonly Part[];
  /** Those inside its quotations too. */
  readonly allIn: (text: string) => readonly Part[];
  readonly cut: (text: string, room: number) => readonly Cut[];
}

export function readOnce(count: (text: string) => number): Reading {
  const lengthOf = remembered(count);
  const boundaries = remembered(findBoundaries);
  const cuts = new Map<number, (text: string) => readonly Cut[]>();
  return {
    lengthOf,
    sentencesOf: remembered((text) =>
      splitAt(
        text,
        boundaries(text).filter((boundary) => !boundary.inside),
      ),
    ),
    allIn: remembered((text) => splitAt(text, boundaries(text))),
    cut: (text, room) => {
      const cutting = cuts.get(room) ?? remembered((whole: string) => cutSentence(whole, lengthOf, room));
      cuts.set(room, cutting);
      return cutting(text);
    },
  };
}

function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text) ?? make(text);
    known.set(text, found);
    return found;
  };
}

/** Of a break, beside what words.ts says about those inside a sentence. Whole paragraphs are worth a post more. */
const cost = {
  heading: -40,
  afterHeading: 60_000,
  paragraph: 0,
  item: 40,
  afterColon: 400,
  sentence: 30,
  sentenceOfWhole: 1_200,
  insideQuotation: 400,
  pointingBack: 25,
} as const;
/** Of a heading in the middle of a post. */
const buriedHeading = 3_000;

/** Openers that need the sentence before them. */
const pointingBack =
  /^["“]?(?:ini|itu|ia|dia|mereka|keduanya|namun|tetapi|tapi|setelahnya|sebelumnya|selain itu|sebuah|hal (?:ini|itu|tersebut)|karena itu|oleh karena itu|akibatnya|sementara itu|bahkan|lalu|kemudian|padahal|he|she|it|they|this|that|these|those|but|however|and|so|then|his|her|their|its|meanwhile|instead|also|pero|sin embargo|esto|este|esta|ello|además|él|ella|ellos)(?!\p{L})/iu;

export function toUnits(blocks: readonly Block[], reading: Reading, rooms: Rooms): TextUnit[] {
  const { lengthOf } = reading;
  const units: TextUnit[] = [];
  /** Length of the headings that the next sentence must share its post with. */
  let headed = 0;
  /** Only headings came before, so this block begins in the first post. */
  let inFirst = true;
  for (const [index, block] of blocks.entries()) {
    const before = blocks[index - 1];
    const gapText = gapBetween(before, block);
    const opening = inFirst ? rooms.first : rooms.middle;
    const ending = index === blocks.length - 1 ? rooms.last : rooms.middle;
    const whole = headed + lengthOf(block.text) <= Math.min(opening, ending);
    const sentences = block.kind === "heading" ? [{ text: block.text, gap: "" }] : reading.sentencesOf(block.text);

    for (const [at, sentence] of sentences.entries()) {
      const opens = at === 0;
      const ends = at === sentences.length - 1;
      const available = Math.min(opens ? opening : rooms.middle, ends ? ending : rooms.middle) - (opens ? headed : 0);
      const [head, ...rest] = partsThatFit(sentence.text, available, reading, rooms);
      const joinCost = opens && block.kind === "heading" && before && before.kind !== "heading" ? buriedHeading : 0;
      const breakCost = opens ? costBefore(before, block) : costInside(sentence.text, whole);
      if (head) units.push(unitOf(head.text, opens ? gapText : sentence.gap, breakCost, joinCost, lengthOf));
      for (const part of rest) units.push(unitOf(part.text, part.gap, part.cost, 0, lengthOf));
    }
    inFirst &&= block.kind === "heading";
    headed = block.kind === "heading" ? headed + lengthOf(block.text) + 2 : 0;
  }
  return units;
}

const unitOf = (
  text: string,
  gapText: string,
  breakCost: number,
  joinCost: number,
  lengthOf: (text: string) => number,
): TextUnit => ({
  text,
  gapText,
  length: lengthOf(text),
  gap: lengthOf(gapText),
  breakCost,
  joinCost,
});

/** The sentence whole where it fits; else the sentences of the quotation in it; else its clauses and words. */
function partsThatFit(text: string, available: number, { lengthOf, allIn, cut }: Reading, rooms: Rooms): Cut[] {
  if (lengthOf(text) <= available) return [{ text, gap: "", cost: 0 }];
  const room = Math.max(1, Math.min(rooms.first, rooms.middle, rooms.last));
  return allIn(text).flatMap((part) => {
    const [head, ...rest] = lengthOf(part.text) <= available ? [{ ...part, cost: 0 }] : cut(part.text, room);
    return head ? [{ ...head, gap: part.gap, cost: cost.insideQuotation }, ...rest] : [];
  });
}

function gapBetween(before: Block | undefined, block: Block): string {
  if (!before) return "";
  return before.kind === "item" && block.kind === "item" ? "\n" : "\n\n";
}

function costBefore(before: Block | undefined, block: Block): number {
  if (before?.kind === "heading") return cost.afterHeading;
  if (block.kind === "heading") return cost.heading;
  const back = pointingBack.test(block.text) ? cost.pointingBack : 0;
  if (before && /[:：]$/.test(before.text)) return cost.afterColon + back;
  return (before?.kind === "item" && block.kind === "item" ? cost.item : cost.paragraph) + back;
}

const costInside = (text: string, whole: boolean) =>
  (whole ? cost.sentenceOfWhole : cost.sentence) + (pointingBack.test(text) ? cost.pointingBack : 0);

interface Part {
  readonly text: string;
  readonly gap: string;
}

function splitAt(text: string, boundaries: readonly Boundary[]): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let gap = "";
  for (const { end, at } of boundaries) {
    parts.push({ text: text.slice(from, end), gap });
    from = at;
    gap = text.slice(end, at);
  }
  parts.push({ text: text.slice(from), gap });
  return parts;
}
