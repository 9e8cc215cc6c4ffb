import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { lengthOf, measure } from "../../src/thread/measure.ts";
import type { Limits } from "../../src/thread/thread.ts";
import { countedByHand } from "../support/counters.ts";
import { bluesky, mastodon, networks, x } from "../support/limits.ts";
import { hasShared, readShared } from "../support/shared.ts";

const family = "👨‍👩‍👧‍👦";
const address = `https://example.com/${"a".repeat(100)}`;

describe("six verdicts that most counters get wrong", () => {
  it.each([
    ["X takes 200 letters and a link of 120 characters", `${"a".repeat(199)} ${address}`, x, 223, true],
    ["X takes no 150 Japanese characters", "漢".repeat(150), x, 300, false],
    ["X takes 130 families", family.repeat(130), x, 260, true],
    ["Bluesky takes 100 families of 25 bytes", family.repeat(100), bluesky, 100, true],
    ["Bluesky takes 275 letters and 20 flags", "a".repeat(275) + "🇮🇩".repeat(20), bluesky, 295, true],
    ["Mastodon takes 470 letters and a link of 120 characters", `${"a".repeat(469)} ${address}`, mastodon, 493, true],
    [
      "Mastodon takes 480 letters and a mention on another server",
      `${"a".repeat(479)} @redaksi@berita.example`,
      mastodon,
      488,
      true,
    ],
  ] as const)("%s", (_, text, limits: Limits, length, valid) => {
    expect(measure(text, limits)).toMatchObject({ length, valid });
  });

  it("Bluesky's second limit, in bytes, counts too", () => {
    expect(measure(family.repeat(125), bluesky)).toMatchObject({ length: 125, bytes: 3_125, over: 125, valid: false });
  });
});

describe("a weight on X", () => {
  it.each([
    ["ASCII", "abc", 3],
    ["dashes and curly quotes are light", "—“”", 3],
    ["an ellipsis, a bullet, a euro and an arrow are heavy", "…•€→", 8],
    ["Thai, Arabic and Devanagari are light", "กาعرहि", 6],
    ["a Vietnamese letter is heavy", "ế", 2],
    ["a letter with a loose accent is counted composed", "e\u0301", 1],
    ["a copyright sign is a letter until it is an emoji", "©", 1],
    ["the same with the emoji's selector", "©\ufe0f", 2],
    ["an emoji newer than twitter-text", "🫩", 2],
    ["skin tones join their emoji", "👩🏽‍🚀", 2],
    ["a keycap", "1️⃣", 2],
    ["two letters that are no country's flag", "🇦🇦", 4],
    ["a bare domain", "example.com", 23],
    ["a domain with a capital ending, glued by mistake", "negara.Ke", 23],
    ["no domain: an unknown ending", "Node.Js", 7],
    ["no domain: an abbreviation", "U.S.A. dan 3.5", 14],
    ["a mail address is no link", "redaksi@example.com", 19],
    ["a link's closing full stop is outside", "https://example.com/a.", 24],
    ["a link in Japanese text", "日本語example.com日本語", 35],
    ["a t.co link ends at the apostrophe", "https://t.co/abc's", 25],
  ])("%s: %j", (_, text, length) => expect(lengthOf(text, x)).toBe(length));

  it("is the same in an engine that does not know the marks of Unicode 17 yet", () => {
    // Known, U+1ACF stands behind the cedilla, which then composes with its letter.
    expect(lengthOf("e\u0327", x)).toBe(1);
    expect(lengthOf("e\u1acf\u0327", x)).toBe(4);
    expect(lengthOf("e\u{10efa}\u0327e\u0327", x)).toBe(5);
  });

  it("refuses what X answers with an error", () => {
    expect(measure("a\ufeffb", x).valid).toBe(false);
    expect(measure(" \n", x).valid).toBe(false);
  });
});

