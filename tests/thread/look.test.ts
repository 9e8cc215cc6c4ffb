import { describe, expect, it } from "vitest";
import { bluesky } from "../../src/platforms/bluesky.ts";
import { linkedin } from "../../src/platforms/linkedin.ts";
import { mastodon } from "../../src/platforms/mastodon.ts";
import { telegram } from "../../src/platforms/telegram.ts";
import { x } from "../../src/platforms/x.ts";
import { entitiesOf, type Look, shownAs } from "../../src/thread/look.ts";

const shown = (text: string, look: Look) => shownAs(text, entitiesOf(text, look), look);
const seen = (text: string, look: Look) =>
  shown(text, look)
    .pieces.map((one) => one.text)
    .join("");

describe("a link in a post, as its readers see it", () => {
  const long = "https://www.contoh.id/berita/2026/banjir-di-hulu?halaman=2";

  it.each([
    ["X", x.look, long, "contoh.id/berita/2026/ba…"],
    ["X", x.look, "http://www.youtube.com/watch?v=oHg5SJYRHA0", "youtube.com/watch?v=oHg5SJ…"],
    ["X", x.look, "https://dev.twitter.com/terms/display-guidelines", "dev.twitter.com/terms/display-…"],
    ["X", x.look, "contoh.id/berita/2026/banjir", "contoh.id/berita/2026/ba…"],
    ["X", x.look, "https://contoh.id/berita/2026/a", "contoh.id/berita/2026/a"],
    ["X", x.look, "https://contoh.id/", "contoh.id"],
    ["Bluesky", bluesky.look, long, "www.contoh.id/berita/2026/..."],
    ["Bluesky", bluesky.look, "https://contoh.id/berita/2026/a", "contoh.id/berita/2026/a"],
    ["Bluesky", bluesky.look, "https://contoh.id/?a=1", "contoh.id/?a=1"],
    ["Bluesky", bluesky.look, "https://contoh.id/日本", "contoh.id/%E6%97%A5%E6..."],
    ["Bluesky", bluesky.look, "contoh.id/berita/2026/banjir", "contoh.id/berita/2026/banjir"],
    ["Mastodon", mastodon.look, long, "contoh.id/berita/2026/banjir-d…"],
    ["Mastodon", mastodon.look, "https://contoh.id/berita/2026/banjir", "contoh.id/berita/2026/banjir"],
    [
      "Mastodon",
      mastodon.look,
      "contoh.id/berita/2026/banjir/di/hulu/sungai",
      "contoh.id/berita/2026/banjir/di/hulu/sungai",
    ],
    ["LinkedIn", linkedin.look, long, "https://lnkd.in/…"],
    ["LinkedIn", linkedin.look, "https://contoh.id/b", "https://contoh.id/b"],
    ["Telegram", telegram.look, long, long],
  ])("on %s: %#", (_, look, written, expected) => {
    expect(seen(`Baca ${written} #Banjir.`, look)).toBe(`Baca ${expected} #Banjir.`);
  });

  it("and a tag stand apart from the words around them, each with what was written", () => {
    expect(shown(`Naik. ${long} #Banjir`, x.look).pieces).toEqual([
      { kind: "text", text: "Naik. ", written: "Naik. " },
      { kind: "link", text: "contoh.id/berita/2026/ba…", written: long },
      { kind: "text", text: " ", written: " " },
      { kind: "tag", text: "#Banjir", written: "#Banjir" },
    ]);
  });

  it("is no tag where its address has a #, and a bare domain is no link where the network knows none", () => {
    expect(entitiesOf("https://contoh.id/#Banjir", mastodon.look)).toEqual([{ kind: "link", start: 0, end: 25 }]);
    expect(entitiesOf("contoh.id", mastodon.look)).toEqual([]);
    expect(entitiesOf("contoh.id", x.look)).toEqual([{ kind: "link", start: 0, end: 9 }]);
  });
});

describe("where readers must ask for more", () => {
  const look = { link: linkedin.look.link, fold: { after: 5, unit: "characters" } } as const;
  const foldedAs = (text: string, fold: Look["fold"]) =>
    shownAs(text, entitiesOf(text, look), { ...look, fold }).folded;

  it("is after so many characters as people count them", () => {
    expect(foldedAs("12345", look.fold)).toBeNull();
    expect(foldedAs("123456", look.fold)).toBe("12345");
    expect(foldedAs("👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦", look.fold)).toBeNull();
    expect(foldedAs("👨‍👩‍👧‍👦12345", look.fold)).toBe("👨‍👩‍👧‍👦1234");
  });

  it("is after so many lines", () => {
    expect(foldedAs("a\nb\nc", { after: 3, unit: "lines" })).toBeNull();
    expect(foldedAs("a\nb\nc\nd", { after: 3, unit: "lines" })).toBe("a\nb\nc");
  });

  it("counts what readers see, not what was written", () => {
    const link = `https://contoh.id/${"a".repeat(30)}`;
    expect(foldedAs(`${link} ab`, { after: 20, unit: "characters" })).toBeNull();
    expect(foldedAs(`${link} abc`, { after: 20, unit: "characters" })).toBe("https://lnkd.in/… ab");
  });

  it("is nowhere on a network that folds nothing", () => {
    expect(shown("a".repeat(4_000), telegram.look).folded).toBeNull();
  });
});
