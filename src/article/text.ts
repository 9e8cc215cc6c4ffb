/** Plain text -> pieces. No mark-up is promised, so lines stay lines, but for list items and lines that an editor wrapped. */

import { marksApart, nothingBeside, type Piece, type Pieces } from "./pieces.ts";
import { closes, goesOn } from "./wrapping.ts";

export const listMark = /^(?:[-*•‣▪–—]|\d{1,2}[.)]|[a-z]\))\s+\S/;
/** Lines that a program wrapped are about this long; a heading or a list is not. */
const wrapMin = 50;
const wrapMax = 100;

export function readText(text: string): Pieces {
  const pieces: Piece[] = [];
  let group: string[] = [];
  for (const source of marksApart(unescaped(text)).split("\n")) {
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

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ldquo: "“",
  rdquo: "”",
  lsquo: "‘",
  rsquo: "’",
  ndash: "–",
  mdash: "—",
  hellip: "…",
};

/** Copies out of a page's source and exports of old systems hold its characters by name: "&amp;", "&#8217;". */
const unescaped = (text: string) =>
  text.includes("&")
    ? text.replace(/&(?:([a-z]{2,6})|#(\d{2,6}));/g, (whole, name?: string, number?: string) => {
        if (name) return entities[name] ?? whole;
        const code = Number(number);
        return code >= 32 && code < 0x110000 && !(code >= 0x7f && code < 0xa0) && (code < 0xd800 || code > 0xdfff)
          ? String.fromCodePoint(code)
          : whole;
      })
    : text;

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
      joined[joined.length - 1] = `${last} ${line}`;
    else joined.push(line);
  }
  return joined;
}
