/** Passages -> units for the breaker: headings, sentences, and the parts of sentences that are too long, with what a break before each costs. */

import { pointsBack, quotesOneNamedBefore, spokenIn } from "./openings.ts";
import type { Passage } from "./passages.ts";
import type { Reading } from "./reading.ts";
import { type Between, fixedUnit, type TextUnit, Units } from "./units.ts";
import type { Cut } from "./words.ts";

/** What the posts hold: the first and the last with all that must stand beside their prose. */
export interface Rooms {
  readonly first: number;
  readonly middle: number;
  readonly last: number;
}

/** Of a break, beside what words.ts says about those inside a sentence. Whole paragraphs are worth a post more. */
const cost = {
  heading: -40,
  afterHeading: 60_000,
  /** Less than opening the second post with a word that points back. */
  afterTitle: 1_500,
  paragraph: 0,
  item: 40,
  afterColon: 1_200,
  /** Behind a lone item that names what follows, as "2. Payment systems" does: worse than to cut the paragraph. */
  afterNamingItem: 2_500,
  sentence: 30,
  sentenceOfWhole: 1_900,
  insideQuotation: 400,
  /** Before a paragraph that begins with a closing mark, or behind one that ends with an opening one. */
  insideMarks: 20_000,
  /** Of leaving a short question behind its answer. */
  asked: 700,
  /** Of leaving a call of a word or two ("Pengumuman!") behind what it calls for. */
  called: 1_000,
  /** Of cutting a sentence that fits a post for the sake of tags beside it. */
  avoidable: 20_000,
} as const;
/**
 * Of a post that opens with a word for something in the post before, or with words whose speaker the sentence before names: between
 * paragraphs and in one that would fit whole (`whole`), and in one that is cut anyway (`cut`). A post more is better, but hardly so
 * where posts are long: few of them open so, and a post more is a larger part of the thread.
 */
const lacking = {
  short: { pointingBack: { whole: 1_250, cut: 2_500 }, unnamed: { whole: 600, cut: 1_200 } },
  long: { pointingBack: { whole: 1_000, cut: 1_100 }, unnamed: { whole: 600, cut: 700 } },
} as const;
type Lacking = (typeof lacking)["short" | "long"];
/** From here on a post is long. */
const longPost = 400;
/** A heading leaves so much room for the beginning of what it heads, or is cut itself. */
const besideHeading = 60;
const shortQuestion = 60;
const shortCall = 24;
const namingMax = 100;

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
    if (passage.breakBefore) {
      headed = 0;
      inFirst &&= index === 0;
    }
    const ending = index === passages.length - 1 ? rooms.last : rooms.middle;
    const beside = (inFirst ? rooms.first : rooms.middle) - headed;
    const apart = before?.isTitle === true && isBetterApart(passages.slice(index), reading, beside, rooms.middle);
    if (apart) {
      headed = 0;
      inFirst = false;
    }
    const opening = inFirst ? rooms.first : rooms.middle;
    const below = passages[index + 1];
    const left = passage.kind === "heading" && !passage.isTitle && below && !below.breakBefore ? besideHeading : 0;
    const naming = namesWhatFollows(passages[index - 2], before, passage);
    const fitting = { opening, ending, middle: rooms.middle, headed, apart, left, naming };
    for (const unit of unitsOf(passage, before, reading, fitting, together)) units.push(unit);
    const heads = passage.kind === "heading" && !passage.fixed;
    inFirst &&= heads;
    headed = heads ? headed + lengthOf(passage.text) + 2 : 0;
  }
  return units;
}

/**
 * What follows a title opens, below headings of its own, with a paragraph or a sentence that a post of its own holds and the room
 * beside the title does not; or no clause has room there.
 */
function isBetterApart(passages: readonly Passage[], reading: Reading, beside: number, middle: number): boolean {
  const at = passages.findIndex((one) => one.kind !== "heading" || one.fixed);
  const lead = passages[at];
  if (!lead || lead.fixed) return false;
  if (beside < besideHeading) return true;
  let headings = 0;
  for (const one of passages.slice(0, at)) headings += reading.lengthOf(one.text) + 2;
  return [lead.text, reading.sentencesOf(lead.text)[0]?.text ?? ""].some((text) => {
    const length = headings + reading.lengthOf(text);
    return length > beside && length <= middle;
  });
}

interface Fitting {
  readonly opening: number;
  readonly ending: number;
  readonly middle: number;
  readonly headed: number;
  /** It need not stand beside the heading before it. */
  readonly apart: boolean;
  /** For what the passage heads. */
  readonly left: number;
  /** The item before it is its name. */
  readonly naming: boolean;
}

