/** Emoji that are written in several characters: all that Unicode recommends (its version stands in the table), and further spellings that X takes for one. */

import { emojiClasses, emojiMoves, emojiWidth } from "../article/generated/emoji.ts";
import { eachRange } from "../article/ranges.ts";

const lowEnd = 0x3400;
const signsFrom = 0x1f000;
const signsEnd = 0x1fc00;
const tagsFrom = 0xe0000;
const tagsEnd = 0xe0080;
const selector = 0xfe0f;

/** Classes of the characters below lowEnd, then of the emoji's own blocks, then of the tags, then of the selector. */
const highAt = lowEnd;
const tagsAt = highAt + signsEnd - signsFrom;
const selectorAt = tagsAt + tagsEnd - tagsFrom;
const classes = new Uint8Array(selectorAt + 1);
eachRange(emojiClasses, (first, last, kind) => {
  for (let point = first; point <= last; point++) classes[placeOf(point)] = kind;
});

/** The place of a character in the table; -1: no emoji holds it. */
function placeOf(point: number): number {
  if (point < lowEnd) return point;
  if (point >= signsFrom && point < signsEnd) return highAt + point - signsFrom;
  if (point === selector) return selectorAt;
  return point >= tagsFrom && point < tagsEnd ? tagsAt + point - tagsFrom : -1;
}

const moves = unpack();

function unpack(): Uint16Array {
  const states = emojiMoves.split(" ");
  const table = new Uint16Array(states.length * emojiWidth);
  for (const [state, cells] of states.entries())
    for (const [at, cell] of cells.split(",").entries())
      if (cell !== "") table[state * emojiWidth + at + 1] = Number.parseInt(cell, 36);
  return table;
}

/** The end of the longest emoji of several characters that starts at `start`; `start` itself when none does. */
export function emojiEnd(text: string, start: number, to = text.length): number {
  let end = start;
  let state = 0;
  for (let at = start; at < to; ) {
    const point = text.codePointAt(at) ?? 0;
    const place = placeOf(point);
    const move = place < 0 ? 0 : (moves[(state >> 1) * emojiWidth + (classes[place] ?? 0)] ?? 0);
    if (move === 0) break;
    at += point > 0xffff ? 2 : 1;
    if ((move & 1) === 1) end = at;
    state = move;
  }
  return end;
}
