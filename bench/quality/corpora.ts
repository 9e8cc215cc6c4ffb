/** Reads the JSONL corpora of a folder: which there are, and their rows one by one. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Fields = Readonly<Record<string, unknown>>;

/** Names of the files that fit, in order, such as `news-id.jsonl`. */
export const corporaOf = (folder: string, name: RegExp): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .filter((file) => name.test(file))
        .sort()
    : [];

/** Throws for a line that is no JSON object: which, and where. */
export function* rowsOf(folder: string, file: string): Generator<Fields> {
  for (const [index, line] of readFileSync(join(folder, file), "utf8").split("\n").entries()) {
    if (line.trim() === "") continue;
    const fields: unknown = parsed(line, `${file}, line ${index + 1}`);
    if (typeof fields !== "object" || fields === null) throw new Error(`${file}, line ${index + 1} is no JSON object.`);
    yield fields as Fields;
  }
}

function parsed(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new Error(`${where} is not JSON.`, { cause });
  }
}

export const textOf = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === "string" ? value : "";
};
