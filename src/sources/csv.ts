/**
 * CSV as spreadsheets write it: `,` `;` or tab, quoted cells with line breaks in them, any line ends, a first line `sep=;`.
 * No library tells the line at which a row begins and goes on after a quote that is never closed; one bad row must not take the others along.
 */

export interface CsvRow {
  /** Where it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Why its cells cannot be told apart; null: they can. */
  readonly broken: string | null;
}

const delimiters = [",", ";", "\t"] as const;
export type Delimiter = (typeof delimiters)[number];

/** Rows without anything in them are left out. */
export function readCsv(text: string, fits: (header: readonly string[]) => number): CsvRow[] {
  const said = /^"?sep=(.)"?[^\S\r\n]*(?:\r\n|\n|\r|$)/i.exec(text);
  const start = said ? said[0].length : 0;
  const line = said ? 2 : 1;
  const delimiter = said?.[1] ?? delimiterOf(text.slice(start), fits);
  return [...rowsOf(text, start, line, delimiter)].filter(
    ({ cells, broken }) => broken || cells.some((cell) => cell.trim() !== ""),
  );
}

/** The one by which the first row names most columns. */
function delimiterOf(text: string, fits: (header: readonly string[]) => number): Delimiter {
  let best: Delimiter = ",";
  let most = -1;
  for (const delimiter of delimiters) {
    const header = [...firstOf(rowsOf(text, 0, 1, delimiter), ({ cells }) => cells.some((cell) => cell.trim() !== ""))];
    const count = fits(header[0]?.cells ?? []);
    if (count > most) [best, most] = [delimiter, count];
  }
  return best;
}

function* firstOf<T>(all: Iterable<T>, counts: (one: T) => boolean): Generator<T> {
  for (const one of all)
    if (counts(one)) {
      yield one;
      return;
    }
}

function* rowsOf(text: string, start: number, firstLine: number, delimiter: string): Generator<CsvRow> {
  let at = start;
  let line = firstLine;
  while (at < text.length) {
    const { cells, end, breaks, broken } = rowAt(text, at, delimiter);
    if (broken === null) {
      yield { line, cells, broken };
      at = end;
      line += breaks;
      continue;
    }
    // The row is lost, but what stands on the lines below it is not.
    yield { line, cells, broken };
    at = lineEnd(text, at);
    line++;
  }
}

/** Behind the line break that ends the line. */
function lineEnd(text: string, from: number): number {
  const found = /\r\n|\n|\r/g;
  found.lastIndex = from;
  const match = found.exec(text);
  return match ? match.index + match[0].length : text.length;
}

interface RowAt {
  readonly cells: string[];
  readonly end: number;
  /** Line breaks in it and behind it. */
  readonly breaks: number;
  readonly broken: string | null;
}

function rowAt(text: string, start: number, delimiter: string): RowAt {
  const cells: string[] = [];
  let at = start;
  let breaks = 0;
  for (;;) {
    const cell = cellAt(text, at, delimiter);
    cells.push(cell.value);
    breaks += cell.breaks;
    at = cell.end;
    if (cell.broken !== null) return { cells, end: at, breaks, broken: cell.broken };
    if (text[at] !== delimiter) break;
    at++;
  }
  if (at < text.length) {
    breaks++;
    at = lineEnd(text, at);
  }
  return { cells, end: at, breaks, broken: null };
}

interface CellAt {
  readonly value: string;
  /** At the delimiter or line break behind it, or at the end of the text. */
  readonly end: number;
  readonly breaks: number;
  readonly broken: string | null;
}

function cellAt(text: string, start: number, delimiter: string): CellAt {
  if (text[start] !== '"') {
    const end = endOfPlain(text, start, delimiter);
    return { value: text.slice(start, end), end, breaks: 0, broken: null };
  }
  let value = "";
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0)
      return { value, end: text.length, breaks: 0, broken: "a quotation mark that opens in it is never closed" };
    value += text.slice(at, quote);
    at = quote + 1;
    if (text[at] !== '"') break;
    value += '"';
    at++;
  }
  const breaks = value.match(/\r\n|\n|\r/g)?.length ?? 0;
  // Spreadsheets would read the rest without its marks: other words than were written must not go out.
  const end = endOfPlain(text, at, delimiter);
  const rest = text.slice(at, end);
  const broken =
    rest.trim() === ""
      ? null
      : breaks > 0
        ? "a quotation mark that opens in it is closed in the middle of another row"
        : "words stand behind its closing quotation mark; a mark that belongs to the text is written twice";
  return { value, end, breaks, broken };
}

function endOfPlain(text: string, start: number, delimiter: string): number {
  let at = start;
  while (at < text.length && text[at] !== delimiter && text[at] !== "\n" && text[at] !== "\r") at++;
  return at;
}

const runs = /^'*[=+\-@\t\r]/;

/** A cell that a spreadsheet would run as a formula is made a text by an apostrophe before it; reading takes it off again. */
const shielded = (cell: string): string => (runs.test(cell) ? `'${cell}` : cell);
export const unshielded = (cell: string): string => (cell.startsWith("'") && runs.test(cell) ? cell.slice(1) : cell);

export const csvLine = (cells: readonly string[]): string =>
  `${cells
    .map(shielded)
    .map((cell) => (/[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
    .join(",")}\r\n`;
