/**
 * What a reader takes for one character: extended grapheme clusters by the rules of Unicode's annex 29, from tables of our own,
 * so that every engine counts alike. One look-up a character.
 */

import { graphemes as packed } from "../article/generated/graphemes.ts";
import { tableOf } from "../article/ranges.ts";

/** Classes of characters, as bench/tables.ts writes them. */
const cr = 1;
const lf = 2;
const control = 3;
const extend = 4;
const joiner = 5;
const region = 6;
const prepend = 7;
const spacingMark = 8;
const leading = 9;
const vowel = 10;
const trailing = 11;
const linker = 12;
const extendOnly = 13;
const consonant = 14;
const picture = 15;
const emoji = 16;
/** Syllables of Hangul: with and without a vowel at their end. */
const open = 17;
const closed = 18;
const classes = 19;

/** What went before: mostly the class of the last character; these say more. */
const nothing = 19;
const regionPair = 20;
const pictureJoined = 21;
const linked = 22;
const other = 0;
const states = 23;

const isExtend = (kind: number) => kind === extend || kind === linker || kind === extendOnly;

function joins(state: number, kind: number): boolean {
  if (state === nothing) return true;
  if (state === cr) return kind === lf;
  if (state === lf || state === control || kind === cr || kind === lf || kind === control) return false;
  if (isExtend(kind) || kind === joiner || kind === spacingMark || state === prepend) return true;
  if (state === leading) return kind === leading || kind === vowel || kind === open || kind === closed;
  if (state === open || state === vowel) return kind === vowel || kind === trailing;
  if (state === closed || state === trailing) return kind === trailing;
  return (
    (state === region && kind === region) ||
    (state === pictureJoined && (kind === picture || kind === emoji)) ||
    (state === linked && kind === consonant)
  );
}

function after(state: number, kind: number): number {
  if (kind === region) return state === region ? regionPair : region;
  if (kind === emoji) return picture;
  if (state === picture && isExtend(kind)) return picture;
  if (state === picture && kind === joiner) return pictureJoined;
  if (state === consonant || state === linked) {
    if (kind === linker) return linked;
    if (kind === extend || kind === joiner) return state;
  }
  return isExtend(kind) || kind === joiner || kind === spacingMark ? other : kind;
}

/** For state and class: the next state, and in the highest bit whether a new grapheme begins. */
const begins = 0x80;
const width = 32;
const moves = new Uint8Array(states * width);
for (let state = 0; state < states; state++)
  for (let kind = 0; kind < classes; kind++)
    moves[state * width + kind] = after(state, kind) | (joins(state, kind) ? 0 : begins);

/** The two planes that hold nearly all; of the others only tags and selectors matter. */
const near = 0x20000;
const tags = 0xe0000;
const tagsEnd = 0xe1000;
const table = tableOf(packed, tagsEnd);
const kinds = new Uint8Array(near);
kinds.set(table.subarray(0, near));
for (let point = 0xac00; point <= 0xd7a3; point++) kinds[point] = (point - 0xac00) % 28 === 0 ? open : closed;
/** Half a pair leaves as U+FFFD, which is no control. */
kinds.fill(other, 0xd800, 0xe000);
const tagKinds = table.slice(tags, tagsEnd);

const kindOf = (point: number): number =>
  point < near ? (kinds[point] ?? other) : point >= tags && point < tagsEnd ? (tagKinds[point - tags] ?? other) : other;

/** Puts into `sums`, where given, a 1 at the first unit of each grapheme. `from` is taken to follow a grapheme, unless it is the start. */
export function countGraphemes(text: string, from = 0, to = text.length, sums: Uint32Array | null = null): number {
  let count = 0;
  let state = from === 0 ? nothing : other;
  for (let at = from; at < to; at++) {
    const unit = text.charCodeAt(at);
    const start = at;
    let kind = kinds[unit] ?? other;
    if ((unit & 0xf800) === 0xd800) {
      const point = text.codePointAt(at) ?? 0;
      if (point > 0xffff) at++;
      kind = kindOf(point);
    }
    const move = moves[state * width + kind] ?? 0;
    if (move >= begins || state === nothing) {
      count++;
      if (sums) sums[start] = 1;
    }
    state = move & ~begins;
  }
  return count;
}

/** Graphemes in order; joined again they are the text. */
export function* splitGraphemes(text: string): Generator<string> {
  let start = 0;
  for (let next = nextGrapheme(text, start); start < text.length; next = nextGrapheme(text, start)) {
    yield text.slice(start, next);
    start = next;
  }
}

/** Where the grapheme that starts at `start` ends. */
export function nextGrapheme(text: string, start: number): number {
  let state = nothing;
  let at = start;
  while (at < text.length) {
    const point = text.codePointAt(at) ?? 0;
    const move = moves[state * width + kindOf(point)] ?? 0;
    if (move >= begins) return at;
    state = move & ~begins;
    at += point > 0xffff ? 2 : 1;
  }
  return at;
}

/** Whether a grapheme is shown as an emoji: a sign that can be one, a flag, or anything with the selector or the keycap for it. © and ® are letters. */
export function isEmoji(grapheme: string): boolean {
  const kind = kindOf(grapheme.codePointAt(0) ?? 0);
  if (kind === region || (kind === emoji && grapheme.charCodeAt(0) > 0xff)) return true;
  return grapheme.includes("\ufe0f") || grapheme.includes("\u20e3");
}
