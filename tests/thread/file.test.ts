import { describe, expect, it } from "vitest";
import { readArticle } from "../../src/article/read.ts";
import { AppError } from "../../src/base/errors.ts";
import { checkThread, readThreadFile, writeThreadFile } from "../../src/thread/file.ts";
import { splitArticle } from "../../src/thread/split.ts";
import { networks, x } from "../support/limits.ts";
import { readSample } from "../support/shared.ts";

describe("a thread file", () => {
  it.each(Object.values(networks))("that was written reads back as the same posts (%#)", (limits) => {
    const thread = splitArticle(readArticle({ text: readSample("pasar-terapung.txt") }), limits);
    expect(readThreadFile(writeThreadFile(thread)).posts).toEqual(thread.posts);
  });

  it("parts posts at lines of three dashes only", () => {
    const { posts, hashtags } = readThreadFile("\ufeffSatu -- dua\n\n--- ya\r\n --- \r\nTiga #Tag\n----\n");
    expect(posts.map((post) => post.text)).toEqual(["Satu -- dua\n\n--- ya", "Tiga #Tag\n----"]);
    expect(hashtags).toEqual(["#Tag"]);
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

describe("a given thread", () => {
  it("that fits is accepted", () => checkThread(readThreadFile(`${"a".repeat(280)}\n---\nb`), x, "X"));
  it("with a post too long is refused: which, how long, by how much", () => {
    const thread = readThreadFile(`a\n---\n${"b".repeat(283)}`);
    expect(() => checkThread(thread, x, "X")).toThrow("Post 2 is 283 long on X, 3 over its 280.");
  });
  it("with too many posts is refused", () => {
    expect(() => checkThread(readThreadFile("a\n---\nb\n---\nc"), { ...x, postsMax: 2 }, "X")).toThrow(
      "The thread has 3 posts; X takes at most 2.",
    );
  });
});
