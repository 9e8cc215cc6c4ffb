/** Tells headings from paragraphs by their form, where the source had no mark-up: length, closing mark, case, and what follows. */

import type { Block, BlockKind } from "./article.ts";
import type { Piece } from "./pieces.ts";
import { splitSentences } from "./sentences.ts";

const headingMax = 100;
const wideHeadingMax = 40;
const wordsMax = 16;
/** A title in capitals may be longer; another that long is a standfirst, or a sentence that lost its full stop. */
const titleMax = 140;
const titleWordsMax = 24;
const proseMin = 60;
const wide = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/;

/** The pieces with every `line` turned into a heading or a paragraph. */
export function formed(pieces: readonly Piece[]): Block[] {
  const kinds: BlockKind[] = new Array(pieces.length);
  const opening = pieces.findIndex((piece) => piece.kind !== "caption");
  /** The nearest piece below that is no caption, and what it says to the end of its sentence. */
  let next: number | null = null;
  let said = "";
  for (let at = pieces.length - 1; at >= 0; at--) {
    const piece = pieces[at];
    if (!piece) continue;
    const first = at === opening;
    const below = next === null ? undefined : pieces[next];
    const goesOn = runsOn(piece.text, below?.text ?? "");
    const leads =
      below !== undefined && !goesOn && (introduces(piece.text, said) || (first && kinds[next ?? 0] === "heading"));
    // An editor who broke the thread behind a line left it no text to lead.
    const parted = !first && below?.breakBefore === true;
    const heading = first
      ? looksLikeTitle(piece.text) &&
        (leads || (isTold(said) && (inCapitals(piece.text) || isProse(furtherDown(pieces, next)))))
      : leads && looksLikeHeading(piece.text);
    kinds[at] = piece.kind !== "line" ? piece.kind : heading && !parted ? "heading" : "paragraph";
    if (piece.kind === "caption") continue;
    said = goesOn ? `${piece.text} ${said}`.slice(0, saidMax) : piece.text;
    next = at;
  }
  return pieces.map(({ text, breakBefore }, at) => {
    const kind = kinds[at] ?? "paragraph";
    return breakBefore ? { kind, text, breakBefore } : { kind, text };
  });
}

/** More of what follows tells no more about a heading. */
const saidMax = 400;

/** Shorter lines are no part of a sentence. */
const runsOnMin = 8;
const sentenceEnd = /[.!?…。！？]["”’»)\]]?$/;

/** A sentence that a blank line parts goes on below it: behind a comma, or in a small letter that is no name's ("bank bjb", "iPhone"). */
function runsOn(text: string, next: string): boolean {
  if (text.length < runsOnMin) return false;
  if (/[,،、，]$/.test(text)) return next !== "";
  const word = /^\p{Ll}[\p{L}\p{M}]*/u.exec(next)?.[0];
  if (word === undefined || sentenceEnd.test(text) || /\p{Lu}/u.test(word)) return false;
  return inSentence.test(next) || !` ${text.toLowerCase()} `.includes(` ${word} `);
}

/** What follows a heading is prose, and clearly longer. */
const introduces = (line: string, next: string) =>
  next.length >= Math.max(wide.test(next) ? 30 : proseMin, line.length * 1.3) &&
  !looksLikeHeading(next) &&
  !inSentence.test(next);

/** What begins so is the rest of the line's own sentence. A name may begin in a small letter as well ("bank bjb"). */
const inSentence =
  /^(?:dan|atau|yang|untuk|dengan|di|ke|dari|pada|melalui|serta|karena|and|or|which|who|that|to|of|in|on|for|with|by|y|o|e|et|ou|que|de|para|com|pour) /;

/** Most words begin with a capital, or it asks first: a title, not a line that lost its full stop. */
function inCapitals(line: string): boolean {
  const words = line.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]{3,}/gu) ?? [];
  const capitals = words.filter((word) => /^[\p{Lu}\p{N}]/u.test(word));
  return (words.length > 2 && capitals.length >= words.length * 0.6) || /[?!]["”'’]? \p{Lu}/u.test(line);
}

const isProse = (text: string) => text.length >= proseMin && !looksLikeHeading(text);

/** The text of the first piece behind `at` that is no caption. */
function furtherDown(pieces: readonly Piece[], at: number | null): string {
  if (at === null) return "";
  for (let below = at + 1; below < pieces.length; below++)
    if (pieces[below]?.kind !== "caption") return pieces[below]?.text ?? "";
  return "";
}

/** Below such a title a short sentence will do, where it is whole. */
const toldMin = 30;
const isTold = (next: string) =>
  next.length >= toldMin && /[.!?…]["”’»)]?$/.test(next) && !inSentence.test(next) && !/^[\p{Ll}.,;:)\]]/u.test(next);

/** A title may ask first and answer then; a heading is one sentence. */
const looksLikeTitle = (line: string) =>
  line.length <= titleMax &&
  (inCapitals(line) ? hasForm(line, titleMax, titleWordsMax, 2) : hasForm(line, headingMax, wordsMax, 2)) &&
  !/[^.]\. \p{Lu}.*[!?]$/u.test(line);

export const looksLikeHeading = (line: string): boolean => hasForm(line, headingMax, wordsMax, 1);

/** "12:49 p.m." above what happened then. */
const timeAlone =
  /^\d{1,2}[.:]\d{2}(?: ?(?:[ap]\.m\.|[ap]m|[AP]M|WIB|WITA|WIT|GMT|BST|CET|CEST|ET|EST|EDT|UTC|h|uhr))?:?$/u;

function hasForm(line: string, most: number, words: number, sentences: number): boolean {
  if (timeAlone.test(line)) return true;
  if (line.length > (wide.test(line) ? wideHeadingMax : most) || line.length < 2) return false;
  if (/[.,:;…。，；：、،؛؟۔।]["”’»)]?$/.test(line) || /^[\p{Ll}.,;:)\]]/u.test(line)) return false;
  if (/^["“].*["”],? \p{Ll}/u.test(line)) return false;
  if (/^[^?!]*, .*[?!]$/.test(line) && !inCapitals(line)) return false;
  return line.split(" ").length <= words && splitSentences(line).length <= sentences;
}
