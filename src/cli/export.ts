/** `utas export`: every publication as a row that `utas import` reads again, with what has become of it. */

import { once } from "node:events";
import type { Command } from "commander";
import { type ExportField, type ExportRow, exportRow } from "../actions/export.ts";
import { AppError } from "../base/errors.ts";
import { readWish } from "../schedule/wish.ts";
import { csvLine } from "../sources/csv.ts";
import { columns, formats, type RowFormat, told } from "../sources/rows.ts";
import { oneOf } from "./splitting.ts";
import { reading, settingsInForce, withApp } from "./with-app.ts";

interface Options {
  readonly from?: string;
  readonly to?: string;
  readonly format?: RowFormat;
}

const fields: readonly ExportField[] = [...columns, ...told];

export const define = (command: Command): Command =>
  command
    .description("every publication as CSV or JSON Lines, on standard output; utas import reads it again")
    .option("--from <time>", "those due from then on: a day, a wish or ISO 8601, in UTAS_ZONE unless it names a zone")
    .option("--to <time>", "those due until then; of a day, its end")
    .option("--format <format>", `${formats.join(" or ")}; csv unless given`, oneOf("--format", formats))
    .action(exportAll);

async function exportAll({ from, to, format = "csv" }: Options): Promise<void> {
  const { zone } = settingsInForce();
  await withApp(reading, async ({ store, clock }) => {
    const bounds = { from: timeIn("--from", from, zone, clock.now()), to: timeIn("--to", to, zone, clock.now()) };
    if (bounds.from && bounds.to && bounds.from > bounds.to)
      throw new AppError("option-invalid", { option: "--to", value: to ?? "", hint: "it is before --from" });
    const line = format === "csv" ? csvRow : jsonRow;
    // The byte order mark tells a spreadsheet that this is UTF-8.
    if (format === "csv") await write(`\ufeff${csvLine(fields)}`);
    for await (const one of store.exports.each(bounds)) await write(line(exportRow(one, zone)));
  });
}

const csvRow = (row: ExportRow) =>
  csvLine(fields.map((field) => row[field]).map((value) => (typeof value === "string" ? value : value.join(" "))));
const jsonRow = (row: ExportRow) => `${JSON.stringify(row)}\n`;

/** A slow reader is waited for. */
async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

/** Throws `option-invalid`. */
function timeIn(option: string, written: string | undefined, zone: string, now: Date): Date | null {
  if (written === undefined) return null;
  const end = option === "--to";
  const isDay = !/\d[.:]\d{2}|\b(?:am|pm)\b|\bin\b|lagi$|^(?:now|sekarang)$/i.test(
    written.replace(/^\d{1,2}\.\d{1,2}\.\d{2,4}/, ""),
  );
  try {
    const found = readWish(isDay ? `${written} ${end ? "23:59" : "00:00"}` : written, zone, now, true);
    if (found === "now") return now;
    if (found !== "next") return isDay && end ? new Date(found.at.getTime() + 59_999) : found.at;
  } catch (cause) {
    if (!(cause instanceof AppError)) throw cause;
    throw new AppError("option-invalid", { option, value: written, hint: cause.message }, { cause });
  }
  throw new AppError("option-invalid", { option, value: written, hint: "give a day or a time" });
}
