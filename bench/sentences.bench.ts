/** How fast sentences are found and whole articles read: the samples' prose through our engine, sentencex and Intl.Segmenter. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import segment from "sentencex";
import { readArticle } from "../src/article/read.ts";
import { splitSentences } from "../src/article/sentences.ts";
import type { Case, Topic } from "./topic.ts";

const folder = join(import.meta.dirname, "../samples");
const articles = readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => readFileSync(join(folder, name), "utf8"));
const paragraphs = articles.flatMap((text) => readArticle({ text }).blocks.map((block) => block.text));
const bytesOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

const english =
  "“I’ve prepared for two of these hearings before,” said Dr. Jane A. Doe of Carter, Lowe & Co. “We lost both times.” The U.S. Senate voted at 5 p.m. on Jan. 5, e.g. by roll call. Who won? Nobody knew (it was late). ";
const long = paragraphs.join(" ").repeat(Math.ceil(100_000 / bytesOf(paragraphs)));
const intl = new Intl.Segmenter("id", { granularity: "sentence" });

const over = (
  name: string,
  baseline: string | null,
  texts: readonly string[],
  run: (text: string) => unknown,
): Case => ({
  name,
  baseline,
  bytes: bytesOf(texts),
  calls: texts.length,
  run: () => texts.forEach(run),
});

export const topic: Topic = {
  name: "sentences",
  cases: [
    over("sentencex, paragraphs", null, paragraphs, (text) => segment("id", text)),
    over("Intl.Segmenter, paragraphs", null, paragraphs, (text) => [...intl.segment(text)].length),
    over("Utas, paragraphs", "sentencex, paragraphs", paragraphs, splitSentences),
    over("sentencex, English", null, [english], (text) => segment("en", text)),
    over("Utas, English", "sentencex, English", [english], splitSentences),
    over("sentencex, 100 kB in one paragraph", null, [long], (text) => segment("id", text)),
    over("Utas, 100 kB in one paragraph", "sentencex, 100 kB in one paragraph", [long], splitSentences),
    over("Utas reads an article (clean, blocks, language)", null, articles, (text) => readArticle({ text })),
  ],
};
