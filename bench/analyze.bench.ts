/** Speed of finding what an article tells: digest, key phrases and hashtags of one of 3 kB, beside reading it and cutting its sentences with Intl.Segmenter. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readArticle } from "../src/article/read.ts";
import { digestOf } from "../src/thread/digest.ts";
import { rankTags } from "../src/thread/hashtags.ts";
import { keyphrasesOf } from "../src/thread/keyphrases.ts";
import type { Topic } from "./topic.ts";

const text = readFileSync(join(import.meta.dirname, "../samples/pasar-terapung.txt"), "utf8");
const article = readArticle({ text });
const bytes = new TextEncoder().encode(text).length;
const segmenter = new Intl.Segmenter("id", { granularity: "word" });
const words = "Intl.Segmenter, words";

export const topic: Topic = {
  name: "analyze",
  cases: [
    { name: words, baseline: null, bytes, run: () => void [...segmenter.segment(text)] },
    { name: "read", baseline: words, bytes, run: () => void readArticle({ text }) },
    { name: "digest", baseline: words, bytes, run: () => void digestOf(article) },
    { name: "key phrases", baseline: words, bytes, run: () => void keyphrasesOf(article) },
    { name: "hashtags", baseline: words, bytes, run: () => void rankTags(article) },
  ],
};
