/** How fast articles become threads, beside a greedy splitter of the kind that small tools have. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import twitter from "twitter-text";
import { readArticle } from "../src/article/read.ts";
import { findPlatform } from "../src/platforms/index.ts";
import { splitArticle } from "../src/thread/split.ts";
import type { Topic } from "./topic.ts";

const sample = readFileSync(join(import.meta.dirname, "../samples/pasar-terapung.txt"), "utf8");
/** Thirty-two articles of about 3 kB, each a little different, so that nothing is remembered. */
const sources = Array.from({ length: 32 }, (_, at) =>
  sample.replaceAll("2026", String(1_990 + at)).replaceAll("jukung", `jukung ke-${at}`),
);
const articles = sources.map((text) => readArticle({ text }));
const bytes = sources.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
const longText = Array.from({ length: 48 }, (_, at) => sample.replaceAll("a ", `a${at} `))
  .join("\n\n")
  .slice(0, 100_000);
const long = readArticle({ text: longText });

const limitsOf = (id: string) => ({ ...findPlatform(id).limits, postsMax: 10_000 });

/** Paragraphs, else sentences, else words, as many as fit; every try is counted anew, with the network's own library. */
function greedy(text: string, max: number): string[] {
  const posts: string[] = [];
  let post = "";
  const fits = (candidate: string) => twitter.parseTweet(candidate).weightedLength <= max;
  const add = (piece: string, gap: string) => {
    if (post !== "" && !fits(post + gap + piece)) {
      posts.push(post);
      post = piece;
    } else post += (post === "" ? "" : gap) + piece;
  };
  for (const paragraph of text.split(/\n+/)) {
    if (fits(paragraph)) add(paragraph, "\n\n");
    else
      for (const sentence of paragraph.split(/(?<=[.!?])\s+/))
        if (fits(sentence)) add(sentence, " ");
        else for (const word of sentence.split(" ")) add(word, " ");
  }
  return [...posts, post];
}

/** What was found, so that no run is left out as useless. */
let _sink = 0;
const ours = (id: string, numbering: boolean) => () => {
  for (const article of articles) _sink += splitArticle(article, limitsOf(id), { numbering }).posts.length;
};

export const topic: Topic = {
  name: "split",
  cases: [
    {
      name: "greedy splitter, twitter-text",
      baseline: null,
      run: () => {
        for (const text of sources) _sink += greedy(text, 280).length;
      },
      bytes,
      calls: sources.length,
    },
    ...["x", "bluesky", "mastodon"].map((id) => ({
      name: `ours, ${id}`,
      baseline: "greedy splitter, twitter-text",
      run: ours(id, true),
      bytes,
      calls: articles.length,
    })),
    {
      name: "ours, x, reading included",
      baseline: "greedy splitter, twitter-text",
      run: () => {
        for (const text of sources) _sink += splitArticle(readArticle({ text }), limitsOf("x")).posts.length;
      },
      bytes,
      calls: sources.length,
    },
    {
      name: "ours, x, one text of 100 kB",
      baseline: "greedy splitter, twitter-text",
      run: () => {
        _sink += splitArticle(long, limitsOf("x"), { numbering: true }).posts.length;
      },
      bytes: Buffer.byteLength(longText),
    },
  ],
};
