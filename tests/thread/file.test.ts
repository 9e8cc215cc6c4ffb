import { describe, expect, it } from "vitest";
import { readArticle } from "../../src/article/read.ts";
import { AppError } from "../../src/base/errors.ts";
import { checkThread, looksLikeThread, readThreadFile, writeThreadFile } from "../../src/thread/file.ts";
import { splitArticle } from "../../src/thread/split.ts";
import { networks, x } from "../support/limits.ts";
import { readSample } from "../support/shared.ts";

describe("a thread file", () => {
  it.each(Object.values(networks))("that was written reads back as the same posts (%#)", (limits) => {
    const thread = splitArticle(readArticle({ text: readSample("pasar-terapung.txt") }), limits);
    expect(readThreadFile(writeThreadFile(thread)).thread.posts).toEqual(thread.posts);
  });

  it("parts posts at lines of three dashes only", () => {
    const { thread, articlePrint } = readThreadFile("\ufeffSatu -- dua\n\n--- ya\r\n --- \r\nTiga #Tag\n----\n");
    expect(thread.posts.map((post) => post.text)).toEqual(["Satu -- dua\n\n--- ya", "Tiga #Tag\n----"]);
    expect([thread.hashtags, articlePrint]).toEqual([["#Tag"], null]);
  });

  it.each([
    ["", 1],
    ["Satu\n---\n \n---\nTiga", 2],
    ["Satu\n---\n", 2],
    ["---\nSatu", 1],
    ["Satu\n---\n\u200b", 2],
  ])("%j has an empty post, and says which", (text, position) => {
    expect(() => readThreadFile(text)).toThrow(new AppError("thread-post-empty", { position }));
  });
});

describe("the first line of a thread file", () => {
  const print = "q".repeat(43);
  const file = writeThreadFile({ posts: [{ text: "Satu 1/2", language: "id" }] }, print);

  it.each([
    ["as it was written", file],
    ["after a byte-order mark and with Windows' line ends", `\ufeff${file.replaceAll("\n", "\r\n")}`],
    ["without the dashes below it", file.replace("---\n", "\n")],
  ])("names its article, %s", (_, text) => {
    const { thread, articlePrint } = readThreadFile(text);
    expect([thread.posts.map((post) => post.text), articlePrint]).toEqual([["Satu 1/2"], print]);
    expect(looksLikeThread(text)).toBe(true);
  });

  it("is refused where it was broken, with the way out", () =>
    expect(() => readThreadFile(file.replace("qqq", ""))).toThrow("take it and the --- below it out"));

  it("is a post where it only begins like it", () =>
    expect(readThreadFile("article: new rules\n---\nDua").thread.posts).toHaveLength(2));
});

describe("a given thread", () => {
  it("that fits is accepted", () => checkThread(readThreadFile(`${"a".repeat(280)}\n---\nb`).thread, x, "X"));
  it("with a post too long is refused: which, how long, by how much", () => {
    const { thread } = readThreadFile(`a\n---\n${"b".repeat(283)}`);
    expect(() => checkThread(thread, x, "X")).toThrow("Post 2 is 283 long on X, 3 over its 280.");
  });
  it("with too many posts is refused", () => {
    expect(() => checkThread(readThreadFile("a\n---\nb\n---\nc").thread, { ...x, postsMax: 2 }, "X")).toThrow(
      "The thread has 3 posts; X takes at most 2.",
    );
  });
});
