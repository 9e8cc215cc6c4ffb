/** `utas split`: shows the thread that an article becomes for each network, or as an account would post it. Only the latter needs the database. */

import { writeFile } from "node:fs/promises";
import type { Command } from "commander";
import type { Settings } from "../../config/settings.ts";
import { isPictured, linkPlaceBeside, postingOf } from "../account/posting.ts";
import { articleMaxBytes, fingerprint, readSource } from "../actions/accept.ts";
import { tagRulesOf } from "../actions/tag-rules.ts";
import type { Article } from "../article/article.ts";
import { AppError, sentenceOf } from "../base/errors.ts";
import { findPlatform, platforms } from "../platforms/index.ts";
import { limitsOf, lookOf, type Platform } from "../platforms/platform.ts";
import { type Cost, costOf } from "../platforms/price.ts";
import type { KeptAccount } from "../store/rows.ts";
import { checkThread, writeThreadFile } from "../thread/file.ts";
import { tagsFor } from "../thread/hashtags.ts";
import type { Look } from "../thread/look.ts";
import { measure } from "../thread/measure.ts";
import { splitArticle, type Wishes } from "../thread/split.ts";
import type { Limits, Thread } from "../thread/thread.ts";
import { names, note, print, printJson, readGiven } from "./io.ts";
import { saidOfLines, saidOfTags, tagsLeftOut } from "./left-out.ts";
import { answerLines, articleOf } from "./lines.ts";
import { counted, lookLines, saidOfCost } from "./shapes.ts";
import { type SplittingOptions, wishesOf, withSplitting } from "./splitting.ts";
import { reading, settingsInForce, withApp } from "./with-app.ts";

