/** Reads a file or standard input line by line, and answers lines of JSON with lines of JSON, in constant memory. */

import { once } from "node:events";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { readSource } from "../actions/accept.ts";
import type { Article } from "../article/article.ts";
import { AppError, sentenceOf } from "../base/errors.ts";
import { isBroken } from "../base/text.ts";

/**
 * Lines are counted from 1, each as its bytes, one a character: only that way do a line's bytes stay what they are, and only line
 * ends part lines. Throws `file-missing` or `file-unreadable`.
 */
async function* eachLine(file: string): AsyncGenerator<{ line: number; bytes: Buffer }> {
  const input = file === "-" ? process.stdin.setEncoding("latin1") : createReadStream(file, "latin1");
  let line = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
      yield { line: ++line, bytes: Buffer.from(text, "latin1") };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") throw new AppError("file-missing", { file }, { cause });
    if (!(cause as NodeJS.ErrnoException).syscall) throw cause;
    throw new AppError("file-unreadable", { file, why: sentenceOf(cause) }, { cause });
  }
}

/** What a line gives: the names and values of its JSON object. */
export type Fields = Readonly<Record<string, unknown>>;

/** Answers each line in order, `id` first. A line that cannot be answered is told as `{ id?, line, error }`, the others go on, and the exit code is 1. */
export async function answerLines(file: string, answer: (fields: Fields, line: number) => object): Promise<void> {
  for await (const { line, bytes } of eachLine(file)) {
    if (bytes.every((byte) => byte === 32 || byte === 9)) continue;
    let id: unknown;
    let reply: object;
    try {
      const fields = fieldsOf(bytes);
      id = fields.id;
      reply = { id, ...answer(fields, line) };
    } catch (fault) {
      process.exitCode = 1;
      reply = { ...(id !== undefined && { id }), line, error: sentenceOf(fault) };
    }
    // A slow reader is waited for: what it has not taken yet stays out of memory.
    if (!process.stdout.write(`${JSON.stringify(reply)}\n`)) await once(process.stdout, "drain");
  }
}

function fieldsOf(bytes: Buffer): Fields {
  let given: unknown;
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("usage", { problem: "The line is not UTF-8." }, { cause });
  }
  try {
    given = JSON.parse(text);
  } catch (cause) {
    throw new AppError("usage", { problem: `The line is not JSON: ${(cause as Error).message}` }, { cause });
  }
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw new AppError("usage", { problem: "The line is not a JSON object." });
  return given as Fields;
}

/** The article of a line `{ "text", "title"?, "link"?, "language"? }`. */
export function articleOf(fields: Fields, line: number): Article {
  const text = textField(fields, "text");
  if (text === undefined) throw new AppError("usage", { problem: '"text" is missing.' });
  const [title, link, language] = ["title", "link", "language"].map((name) => textField(fields, name));
  return readSource({
    name: `line ${line}`,
    bytes: new TextEncoder().encode(text),
    ...(title && { title }),
    ...(link && { link }),
    ...(language && { language }),
  });
}

function textField(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw new AppError("usage", { problem: `"${name}" should be a string.` });
  if (isBroken(value))
    throw new AppError("usage", { problem: `"${name}" holds a NUL character, or half of a character.` });
  return value;
}
