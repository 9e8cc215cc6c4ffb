/** `utas measure`: how long a text is on each network, counted as the network counts, and whether it may be posted. Needs no database. */

import type { Command } from "commander";
import { articleMaxBytes } from "../actions/accept.ts";
import { AppError } from "../base/errors.ts";
import { findPlatform } from "../platforms/index.ts";
import type { Platform } from "../platforms/platform.ts";
import { measure } from "../thread/measure.ts";
import { names, print, printJson, readGiven, table } from "./io.ts";
import { answerLines } from "./lines.ts";

interface Options {
  readonly for: readonly string[];
  readonly jsonl?: true;
  readonly json?: true;
}

export const define = (command: Command): Command =>
  command
    .argument("[text]", "the text as it would be posted, or - for standard input; with --jsonl a file, or -", "-")
    .requiredOption("--for <platforms>", "networks, parted by commas", names("--for"))
    .option("--jsonl", 'read one text a line, { "id", "text" }, and answer a line each')
    .option("--json", "print JSON")
    .action(show);

async function show(given: string, options: Options): Promise<void> {
  const networks = options.for.map(findPlatform);
  if (options.jsonl) return measureLines(given, networks);
  const text = given === "-" ? await readText() : given;
  if (options.json) return printJson({ lengths: lengthsOf(text, networks) });
  print(table([["network", "length", "of", ""], ...networks.map((network) => row(text, network))]));
}

/** As given: not even a mark of the byte order is taken off. */
async function readText(): Promise<string> {
  const { name, bytes } = await readGiven("-", articleMaxBytes);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("article-not-text", { source: name, why: "it is not UTF-8" }, { cause });
  }
}

const lengthsOf = (text: string, networks: readonly Platform[]) =>
  Object.fromEntries(
    networks.map(({ id, limits }) => {
      const { length, valid } = measure(text, limits);
      return [id, { length, max: limits.max, valid }];
    }),
  );

function row(text: string, { label, limits }: Platform): string[] {
  const { length, bytes, over, valid } = measure(text, limits);
  const bytesOver = limits.bytesMax !== null && bytes > limits.bytesMax && length <= limits.max;
  const verdict = bytesOver
    ? `${over} bytes too long: ${bytes} of ${limits.bytesMax}`
    : over > 0
      ? `${over} too long`
      : valid
        ? "fits"
        : text.trim() === ""
          ? "empty"
          : "holds a character that the network refuses";
  return [label, String(length), String(limits.max), verdict];
}

const measureLines = (file: string, networks: readonly Platform[]): Promise<void> =>
  answerLines(file, ({ text }) => {
    if (typeof text !== "string")
      throw new AppError("usage", {
        problem: text === undefined ? '"text" is missing.' : '"text" should be a string.',
      });
    return { lengths: lengthsOf(text, networks) };
  });
