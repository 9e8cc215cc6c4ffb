/** Material that is not part of the repository: beside it in ../shared, or where UTAS_SHARED says. Tests that need it are skipped without it. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = process.env.UTAS_SHARED ?? join(import.meta.dirname, "../../../shared");

export const hasShared = (path: string): boolean => existsSync(join(folder, path));
export const readShared = (path: string): string => readFileSync(join(folder, path), "utf8");

/** Rows of one of the corpora; empty when it is absent. */
export function sharedRows(path: string): { readonly id: string; readonly title?: string; readonly text: string }[] {
  if (!hasShared(path)) return [];
  return readShared(path)
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

export const readSample = (name: string): string =>
  readFileSync(join(import.meta.dirname, "../../samples", name), "utf8");