describe("a count on Mastodon", () => {
  it.each([
    ["only links with a scheme have a fixed cost", "example.com", 11],
    ["a scheme does", "https://example.com", 23],
    ["a mention here", "@redaksi", 8],
    ["a mention elsewhere", "@redaksi@berita.example", 8],
    ["a mail address is no mention", "a@redaksi@berita.example", 24],
    ["a mention in brackets and at a sentence's end", "(@redaksi@berita.example), @desk@kota.example.", 18],
    ["a name with full stops", "@re.dak-si@berita.example.id", 10],
    ["a name that ends before its full stop", "@redaksi.@berita.example", 24],
    ["a host in another script", "@redaksi@ベリタ.example", 8],
    ["no host", "@redaksi@ @redaksi@.", 20],
    ["a mention with another behind it is none", "@a@b.example@c", 14],
    ["an @ in a link", "https://berita.id/@redaksi@b.example", 23],
    ["a link with a path in another script", "https://berita.id/パス/記事", 23],
    ["a link in brackets", "(https://berita.id/a_(b))", 25],
    ["a scheme without a domain", "https://localhost/a", 19],
    ["a domain that cannot exist", "https://berita.example/a", 24],
  ])("%s: %j", (_, text, length) => expect(lengthOf(text, mastodon)).toBe(length));
});

const plainly = { max: 10, bytesMax: null, urlCost: null } as const;

it("the other measures count UTF-16 units and code points", () => {
  expect(measure("a😀é", { ...plainly, measure: "utf16" }).length).toBe(4);
  expect(measure("a😀é", { ...plainly, measure: "codepoints" })).toMatchObject({ length: 3, bytes: 7 });
  expect(measure("\ud83d\ud83d\ude00", { ...plainly, measure: "codepoints" })).toMatchObject({ length: 2, bytes: 7 });
});

describe("a count on Threads", () => {
  it.each([
    ["letters of any script are one each", "aé漢กहि", 6],
    ["an emoji is as long as its bytes", "😀", 4],
    ["a family of seven characters", family, 25],
    ["a flag", "🇮🇩", 8],
    ["a keycap", "1️⃣", 7],
    ["a sign with the emoji's selector", "❤️", 6],
    ["copyright and digits are letters", "© 2026 #", 8],
    ["a star that is no emoji", "★", 1],
    ["a link has its own length", "https://a.id", 12],
  ])("%s: %j", (_, text, length) => expect(lengthOf(text, { ...plainly, measure: "emoji-bytes" })).toBe(length));
});

describe("a count on LinkedIn", () => {
  it.each([
    ["reserved characters as they are", "(a) #b @c", 9],
    ["their escapes are not seen", String.raw`\(a\) \#b \@c \\ \_`, 13],
    ["a backslash that escapes nothing is seen", String.raw`a\b`, 3],
    ["a hashtag's template is seen as the tag", String.raw`{hashtag|\#|KoreaUtara}!`, 12],
    ["a mention's template is seen as the name", "@[Kantor Berita](urn:li:organization:123)", 13],
    ["what only looks like a template is seen whole", "{hashtag|} @[a](b)", 18],
    ["UTF-16 units", "😀", 2],
  ])("%s: %j", (_, text, length) => expect(lengthOf(text, { ...plainly, measure: "little-text" })).toBe(length));
});

describe("any text", () => {
  const pieces = fc.array(
    fc.oneof(
      fc.constantFrom(
        "kata ",
        "漢字",
        "🇮🇩",
        family,
        "👍🏽",
        "1️⃣",
        "é",
        "ế",
        "กำ",
        "हिन्दी ",
        "عربي ",
        "…",
        "\n",
        " https://example.com/a ",
        "#tag ",
      ),
      fc.string({ unit: fc.constantFrom(..."abc dé漢ก") }),
    ),
  );

  it.each(Object.entries(networks))("is counted as an independent counter does for %s", (_, limits) => {
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join("");
        expect(lengthOf(text, limits)).toBe(countedByHand(text, limits));
      }),
    );
  });

  it("has as many bytes as its UTF-8", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(measure(text, bluesky).bytes).toBe(new TextEncoder().encode(text).length);
      }),
    );
  });
});

interface WeightCase {
  readonly description: string;
  readonly text: string;
  readonly expected: { readonly weightedLength: number; readonly valid: boolean };
}

const suite = "corpora/twitter-text/validate.yml";

describe.skipIf(!hasShared(suite))("twitter-text's own suite (skipped without shared/corpora/twitter-text)", () => {
  const tests = hasShared(suite) ? parse(readShared(suite)).tests : {};
  const cases: WeightCase[] = [
    ...(tests.WeightedTweetsWithDiscountedEmojiCounterTest ?? []),
    ...(tests.UnicodeDirectionalMarkerCounterTest ?? []),
  ];

  it("is not empty", () => expect(cases.length).toBeGreaterThan(20));
  it.each(cases.map((one) => [one.description, one] as const))("%s", (_, { text, expected }) => {
    expect(measure(text, x)).toMatchObject({ length: expected.weightedLength, valid: expected.valid });
  });
});
