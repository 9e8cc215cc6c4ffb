/** Cuts a sentence that no post can hold: after a clause, else between words, and inside a word only when it is longer than a post itself. */

import { openers, titles } from "../article/abbreviations.ts";
import { findPairs, insideOf } from "../article/pairs.ts";
import { isSmall } from "../article/scan.ts";
import { splitGraphemes } from "./graphemes.ts";
import { isConjunction, isPreposition, isSpokenBy, joinsPhrases } from "./openings.ts";
import { endsThai, isUnspaced, mayPart, phrasesOf } from "./unspaced.ts";

export interface Cut {
  readonly text: string;
  /** White space between the part before and this one, as written. */
  readonly gap: string;
  /** Cost of breaking before it. */
  readonly cost: number;
}

const cost = {
  clause: 630,
  comma: 900,
  /** It announces what follows. */
  colon: 1_150,
  bracket: 1_800,
  /** Set for a dash, or in a list: less sure. */
  hyphen: 2_400,
  /** Before what opens like a sentence whose full stop is lost. */
  lostStop: 2_400,
  conjunction: 4_200,
  preposition: 4_800,
  coordination: 5_000,
  word: 5_500,
  inside: 9_000,
} as const;
const extra = {
  number: 1_500,
  name: 500,
  place: 1_000,
  pair: 300,
  speaker: 3_000,
  scrap: 1_200,
  short: 800,
  tied: 900,
} as const;
/** Fewer characters of a sentence look lost, before a break or behind it; fewer than the second look poor. */
const scrapLength = 24;
const shortLength = 50;
/** No character is longer, a link aside, which is never shorter than its cost by much. */
const unitsOfCharacter = 4;

/** With so much room every word of the text stays whole; no room is enough for phrases of a script without spaces. */
export function roomForWords(text: string): number {
  if (isUnspaced(text)) return Number.POSITIVE_INFINITY;
  let longest = 0;
  for (const [word] of text.matchAll(/\S+/g)) longest = Math.max(longest, word.length);
  return longest * unitsOfCharacter;
}

export function cutSentence(text: string, lengthOf: (text: string) => number, room: number): Cut[] {
  const inside = insideOf(findPairs(text));
  const cuts: Cut[] = [];
  let before = "";
  for (const match of text.matchAll(/(\s*)(\S+)/g)) {
    const [whole, gap = "", word = ""] = match;
    const start = match.index + whole.length - word.length;
    const least = Math.min(start, text.length - start);
    const scrap = least < scrapLength ? extra.scrap : least < shortLength ? extra.short : 0;
    const beside = (inside(start) ? extra.pair : 0) + scrap;
    const first = cuts.length === 0 ? 0 : costBetween(before, word, text, start) + beside;
    for (const [at, part] of partsOf(word, lengthOf, room).entries())
      cuts.push({ text: part.text, gap: at === 0 ? gap : "", cost: at === 0 ? first : part.cost + beside });
    before = word;
  }
  return cuts;
}

/** "(BPS)" and "(Satgas PASTI)" go with the name before them, and end no clause: "Chief Operating Officer (COO) Dony Oskaria". */
const inBrackets = String.raw`\((?:\p{Lu}[\p{L}\p{M}\p{N}/.-]*|(?:\p{Lu}[\p{L}\p{M}\p{N}]* ){1,2}\p{Lu}{2}[\p{Lu}\p{N}-]*)\)`;
/** So do "(42)" and "(21/5/2026)", whose end may be a clause's. */
const shortName = new RegExp(String.raw`^(?:${inBrackets}|\(\p{N}[\p{N}/.-]*\))`, "u");
const behindShortName = new RegExp(String.raw`${inBrackets}\s*$`, "u");
const shortNameMax = 40;
/** "15.3 to 20.3": a range. */
const rangeOfNumbers = /^(?:hingga|sampai|dan|to|and|a|y|à|et|e) \p{Sc}?(?:Rp ?|US\$)?\p{N}/u;

