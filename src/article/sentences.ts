/** Where sentences end. Marks are judged in stops.ts, with the words that differ by language in abbreviations.ts; quotations and brackets stay whole. */

import { openers } from "./abbreviations.ts";
import { findJoints } from "./joints.ts";
import { findItems } from "./lists.ts";
import { findPairs, insideOf } from "./pairs.ts";
import { endsSentence } from "./stops.ts";
import { goesOn } from "./wrapping.ts";

export interface Boundary {
  /** Where the sentence before it ends. */
  readonly end: number;
  /** Where the next one starts. */
  readonly at: number;
  /** Inside a quotation or brackets: a place to break only when there is no better one. */
  readonly inside: boolean;
}

const mark = /(?:\. ){2,}\.|[.!?…]+|[。！？｡．]+|[؟۔।॥]+/gu;
const closer = /[)\]”’»」』）】》]/;
/** "1805.[6]", "… pergi. [...]": what a note or an omission adds belongs to the sentence before it; so does a note's bare number ("rights. 4 Even"). */
const note = /^(?:\s?\[(?:\d{1,3}|\.{3}|…|[a-z])\])+(?=\s|$)/;
const noteNumber = /^ \d{1,2}(?= (\p{Lu}\p{L}*)\b)/u;
const mayEnd = /[.!?…。！？｡．؟۔।॥)•⁃▪‣\u0e00-\u0e7f]/;
/** No mark inside, but for the number of an item: one sentence. */
const single = /^(?:\d{1,3}\. )?[^.!?…。！？｡．؟۔।॥)•⁃▪‣\u0e00-\u0e7f]*(?:[.!?…]+\s*)?$/;
const listedInside = /:\s+-\s/;
const wide = /[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]/;
const thai = /[\u0e00-\u0e7f]/;
/** Thai has no mark for a sentence's end; a space does its work, but in a list of words as well. */
const thaiMin = 25;

/** All boundaries of one paragraph, in order, without its own end. */
export function findBoundaries(text: string): Boundary[] {
  const found: Boundary[] = [];
  for (const { from, to } of linesOf(text)) {
    if (from > 0) {
      const end = trimmedEnd(text, from);
      if (end > 0) found.push({ end, at: from, inside: false });
    }
    for (const one of boundariesOf(from === 0 && to === text.length ? text : text.slice(from, to)))
      found.push({ end: one.end + from, at: one.at + from, inside: one.inside });
  }
  return found;
}

/** The sentences of one paragraph. */
export function splitSentences(text: string): string[] {
  if (!mayEnd.test(text) && !text.includes("\n")) return text.trim() === "" ? [] : [text.trim()];
  const sentences: string[] = [];
  let from = 0;
  for (const { end, at, inside } of findBoundaries(text)) {
    if (inside) continue;
    sentences.push(text.slice(from, end));
    from = at;
  }
  sentences.push(text.slice(from));
  return sentences.map((one) => one.trim()).filter((one) => one !== "");
}

/** The lines of a text; what a program wrapped is one. */
function linesOf(text: string): { readonly from: number; readonly to: number }[] {
  if (!text.includes("\n")) return [{ from: 0, to: text.length }];
  const lines: { from: number; to: number }[] = [];
  let lastLine = "";
  for (const { 0: line, index: from } of text.matchAll(/[^\n]+/g)) {
    const trimmed = line.trim();
    if (trimmed === "") continue;
    const last = lines.at(-1);
    if (last && goesOn(lastLine, trimmed)) last.to = from + line.length;
    else lines.push({ from: from + line.length - line.trimStart().length, to: from + line.length });
    lastLine = trimmed;
  }
  return lines;
}

