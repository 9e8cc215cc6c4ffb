import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block } from "../../src/article/article.ts";
import { readArticle } from "../../src/article/read.ts";
import { type SplitOptions, splitArticle } from "../../src/thread/split.ts";
import { withoutSpace } from "../support/counters.ts";
import { networks, x } from "../support/limits.ts";
import { readSample } from "../support/shared.ts";
import { articleOf } from "../support/threads.ts";

const pasar = readArticle({ text: readSample("pasar-terapung.txt") });
const split = (options: SplitOptions = {}) => splitArticle(pasar, x, { hashtags: [], numbering: true, ...options });
const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index];
  if (found === undefined) throw new Error(`There is no ${index}.`);
  return found;
};

describe("what each post holds of the article", () => {
  it("follows the article without a gap", () => {
    const { spans } = split();
    const words = spans.map(({ from, to }) =>
      pasar.blocks
        .slice(from.block, to.block + 1)
        .filter((block) => block.kind !== "caption")
        .map((block, index, own) =>
          block.text.slice(index === 0 ? from.at : 0, index === own.length - 1 ? to.at : undefined),
        )
        .join(" "),
    );
    const prose = pasar.blocks.filter((block) => block.kind !== "caption").map((block) => block.text);
    expect(withoutSpace(words.join(""))).toBe(withoutSpace(prose.join("")));
  });
});

describe("a post edited by hand", () => {
  it("stays as it is, and its neighbours as they were", () => {
    const before = split();
    const text = "Ini kata redaksi sendiri. 3/11";
    const after = split({ pinned: [{ ...at(before.spans, 2), text }] });
    expect(after.posts.map((post) => post.text)).toEqual(
      before.posts.map((post, index) => (index === 2 ? text : post.text)),
    );
    expect(after.spans).toEqual(before.spans);
  });

  it("keeps a number of ours up to date when there are more posts than before, and all else", () => {
    const before = split({ numbering: "(1/12)" });
    const text = "Ini kata redaksi sendiri, 1/2 saja. (3/11)";
    const options = { hook: "Pasar itu hidup lagi.", numbering: "(1/12)" } as const;
    const after = split({ ...options, pinned: [{ ...at(before.spans, 2), text }] });
    const place = after.posts.findIndex((post) => post.text.startsWith("Ini kata"));
    expect(place).toBeGreaterThan(2);
    expect(at(after.posts, place).text).toBe(
      `Ini kata redaksi sendiri, 1/2 saja. (${place + 1}/${after.posts.length})`,
    );
  });

  it("may stand for half a paragraph: the other half is a post of its own", () => {
    const article = articleOf(["Air naik. Warga pergi. Hujan turun."]);
    const pin = { from: { block: 0, at: 10 }, to: { block: 0, at: 22 }, text: "Semua warga mengungsi!" };
    const posts = splitArticle(article, x, { hashtags: [], pinned: [pin] }).posts.map((post) => post.text);
    expect(posts).toEqual(["Air naik.", "Semua warga mengungsi!", "Hujan turun."]);
  });

  it("may be the first or the last, and two may be neighbours", () => {
    const before = split({ numbering: false });
    const last = before.spans.length - 1;
    const pinned = [0, 1, last].map((index) => ({ ...at(before.spans, index), text: `Suntingan ${index}.` }));
    const after = split({ numbering: false, pinned }).posts.map((post) => post.text);
    expect(after).toEqual(
      before.posts.map((post, index) => (index < 2 || index === last ? `Suntingan ${index}.` : post.text)),
    );
  });

  it("is never lost nor changed, whatever the article, the network and the posts that are edited", () => {
    const blocks = fc.array(
      fc.record({
        kind: fc.constantFrom("paragraph", "paragraph", "heading", "item"),
        text: fc
          .array(fc.constantFrom("Air naik. ", "Warga pergi, ", "kata Ani. ", "漢字かな。", "a".repeat(90)), {
            minLength: 1,
            maxLength: 25,
          })
          .map((parts) => parts.join("").trim()),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(
        blocks,
        fc.array(fc.nat(30), { maxLength: 4 }),
        fc.constantFrom(...Object.values(networks)),
        (made, picked, limits) => {
          const article = articleOf(made as Block[]);
          const before = splitArticle(article, limits, { hashtags: [] });
          const chosen = [...new Set(picked.map((one) => one % before.posts.length))];
          const pinned = chosen.map((index) => ({ ...at(before.spans, index), text: `Suntingan ${index}.` }));
          const after = splitArticle(article, limits, { hashtags: [], pinned }).posts.map((post) => post.text);
          expect(after.filter((text) => text.startsWith("Suntingan")).sort()).toEqual(
            pinned.map((one) => one.text).sort(),
          );
          const others = (texts: readonly string[]) => withoutSpace(texts.join(""));
          expect(others(after.filter((text) => !text.startsWith("Suntingan")))).toBe(
            others(before.posts.filter((_, index) => !chosen.includes(index)).map((post) => post.text)),
          );
        },
      ),
      { numRuns: 150 },
    );
  });
});
