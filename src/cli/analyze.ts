/** `utas analyze`: what Utas finds in an article: its sentences, its digest, key phrases and hashtags, and what reading took out. Needs no database. */

import type { Command } from "commander";
import { articleMaxBytes, readSource } from "../actions/accept.ts";
import { tagRulesOf } from "../actions/tag-rules.ts";
import type { Article } from "../article/article.ts";
import { splitSentences } from "../article/sentences.ts";
import { AppError } from "../base/errors.ts";
import { digestOf } from "../thread/digest.ts";
import { rankTags, type TagRules } from "../thread/hashtags.ts";
import { keyphrasesOf } from "../thread/keyphrases.ts";
import { linesOf } from "../thread/lines.ts";
import { print, printJson, readGiven, table, wholeNumber } from "./io.ts";
import { answerLines, articleOf, type Fields } from "./lines.ts";
import { settingsInForce } from "./with-app.ts";

interface Options {
  readonly digest: number;
  readonly title?: string;
  readonly language?: string;
  readonly jsonl?: true;
  readonly json?: true;
}

const digestUnlessTold = 4;

export const define = (command: Command): Command =>
  command
    .argument("[file]", "an article: plain text, Markdown or HTML; - for standard input", "-")
    .option("--digest <sentences>", "how many sentences the digest has", wholeNumber("--digest"), digestUnlessTold)
    .option("--title <title>", "the article's title")
    .option("--language <code>", "the article's language, such as id")
    .option(
      "--jsonl",
      'read one article a line, { "id", "text", "title"?, "language"?, "digest"? }, and answer a line each',
    )
    .option("--json", "print JSON")
    .action(analyze);

async function analyze(file: string, options: Options): Promise<void> {
  const rules = tagRulesOf(settingsInForce());
  if (options.jsonl)
    return answerLines(file, (fields, line) =>
      analysisOf(articleOf(fields, line), digestField(fields) ?? options.digest, rules),
    );
  const { title, language } = options;
  const article = readSource({
    ...(await readGiven(file, articleMaxBytes)),
    ...(title && { title }),
    ...(language && { language }),
  });
  const analysis = analysisOf(article, options.digest, rules);
  if (options.json) return printJson(analysis);
  show(article, options.digest, analysis);
}

function digestField({ digest }: Fields): number | undefined {
  if (digest === undefined || digest === null) return undefined;
  if (typeof digest !== "number" || !Number.isInteger(digest) || digest < 1)
    throw new AppError("usage", {
      problem: `"digest" is ${JSON.stringify(digest)}; it should be a whole number of sentences from 1.`,
    });
  return digest;
}

interface Analysis {
  readonly language: string;
  readonly title: string;
  readonly sentences: readonly string[];
  readonly digest: readonly string[];
  readonly keyphrases: readonly string[];
  readonly hashtags: readonly { readonly tag: string; readonly score: number; readonly reason: string }[];
  readonly removed: Article["removed"];
}

function analysisOf(article: Article, count: number, rules: TagRules): Analysis {
  const lines = linesOf(article);
  const keyphrases = keyphrasesOf(article, lines);
  return {
    language: article.language,
    title: article.title,
    sentences: article.blocks.filter(({ kind }) => kind !== "caption").flatMap(({ text }) => splitSentences(text)),
    digest: digestOf(article, count).map(({ text }) => text),
    keyphrases: keyphrases.map(({ text }) => text),
    hashtags: rankTags(article, rules, lines, keyphrases),
    removed: article.removed,
  };
}

function show(
  article: Article,
  count: number,
  { title, language, sentences, keyphrases, hashtags, removed }: Analysis,
) {
  print(`${title}\n${sentences.length} sentence(s), language ${language}\n`);
  print("── Digest\n");
  for (const { text, reasons } of digestOf(article, count)) print(`${text}\n   [${reasons.join(", ")}]\n`);
  print("── Hashtags\n");
  print(table(hashtags.map(({ tag, score, reason }) => [tag, score.toFixed(2), reason])));
  print("\n── Key phrases\n");
  print(keyphrases.join(", "));
  if (removed.length === 0) return;
  print("\n── Taken out or repaired\n");
  print(table(removed.map(({ text, reason }) => [reason, text])));
}
