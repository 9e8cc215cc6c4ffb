import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isOurs, listedPost } from "../../src/platforms/x-match.ts";
import { listed, shortened } from "../support/x-text.ts";

/** As X's list would show a post of this text. */
const inList = (text: string, parentId: string | null = null) =>
  listedPost.parse(listed({ id: "1", parentId, at: 0 }, shortened(text)));

describe("a post in X's list", () => {
  it.each([
    "Plain words.",
    "Tea & biscuits < 3 > 2, and &amp; as it stands",
    "&lt;b&gt; &amp;lt;",
    "A link https://example.com/a?b=1&c=2#d in the middle",
    "(https://example.com/a) and example.com.",
    "Twice https://example.com https://example.com/",
    "Bare example.com/path",
    "Café in two code points: Cafe\u0301",
    "  white space around and\n\nbetween  ",
    "Berita #hari ini 👩‍👩‍👧‍👦 日本語 https://example.com/日本",
  ])("is ours when it shows the text that we sent: %s", (text) => {
    expect(isOurs(inList(text), text, null)).toBe(true);
  });

  it("is ours in whatever way X writes a link of ours", () => {
    const post = (url: string) => ({
      id: "1",
      text: "Read https://t.co/abc now",
      entities: { urls: [{ url: "https://t.co/abc", expanded_url: url }] },
    });
    for (const url of ["http://example.com", "https://example.com/", "https://EXAMPLE.com", "example.com"])
      expect(isOurs(post(url), "Read example.com now", null)).toBe(true);
    expect(isOurs(post("https://xn--mnchen-3ya.example/%C3%BC"), "Read https://münchen.example/ü now", null)).toBe(
      true,
    );
    expect(isOurs(post("https://example.com/other"), "Read https://example.com/one now", null)).toBe(false);
  });

  it("is ours when X has added the links of its pictures", () => {
    const post = {
      id: "1",
      text: "With a picture https://t.co/pic",
      entities: { urls: [{ url: "https://t.co/pic", expanded_url: "https://x.com/herald/status/1/photo/1" }] },
    };
    expect(isOurs(post, "With a picture", null)).toBe(true);
  });

  it("is compared by its whole text when it is longer than a plain post", () => {
    const text = `${"long ".repeat(100)}& end`;
    const post = { id: "1", text: "long long…", note_tweet: { text: text.replace("&", "&amp;") } };
    expect(isOurs(post, text, null)).toBe(true);
  });

  it.each([
    ["another word", "One two three.", "One two four."],
    ["a word more", "One two three.", "One two three. Four."],
    ["another number", "1/3 The same words", "2/3 The same words"],
    ["another case", "The same words", "the same words"],
    ["escaped where we wrote it plainly", "a & b", "a &amp; b"],
  ])("is not ours when it says something else: %s", (_, theirs, ours) => {
    expect(isOurs(inList(theirs), ours, null)).toBe(false);
  });

  it("is not ours under another parent, or without the one that ours has", () => {
    expect(isOurs(inList("Same.", "7"), "Same.", "7")).toBe(true);
    expect(isOurs(inList("Same.", "8"), "Same.", "7")).toBe(false);
    expect(isOurs(inList("Same."), "Same.", "7")).toBe(false);
    expect(isOurs(inList("Same.", "7"), "Same.", null)).toBe(false);
  });

  it("is ours for every text, and its own only", () => {
    const word = fc.oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 8 }),
      fc.constantFrom("&", "<", ">", "&amp;", "https://example.com/a?b=1&c=2", "example.org", "#news", "\n"),
    );
    const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(" "));
    fc.assert(
      fc.property(text, (written) => {
        expect(isOurs(inList(written), written, null)).toBe(true);
        expect(isOurs(inList(`${written} more`), written, null)).toBe(false);
      }),
    );
  });
});
