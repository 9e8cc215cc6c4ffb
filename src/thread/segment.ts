/** Passages -> units for the breaker: headings, sentences, and the parts of sentences that are too long, with what a break before each costs. */

import { type Boundary, findBoundaries } from "../article/sentences.ts";
import type { Unit } from "./break.ts";
import { pointsBack, type Range, spokenIn } from "./openings.ts";
import type { Passage } from "./passages.ts";
import type { Span } from "./thread.ts";
import { type Cut, cutSentence } from "./words.ts";

export interface TextUnit extends Unit, Span {
  readonly text: string;
  readonly gapText: string;
  /** A post of its own, as an editor left it. */
  readonly fixed: boolean;
}

/** What the posts hold: the first and the last with all that must stand beside their prose. */
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
  /** Of parting a quotation and its speaker that one post can hold, though not with the rest of their sentence. */
  quotation: 2_600,
  pointingBack: 320,
  /** Of cutting a sentence that fits a post for the sake of tags beside it. */
  avoidable: 20_000,
  keptTogether: 30_000,
} as const;
/** Of a heading in the middle of a post. */
const buriedHeading = 3_000;
/** Of standing with what comes before: more than any other cost, yet a number that can be added up. */
const never = 1e9;

/** `together`: stretches of text that an editor wants in one post. */
export function toUnits(
  passages: readonly Passage[],
  reading: Reading,
  rooms: Rooms,
  together: readonly string[] = [],
): TextUnit[] {
  const { lengthOf } = reading;
  const units: TextUnit[] = [];
  /** Length of the headings that the next sentence must share its post with. */
  let headed = 0;
  /** Only headings came before, so this passage begins in the first post. */
  let inFirst = true;
  for (const [index, passage] of passages.entries()) {
    const before = passages[index - 1];
    if (passage.breakBefore) headed = 0;
    const opening = inFirst ? rooms.first : rooms.middle;
    const ending = index === passages.length - 1 ? rooms.last : rooms.middle;
    const fitting = { opening, ending, middle: rooms.middle, headed };
    for (const unit of unitsOf(passage, before, reading, fitting, together)) units.push(unit);
    const heads = passage.kind === "heading" && !passage.fixed;
    inFirst &&= heads;
    headed = heads ? headed + lengthOf(passage.text) + 2 : 0;
  }
  return units;
}

interface Fitting {
  readonly opening: number;
  readonly ending: number;
  readonly middle: number;
  readonly headed: number;
}

function unitsOf(
  passage: Passage,
  before: Passage | undefined,
  reading: Reading,
  { opening, ending, middle, headed }: Fitting,
  together: readonly string[],
): TextUnit[] {
  const { lengthOf } = reading;
  const gapText = gapBetween(before, passage);
  if (passage.fixed) return [fixedUnit(passage, passage.fixed)];
  const whole = headed + lengthOf(passage.text) <= Math.min(opening, ending);
  const sentences = passage.kind === "heading" ? [{ text: passage.text, gap: "" }] : reading.sentencesOf(passage.text);
  const kept: Kept[] = rangesOf(passage.text, together).map((range) => ({ ...range, cost: cost.keptTogether }));
  const buried = passage.kind === "heading" && before && before.kind !== "heading" && !before.fixed;
  const joined = (passage.breakBefore ? never : 0) + (passage.joinCost ?? 0) + (buried ? buriedHeading : 0);

  const units: TextUnit[] = [];
  let at = 0;
  const put = (text: string, gap: string, breakCost: number) => {
    const first = units.length === 0;
    const { block } = passage.from;
    at += first ? 0 : gap.length;
    let apart = 0;
    for (const range of kept) if (range.from < at && at < range.to) apart = Math.max(apart, range.cost);
    units.push({
      text,
      gapText: first ? gapText : gap,
      length: lengthOf(text),
      gap: first ? gapText.length : lengthOf(gap),
      breakCost: breakCost + apart,
      joinCost: first ? joined : 0,
      from: { block, at: passage.from.at + at },
      to: { block, at: passage.from.at + at + text.length },
      fixed: false,
    });
    at += text.length;
  };
  for (const [index, sentence] of sentences.entries()) {
    const opens = index === 0;
    const ends = index === sentences.length - 1;
    const beside = opens ? headed : 0;
    const room = Math.min(opens ? opening : middle, ends ? ending : middle) - beside;
    const pieces = Math.max(1, Math.min(opening, middle, ending));
    const fits = lengthOf(sentence.text) <= room;
    const spoken = fits
      ? []
      : spokenIn(sentence.text).filter(({ from, to }) => lengthOf(sentence.text.slice(from, to)) <= middle);
    const start = at + (opens ? 0 : sentence.gap.length);
    for (const { from, to } of spoken) kept.push({ from: start + from, to: start + to, cost: cost.quotation });
    const [head, ...rest] = fits
      ? [{ text: sentence.text, gap: "", cost: 0 }]
      : partsOf(sentence.text, spoken.length > 0 ? 0 : room, middle - beside, pieces, reading);
    const breakCost = opens ? costBefore(before, passage) : costInside(sentence.text, whole);
    if (head) put(head.text, sentence.gap, breakCost);
    for (const part of rest) put(part.text, part.gap, part.cost);
  }
  return units;
}

const fixedUnit = ({ text }: Passage, { from, to }: Span): TextUnit => ({
  text,
  gapText: "",
  length: 0,
  gap: 0,
  breakCost: 0,
  joinCost: never,
  from,
  to,
  fixed: true,
});

/** Of a sentence too long: the sentences of the quotation in it; of those too long for `whole`, the clauses and words. */
function partsOf(
  text: string,
  whole: number,
  most: number,
  pieces: number,
  { lengthOf, allIn, cut }: Reading,
): readonly Cut[] {
  const avoidable = lengthOf(text) <= most ? cost.avoidable : 0;
  return allIn(text).flatMap((part, index) => {
    const [head, ...rest] = lengthOf(part.text) <= whole ? [{ ...part, cost: 0 }] : cut(part.text, pieces);
    const opening = index === 0 ? 0 : cost.insideQuotation + avoidable;
    return head
      ? [{ ...head, gap: part.gap, cost: opening }, ...rest.map((one) => ({ ...one, cost: one.cost + avoidable }))]
      : [];
  });
}

const gapBetween = (before: Passage | undefined, passage: Passage): string =>
  !before ? "" : before.kind === "item" && passage.kind === "item" ? "\n" : "\n\n";

function costBefore(before: Passage | undefined, passage: Passage): number {
  if (before?.kind === "heading" && !before.fixed) return passage.breakBefore ? 0 : cost.afterHeading;
  if (passage.kind === "heading") return cost.heading;
  const back = pointsBack(passage.text) ? cost.pointingBack : 0;
  if (before && /[:：]$/.test(before.text)) return cost.afterColon + back;
  return (before?.kind === "item" && passage.kind === "item" ? cost.item : cost.paragraph) + back;
}

const costInside = (text: string, whole: boolean) =>
  (whole ? cost.sentenceOfWhole : cost.sentence) + (pointsBack(text) ? cost.pointingBack : 0);

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

interface Kept extends Range {
  readonly cost: number;
}

function rangesOf(text: string, together: readonly string[]): Range[] {
  return together.flatMap((one) => {
    const from = one === "" ? -1 : text.indexOf(one);
    return from < 0 ? [] : [{ from, to: from + one.length }];
  });
}
