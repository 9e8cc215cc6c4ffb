/** Checks that hold for every thread of every article, with counters and readings of the tests' own. */

import { expect } from "vitest";
import type { Article, Block } from "../../src/article/article.ts";
import type { Limits, Thread } from "../../src/thread/thread.ts";
import { countedByHand, proseOfPosts, withoutSpace } from "./counters.ts";

/** An article of given blocks; plain strings are paragraphs. */
export const articleOf = (blocks: readonly (Block | string)[], more: Partial<Article> = {}): Article => ({
  title: "",
  titleFrom: "sentence",
  blocks: blocks.map((one) => (typeof one === "string" ? { kind: "paragraph", text: one } : one)),
  language: "id",
  link: null,
  hashtags: [],
  media: [],
  author: null,
  dateline: null,
  removed: [],
  ...more,
});

export const cleanedText = (article: Article): string =>
  withoutSpace(
    article.blocks
      .filter((block) => block.kind !== "caption")
      .map((block) => block.text)
      .join(""),
  );

/** Every post within the limits, counted by hand. */
export function expectWithinLimits(thread: Thread, limits: Limits) {
  for (const post of thread.posts) {
    expect(countedByHand(post.text, limits), post.text).toBeLessThanOrEqual(limits.max);
    if (limits.bytesMax !== null)
      expect(new TextEncoder().encode(post.text).length).toBeLessThanOrEqual(limits.bytesMax);
    expect(post.text.trim()).toBe(post.text);
    expect(post.text).not.toBe("");
  }
}

/** Posts without numbers, tags and link are the article, white space aside, after the title where it was given. */
export function expectNothingLost(thread: Thread, article: Article, link: string | null = article.link) {
  const prose = proseOfPosts(thread.posts, link ? [link] : []);
  const cleaned = cleanedText(article);
  const title = withoutSpace(article.title);
  expect([cleaned, title + cleaned]).toContain(prose);
}

export function expectNumbered(thread: Thread) {
  const count = thread.posts.length;
  for (const [index, post] of thread.posts.entries())
    if (count > 1) expect(post.text).toMatch(new RegExp(`\\S ${index + 1}/${count}(?:\n\n|$)`));
    else expect(post.text).not.toMatch(/ 1\/1(?:\n|$)/);
}

/** A sentence of exactly so many characters. */
export const sentence = (length: number, first = "K") =>
  `${first}${"ata "
    .repeat(length / 4)
    .slice(0, length - 2)
    .trimEnd()}`
    .padEnd(length - 1, "a")
    .concat(".");

export const heading = (text: string): Block => ({ kind: "heading", text });