interface Options extends SplittingOptions {
  readonly for?: readonly string[];
  readonly as?: readonly string[];
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
      .option(
        "--for <platforms>",
        `networks, parted by commas: ${platforms.map(({ id }) => id).join(", ")}`,
        (value) => [...new Set(names("--for")(value).map((name) => name.toLowerCase()))],
      )
      .option(
        "--as <accounts>",
        "as these accounts would post it, with their own lines, links, tags and style: handles or ids, parted by commas",
        names("--as"),
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
  const wanted = (options.for?.length ?? 0) + (options.as?.length ?? 0);
  if (wanted === 0)
    throw new AppError("usage", {
      problem: "Say for which networks (--for x,bluesky), or as which accounts would post it (--as ACCOUNT).",
    });
  if (options.out !== undefined && wanted !== 1)
    throw new AppError("usage", {
      problem: "--out writes the thread of one network or account; name one with --for or --as.",
    });
  const wishes = wishesOf(options);
  if (options.out !== undefined && options.jsonl)
    throw new AppError("usage", { problem: "--out and --jsonl do not go together." });
  const settings = settingsInForce();
  const targets = await targetsOf(options);
  const threadsFor = (article: Article) =>
    threadsOf(article, targets, { ...wishes, numbered: options.numbering === true }, settings);
  if (options.jsonl)
    return answerLines(file, (fields, line) => {
      const article = articleOf(fields, line);
      return answerOf(article, threadsFor(article));
    });

  const { title, link, language } = options;
  const article = readSource({
    ...(await readGiven(file, articleMaxBytes)),
    ...(title && { title }),
    ...(link && { link }),
    ...(language && { language }),
  });
  const threads = threadsFor(article);
  for (const one of threads) sayWhatIsLeftOut(article, one);
  if (options.out !== undefined) await writeOut(options.out, threads, fingerprint(article), options.force === true);
  if (options.json) return printJson(answerOf(article, threads));
  if (options.out === undefined) threads.forEach(show);
}

/** For whom a thread is cut: a network, or one of its accounts. */
interface Target {
  readonly platform: Platform;
  readonly account: KeptAccount | null;
  /** The network's name, or the account's. */
  readonly name: string;
  readonly limits: Limits;
  readonly look: Look;
}

interface TargetThread extends Target {
  readonly thread: Thread;
  /** Null: the network takes nothing. */
  readonly cost: Cost | null;
  /** Tags that were asked for, or are the article's own, and that no post holds. */
  readonly leftOut: readonly string[];
}

/** Throws `platform-unknown` or `account-unknown`. Only accounts need the database. */
async function targetsOf({ for: networks = [], as = [] }: Options): Promise<Target[]> {
  const plain = networks.map(findPlatform).map((platform): Target => {
    const { label: name, limits, look } = platform;
    return { platform, account: null, name, limits, look };
  });
  if (as.length === 0) return plain;
  const accounts = await withApp(reading, ({ store }) => Promise.all(as.map((name) => store.accounts.get(name))));
  return [
    ...plain,
    ...accounts.map((account): Target => {
      const platform = findPlatform(account.platform);
      const name = `${account.handle} (${platform.label})`;
      return { platform, account, name, limits: limitsOf(platform, account), look: lookOf(platform, account) };
    }),
  ];
}

function threadsOf(
  article: Article,
  targets: readonly Target[],
  { numbered, ...wishes }: Wishes & { readonly numbered: boolean },
  settings: Settings,
): TargetThread[] {
  const rules = tagRulesOf(settings);
  // Found once, not for each network, where nobody chose.
  const hashtags = wishes.hashtags ?? tagsFor(article, 0, undefined, rules).all;
  return targets.map((target) => {
    const { platform, account, limits } = target;
    const own = account ? ownWays(account, article, limits, numbered) : { numbering: numbered };
    const thread = splitArticle(article, limits, { ...wishes, hashtags, ...own, platform: platform.label });
    if (account) checkThread(thread, limits, platform.label);
    const leftOut = tagsLeftOut(article, wishes.hashtags, thread.posts, rules);
    return { ...target, thread, cost: costOf(platform, thread.posts, settings), leftOut };
  });
}

function ownWays(account: KeptAccount, article: Article, limits: Limits, numbered: boolean) {
  const posting = postingOf(account, numbered);
  const linkPlace = linkPlaceBeside(posting.linkPlace ?? limits.link, isPictured(account, article, 0));
  return { ...posting, linkPlace };
}

function sayWhatIsLeftOut(article: Article, { account, name, limits, leftOut }: TargetThread): void {
  const said = [
    saidOfTags(account?.handle ?? name, leftOut, limits.hashtagsMax),
    ...(account ? saidOfLines(account, article) : []),
  ];
  for (const line of said) if (line !== null) note(line);
}

function answerOf({ title, language, hashtags, blocks }: Article, threads: readonly TargetThread[]) {
  return {
    article: { title, language, hashtags, blocks: blocks.map(({ kind, text }) => ({ kind, text })) },
    threads: threads.map(({ platform: { id }, account, limits, thread, cost, leftOut }) => ({
      platform: id,
      ...(account && { account: account.handle }),
      max: limits.max,
      posts: thread.posts.map(({ text }) => ({ text, length: measure(text, limits).length })),
      hashtags: thread.hashtags,
      hashtagsLeftOut: leftOut,
      card: thread.card,
      ...(cost && { cost: cost.micros / 1e6 }),
    })),
  };
}

function show({ name, limits, look, thread: { posts, card }, cost }: TargetThread): void {
  print(
    `── ${name}: ${counted(posts.length, "post")}, at most ${limits.max} each${card ? `, with a card for ${card}` : ""}${cost ? `, ${saidOfCost(cost)}` : ""}\n`,
  );
  posts.forEach(({ text }, index) => {
    print(`${text}\n   [${index + 1} of ${posts.length}, length ${measure(text, limits).length}]`);
    for (const line of lookLines(text, look)) print(`   ${line}`);
    print("");
  });
}

async function writeOut(
  file: string,
  threads: readonly TargetThread[],
  articlePrint: string,
  force: boolean,
): Promise<void> {
  for (const { thread, account } of threads) {
    try {
      await writeFile(file, writeThreadFile(thread, articlePrint), { flag: force ? "w" : "wx" });
    } catch (cause) {
      throw new AppError("file-unwritable", { file, why: whyUnwritable(cause) }, { cause });
    }
    note(
      `${file} holds ${counted(thread.posts.length, "post")}. Edit it, then: utas publish --thread ${file} --to ${account?.handle ?? "ACCOUNT"}`,
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
