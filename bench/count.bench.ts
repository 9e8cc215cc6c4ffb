/** How fast posts are counted, beside twitter-text (X) and Intl.Segmenter (graphemes). */

import twitter from "twitter-text";
import { lengthOf, prefixOf } from "../src/thread/measure.ts";
import type { Case, Topic } from "./topic.ts";

const weighted = { measure: "weighted", urlCost: 23 } as const;
const graphemes = { measure: "graphemes", urlCost: null } as const;

const length = 262;
const cut = (text: string) => text.repeat(Math.ceil(length / text.length)).slice(0, length);

/** Posts of 262 UTF-16 units, as a newsroom would send them; each a little different, so that nothing is remembered. */
const texts = {
  plain: cut(
    "Pemerintah kota menata ulang pasar terapung di sungai Barito agar pedagang tetap bertahan, kata wali kota. ",
  ),
  "emoji and links": cut(
    "Banjir 🌊 surut di Banjarmasin 🇮🇩, warga 👨‍👩‍👧‍👦 pulang 👍🏽: https://berita.example.com/a/b?c=1 dan berita.id/2 ✅ … ",
  ),
  Japanese: cut("新しい市場が川のほとりに開かれ、多くの人が訪れた。市長は「伝統を守る」と述べた。"),
};

const variants = (text: string) =>
  Array.from({ length: 64 }, (_, at) => `${text.slice(0, -3)}${String(at).padStart(3, "0")}`);
const bytesOf = (posts: readonly string[]) => posts.reduce((sum, post) => sum + Buffer.byteLength(post), 0);
const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

function countSegments(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count++;
  return count;
}

let sink = 0;
const over = (posts: readonly string[], count: (text: string) => number) => () => {
  for (const post of posts) sink += count(post);
};

/** What the splitter asks for: lengths of all parts of an article at once. */
const article = texts["emoji and links"].repeat(12);
const links = "a.com ".repeat(5_000);

const byKind = Object.entries(texts).flatMap(([kind, text]): Case[] => {
  const posts = variants(text);
  const size = { bytes: bytesOf(posts), calls: posts.length };
  const byX = `twitter-text, ${kind}`;
  const byIntl = `Intl.Segmenter, ${kind}`;
  return [
    { name: byX, baseline: null, run: over(posts, (post) => twitter.parseTweet(post).weightedLength), ...size },
    { name: `X, ${kind}`, baseline: byX, run: over(posts, (post) => lengthOf(post, weighted)), ...size },
    { name: byIntl, baseline: null, run: over(posts, countSegments), ...size },
    { name: `graphemes, ${kind}`, baseline: byIntl, run: over(posts, (post) => lengthOf(post, graphemes)), ...size },
  ];
});

export const topic: Topic = {
  name: "count",
  cases: [
    ...byKind,
    {
      name: "X's prefix sums, 3 kB",
      baseline: null,
      run: over([article], (text) => prefixOf(text, weighted).length),
      bytes: Buffer.byteLength(article),
    },
    {
      name: "twitter-text, 30 kB of links",
      baseline: null,
      run: over([links], (text) => twitter.parseTweet(text).weightedLength),
      bytes: links.length,
    },
    {
      name: "X, 30 kB of links",
      baseline: "twitter-text, 30 kB of links",
      run: over([links], (text) => lengthOf(text, weighted)),
      bytes: links.length,
    },
  ],
};

/** Read by nobody, so that no engine leaves the counting out. */
export const counted = (): number => sink;