/** Before the word that starts at `start`. */
function costBetween(before: string, word: string, text: string, start: number): number {
  const last = before.charCodeAt(before.length - 1);
  const lettered = (last >= 97 && last <= 122) || (last >= 65 && last <= 90);
  if (!lettered) {
    const named = behindShortName.test(text.slice(Math.max(0, start - shortNameMax), start)) && !openers.has(word);
    const marked = named ? null : costAfterMark(before, word);
    if (marked !== null)
      return marked + (/["”’»]$/.test(before) && isSpokenBy(before, text.slice(start, start + 90)) ? extra.speaker : 0);
  }
  if (/^[—–]/.test(word)) return cost.clause;
  if (word === "-" || before === "-") return costAtHyphen(text, start, word);
  if (endsThai(before)) return cost.comma;
  if (word.startsWith("(") && shortName.test(text.slice(start, start + shortNameMax))) return cost.word + extra.name;
  if (/^[("“«[]\S/.test(word) && before.length > 2) return cost.bracket;
  const range = rangeOfNumbers.test(text.slice(start, start + 16)) ? extra.number : 0;
  if (openers.has(word) && /^[\p{Ll}\p{N}]/u.test(before)) return cost.lostStop;
  return baseCost(word) + apart(before, word) + range + (leavesOpen(before) ? extra.tied : 0);
}

const baseCost = (word: string): number =>
  isConjunction(word)
    ? cost.conjunction
    : isPreposition(word)
      ? cost.preposition
      : joinsPhrases(word)
        ? cost.coordination
        : cost.word;

/** A word that waits for the next: "différents et | qui". */
const leavesOpen = (before: string): boolean =>
  before.length < 10 && (joinsPhrases(before) || isConjunction(before) || isPreposition(before));

/** "Jakarta - Solo" and "5 - 3" are one thing each; before a hyphen set for a dash is a better place than behind it. */
function costAtHyphen(text: string, start: number, word: string): number {
  const hyphen = word === "-" ? start : text.lastIndexOf("-", start);
  const ties =
    /[\p{Lu}\p{N}]\S*\s+$/u.test(text.slice(Math.max(0, hyphen - shortNameMax), hyphen)) &&
    /^\s+(?:[\p{Lu}\p{N}]|\p{L}(?!\p{L}))/u.test(text.slice(hyphen + 1, hyphen + 5));
  return ties ? cost.word + extra.name : word === "-" ? cost.hyphen : cost.word;
}

function costAfterMark(before: string, word: string): number | null {
  if (/[;؛—–]["”’»)]?$/.test(before)) return cost.clause;
  if (/[:：]["”’»)]?$/.test(before)) return cost.colon;
  // "New Jersey, Amerika Serikat": what follows belongs to the name.
  if (/[,،，、]["”’»)]?$/.test(before))
    return cost.comma + (/^\p{Lu}\S*,$/u.test(before) && /^\p{Lu}/u.test(word) ? extra.place : 0);
  if (
    /[.!?…؟]["”’»)\]]*$/.test(before) &&
    /^["“«(]?[\p{Lu}\p{Lo}\p{N}]/u.test(word) &&
    !titles.has(before.replace(/\.$/, ""))
  )
    return cost.clause;
  // "lainnya. bank bjb": a sentence that opens with a small letter.
  if (/\p{Ll}{4}[.!?…]["”’»)]*$/u.test(before) && !titles.has(before.replace(/\.$/, ""))) return cost.clause;
  return /[)\]"”»]$/.test(before) ? cost.bracket : null;
}

/** What belongs together: a number and what is counted, a title and its name, the words of a name. */
function apart(before: string, word: string): number {
  const [small, letter] = [isSmall(word.charCodeAt(0)), isSmall(before.charCodeAt(before.length - 1))];
  const number =
    (!letter && /^\p{Sc}?[\p{N}.,]+$/u.test(before)) ||
    (!small &&
      /^\p{N}/u.test(word) &&
      /^(?:Rp|No|US\$|pukul|Pasal|ayat|Jl|page|about|\p{Lu}\p{Ll}+)\.?$/u.test(before));
  if (number || titles.has(before.endsWith(".") ? before.slice(0, -1) : before)) return extra.number;
  return !small && /^\(?\p{Lu}/u.test(before) && /^\p{Lu}/u.test(word) ? extra.name : 0;
}

interface Part {
  readonly text: string;
  readonly cost: number;
}

/** One part as a rule; the phrases of a script without spaces; pieces of a word too long for any post. */
function partsOf(word: string, lengthOf: (text: string) => number, room: number): Part[] {
  if (word.length * unitsOfCharacter <= room && !isUnspaced(word)) return [{ text: word, cost: 0 }];
  const parts = isUnspaced(word) ? phrasesOf(word) : [{ text: word, cost: 0 }];
  return parts.flatMap((part) => (lengthOf(part.text) <= room ? [part] : pieces(part, lengthOf, room)));
}

/** Quarter posts of whole graphemes, so that a megabyte of one word stays cheap; where marks allow it, if they do at all. */
function pieces(part: Part, lengthOf: (text: string) => number, room: number): Part[] {
  const target = Math.max(1, Math.floor(room / 4));
  const found: Part[] = [];
  let text = "";
  let length = 0;
  for (const grapheme of splitGraphemes(part.text)) {
    const more = lengthOf(grapheme);
    const full = length + more > target && (mayPart(text.slice(-4), grapheme) || length + more > room);
    if (text !== "" && full) {
      found.push({ text, cost: found.length === 0 ? part.cost : cost.inside });
      text = "";
      length = 0;
    }
    text += grapheme;
    length += more;
  }
  if (text !== "") found.push({ text, cost: found.length === 0 ? part.cost : cost.inside });
  return found;
}
