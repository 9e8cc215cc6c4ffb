/** Whether a mark ends a sentence: by its form, the word before it and the words behind it. */

import {
  beforeNumber,
  beside,
  cited,
  dayWords,
  endings,
  firms,
  hours,
  lettered,
  markedNames,
  measures,
  openEndings,
  openers,
  ordinalWords,
  speaking,
  states,
  titles,
} from "./abbreviations.ts";
import { behindLast, isCapital, isSmall, tokenBefore } from "./scan.ts";

export interface Stop {
  readonly text: string;
  /** Where the sentence began. */
  readonly sentence: number;
  /** Where the marks stand, and what they are. */
  readonly at: number;
  readonly marks: string;
  /** Where the next sentence would start. */
  readonly next: number;
  /** A quotation or a bracket closes behind the marks. */
  readonly closed: boolean;
}

/** What stands behind a stop. */
interface Following {
  readonly word: string;
  /** A function word that opens sentences. */
  readonly opens: boolean;
  readonly bracket: boolean;
  readonly initial: boolean;
  /** A capital, and small words behind it: hardly the rest of a name. */
  readonly leads: boolean;
}

const opening = /^["'“‘«„([¿¡—–-]*/;
const delimiters = "(\"“‘'«[—–/•⁃";
const bullets = /^[\s•⁃▪‣*]*$/;
/** "syarat: a. KTP; b. KK, dan c. SIM". */
const listed = /(?:[:;,]|(?<!\p{L})(?:dan|serta|atau|and|or|y|e|et))\s*$/u;
/** "How many?" I ask. */
const mySaying =
  /^I (?:ask|asked|say|said|reply|replied|answer|answered|wonder|wondered|cry|cried|shout|shouted)\b(?! (?:nothing|no|yes|so)\b)/;
const letterOfUncased = /^[\u0590-\u06ff]$/;

export function endsSentence(stop: Stop): boolean {
  const { text, at, marks, next, closed } = stop;
  if (marks === "." && !closed && isPlain(text, at, next)) return true;
  const after = text.slice(next, next + 80);
  const capital = isCapital(text.charCodeAt(next));
  const lead = capital ? "" : (opening.exec(after)?.[0] ?? "");
  const word = wordIn(after, lead.length);
  if (!capital && /^\p{Ll}/u.test(word) && !/^\p{Ll}\p{Lu}/u.test(word) && !/^drg?\.? \p{Lu}/u.test(after))
    return false;
  if (closed && (speaking.has(word.toLowerCase()) || mySaying.test(after))) return false;
  if (!capital && /^[,;:)\]/&+=]/.test(after)) return false;

  const behind = after.slice(lead.length + word.length);
  const initial = behind.startsWith(".") && /^\p{Lu}$/u.test(word);
  const following: Following = {
    word,
    opens: openers.has(word) && !initial,
    bracket: lead.includes("("),
    initial,
    leads: behind.startsWith(" ") && /^ \p{Ll}/u.test(behind) && /^\p{Lu}\p{Ll}/u.test(word),
  };
  const token = behindLast(tokenBefore(text, at, Math.min(80, at - stop.sentence)), delimiters);
  const before = text.slice(Math.max(stop.sentence, at - 80), at - token.length);
  const first = at - token.length - stop.sentence < 4 && bullets.test(text.slice(stop.sentence, at - token.length));
  if (marks === "!" && !closed) return !markedNames.has(`${token}!`) || following.opens;
  if (marks !== "." && /^(?:\.\.\.|…|\. \. \.)$/.test(marks) && !closed) return !(token === "" && /^I\b/.test(word));
  if (marks !== ".") return true;
  if (closed) return !closesRemark(text, stop, token, first);
  return !continues(token, before, following, first);
}

