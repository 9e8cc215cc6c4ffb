/** `utas split`: shows the thread that an article becomes for each network. Needs no database. */

import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import { articleMaxBytes, readSource } from "../actions/accept.ts";
import type { Article } from "../article/article.ts";
import { AppError, sentenceOf } from "../base/errors.ts";
import { findPlatform } from "../platforms/index.ts";
import { writeThreadFile } from "../thread/file.ts";
import { measure } from "../thread/measure.ts";
import { splitArticle } from "../thread/split.ts";
import { names, note, print, printJson, readGiven } from "./io.ts";
import { eachLine } from "./lines.ts";

interface Options {
  readonly for: readonly string[];
  readonly numbering?: true;
  readonly title?: string;
  readonly link?: string;
  readonly language?: string;
  readonly out?: string;
  readonly jsonl?: true;
  readonly json?: true;
}

export const define = (command: Command): Command =>
  command
    .argument("[file]", "an article: plain text, Markdown or HTML; - for standard input", "-")
    .requiredOption("--for <platforms>", "networks, parted by commas", names("--for"))
    .option("--numbering", "end each post with its number, as 1/12")
    .option("--title <title>", "the article's title")
    .option("--link <url>", "the article's address")
    .option("--language <code>", "the article's language, such as id")
    .option("--out <file>", "write a thread file (one network) to edit and publish with --thread")
    .option(
      "--jsonl",
      'read one article a line, { "id", "text", "title"?, "link"?, "language"? }, and answer a line each',
    )
    .option("--json", "print JSON")
    .action(split);

async function split(file: string, options: Options): Promise<void> {
  const networks = options.for.map(findPlatform);
  if (options.out !== undefined && networks.length !== 1)
    throw new AppError("usage", { problem: "--out writes the thread of one network; name one with --for." });
  if (options.out !== undefined && options.jsonl)
    throw new AppError("usage", { problem: "--out and --jsonl do not go together." });
  if (options.jsonl) return splitLines(file, options);

  const { title, link, language } = options;
  const article = readSource({
    ...(await readGiven(file, articleMaxBytes)),
    ...(title && { title }),
    ...(link && { link }),
    ...(language && { language }),
  });
  const answer = splitFor(article, options);
  if (options.out !== undefined) await writeOut(options.out, answer.threads);
  if (options.json) return printJson(answer);
  if (options.out === undefined) for (const thread of answer.threads) show(thread);
}

function splitFor(article: Article, { for: platforms, numbering }: Pick<Options, "for" | "numbering">) {
  const threads = platforms.map((id) => {
    const { label, limits } = findPlatform(id);
    const thread = splitArticle(article, limits, { numbering: numbering === true, platform: label });
    return {
      platform: id,
      max: limits.max,
      posts: thread.posts.map(({ text }) => ({ text, length: measure(text, limits).length })),
      hashtags: thread.hashtags,
      card: thread.card,
    };
  });
  const { title, language, hashtags, blocks } = article;
  return { article: { title, language, hashtags, blocks: blocks.map(({ kind, text }) => ({ kind, text })) }, threads };
}

type ShownThread = ReturnType<typeof splitFor>["threads"][number];

function show({ platform, max, posts, card }: ShownThread): void {
  print(`── ${platform}, ${posts.length} post(s), at most ${max} each${card ? `, with a card for ${card}` : ""}\n`);
  posts.forEach(({ text, length }, index) => {
    print(`${text}\n   [${index + 1} of ${posts.length}, ${length}]\n`);
  });
}

async function writeOut(file: string, [thread]: readonly ShownThread[]): Promise<void> {
  try {
    await writeFile(file, writeThreadFile(thread?.posts ?? []));
  } catch (cause) {
    throw new AppError("file-unwritable", { file, why: sentenceOf(cause) }, { cause });
  }
  note(`${file} holds ${thread?.posts.length} post(s). Edit it, then: utas publish --thread ${file} --to ACCOUNT`);
}

async function splitLines(file: string, options: Options): Promise<void> {
  let failed = false;
  for await (const { line, text } of eachLine(file)) {
    if (text.trim() === "") continue;
    let id: unknown;
    try {
      const given = JSON.parse(text) as unknown;
      if (typeof given !== "object" || given === null || Array.isArray(given))
        throw new AppError("usage", { problem: "The line is not a JSON object." });
      const fields = given as Record<string, unknown>;
      id = fields.id;
      print(JSON.stringify({ id, ...splitFor(articleOf(fields, line), options) }));
    } catch (fault) {
      failed = true;
      print(
        JSON.stringify({
          ...(id !== undefined && { id }),
          line,
          error: fault instanceof SyntaxError ? `The line is not JSON: ${fault.message}` : sentenceOf(fault),
        }),
      );
    }
  }
  if (failed) process.exitCode = 1;
}

function articleOf(fields: Record<string, unknown>, line: number): Article {
  const field = (name: string): string | undefined => {
    const value = fields[name];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== "string") throw new AppError("usage", { problem: `"${name}" should be a string.` });
    return value;
  };
  const text = field("text");
  if (text === undefined) throw new AppError("usage", { problem: '"text" is missing.' });
  const [title, link, language] = [field("title"), field("link"), field("language")];
  return readSource({
    name: `line ${line}`,
    bytes: new TextEncoder().encode(text),
    ...(title && { title }),
    ...(link && { link }),
    ...(language && { language }),
  });
}
