/**
 * How long a text is on a network. Each network counts in units of its own; the names say how, not who:
 * weighted (X: twitter-text's configuration 3), graphemes (Bluesky), mastodon, utf16 (Telegram), codepoints.
 */

import emojiRegex from "emoji-regex";
import { countGraphemes } from "unicode-segmenter/grapheme";
import { findLinks, type Link } from "../article/links.ts";
import type { Limits, MeasureName } from "./thread.ts";

export type Ruler = Pick<Limits, "measure" | "max" | "bytesMax" | "urlCost">;

export interface Measured {
  /** In the network's own units: the number to show. */
  readonly length: number;
  /** In UTF-8. */
  readonly bytes: number;
  /** By how much the text is too long, in the unit of the limit that it breaks; 0: it fits. */
  readonly over: number;
  /** It fits and is not empty. */
  readonly valid: boolean;
}

export function measure(text: string, ruler: Ruler): Measured {
  const length = lengthOf(text, ruler);
  const bytes = bytesOf(text);
  const over = Math.max(0, length - ruler.max, ruler.bytesMax === null ? 0 : bytes - ruler.bytesMax);
  const refused = ruler.measure === "weighted" && notOnX.test(text);
  return { length, bytes, over, valid: over === 0 && !refused && text.trim() !== "" };
}

/** Code points that X answers with an error. */
const notOnX = /[\ufeff\ufffe\uffff]/;

/** The length alone, for callers that add lengths up. */
export function lengthOf(text: string, { measure: name, urlCost }: Pick<Limits, "measure" | "urlCost">): number {
  const normal = name === "weighted" ? text.normalize("NFC") : text;
  const links = urlCost === null ? [] : findLinks(normal).filter((link) => link.scheme || name === "weighted");
  let length = links.length * (urlCost ?? 0);
  for (const between of outside(normal, links)) length += counters[name](between);
  return length;
}

const counters: Readonly<Record<MeasureName, (text: string) => number>> = {
  weighted,
  graphemes,
  mastodon: (text) => graphemes(text.includes("@") ? text.replace(remoteMention, "$1") : text),
  utf16: (text) => text.length,
  codepoints,
};

function outside(text: string, links: readonly Link[]): string[] {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end } of links) {
    parts.push(text.slice(from, start));
    from = end;
  }
  parts.push(text.slice(from));
  return parts;
}

/** Mastodon counts `@user@host` as `@user`: https://docs.joinmastodon.org/user/posting/ */
const remoteMention =
  /(?<![\p{L}\p{N}_/])(@[a-z0-9_]+(?:[a-z0-9_.-]+[a-z0-9_]+)?)@[\p{L}\p{N}][\p{L}\p{N}.-]*[\p{L}\p{N}]/giu;

/** Text of weight 1 throughout, so no emoji: most posts end here. */
const plain = /^[\n -\u10ff\u2000-\u200c\u2010-\u201f\u2032-\u2037]*$/;
/** Without one of these no emoji can be there; Chinese and Japanese text has none of them. */
const emojiSign = /[\u00a9\u00ae\u203c\u2049\u2122-\u2b55\u3030\u303d\u3297\u3299\ud83c-\ud83e]|\u20e3|\ufe0f/;
const emoji = emojiRegex();

function weighted(text: string): number {
  if (plain.test(text)) return text.length;
  if (!emojiSign.test(text)) return weightOf(text);
  let length = 0;
  let from = 0;
  for (const match of text.matchAll(emoji)) {
    if (match[0] === "\u00a9" || match[0] === "\u00ae") continue;
    length += weightOf(text.slice(from, match.index)) + 2;
    from = match.index + match[0].length;
  }
  return length + weightOf(text.slice(from));
}

function weightOf(text: string): number {
  let weight = 0;
  for (const char of text) {
    const point = char.codePointAt(0) ?? 0;
    const light =
      point <= 0x10ff ||
      (point >= 0x2000 && point <= 0x200d) ||
      (point >= 0x2010 && point <= 0x201f) ||
      (point >= 0x2032 && point <= 0x2037);
    weight += light ? 1 : 2;
  }
  return weight;
}

const oneEach = /^[\n\u0020-\u007e]*$/;

function graphemes(text: string): number {
  return oneEach.test(text) ? text.length : countGraphemes(text);
}

function codepoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

export function bytesOf(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (unit >= 0xd800 && unit <= 0xdbff && isLow(text.charCodeAt(at + 1))) {
      bytes += 4;
      at++;
    } else bytes += 3;
  }
  return bytes;
}

const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
