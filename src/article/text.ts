/** Plain text -> pieces. No mark-up is promised, so lines stay lines, but for list items and lines that an editor wrapped. */

import { marksApart, nothingBeside, type Piece, type Pieces } from "./pieces.ts";
import { closes, goesOn, goesOnWide } from "./wrapping.ts";

export const listMark = /^(?:[-*•‣▪–—]|\d{1,2}[.)]|[a-z]\))\s+\S/;
/** Lines that a program wrapped are about this long; a heading or a list is not. */
const wrapMin = 50;
const wrapMax = 100;

export function readText(text: string): Pieces {
  const pieces: Piece[] = [];
  let group: string[] = [];
  for (const source of marksApart(text).split("\n")) {
    const line = source.replace(/ {2,}/g, " ").trim();
    if (line !== "") group.push(line);
    else if (group.length > 0) {
      for (const one of unwrap(group)) pieces.push(toPiece(one));
      group = [];
    }
  }
  for (const one of unwrap(group)) pieces.push(toPiece(one));
  return { ...nothingBeside, pieces };
}

const toPiece = (line: string): Piece => ({ kind: listMark.test(line) ? "item" : "line", text: line });

/** Joins lines that belong to one paragraph: wrapped to a width, or going on in a small letter. */
function unwrap(lines: readonly string[]): readonly string[] {
  if (lines.length < 2) return lines;
  const wrapped =
    lines.length > 2 &&
    lines.slice(0, -1).every((line) => line.length >= wrapMin && line.length <= wrapMax && !listMark.test(line)) &&
    lines.slice(0, -1).filter((line) => !closes(line)).length * 2 >= lines.length;
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    if (last !== undefined && (wrapped || goesOn(last, line)) && !listMark.test(line))
      joined[joined.length - 1] = `${last}${goesOnWide(last, line) ? "" : " "}${line}`;
    else joined.push(line);
  }
  return joined;
}
