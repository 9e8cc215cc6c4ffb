/** What each part of a text weighs in a network's units. Every counter here takes a text from one unit to another in one pass. */

import { composing } from "../article/generated/composing.ts";
import { tableOf } from "../article/ranges.ts";
import { emojiEnd } from "./emoji.ts";
import { countGraphemes, isEmoji, nextGrapheme } from "./graphemes.ts";
import type { MeasureName } from "./thread.ts";

/**
 * The weight of `text` from `from` to `to`. Where `sums` is given, the weight of each part is put at the part's first unit;
 * the other units of a part keep their 0.
 */
export type Counter = (text: string, from: number, to: number, sums: Uint32Array | null) => number;

export const counters: Readonly<Record<MeasureName, Counter>> = {
  weighted,
  graphemes,
  mastodon: graphemes,
  "emoji-bytes": emojiBytes,
  "little-text": littleText,
  utf16,
  codepoints,
};

/** What a UTF-16 unit is on X; the bits may stand together. */
const heavy = 1;
/** May begin an emoji of several characters. */
const sign = 2;
/** Digits, # and *, © and ®: emoji only with a selector or a keycap behind them, which are heavy. */
const keycap = 4;
/** May compose with the character before. */
const composes = 8;

const units = weightedUnits();

function weightedUnits(): Uint8Array {
  const table = new Uint8Array(0x10000).fill(heavy, 0x1100);
  table.fill(0, 0x2000, 0x200e).fill(0, 0x2010, 0x2020).fill(0, 0x2032, 0x2038);
  // Emoji of several characters begin with a sign of these blocks, or with one of the astral ones.
  table.fill(heavy | sign, 0x203c, 0x3300).fill(heavy | sign, 0xd800, 0xdc00);
  for (const mark of "0123456789#*©®") table[mark.charCodeAt(0)] = keycap;
  const marks = tableOf(composing, 0x10000);
  for (const [unit, mark] of marks.entries()) if (mark !== 0) table[unit] = (table[unit] ?? 0) | composes;
  return table;
}

/** All bits that occur in a text. */
function bitsOf(text: string): number {
  let bits = 0;
  for (let at = 0; at < text.length; at++) bits |= units[text.charCodeAt(at)] ?? 0;
  return bits;
}

/** Marks that came with Unicode 17. An engine that is older takes them for letters, which change no neighbour; so they are taken everywhere. */
const newMarks = /([\u1acf-\u1add\u1ae0-\u1aeb]|\ud803[\udefa\udefb]|\ud839[\udee3\udee6\udeee\udeef\udef5])/;

/** Normal form C, the same in every engine. */
export const normalForm = (text: string): string =>
  newMarks.test(text)
    ? text
        .split(newMarks)
        .map((part) => part.normalize("NFC"))
        .join("")
    : text.normalize("NFC");

export interface Composed {
  readonly text: string;
  /** Every unit weighs 1, links aside. */
  readonly plain: boolean;
}

/** X counts the text in normal form C. */
export function composed(text: string): Composed {
  const bits = bitsOf(text);
  return { text: (bits & composes) === 0 ? text : normalForm(text), plain: (bits & (heavy | composes)) === 0 };
}

