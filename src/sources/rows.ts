/** A file of publications to come, as CSV or JSON Lines -> rows with the same fields, each with the line where it begins. */

import { AppError } from "../base/errors.ts";
import { isBroken } from "../base/text.ts";
import { readCsv, unshielded } from "./csv.ts";
import { decodeText, unreadable } from "./encoding.ts";

/** What a row may say. `id` and `state` come from an export: what is there already is not made again. */
export const columns = ["account", "text", "url", "title", "at", "zone", "mode", "hashtags", "id", "state"] as const;
export type Column = (typeof columns)[number];
/** What an export tells beside; importing passes it over. */
export const told = ["reason", "published_at", "urls"] as const;

export const formats = ["csv", "jsonl"] as const;
export type RowFormat = (typeof formats)[number];

export interface Row {
  readonly line: number;
  /** Blank where the file says nothing. */
  readonly fields: Readonly<Record<Column, string>>;
}

/** Why a row is not taken. `column` null: it is the row as a whole. */
export interface Rejected {
  readonly line: number;
  readonly column: string | null;
  readonly reason: string;
}

export interface RowsRead {
  readonly rows: readonly Row[];
  readonly rejected: readonly Rejected[];
  readonly encoding: string;
}

const names: Readonly<Record<Column | (typeof told)[number], readonly string[]>> = {
  account: ["account", "accounts", "akun", "akuntujuan", "to", "kepada", "tujuan", "handle"],
  text: ["text", "teks", "isi", "artikel", "article", "body", "naskah", "konten", "content"],
  url: ["url", "link", "tautan", "alamat", "pranala"],
  title: ["title", "judul"],
  at: ["at", "waktu", "jadwal", "time", "when", "date", "tanggal", "schedule"],
  zone: ["zone", "zona", "timezone", "zonawaktu"],
  mode: ["mode", "moda", "ragam"],
  hashtags: ["hashtags", "hashtag", "tagar", "tags", "tag"],
  id: ["id"],
  state: ["state", "status", "keadaan"],
  reason: ["reason", "alasan"],
  published_at: ["publishedat", "terbit"],
  urls: ["urls"],
};

type Known = keyof typeof names;
const plain = (name: string) =>
  name
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

const columnOf = (name: string): Known | null => {
  const bare = plain(name);
  for (const [column, all] of Object.entries(names)) if (all.includes(bare)) return column as Known;
  return null;
};

/** Throws `import-unreadable` when the file as a whole cannot be read; a bad row is told and stops no other. */
export function readRows(bytes: Uint8Array, name: string, format?: RowFormat): RowsRead {
  if (isWorkbook(bytes)) throw unreadableFile(name, "it is a workbook; save it as CSV (UTF-8) first");
  const { text, encoding } = decodeText(bytes);
  if (text.includes("\0")) throw unreadableFile(name, "it is not text; save the table as CSV (UTF-8)");
  if (text.trim() === "")
    throw unreadableFile(name, "it is empty; its first line names the columns, as account,text,at");
  const read = (format ?? formatOf(name, text)) === "jsonl" ? readLines(text) : readTable(text, name);
  return { ...withoutBroken(read), encoding };
}

/** Today's workbooks (.xlsx, .ods) are zip files, Excel's old ones (.xls) say so in their first bytes. */
const isWorkbook = (bytes: Uint8Array) =>
  ["504b0304", "d0cf11e0"].includes(Buffer.from(bytes.subarray(0, 4)).toString("hex"));

const unreadableFile = (file: string, why: string) => new AppError("import-unreadable", { file, why });

const formatOf = (name: string, text: string): RowFormat => {
  if (/\.(?:jsonl|ndjson)$/i.test(name)) return "jsonl";
  return !/\.(?:csv|tsv)$/i.test(name) && text.trimStart().startsWith("{") ? "jsonl" : "csv";
};

type Read = Pick<RowsRead, "rows" | "rejected">;

/** Bytes that were no text, and characters that no database takes. */
function withoutBroken({ rows, rejected }: Read): Read {
  const broken: Rejected[] = [];
  const whole = rows.filter(({ line, fields }) => {
    const column = columns.find((one) => fields[one].includes(unreadable) || isBroken(fields[one]));
    if (column)
      broken.push({ line, column, reason: "it holds broken characters: save the file as UTF-8 and mend them" });
    return column === undefined;
  });
  return { rows: whole, rejected: [...rejected, ...broken].sort((a, b) => a.line - b.line) };
}