function boundariesOf(text: string): Boundary[] {
  if (!mayEnd.test(text) || (single.test(text) && !listedInside.test(text))) return [];
  const pairs = findPairs(text);
  const closesHere = new Set(pairs.map((pair) => pair.close));
  const inside = insideOf(pairs);
  let joints: ReadonlySet<number> | null = null;
  const items = findItems(text);
  const joinsAt = (place: number) => {
    joints ??= new Set(findJoints(text));
    return joints.has(place);
  };
  const found: Boundary[] = [];
  let sentence = 0;
  let item = 0;
  const cut = (end: number, at: number) => {
    const within = inside(end);
    found.push({ end, at, inside: within });
    if (!within) sentence = at;
  };
  const cutItems = (until: number) => {
    for (; item < items.length && (items[item] ?? 0) <= until; item++) {
      const at = items[item] ?? 0;
      if (at > sentence) cut(trimmedEnd(text, at), at);
    }
  };

  for (const match of text.matchAll(mark)) {
    const { index: stop, 0: marks } = match;
    cutItems(stop);
    let end = stop + (isTrailing(text, stop, marks) ? 1 : marks.length);
    if (end <= sentence || (text.charAt(stop - 1) === "[" && text.charAt(end) === "]")) continue;
    while (closer.test(text.charAt(end)) || closesHere.has(end) || isEndingQuote(text, end)) end++;
    if (closesBehindSpace(text, end, closesHere)) end += 2;
    const closed = end > stop + marks.length;
    end += noteAt(text, end);
    end += noteNumberAt(text, end);
    let at = end;
    while (isSpace(text, at)) at++;
    if (at >= text.length) break;
    if (isWideMark(text, stop, marks, end)) {
      if (!closed || at > end || /^[「『（【《]/.test(text.charAt(at))) cut(end, at);
    } else if (
      (at === end && joinsAt(end)) ||
      (at > end &&
        endsSentence({
          text,
          sentence,
          at: stop,
          marks: text.slice(stop, Math.min(end, stop + marks.length)),
          next: at,
          closed,
        }))
    )
      cut(end, at);
  }
  cutItems(text.length);
  return thai.test(text) ? withThaiSpaces(text, found, inside) : found;
}

const isSpace = (text: string, at: number) => {
  const unit = text.charCodeAt(at);
  return unit < 0x80 ? unit === 0x20 || (unit >= 9 && unit <= 13) : /\s/.test(text.charAt(at));
};

/** Where the text before `at` ends without its white space. */
function trimmedEnd(text: string, at: number): number {
  let end = at;
  while (end > 0 && isSpace(text, end - 1)) end--;
  return end;
}

/** "It ended. . . . The rest" opens its second sentence with the omission. */
const isTrailing = (text: string, stop: number, marks: string) =>
  marks.length > 5 &&
  marks.includes(" ") &&
  /\S/.test(text.charAt(stop - 1)) &&
  /^ \S/.test(text.slice(stop + marks.length, stop + marks.length + 2));

/** French sets a space before the mark that closes: "« Nous partons. » Il se tait." */
const closesBehindSpace = (text: string, at: number, closesHere: ReadonlySet<number>) =>
  text.charAt(at + 1) === "»" && closesHere.has(at + 1) && isSpace(text, at);

/** A quote mark behind a stop with nothing but space behind it closes, though what it closes was never opened. */
const isEndingQuote = (text: string, at: number) =>
  /["']/.test(text.charAt(at)) && (at + 1 >= text.length || isSpace(text, at + 1));

/** Marks of the wide kind end a sentence without a space; so do "!" and "?" between wide letters. */
const isWideMark = (text: string, at: number, marks: string, end: number) =>
  /[。！？｡]/.test(marks) || (/^[!?]+$/.test(marks) && wide.test(text.charAt(at - 1)) && wide.test(text.charAt(end)));

function noteAt(text: string, at: number): number {
  const [mark, behind] = [text.charAt(at), text.charAt(at + 1)];
  return mark === "[" || behind === "[" ? (note.exec(text.slice(at, at + 24))?.[0].length ?? 0) : 0;
}

/** The number of a note, told from a number that begins a sentence by the word behind it. */
function noteNumberAt(text: string, at: number): number {
  const unit = text.charCodeAt(at + 1);
  if (!(unit >= 0x30 && unit <= 0x39)) return 0;
  const found = noteNumber.exec(text.slice(at, at + 24));
  return found && openers.has(found[1] ?? "") ? found[0].length : 0;
}

function withThaiSpaces(text: string, found: readonly Boundary[], inside: (at: number) => boolean): Boundary[] {
  const all = [...found];
  for (const { index: end } of text.matchAll(/(?<=[\u0e00-\u0e7f]) +(?=[\u0e00-\u0e7f])/g)) {
    let at = end;
    while (isSpace(text, at)) at++;
    all.push({ end, at, inside: inside(end) });
  }
  all.sort((a, b) => a.end - b.end);
  let sentence = 0;
  return all.filter((one) => {
    const keeps = one.end - sentence >= thaiMin || !thai.test(text.charAt(one.end - 1));
    if (keeps) sentence = one.at;
    return keeps;
  });
}
