/** What holds for threads of generated text in every script, with emoji, links, marks of direction and marks that combine, whatever is asked for. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block } from "../../src/article/article.ts";
import { readArticle } from "../../src/article/read.ts";
import { AppError } from "../../src/base/errors.ts";
import { numberStyles } from "../../src/thread/numbering.ts";
import { type SplitOptions, splitArticle } from "../../src/thread/split.ts";
import { linkPlaces, tagPlaces } from "../../src/thread/thread.ts";
import { graphemesOf, withoutSpace } from "../support/counters.ts";
import { networks } from "../support/limits.ts";
import { passage, words } from "../support/scripts.ts";
import { articleOf, cleanedText, expectWithinLimits } from "../support/threads.ts";

const oneScript = fc
  .constantFrom(...Object.values(words))
  .chain((list) => fc.array(fc.constantFrom<string>(...list), { minLength: 1, maxLength: 60 }))
  .map((parts) => parts.join("").trim());
const blocks = fc.array(
  fc.record({
    kind: fc.constantFrom<Block["kind"]>("paragraph", "paragraph", "paragraph", "heading", "item", "quote", "caption"),
    text: fc.oneof(passage, oneScript),
  }),
  { minLength: 1, maxLength: 8 },
);
const limits = fc.constantFrom(...Object.values(networks));
const wishes: fc.Arbitrary<SplitOptions> = fc.record({
  numbering: fc.constantFrom(false, true, ...numberStyles),
  linkPlace: fc.constantFrom(undefined, ...linkPlaces),
  tagPlace: fc.constantFrom(undefined, ...tagPlaces.filter((place) => place !== "inline")),
  hook: fc.constantFrom(undefined, "Kota kami banjir."),
  prefix: fc.constantFrom(undefined, "Kabar:"),
  suffix: fc.constantFrom(undefined, "Baca: {link}"),
});
const link = "https://berita.example/a";
const isProse = (made: readonly Block[]) => made.some((block) => block.kind !== "caption");

/** How much of the text, white space aside, stands before the end of each part. */
function placesBehind(parts: readonly string[]): number[] {
  let at = 0;
  return parts.map((part) => {
    at += withoutSpace(part).length;
    return at;
  });
}

describe("text of every script", () => {
  it("keeps to the limits and cuts no word, whatever is asked for", () => {
    fc.assert(
      fc.property(blocks, limits, wishes, (made, network, options) => {
        fc.pre(isProse(made));
        const article = articleOf(made, { link, hashtags: ["#Satu", "#DuaTiga"] });
        const thread = splitArticle(article, network, options);
        expectWithinLimits(thread, network);
        const whole = thread.posts.map((post) => post.text).join("\n");
        for (const block of made.filter((one) => one.kind !== "caption"))
          for (const word of block.text.split(/\s+/).filter((one) => one.length < 100 && !/[\u0e00-\u9fff]/.test(one)))
            expect(whole).toContain(word);
      }),
      { numRuns: 250 },
    );
  });

  it("is the article itself, cut between graphemes, when nothing stands beside it", () => {
    fc.assert(
      fc.property(blocks, limits, (made, network) => {
        fc.pre(isProse(made));
        const article = articleOf(made);
        const posts = splitArticle(article, network, { hashtags: [] }).posts;
        expect(withoutSpace(posts.map((post) => post.text).join(""))).toBe(cleanedText(article));
        const whole = made.filter((one) => one.kind !== "caption").map((one) => one.text);
        const ends = new Set(placesBehind(graphemesOf(whole.join("\n"))));
        expect(placesBehind(posts.map((post) => post.text)).filter((place) => !ends.has(place))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it("is numbered right in every style", () => {
    fc.assert(
      fc.property(blocks, limits, fc.constantFrom(...numberStyles), (made, network, numbering) => {
        fc.pre(isProse(made));
        const { posts } = splitArticle(articleOf(made), network, { numbering, hashtags: [] });
        if (posts.length === 1) return;
        const numberOf = (at: number) => (numbering === "1/12" ? `${at}/${posts.length}` : `(${at}/${posts.length})`);
        for (const [index, { text }] of posts.entries())
          if (numbering === "1.") expect(text.startsWith(`${index + 1}. `)).toBe(true);
          else expect(text.endsWith(` ${numberOf(index + 1)}`)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it("is split into the same posts again when its own posts are split", () => {
    fc.assert(
      fc.property(blocks, limits, (made, network) => {
        fc.pre(isProse(made));
        const posts = splitArticle(articleOf(made), network, { hashtags: [] }).posts.map((post) => post.text);
        const again = articleOf(
          posts.flatMap((text) =>
            text
              .split("\n\n")
              .map((part, at): Block => ({ kind: "paragraph", text: part, ...(at === 0 && { breakBefore: true }) })),
          ),
        );
        expect(splitArticle(again, network, { hashtags: [] }).posts.map((post) => post.text)).toEqual(posts);
      }),
      { numRuns: 200 },
    );
  });
});

describe("hostile text", () => {
  const all = [
    ["one word", "a"],
    ["emoji", "👩🏽‍🚀"],
    ["tags", "#Tagar "],
    ["links", "https://example.com/a?b=c "],
    ["line breaks", "a\n"],
    ["halves of characters", "\ud800a "],
    ["marks of direction", "\u202ea\u2066 "],
    ["zero widths", "\u200ba"],
    ["quotation marks", '"a, '],
    ["brackets", "(a "],
    ["commas", "a, "],
    ["ideographs", "漢字"],
    ["Thai", "กำ"],
    ["full stops", "A. "],
    ["speakers", '"Aaaa, aaaa," kata Ani. '],
    ["marks of an editor", "a\n---\n"],
  ] as const;

  // A time that grew with the square of the length would take minutes here; how long it takes is measured by `npm run bench -- hostile`.
  it.each(all)("of %s is split within the limits or refused", (_, unit) => {
    const read = readArticle({ text: `${unit.repeat(50_000 / unit.length)}Selesai sudah.` });
    try {
      expectWithinLimits(splitArticle(read, { ...networks.x, postsMax: 100_000 }, { numbering: true }), networks.x);
    } catch (fault) {
      expect(fault).toBeInstanceOf(AppError);
    }
  });
});
