/** Networks where a reader sees one post: all of an article in it where it fits, else as few as can be. */

import { describe, expect, it } from "vitest";
import type { Block } from "../../src/article/article.ts";
import { readArticle } from "../../src/article/read.ts";
import { splitSentences } from "../../src/article/sentences.ts";
import { platforms } from "../../src/platforms/index.ts";
import { splitArticle } from "../../src/thread/split.ts";
import { readSample } from "../support/shared.ts";
import { articleOf, expectNothingLost } from "../support/threads.ts";

const onePost = platforms.filter(({ limits }) => limits.habit === "one post");
const sample = readArticle({ text: readSample("pasar-terapung.txt") });
const paragraph = (length: number): Block => ({
  kind: "paragraph",
  text: "Kata itu benar. ".repeat(length / 16).trim(),
});
const sections = (count: number, length: number): Block[] =>
  Array.from({ length: count }, (_, at): Block[] => [
    { kind: "heading", text: `Bagian ${at + 1}` },
    paragraph(length),
  ]).flat();

describe.each(onePost.map((one) => [one.id, one.limits] as const))("an article on %s", (_, limits) => {
  it("is one post where it fits, with no number and every heading", () => {
    const thread = splitArticle(sample, limits, { numbering: true });
    expect(thread.posts).toHaveLength(1);
    expectNothingLost(thread, sample);
    expect(thread.posts[0].text).not.toMatch(/ 1\/1/);
  });

  it("is as few posts as can be where it does not", () => {
    const article = articleOf(sections(8, Math.ceil(limits.max / 5)));
    expect(splitArticle(article, limits, { hashtags: [] }).posts).toHaveLength(2);
  });

  it("is opened by an editor's own hook in the same post", () => {
    const { posts } = splitArticle(sample, limits, { hook: "Pasar terapung pindah.", hashtags: [] });
    expect(posts).toHaveLength(1);
    expect(posts[0].text.startsWith("Pasar terapung pindah.\n\n")).toBe(true);
  });

  it("is one post as a digest and when it is to be short", () => {
    for (const mode of ["digest", "short"] as const)
      expect(splitArticle(sample, limits, { mode, hashtags: [] }).posts).toHaveLength(1);
  });
});

describe.each(platforms.filter(({ limits }) => limits.max >= 2_000).map((one) => [one.id, one.limits] as const))(
  "a digest on %s",
  (_, limits) => {
    it("is one post of six sentences, without a number", () => {
      const { posts } = splitArticle(sample, limits, { mode: "digest", numbering: true, hashtags: [], link: null });
      expect(posts).toHaveLength(1);
      expect(splitSentences(posts[0].text.replaceAll("\n\n", " "))).toHaveLength(6);
    });
  },
);

it("the networks that show one post are those that know no threads", () => {
  expect(onePost.map(({ id }) => id).sort()).toEqual(["facebook", "linkedin", "nostr"]);
});
