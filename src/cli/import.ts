/** `utas import`: a spreadsheet or JSON Lines become publications, row by row. */

import type { Command } from "commander";
import { type Imported, importRows } from "../actions/import.ts";
import { AppError } from "../base/errors.ts";
import { dayWhereMonthMayBe } from "../schedule/wish-days.ts";
import { formats, type Row, type RowFormat, readRows } from "../sources/rows.ts";
import { note, print, printJson, readGiven, table } from "./io.ts";
import { counted } from "./shapes.ts";
import { oneOf } from "./splitting.ts";
import { sayWhoSends } from "./who-sends.ts";
import { actor, changing, withApp } from "./with-app.ts";

interface Options {
  readonly format?: RowFormat;
  readonly allOrNothing?: boolean;
  readonly again?: boolean;
  readonly json?: true;
}

/** A hundred thousand rows; more is more than one import. */
const maxBytes = 50_000_000;

export const define = (command: Command): Command =>
  command
    .argument("<file>", "CSV as spreadsheets write it, or JSON Lines; - for standard input")
    .option("--format <format>", `${formats.join(" or ")}; told by the file unless given`, oneOf("--format", formats))
    .option("--all-or-nothing", "one bad row, and no row is taken")
    .option("--again", "make publications anew for rows that were imported before")
    .option("--json", "print JSON")
    .addHelpText(
      "after",
      `
The first line of CSV names the columns, in any order, in English or Indonesian:
  account   (akun)   one or several, parted by commas or |
  text      (teks)   what to publish; or
  url       (tautan) the address of a page that holds it
  title     (judul)  may be left out, as may all that follow
  at        (waktu)  31/12/2026 09.00, besok 09.00, ISO 8601; blank: the account's next free slot
  zone      (zona)   of that time; blank: the account's, else UTAS_ZONE
  mode      (mode)   full, short, digest or link; blank: full
  hashtags  (tagar)  parted by spaces or commas, with or without #; none for none`,
    )
    .action(importFile);

async function importFile(file: string, { format, allOrNothing = false, again = false, json }: Options): Promise<void> {
  const { name, bytes } = await readGiven(file, maxBytes);
  if (bytes.length > maxBytes)
    throw new AppError("import-unreadable", {
      file: name,
      why: `it has ${bytes.length} bytes, and ${maxBytes} are the most; part it`,
    });
  const { encoding, ...given } = readRows(bytes, name, format);
  await withApp(changing, async (app) => {
    const found = await importRows(app, given, { allOrNothing, again, actor: actor() });
    sayDayFirst(given.rows);
    if (found.rejected.length > 0) process.exitCode = 1;
    if (json) return printJson(found);
    if (encoding !== "utf-8") note(`${name} was read as ${encoding}`);
    say(found, allOrNothing);
    if (found.accepted.length > found.already.length) await sayWhoSends(app, "Stored");
  });
}

/** A spreadsheet with American settings writes the month first, and nothing in the cell tells. */
function sayDayFirst(rows: readonly Row[]): void {
  const twofold = rows.flatMap(({ line, fields: { at } }) => {
    const day = dayWhereMonthMayBe(at);
    return day === null ? [] : [{ line, at: at.trim(), day }];
  });
  const [first] = twofold;
  if (!first) return;
  const more = twofold.length > 1 ? `, and so it is in ${counted(twofold.length - 1, "more row")}` : "";
  note(
    `The day comes first: ${first.at} in line ${first.line} is day ${first.day} of the month${more}. If the file means the month first, write its times as 2026-12-31 09:00.`,
  );
}

function say({ accepted, rejected, already }: Imported, allOrNothing: boolean): void {
  const lines = new Set(already.map(({ line }) => line));
  const anew = accepted.filter(({ line }) => !lines.has(line));
  const made = anew.reduce((sum, { publications }) => sum + publications.length, 0);
  if (already.length > 0 && anew.length === 0 && rejected.length === 0)
    print(`Nothing new: ${counted(already.length, "row")} had been imported before; --again imports them anew`);
  else print(`${counted(anew.length, "row")} accepted (${counted(made, "publication")}), ${rejected.length} rejected`);
  if (already.length > 0 && anew.length + rejected.length > 0)
    print(`${counted(already.length, "row")} had been imported before and made nothing new; --again imports them anew`);
  if (rejected.length === 0) return;
  if (allOrNothing) print("Nothing was stored: --all-or-nothing takes no row when one is bad.");
  print(
    table([["LINE", "COLUMN", "REASON"], ...rejected.map((one) => [String(one.line), one.column ?? "", one.reason])]),
  );
}