function readTable(text: string, file: string): Read {
  const [header, ...body] = readCsv(text, (cells) => cells.filter((cell) => columnOf(cell) !== null).length);
  if (!header) throw unreadableFile(file, "it is empty");
  const found = header.cells.map((cell, index) => {
    const column = columnOf(cell);
    // A column without a name and without content is a delimiter too many.
    if (column === null && (cell.trim() !== "" || body.some(({ cells }) => (cells[index] ?? "").trim() !== "")))
      throw unreadableFile(file, unknownColumn(cell.trim(), index));
    return column;
  });
  for (const [index, column] of found.entries())
    if (column !== null && found.indexOf(column) < index)
      throw unreadableFile(
        file,
        `two of its columns are the ${column}: ${JSON.stringify(header.cells[found.indexOf(column)])} and ${JSON.stringify(header.cells[index])}`,
      );
  if (!found.includes("account")) throw unreadableFile(file, 'the column "account" is missing from its first line');
  if (!found.includes("text") && !found.includes("url"))
    throw unreadableFile(file, 'a column "text" or "url" is missing from its first line');

  const rows: Row[] = [];
  const rejected: Rejected[] = [];
  for (const { line, cells, broken } of body) {
    const beyond = cells.slice(found.length).some((cell) => cell.trim() !== "");
    if (broken !== null) rejected.push({ line, column: found[cells.length - 1] ?? null, reason: broken });
    else if (beyond) rejected.push({ line, column: null, reason: tooMany(cells.length, found.length) });
    else rows.push({ line, fields: fieldsOf((column) => unshielded(cells[found.indexOf(column)] ?? "")) });
  }
  return { rows, rejected };
}

const fieldsOf = (said: (column: Column) => string): Row["fields"] =>
  Object.fromEntries(columns.map((column) => [column, said(column)])) as Record<Column, string>;

const unknownColumn = (name: string, index: number) =>
  name === ""
    ? `its column ${index + 1} has no name; columns are ${columns.slice(0, 8).join(", ")}`
    : `its column ${JSON.stringify(name)} is not known; columns are ${columns.slice(0, 8).join(", ")}`;

const tooMany = (cells: number, columns: number) =>
  `it has ${cells} cells for ${columns} columns; a cell with a delimiter in it stands between quotation marks`;

function readLines(text: string): Read {
  const rows: Row[] = [];
  const rejected: Rejected[] = [];
  for (const [index, written] of text.split(/\r\n|\n|\r/).entries()) {
    if (written.trim() === "") continue;
    const line = index + 1;
    const found = objectIn(written);
    if (found.column !== undefined) rejected.push({ line, column: found.column, reason: found.reason });
    else rows.push({ line, fields: found.fields });
  }
  return { rows, rejected };
}

type ObjectRead =
  | { readonly column?: undefined; readonly fields: Row["fields"] }
  | { readonly column: string | null; readonly reason: string };

function objectIn(written: string): ObjectRead {
  let given: unknown;
  try {
    given = JSON.parse(written);
  } catch (error) {
    return { column: null, reason: `it is not JSON: ${(error as Error).message}` };
  }
  if (typeof given !== "object" || given === null || Array.isArray(given))
    return { column: null, reason: 'it is no JSON object such as { "account": "…", "text": "…" }' };
  const values = new Map<Known, string>();
  for (const [name, value] of Object.entries(given)) {
    const column = columnOf(name);
    if (column === null)
      return { column: name, reason: `it is not known; fields are ${columns.slice(0, 8).join(", ")}` };
    if (values.has(column)) return { column: name, reason: `it is the ${column} once more` };
    const text = textOf(column, value);
    if (text === null) return { column: name, reason: "it should be a text" };
    values.set(column, text);
  }
  return { fields: fieldsOf((column) => values.get(column) ?? "") };
}

/** Accounts and hashtags may come as lists; an empty list of hashtags wishes for none. */
function textOf(column: Known, value: unknown): string | null {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if (!Array.isArray(value) || !value.every((one) => typeof one === "string"))
    return (told as readonly string[]).includes(column) ? "" : null;
  if (column === "hashtags" && value.length === 0) return "none";
  return column === "account" || column === "hashtags" || column === "urls" ? value.join(",") : null;
}
