/** A row that names a publication which is there already: it says the same, or what it says differently. */

import { zoneNamed } from "../schedule/zone.ts";
import type { Column } from "../sources/rows.ts";
import type { Exported } from "../store/exports.ts";
import { exportRow } from "./export.ts";
import { type CheckedRow, RowFault } from "./import-row.ts";

/** Spreadsheets write line breaks and the spaces around a text as they like. */
const plain = (text: string) => text.replace(/\r\n?/g, "\n").trim();

/** The check of a row against its publication; true, or it throws `RowFault`. */
export const differsFrom =
  (one: Exported, houseZone: string) =>
  ({ row, wanted, wishes }: CheckedRow): true => {
    const before = exportRow(one, houseZone);
    const refuse = (column: Column, wayOut: string): never => {
      throw new RowFault(
        column,
        `${one.id} is here already with another ${column}: ${wayOut}, or clear the cell id to make a new publication`,
      );
    };
    const [first, ...more] = wanted;
    if (first?.account.id !== one.accountId || more.length > 0) refuse("account", "leave it as it was exported");
    const changed = (["text", "url", "title", "hashtags"] as const).find(
      (column) => plain(row.fields[column]) !== plain(String(before[column])),
    );
    if (changed) refuse(changed, "cancel it");
    if ((wishes.mode ?? "full") !== before.mode) refuse("mode", "cancel it");
    const seconds = (at: Date | null) => (at === null ? null : Math.floor(at.getTime() / 1_000));
    const due = first?.due ?? null;
    if (!(due instanceof Date) || seconds(due) !== seconds(one.dueAt)) {
      const blank = row.fields.at.trim() === "" && one.dueAt === null;
      if (!blank) refuse("at", `move it (utas move ${one.id} --at … --zone ${zoneNamed(String(before.zone))})`);
    }
    return true;
  };
