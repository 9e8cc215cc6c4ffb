/** `utas split`: shows the thread that an article becomes for each network. Needs no database. */

import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import type { Settings } from "../../config/settings.ts";
import { articleMaxBytes, fingerprint, readSource } from "../actions/accept.ts";
import { tagRulesOf } from "../actions/tag-rules.ts";
import type { Article } from "../article/article.ts";
import { AppError, sentenceOf } from "../base/errors.ts";
import { findPlatform, platforms } from "../platforms/index.ts";
import type { Platform } from "../platforms/platform.ts";
import { type Cost, costOf } from "../platforms/price.ts";
import { writeThreadFile } from "../thread/file.ts";
import { tagsFor } from "../thread/hashtags.ts";
import { measure } from "../thread/measure.ts";
import { splitArticle } from "../thread/split.ts";
import type { Thread } from "../thread/thread.ts";
import { names, note, print, printJson, readGiven } from "./io.ts";
import { answerLines, articleOf } from "./lines.ts";
import { counted, lookLines, saidOfCost } from "./shapes.ts";
import { type SplittingOptions, wishesOf, withSplitting } from "./splitting.ts";
import { settingsInForce } from "./with-app.ts";

interface Options extends SplittingOptions {
  readonly for: readonly string[];
  readonly title?: string;
  readonly link?: string;
  readonly language?: string;
  readonly out?: string;
  readonly force?: true;
  readonly jsonl?: true;
  readonly json?: true;
}

export const define = (command: Command): Command =>
  withSplitting(
    command
      .argument("[file]", "an article: plain text, Markdown or HTML; - for standard input", "-")
      .requiredOption(
        "--for <platforms>",
        `networks, parted by commas: ${platforms.map(({ id }) => id).join(", ")}`,
        (value) => [...new Set(names("--for")(value).map((name) => name.toLowerCase()))],
      ),
  )
    .option("--title <title>", "the article's title")
    .option("--link <url>", "the article's address")
    .option("--language <code>", "the article's language, such as id")
    .option("--out <file>", "write a thread file (one network) to edit and publish with --thread")
    .option("--force", "write --out over a file that is there")
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
  const settings = settingsInForce();
  if (options.jsonl)
    return answerLines(file, (fields, line) => {
      const article = articleOf(fields, line);
      return answerOf(article, threadsFor(article, options, settings));
    });

  const { title, link, language } = options;
  const article = readSource({
    ...(await readGiven(file, articleMaxBytes)),
    ...(title && { title }),
    ...(link && { link }),
    ...(language && { language }),
  });
  const threads = threadsFor(article, options, settings);
  if (options.out !== undefined) await writeOut(options.out, threads, fingerprint(article), options.force === true);
  if (options.json) return printJson(answerOf(article, threads));
  if (options.out === undefined) threads.forEach(show);
}

interface NetworkThread {
  readonly platform: Platform;
  readonly thread: Thread;
  /** Null: the network takes nothing. */
  readonly cost: Cost | null;
}

function threadsFor(
  article: Article,
  { for: networks, numbering, ...options }: Options,
  settings: Settings,
): NetworkThread[] {
  const wishes = wishesOf(options);
  // Found once, not for each network, where nobody chose.
  const hashtags = wishes.hashtags ?? tagsFor(article, 0, undefined, tagRulesOf(settings)).all;
  return networks.map(findPlatform).map((platform) => {
    const thread = splitArticle(article, platform.limits, {
      ...wishes,
      hashtags,
      numbering: numbering === true,
      platform: platform.label,
    });
    return { platform, thread, cost: costOf(platform, thread.posts, settings) };
  });
}

function answerOf({ title, language, hashtags, blocks }: Article, threads: readonly NetworkThread[]) {
  return {
    article: { title, language, hashtags, blocks: blocks.map(({ kind, text }) => ({ kind, text })) },
    threads: threads.map(({ platform: { id, limits }, thread, cost }) => ({
      platform: id,
      max: limits.max,
      posts: thread.posts.map(({ text }) => ({ text, length: measure(text, limits).length })),
      hashtags: thread.hashtags,
      card: thread.card,
      ...(cost && { cost: cost.micros / 1e6 }),
    })),
  };
}

function show({ platform: { label, limits, look }, thread: { posts, card }, cost }: NetworkThread): void {
  print(
    `── ${label}: ${counted(posts.length, "post")}, at most ${limits.max} each${card ? `, with a card for ${card}` : ""}${cost ? `, ${saidOfCost(cost)}` : ""}\n`,
  );
  posts.forEach(({ text }, index) => {
    print(`${text}\n   [${index + 1} of ${posts.length}, length ${measure(text, limits).length}]`);
    for (const line of lookLines(text, look)) print(`   ${line}`);
    print("");
  });
}

async function writeOut(
  file: string,
  threads: readonly NetworkThread[],
  articlePrint: string,
  force: boolean,
): Promise<void> {
  for (const { thread } of threads) {
    try {
      await writeFile(file, writeThreadFile(thread, articlePrint), { flag: force ? "w" : "wx" });
    } catch (cause) {
      throw new AppError("file-unwritable", { file, why: whyUnwritable(cause) }, { cause });
    }
    note(
      `${file} holds ${counted(thread.posts.length, "post")}. Edit it, then: utas publish --thread ${file} --to ACCOUNT`,
    );
  }
}

const whyNot: Readonly<Record<string, string>> = {
  EEXIST: "it is there already, perhaps with somebody's edits; choose another name, or add --force",
  EACCES: "its permissions forbid it",
  EROFS: "its disk is read-only",
  EISDIR: "it is a folder",
  ENOENT: "there is no such folder",
};

const whyUnwritable = (cause: unknown) => whyNot[(cause as NodeJS.ErrnoException).code ?? ""] ?? sentenceOf(cause);
