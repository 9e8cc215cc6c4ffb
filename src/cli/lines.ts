/** Reads a file or standard input line by line, in constant memory. */

import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { AppError, sentenceOf } from "../base/errors.ts";

/** Lines are counted from 1. Throws `file-missing` or `file-unreadable`. */
export async function* eachLine(file: string): AsyncGenerator<{ line: number; text: string }> {
  const input = file === "-" ? process.stdin : createReadStream(file);
  let line = 0;
  try {
    for await (const text of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY }))
      yield { line: ++line, text };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === "ENOENT") throw new AppError("file-missing", { file }, { cause });
    if (!(cause as NodeJS.ErrnoException).syscall) throw cause;
    throw new AppError("file-unreadable", { file, why: sentenceOf(cause) }, { cause });
  }
}