/** From a place on: letters, digits and what stands inside words. */
function wordIn(text: string, from: number): string {
  let to = from;
  while (isSmall(text.charCodeAt(to)) || isCapital(text.charCodeAt(to))) to++;
  // Behind letters of ASCII most words are over; digits, apostrophes and all others are left to the form.
  if (to > from && to < text.length && endsWord.includes(text.charAt(to))) return text.slice(from, to);
  return /^[\p{L}\p{M}\p{N}'’-]*/u.exec(text.slice(from))?.[0] ?? "";
}
const endsWord = " .,;:!?)";

const special: ReadonlySet<string> = new Set([
  ...titles,
  ...endings,
  ...beforeNumber,
  ...measures,
  ...beside,
  ...hours,
  ...states,
]);

/** Most stops: behind a word in small letters that is no short form, and before one that begins with a capital. Nothing below could say no. */
function isPlain(text: string, at: number, next: number): boolean {
  if (!isCapital(text.charCodeAt(next)) || !isSmall(text.charCodeAt(next + 1))) return false;
  let from = at;
  while (isSmall(text.charCodeAt(from - 1))) from--;
  return at - from > 1 && text.charCodeAt(from - 1) === space && !special.has(text.slice(from, at));
}

const space = 0x20;

/** "1.)" opens an item; "(Purn.)" and "(U.S.)" hold an abbreviation, no sentence. */
function closesRemark(text: string, stop: Stop, token: string, first: boolean): boolean {
  if (text.charAt(stop.at + 1) !== ")") return false;
  if (first && /^(?:\d{1,2}|[a-h])$/.test(token)) return true;
  return (
    text.charAt(stop.at - token.length - 1) === "(" &&
    (titles.has(token) || endings.has(token) || /^\p{L}\.?\p{L}?$/u.test(token))
  );
}

/** The full stop after `token` belongs to it, and the sentence goes on. `first`: the token opens its sentence. */
function continues(token: string, before: string, next: Following, first: boolean): boolean {
  const joined = token.includes("-") && !/^\p{Lu}{2,}-/u.test(token);
  const word = joined ? token.replace(/^.*-(?=\p{Lu})/u, "") : token;
  if (first && /^(?:\d{1,3}(?:\.\d{1,2}){0,2}|[a-h]|[IVX]{1,4})$/.test(word)) return true;
  if (/^\d{1,2}$/.test(word)) return ordinalWords.has(next.word) || (word === "1" && /:\s+$/.test(before));
  if (hours.has(word)) return keepsHour(word, before, next);
  if (titles.has(word) || titles.has(inSmall(word, next)))
    return !afterNumber(before, word) && !(next.opens && (openers.has(word) || endings.has(word)));
  if (measures.has(word)) return /^\d/.test(next.word) && !/\d\s?$/.test(before);
  if (states.has(word)) return titles.has(next.word) && !/, $/.test(before);
  if (beside.has(word)) return cited.has(next.word);
  if (/^[a-h]$/.test(word) && listed.test(before)) return true;
  if (beforeNumber.has(word)) return /^(?:\d|[IVXLC]+\b)/.test(next.word);
  if (/^[IVXLC]+$/.test(word) && next.initial) return /(?:^|\s)[Nn]o\. $/.test(before);
  if (/^\p{Lu}$/u.test(word))
    return !next.opens && !isLettered(before) && !(afterNumber(before, word) && !/[NSEW]/.test(word));
  if (letterOfUncased.test(word)) return true;
  if (/^(?:\p{L}{1,3}\.)+\p{L}{1,4}$/u.test(word)) return !next.opens || next.bracket;
  if (!endings.has(word)) return false;
  if (next.bracket) return true;
  return !(next.opens || (openEndings.has(word) && /^\p{Lu}/u.test(next.word)) || (firms.has(word) && next.leads));
}

/** "GEN. ELIZABETH PRELOGAR": a title in a line of capitals. */
const inSmall = (word: string, next: Following) =>
  /^\p{Lu}{2,5}$/u.test(word) && /^\p{Lu}{2}/u.test(next.word) ? word.charAt(0) + word.slice(1).toLowerCase() : word;

/** "30 C." and "1445 H." are measures, no initials. */
const afterNumber = (before: string, word: string) => word.length === 1 && /\d(?:[\d.,]*\d)? ?$/.test(before);

const isLettered = (before: string) => lettered.has(/(\p{L}+)\s*$/u.exec(before.slice(-24))?.[1]?.toLowerCase() ?? "");

/** "At 5 a.m. Mr. Smith left" goes on: nothing but the time has been said. */
function keepsHour(word: string, before: string, next: Following): boolean {
  if (!word.includes(".") && !/\d\s?$/.test(before)) return false;
  if (/^\p{L}*\s?[\d.:]+\s?$/u.test(before)) return true;
  return dayWords.has(next.word) || /^\p{Lu}{2,4}$/u.test(next.word) || !(next.opens || next.leads);
}