/** The end of the part of `text` at `at` that composes with nothing outside it. */
export function endOfComposing(text: string, at: number): number {
  let end = at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
  while (end < text.length && ((units[text.charCodeAt(end)] ?? 0) & composes) !== 0)
    end += (text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  return end;
}

function weighted(text: string, from: number, to: number, sums: Uint32Array | null): number {
  let total = 0;
  for (let at = from; at < to; at++) {
    const bits = units[text.charCodeAt(at)] ?? 0;
    if (bits === 0) {
      total++;
      if (sums !== null) sums[at] = 1;
      continue;
    }
    const start = at;
    let weight = 1 + (bits & heavy);
    if ((bits & (sign | keycap)) !== 0 && ((bits & sign) !== 0 || isSelector(text.charCodeAt(at + 1)))) {
      const end = emojiEnd(text, at, to);
      if (end > at) {
        weight = 2;
        at = end - 1;
      } else if (at + 1 < to && isPair(text, at)) at++;
    }
    total += weight;
    if (sums !== null) sums[start] = weight;
  }
  return total;
}

const isSelector = (unit: number) => unit === 0xfe0f || unit === 0x20e3;

function graphemes(text: string, from: number, to: number, sums: Uint32Array | null): number {
  if (sums !== null) return countGraphemes(text, from, to, sums);
  const simple = endOfSimple(text, from, to);
  return simple === to ? to - from : simple - from + countGraphemes(text, simple, to);
}

/** A grapheme of its own beside others like it. */
const isSimple = (unit: number) => unit < 0x300 && unit !== 0x0d;

/** Where the text stops to be of letters that are a grapheme each, whatever stands beside them; one letter before the first other character. */
function endOfSimple(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isSimple(text.charCodeAt(at))) at++;
  return at === to ? to : Math.max(from, at - 1);
}

/** Threads: a character each, but an emoji as many as it has bytes in UTF-8: https://developers.facebook.com/docs/threads/posts */
function emojiBytes(text: string, from: number, to: number, sums: Uint32Array | null): number {
  let total = 0;
  for (let at = from; at < to; ) {
    const simple = endOfSimple(text, at, to);
    total += simple - at;
    sums?.fill(1, at, simple);
    at = simple;
    if (at === to) break;
    const end = Math.min(to, nextGrapheme(text, at));
    const grapheme = text.slice(at, end);
    const weight = end - at === 1 ? singleWeight(grapheme) : isEmoji(grapheme) ? bytesOf(grapheme) : pointsOf(grapheme);
    total += weight;
    if (sums !== null) sums[at] = weight;
    at = end;
  }
  return total;
}

const singleWeight = (unit: string) => (unit > "\xff" && isEmoji(unit) ? bytesOf(unit) : 1);

/**
 * LinkedIn: what a reader sees of its "little text", in UTF-16 units. Escapes and the templates of hashtags and mentions are not seen:
 * https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format
 */
function littleText(text: string, from: number, to: number, sums: Uint32Array | null): number {
  let total = 0;
  for (let at = from; at < to; ) {
    const { end, weight } = littlePart(text, at);
    total += weight;
    if (sums !== null) sums[at] = weight;
    at = Math.min(end, to);
  }
  return total;
}

const reserved = "\\|{}@[]()<>#*_~";
const hashtag = /\{hashtag\|\\?[#＃]\|([^{}|\s]{1,200})\}/y;
const mention = /@\[([^[\]\n]{1,200})\]\(urn:li:[a-zA-Z]{1,30}:[\w-]{1,60}\)/y;

function littlePart(text: string, at: number): { end: number; weight: number } {
  const mark = text.charAt(at);
  if (mark === "\\" && at + 1 < text.length && reserved.includes(text.charAt(at + 1)))
    return { end: at + 2, weight: 1 };
  if (mark === "{" || mark === "@") {
    const template = mark === "{" ? hashtag : mention;
    template.lastIndex = at;
    const found = template.exec(text);
    if (found) return { end: template.lastIndex, weight: (found[1] ?? "").length + (mark === "{" ? 1 : 0) };
  }
  return { end: at + 1, weight: 1 };
}

function utf16(_: string, from: number, to: number, sums: Uint32Array | null): number {
  sums?.fill(1, from, to);
  return to - from;
}

function codepoints(text: string, from: number, to: number, sums: Uint32Array | null): number {
  let total = 0;
  for (let at = from; at < to; at++) {
    total++;
    if (sums !== null) sums[at] = 1;
    if (at + 1 < to && isPair(text, at)) at++;
  }
  return total;
}

const isPair = (text: string, at: number) =>
  (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;

const pointsOf = (text: string) => codepoints(text, 0, text.length, null);

/** In UTF-8, where half a pair is written as U+FFFD. */
export function bytesOf(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) continue;
    bytes += unit < 0x800 ? 1 : 2;
    if (isPair(text, at)) at++;
  }
  return bytes;
}
