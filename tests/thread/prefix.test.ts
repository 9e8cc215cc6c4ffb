/** Lengths by addition, and that no text costs more than its size. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { platforms } from "../../src/platforms/index.ts";
import { lengthOf, measure, prefixOf } from "../../src/thread/measure.ts";
import { randomTexts } from "../support/random.ts";
import { stepsOf } from "../support/watched.ts";

const family = "👨‍👩‍👧‍👦";
const networks = platforms.map(({ id, limits }) => [id, limits] as const);

const words = fc.array(
  fc.oneof(
    fc.constantFrom(
      ...[
        "kata",
        "漢字。",
        "🇮🇩",
        `${family}!`,
        "👍🏽",
        "1️⃣",
        "e\u0301\u0323",
        "ế",
        "กำ",
        "हिन्दी",
        "عربيٌّ",
        "…",
        "https://berita.example/a?b=1.",
        "berita.id,",
      ],
      ...[
        "@redaksi@berita.example,",
        "a@b.id",
        "#tag",
        String.raw`\(a\)`,
        "{hashtag|\\#|Tag}",
        "\ud83d",
        "각",
        "\u200b",
        "t.co/abc",
        "(https://t.co/abc)",
        "-a.com/b",
        "é.com",
      ],
    ),
    fc.string({ unit: fc.constantFrom(..."ab.c dé漢ก") }),
  ),
  { maxLength: 20 },
);
const gap = fc.constantFrom(" ", "\n", "\n\n", "  ");

describe.each(networks)("prefix sums for %s", (_, limits) => {
  it("add up to the exact length between any two white spaces", () => {
    fc.assert(
      fc.property(words, gap, fc.nat(), fc.nat(), (parts, between, one, other) => {
        const text = parts.join(between);
        const ends = [...text.matchAll(/\s+|$/g)].flatMap(({ index, 0: space }) => [index, index + space.length]);
        const [from = 0, to = 0] = [[0, ...ends][one % (ends.length + 1)] ?? 0, ends[other % ends.length] ?? 0].sort(
          (a, b) => a - b,
        );
        const part = text.slice(from, to);
        // X takes an accented first letter of a text for what stands before a domain.
        fc.pre(!/^[é-ế]\S*\./.test(part));
        const sums = prefixOf(text, limits);
        expect((sums[to] ?? 0) - (sums[from] ?? 0)).toBe(lengthOf(part, limits));
        expect(sums[text.length]).toBe(lengthOf(text, limits));
        expect(sums.length).toBe(text.length + 1);
      }),
      { numRuns: 300 },
    );
  });

  it("add up between any two ideographs", () => {
    const unspaced = fc.array(fc.constantFrom("漢字", "の", "市場", "。", "👍🏽", "ｶﾞ", "「", "2026年"), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(unspaced, fc.nat(), fc.nat(), (parts, one, other) => {
        const text = parts.join("");
        const places = [
          0,
          ...[...text.matchAll(/(?<=[漢字の市場])(?=[漢字の市場])/g)].map(({ index }) => index),
          text.length,
        ];
        const [from = 0, to = 0] = [one, other].map((at) => places[at % places.length] ?? 0).sort((a, b) => a - b);
        const sums = prefixOf(text, limits);
        expect((sums[to] ?? 0) - (sums[from] ?? 0)).toBe(lengthOf(text.slice(from, to), limits));
      }),
      { numRuns: 300 },
    );
  });

  it("end with the whole length for any text", () => {
    for (const text of randomTexts(
      [
        "a",
        ".",
        "com",
        " ",
        "\u0301",
        "ᄀ",
        "ᅡ",
        "😀",
        "\u200d",
        "\ufe0f",
        "\ud83d",
        "\u{1d15e}",
        "@",
        "é",
        "漢",
        "\\",
        "#",
      ],
      3_000,
      5,
    ))
      expect(prefixOf(text, limits).at(-1), JSON.stringify(text)).toBe(lengthOf(text, limits));
  });
});

it("prefix sums stand still inside a link, an emoji and a grapheme", () => {
  const text = "a https://b.id/c 👍🏽 e\u0301.";
  const x = platforms.find(({ id }) => id === "x");
  const sums = x ? [...prefixOf(text, x.limits)] : [];
  expect(sums).toEqual([0, 1, 2, ...Array(14).fill(25), 26, ...Array(4).fill(28), 29, 30, 30, 31]);
});

const hostile = [
  ...[
    "a",
    "a.",
    "_a.com",
    "http://a.com/((",
    ".",
    "a.com ",
    "漢字。",
    "@a@b.c ",
    "#a",
    family,
    "a@",
    "@",
    "\u0301",
    "\u200b",
    "\u202e",
    "\ud83d",
    "\udc00",
    "😀",
  ],
  ...[
    "1\ufe0f",
    "a.com.-.",
    "xn--a.",
    ".xn--a",
    "http://",
    "http://t.co/a ",
    "(",
    "a.comだ",
    "a.com?",
    "http://a.com/(a",
    "http://a.com/a(b)",
    "@a.",
    "@a@b.-",
    "\n",
    "🇮",
  ],
  ...[
    "ᄀ",
    "क्",
    "\u{1f469}\u200d",
    "{hashtag|#|",
    "@[",
    "\\",
    ".みんな",
    "a_",
    "日.com日",
    "a-.com",
    "-.",
    "é.com ",
    "@日",
    "#️⃣",
    "\u0600",
  ],
];

describe("hostile text", () => {
  it.each(hostile)("costs linear work: %j again and again", (unit) => {
    const text = (size: number) => unit.repeat(Math.ceil(size / unit.length));
    for (const [id, limits] of networks) {
      const steps = (size: number) => stepsOf(text(size), (watched) => lengthOf(watched, limits));
      const [once, twice] = [steps(20_000), steps(40_000)];
      expect(twice, id).toBeLessThanOrEqual(2.2 * once);
      expect(twice, id).toBeLessThan(60 * 40_000);
    }
  });

  it("is measured, whatever units it is made of", () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 0xffff }), { maxLength: 300 }), (units) => {
        const text = String.fromCharCode(...units);
        for (const [, limits] of networks) {
          const { length, bytes } = measure(text, limits);
          expect(length).toBeGreaterThanOrEqual(0);
          expect(bytes).toBe(new TextEncoder().encode(text).length);
        }
      }),
    );
  });
});
