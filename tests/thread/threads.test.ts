/** What holds for every thread: of articles made up at random, and of real news. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Block } from "../../src/article/article.ts";
import { readArticle } from "../../src/article/read.ts";
import { splitSentences } from "../../src/article/sentences.ts";
import { splitArticle } from "../../src/thread/split.ts";
import { countedByHand, withoutSpace } from "../support/counters.ts";
import { networks } from "../support/limits.ts";
import { sharedRows } from "../support/shared.ts";
import { articleOf, expectNothingLost, expectNumbered, expectWithinLimits } from "../support/threads.ts";

const shapes = fc.array(
  fc.record({
    kind: fc.constantFrom("paragraph", "paragraph", "paragraph", "heading", "item", "quote", "caption"),
    text: fc
      .array(
        fc.oneof(
          {
            weight: 4,
            arbitrary: fc.constantFrom(
              "Air naik. ",
              "Warga pergi, ",
              "kata Ani. ",
              '"Kami siap. Semua diatur," kata dia. ',
              "Prof. Dr. Ir. Joko ",
              "Rp1.000.000,50 ",
              "pada pukul 10.30 WIB ",
            ),
          },
          fc.constantFrom(
            "https://example.com/a?b=c ",
            "#Tagar ",
            "👩🏽‍🚀",
            "漢字かな交じり文。",
            "「行く。」",
            "ế",
            "e\u0301 ",
            "a".repeat(300),
            "هو ذهب؟ ",
            "वह गया। ",
            "(lihat hlm. 5) ",
          ),
        ),
        { minLength: 1, maxLength: 40 },
      )
      .map((parts) => parts.join("").trim()),
  }),
  { minLength: 1, maxLength: 12 },
);

describe("any article on any network", () => {
  it.each(Object.entries(networks))("keeps to the limits of %s, loses nothing, counts right", (_, limits) => {
    fc.assert(
      fc.property(shapes, fc.boolean(), fc.boolean(), fc.boolean(), (blocks, linked, titled, numbering) => {
        const link = linked ? "https://example.com/berita/a" : null;
        const made = articleOf(blocks as Block[], {
          link,
          hashtags: ["#Satu", "#DuaTiga"],
          ...(titled ? { title: "Judul Kami", titleFrom: "given" } : {}),
        });
        if (!made.blocks.some((block) => block.kind !== "caption")) return;
        const thread = splitArticle(made, limits, { numbering });
        expectWithinLimits(thread, limits);
        if (numbering) {
          expectNumbered(thread);
          expectNothingLost(thread, made);
        }
      }),
      { numRuns: 150 },
    );
  });
});

describe.skipIf(sharedRows("corpora/news-id.jsonl").length === 0)(
  "news of five languages (skipped without shared/corpora)",
  () => {
    it.each(["id", "en", "es", "ja", "ar"])(
      "in %s: no post over a limit, no article altered, no sentence cut that fits",
      (language) => {
        let cut = 0;
        let posts = 0;
        for (const row of sharedRows(`corpora/news-${language}.jsonl`).slice(0, 80))
          for (const limits of Object.values(networks)) {
            const read = readArticle({ text: row.text, ...(row.title ? { title: row.title } : {}) });
            const thread = splitArticle(read, limits, { numbering: true });
            expectWithinLimits(thread, limits);
            expectNothingLost(thread, read);
            expectNumbered(thread);
            posts += thread.posts.length;
            const whole = thread.posts.map((post) => withoutSpace(post.text));
            for (const block of read.blocks.filter((one) => one.kind === "paragraph").slice(1))
              for (const one of splitSentences(block.text))
                if (
                  countedByHand(one, limits) <= limits.max - 60 &&
                  !whole.some((text) => text.includes(withoutSpace(one)))
                )
                  cut++;
          }
        expect(cut).toBeLessThanOrEqual(posts * 0.0005);
      },
    );
  },
);
