import { describe, expect, it } from "vitest";
import { aheadBy, alikeness, isFromBefore } from "../../src/platforms/mastodon-status.ts";

describe("a text as a server shows it", () => {
  it.each([
    ["in HTML", "Dua < tiga & empat.\n\nLima.", "<p>Dua &lt; tiga &amp; empat.</p><p>Lima.</p>"],
    [
      "with a link cut short",
      "Baca https://example.com/berita/pasar",
      `<p>Baca <a href="https://example.com/berita/pasar">example.com/beri…</a></p>`,
    ],
    [
      "with a name as a link",
      "Kata @sri@other.example kemarin",
      `<p>Kata <a href="https://other.example/@sri" class="mention">@<span>sri</span></a> kemarin</p>`,
    ],
    [
      "with a shortcode as a picture",
      "Satu dua tiga empat lima enam tujuh delapan :padi:",
      `<p>Satu dua tiga empat lima enam tujuh delapan <img alt=":padi:"></p>`,
    ],
    [
      "with a picture left out",
      "Satu dua tiga empat lima enam tujuh delapan 🌾",
      "<p>Satu dua tiga empat lima enam tujuh delapan</p>",
    ],
    [
      "with a name in full",
      "Satu dua tiga empat lima enam tujuh delapan sembilan kata @sri",
      "<p>Satu dua tiga empat lima enam tujuh delapan sembilan kata @sri@other</p>",
    ],
  ])("is the text that was sent: %s", (_, text, html) => {
    expect(alikeness(text, html)).toBeGreaterThan(0.85);
  });

  const text =
    "Gubernur meresmikan jembatan baru di kota lama pagi ini bersama warga dan para pejabat daerah setempat.";
  it.each([
    ["another word", text.replace("lama", "tua")],
    ["a word less", text.replace(" daerah", "")],
    ["a word more", text.replace("warga", "semua warga")],
    ["the same words in another order", text.replace("warga dan para pejabat", "para pejabat dan warga")],
    ["a link to another story", `${text} https://example.com/lain`],
  ])("is another text: %s", (_, shown) => {
    expect(alikeness(text, `<p>${shown}</p>`)).toBe(0);
  });
});

describe("when a post was made", () => {
  const began = new Date("2026-12-01T09:00:00Z");
  const madeAt = (at: string) => ({ id: "1", created_at: at });

  it("is a little before the send began at most, and more where no answer tells the server's time", () => {
    expect(aheadBy({}, began)).toBeNull();
    expect(isFromBefore(madeAt("2026-12-01T08:58:10Z"), began, null)).toBe(false);
    expect(isFromBefore(madeAt("2026-12-01T08:57:50Z"), began, null)).toBe(true);
    expect(isFromBefore(madeAt("2026-12-01T08:59:40Z"), began, 0)).toBe(false);
    expect(isFromBefore(madeAt("2026-12-01T08:59:20Z"), began, 0)).toBe(true);
  });

  it("is by the server's clock where that is behind, and never by one that is ahead", () => {
    const aheadMs = aheadBy({ date: "Tue, 01 Dec 2026 08:50:00 GMT" }, began);
    expect(isFromBefore(madeAt("2026-12-01T08:49:45Z"), began, aheadMs)).toBe(false);
    expect(isFromBefore(madeAt("2026-12-01T08:49:15Z"), began, aheadMs)).toBe(true);
    expect(isFromBefore(madeAt("2026-12-01T08:59:50Z"), began, 600_000)).toBe(false);
  });
});
