/** Checks one row of an import: to whom, what, when. Nothing is read from anywhere, nothing stored. */

import type { App } from "../app.ts";
import { isTag } from "../article/hashtags.ts";
import { AppError } from "../base/errors.ts";
import { derivedId, newId } from "../base/ids.ts";
import { readWish } from "../schedule/wish.ts";
import { zoneNamed } from "../schedule/zone.ts";
import type { Column, Row } from "../sources/rows.ts";
import type { KeptAccount } from "../store/rows.ts";
import { modes, type Wishes } from "../thread/split.ts";
import type { Written } from "./export.ts";

/** What is wrong with a row, and in which of its columns. */
export class RowFault extends Error {
  readonly column: Column | null;

  constructor(column: Column | null, reason: string, options?: { cause?: unknown }) {
    super(reason, options);
    this.column = column;
  }
}

/** One publication that a row asks for. */
export interface Wanted {
  readonly id: string;
  readonly account: KeptAccount;
  /** Null: now. */
  readonly due: Date | "next" | null;
}

export interface CheckedRow {
  readonly row: Row;
  readonly wanted: readonly Wanted[];
  readonly wishes: Wishes;
  readonly written: Written;
}

export interface Checking {
  readonly settings: App["settings"];
  /** By the name in the file; a fault where there is none. */
  readonly accounts: ReadonlyMap<string, KeptAccount | AppError>;
  readonly now: Date;
  /** How often the same row stood in the file before. */
  readonly seen: Map<string, number>;
  /** True: rows that were imported before are imported anew. */
  readonly again: boolean;
}

/** Names in a cell, parted by commas or `|`. */
export const accountNames = ({ fields }: Row): string[] =>
  fields.account
    .split(/[,|;\n]/)
    .map((name) => name.trim())
    .filter(Boolean);

/** Throws `RowFault`. */
export function checkRow(row: Row, checking: Checking): CheckedRow {
  const { fields } = row;
  const [text, url] = [fields.text.trim(), fields.url.trim()];
  const accounts = accountsOf(row, checking);
  if (text !== "" && url !== "") throw new RowFault("url", "give a text or a url, not both");
  if (text === "" && url === "")
    throw new RowFault("text", "it is blank, and so is url: one of them says what to publish");
  if (url !== "" && !/^https?:\/\/\S+$/i.test(url))
    throw new RowFault("url", `${JSON.stringify(url)} is no address such as https://example.org/news/1`);
  const mode = modeOf(fields.mode);
  const hashtags = tagsOf(fields.hashtags);
  const zone = fields.zone.trim() === "" ? null : within("zone", () => zoneNamed(fields.zone));
  const words = [text, url, fields.title.trim(), mode ?? "full", String(hashtags ?? "")];
  const wanted = accounts.map((account): Wanted => {
    const { due, said } = dueOf(fields.at, zone ?? account.zone ?? checking.settings.zone, checking.now);
    return { account, due, id: idOf([account.id, ...words, said], checking) };
  });
  return { row, wanted, wishes: { mode, hashtags }, written: writtenIn(fields) };
}

function accountsOf(row: Row, { accounts }: Checking): KeptAccount[] {
  const names = accountNames(row);
  if (names.length === 0) throw new RowFault("account", "it is blank: name one account or several, parted by commas");
  const found = new Map<string, KeptAccount>();
  for (const name of names) {
    const account = accounts.get(name);
    if (!account || account instanceof AppError)
      throw new RowFault("account", account?.message ?? `there is no account ${JSON.stringify(name)}`);
    found.set(account.id, account);
  }
  return [...found.values()];
}

function modeOf(written: string): Wishes["mode"] {
  const wanted = written.trim().toLowerCase();
  const mode = modes.find((one) => one === wanted);
  if (mode === undefined && wanted !== "")
    throw new RowFault("mode", `${JSON.stringify(written)} is not one of ${modes.join(", ")}`);
  return mode;
}

function tagsOf(written: string): Wishes["hashtags"] {
  const given = written.split(/[\s,;|]+/).filter(Boolean);
  const [first] = given;
  if (first === undefined) return undefined;
  if (given.length === 1 && first === "own") return "own";
  if (given.length === 1 && first === "none") return [];
  const wrong = given.find((tag) => !isTag(tag));
  if (wrong !== undefined)
    throw new RowFault(
      "hashtags",
      `${JSON.stringify(wrong)} is no hashtag: give letters, digits and _, such as #EkonomiDesa`,
    );
  return given;
}

/** A minute and a second later a time that is named is still the same. */
const aLittleMs = 61_000;

/** Forms that only spreadsheets give a time: `09.00.00` (Indonesian settings), `31-Des-26`. */
const asPeopleWrite = (at: string): string =>
  at
    .replace(/\b(\d{1,2})\.(\d{2})\.00$/, "$1.$2")
    .replace(/^(\d{1,2})-(\p{L}{3,})-(\d{4}|\d{2})\b/u, (_, day: string, month: string, year: string) =>
      [day, month, year.length === 2 ? `20${year}` : year].join(" "),
    );

/** When, and how that is the same whenever the file is read: the instant, or the words of a wish that moves on with the clock. */
function dueOf(at: string, zone: string, now: Date): { readonly due: Wanted["due"]; readonly said: string } {
  const written = asPeopleWrite(at.trim());
  return within("at", () => {
    const found = readWish(written === "" ? "next" : written, zone, now, true);
    if (typeof found === "string") return { due: found === "now" ? null : found, said: found };
    const later = readWish(written, zone, new Date(now.getTime() + aLittleMs), true);
    const stays = typeof later !== "string" && later.at.getTime() === found.at.getTime();
    return { due: found.at, said: stays ? found.at.toISOString() : written.toLowerCase() };
  });
}

/** The same row of the same file, read again, asks for the same publication. */
function idOf(parts: readonly string[], { seen, again }: Checking): string {
  if (again) return newId("pub");
  const key = JSON.stringify(parts);
  const before = seen.get(key) ?? 0;
  seen.set(key, before + 1);
  return derivedId("pub", "import", ...parts, String(before));
}

function writtenIn({ text, url, title, zone, hashtags }: Row["fields"]): Written {
  const said = Object.entries({ title, zone, hashtags }).filter(([, value]) => value.trim() !== "");
  return { ...(text.trim() === "" ? { url: url.trim() } : { text }), ...Object.fromEntries(said) };
}

/** A fault found while a column was read is that column's. */
export function within<T>(column: Column | ((fault: AppError) => Column), work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new RowFault(typeof column === "string" ? column : column(error), error.message, { cause: error });
  }
}
