/** How commands read and write: data on standard output, everything else on standard error. */

import { readFile } from "node:fs/promises";
import { AppError, sentenceOf } from "../base/errors.ts";

export const print = (line: string): void => void process.stdout.write(`${line}\n`);
export const note = (line: string): void => void process.stderr.write(`${line}\n`);
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

export interface Given {
  /** How a message names it. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A file, or standard input for `-`. Throws `file-missing`, `file-unreadable`, or `article-too-large` before memory fills. */
export async function readGiven(file: string, maxBytes: number): Promise<Given> {
  if (file === "-") return { name: "standard input", bytes: await readInput(maxBytes) };
  try {
    return { name: file, bytes: await readFile(file) };
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new AppError("file-missing", { file }, { cause });
    const why =
      code === "EISDIR" ? "it is a folder" : code === "EACCES" ? "its permissions forbid it" : sentenceOf(cause);
    throw new AppError("file-unreadable", { file, why }, { cause });
  }
}

async function readInput(max: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin) {
    size += (chunk as Buffer).length;
    if (size > max) throw new AppError("article-too-large", { source: "standard input", size, max });
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

/** A positive whole number, for options such as --limit. */
export function wholeNumber(option: string): (value: string) => number {
  return (value) => {
    if (!/^[1-9]\d{0,8}$/.test(value))
      throw new AppError("option-invalid", { option, value, hint: "give a whole number from 1" });
    return Number(value);
  };
}

/** Names parted by commas. */
export function names(option: string): (value: string) => string[] {
  return (value) => {
    const found = value
      .split(",")
      .map((name) => name.trim())
      .filter(Boolean);
    if (found.length === 0) throw new AppError("option-invalid", { option, value, hint: "give at least one name" });
    return found;
  };
}

/** Columns as wide as their widest cell. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, index) => Math.max(all[index] ?? 0, cell.length)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