function unitsOf(
  passage: Passage,
  before: Passage | undefined,
  reading: Reading,
  { opening, ending, middle, headed, apart, left, naming }: Fitting,
  together: readonly string[],
): TextUnit[] {
  if (passage.fixed) return [fixedUnit(passage, passage.fixed)];
  const { text, kind } = passage;
  const sums = reading.sumsOf(text);
  const between: Between = (from, to) => (sums[to] ?? 0) - (sums[from] ?? 0);
  const whole = headed + between(0, text.length) <= Math.min(opening, ending);
  const pieces = Math.max(1, Math.min(opening, middle, ending));
  const costs = middle < longPost ? lacking.short : lacking.long;
  const units = new Units(passage, before, between, together);
  const sentences = kind === "heading" ? [{ text, gap: "" }] : reading.sentencesOf(text);
  for (const [index, sentence] of sentences.entries()) {
    const opens = index === 0;
    const beside = opens ? headed : 0;
    const room = Math.min(opens ? opening : middle, index === sentences.length - 1 ? ending : middle) - beside - left;
    const breakCost = opens
      ? costBefore(apart ? undefined : before, passage, costs, naming)
      : costInside(sentence.text, sentences[index - 1]?.text ?? "", whole, costs);
    const start = units.at + sentence.gap.length;
    if (between(start, start + sentence.text.length) <= room) {
      units.put(sentence.text, sentence.gap, breakCost);
      continue;
    }
    const spoken = spokenIn(sentence.text)
      .map(({ from, to }) => ({ from: start + from, to: start + to }))
      .filter(({ from, to }) => between(from, to) <= middle);
    units.keep(spoken);
    const sizes = { start, between, whole: spoken.length > 0 ? 0 : room, most: middle - beside, pieces };
    for (const [at, part] of partsOf(sentence.text, sizes, reading).entries())
      units.put(part.text, at === 0 ? sentence.gap : part.gap, at === 0 ? breakCost : part.cost);
  }
  return units.all;
}

interface Sizes {
  /** Where the sentence starts in its passage. */
  readonly start: number;
  readonly between: Between;
  /** Parts up to this length stay whole. */
  readonly whole: number;
  /** What a post could hold without tags and link. */
  readonly most: number;
  /** What every post can hold. */
  readonly pieces: number;
}

/** Of a sentence too long: the sentences of the quotation in it; of those too long, the clauses and words. */
function partsOf(text: string, { start, between, whole, most, pieces }: Sizes, { allIn, cut }: Reading): Cut[] {
  const avoidable = between(start, start + text.length) <= most ? cost.avoidable : 0;
  let at = start;
  return allIn(text).flatMap((part, index) => {
    const from = at + part.gap.length;
    at = from + part.text.length;
    const [head, ...rest] = between(from, at) <= whole ? [{ ...part, cost: 0 }] : cut(part.text, pieces);
    const opening = index === 0 ? 0 : cost.insideQuotation + avoidable;
    return head
      ? [{ ...head, gap: part.gap, cost: opening }, ...rest.map((one) => ({ ...one, cost: one.cost + avoidable }))]
      : [];
  });
}

/** One item alone, short and without a closing mark, above a paragraph. */
const namesWhatFollows = (above: Passage | undefined, item: Passage | undefined, passage: Passage): boolean =>
  item?.kind === "item" &&
  above?.kind !== "item" &&
  passage.kind === "paragraph" &&
  item.text.length <= namingMax &&
  !/[.,:;!?…。！？]["”’»)]?$/.test(item.text);

const leftClosing = /^[、。」』】〕〉》）,;)\]]/;
const leftOpen = /[「『【〔〈《（([]$/;

function costBefore(before: Passage | undefined, passage: Passage, { pointingBack }: Lacking, naming: boolean): number {
  if (before?.isTitle && passage.kind !== "heading") return cost.afterTitle;
  if (before?.kind === "heading" && !before.fixed) return passage.breakBefore ? 0 : cost.afterHeading;
  if (passage.kind === "heading") return cost.heading;
  const back = pointsBack(passage.text) ? pointingBack.whole : 0;
  if (before && (leftClosing.test(passage.text) || leftOpen.test(before.text))) return cost.insideMarks;
  if (before && /[:：]$/.test(before.text)) return cost.afterColon + back;
  if (naming) return cost.afterNamingItem + back;
  return (before?.kind === "item" && passage.kind === "item" ? cost.item : cost.paragraph) + back;
}

const costInside = (text: string, before: string, whole: boolean, costs: Lacking) =>
  (whole ? cost.sentenceOfWhole : cost.sentence) +
  costOfBefore(text, whole ? "whole" : "cut", costs) +
  (before.length <= shortCall && before.endsWith("!") ? cost.called : 0) +
  (before.length <= shortQuestion && /[?？؟]$/.test(before) ? cost.asked : 0);

/** What a post lacks that opens with this sentence and has none of what was said before it. */
function costOfBefore(text: string, paragraph: "whole" | "cut", { pointingBack, unnamed }: Lacking): number {
  if (pointsBack(text)) return pointingBack[paragraph];
  return quotesOneNamedBefore(text) ? unnamed[paragraph] : 0;
}
