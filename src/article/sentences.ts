/** Where sentences end. Rules of form, with the words that differ by language in abbreviations.ts; quotations and brackets stay whole. */

import {
  beforeNumber,
  endings,
  lettered,
  markedNames,
  openEndings,
  openers,
  speaking,
  titles,
} from "./abbreviations.ts";
import { findJoints } from "./joints.ts";
import { findPairs, insideOf } from "./pairs.ts";

export interface Boundary {
  /** Where the sentence before it ends. */
  readonly end: number;
  /** Where the next one starts. */
  readonly at: number;
  /** Inside a quotation or brackets: a place to break only when there is no better one. */
  readonly inside: boolean;
}

const mark = /[.!?…]+|[。！？｡．]+|[؟۔।॥]+/gu;
const closer = /[)\]”’»」』）】》]/;
/** "1805.[6]": the number of a note belongs to the sentence before it. */
const footnote = /^(?:\s?\[\d{1,3}\])+(?=\s|$)/;
const opening = /^["'“‘«([¿¡—–-]*/;

/** All boundaries of one paragraph, in order, without its own end. */
export function findBoundaries(text: string): Boundary[] {
  const pairs = findPairs(text);
  const closesHere = new Set(pairs.map((pair) => pair.close));
  const inside = insideOf(pairs);
  const joints = new Set(findJoints(text));
  const found: Boundary[] = [];
  let sentence = 0;

  for (const match of text.matchAll(mark)) {
    let end = match.index + match[0].length;
    if (end <= sentence) continue;
    while (
      closer.test(text.charAt(end)) ||
      (text.charAt(end) === '"' && closesHere.has(end)) ||
      isEndingApostrophe(text, end)
    )
      end++;
    end += footnote.exec(text.slice(end, end + 24))?.[0].length ?? 0;
    let at = end;
    while (isSpace(text, at)) at++;
    if (at >= text.length) break;
    const closed = end > match.index + match[0].length;
    const wide = /[。！？｡]/.test(match[0]);
    const ends = wide
      ? !closed || at > end || /^[「『（【《]/.test(text.slice(at, at + 1))
      : joints.has(end) || (at > end && endsSentence(text, sentence, match.index, match[0], at, closed));
    if (!ends) continue;
    found.push({ end, at, inside: inside(end) });
    if (!inside(end)) sentence = at;
  }
  return found;
}

/** The sentences of one paragraph. */
export function splitSentences(text: string): string[] {
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

const isSpace = (text: string, at: number) => /\s/.test(text.charAt(at));
const isEndingApostrophe = (text: string, at: number) =>
  text.charAt(at) === "'" && (at + 1 >= text.length || isSpace(text, at + 1));

function endsSentence(
  text: string,
  sentence: number,
  stop: number,
  marks: string,
  at: number,
  closed: boolean,
): boolean {
  const after = text.slice(at, at + 80);
  const lead = opening.exec(after)?.[0] ?? "";
  const next = /^[\p{L}\p{M}\p{N}'’-]*/u.exec(after.slice(lead.length))?.[0] ?? "";
  if (/^\p{Ll}/u.test(next) && !/^\p{Ll}\p{Lu}/u.test(next) && !/^dr\. \p{Lu}/u.test(after)) return false;
  if (closed && speaking.has(next.toLowerCase())) return false;
  if (/^[,;:)\]/]/.test(after)) return false;

  const initial = /^\p{Lu}$/u.test(next) && after.charAt(lead.length + 1) === ".";
  const opens = openers.has(next) && !initial;
  const before = text.slice(Math.max(sentence, stop - 80), stop);
  const token = /[^\s("“‘'«[—–/]*$/u.exec(before)?.[0] ?? "";
  if (marks === "!" && !closed) return !markedNames.has(`${token}!`) || opens;
  if (marks !== "." || closed) return true;
  const following: Following = { word: next, opens, bracket: lead.includes("(") };
  return !continues(token, before.slice(0, before.length - token.length), following, stop - token.length <= sentence);
}

interface Following {
  readonly word: string;
  /** A function word that opens sentences. */
  readonly opens: boolean;
  readonly bracket: boolean;
}

/** The full stop after `token` belongs to it, and the sentence goes on. `first`: the token opens its sentence. */
function continues(token: string, before: string, next: Following, first: boolean): boolean {
  const word = token.replace(/^.*-(?=\p{Lu})/u, "");
  const lastBefore = () => /(\p{L}+)\s*$/u.exec(before.slice(-24))?.[1]?.toLowerCase() ?? "";
  if (/^\d{1,3}$/.test(word)) return first;
  if (titles.has(word)) return !(next.opens && openers.has(word));
  if (beforeNumber.has(word)) return /^(?:\d|[IVXLC]+\b)/.test(next.word);
  if (/^\p{Lu}$/u.test(word)) return !next.opens && !lettered.has(lastBefore());
  if (/^(?:\p{L}{1,3}\.)+\p{L}{1,4}$/u.test(word)) return !next.opens || next.bracket;
  if (!endings.has(word)) return false;
  return next.bracket || !(next.opens || (openEndings.has(word) && /^\p{Lu}/u.test(next.word)));
}
