import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { altOf, shortened } from "../../src/thread/alt.ts";
import { plainCard, withWords } from "../../src/thread/card.ts";
import { articleOf } from "../support/threads.ts";

describe("the words that go out with an image", () => {
  it.each([
    [{ alt: "Pasar", credit: "Antara" }, 100, "Pasar (Antara)"],
    [{ alt: "Pasar", credit: "" }, 100, "Pasar"],
    [{ alt: " ", credit: "Antara" }, 100, "Antara"],
    [{ alt: "", credit: "" }, 100, ""],
    [{ alt: "Pasar yang terendam air", credit: "" }, 12, "Pasar yang…"],
    [{ alt: "Pasar", credit: "" }, 0, ""],
  ])("say what it shows and whose it is: %j within %i", (image, max, words) => {
    expect(altOf(image, max)).toBe(words);
  });

  it("are never longer than the network takes, nor end in half a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), fc.nat(40), (text, max) => {
        const short = shortened(text, max);
        expect(short.length).toBeLessThanOrEqual(Math.max(max, 0));
        expect(/\p{Cs}/u.test(short)).toBe(false);
      }),
    );
  });
});

describe("the card of an article's link", () => {
  const link = "https://example.org/1";

  it("has its title and what its first paragraph says", () => {
    const article = articleOf(["Air naik\nsejak pagi.", "Warga pindah."], { title: "Air pasang" });
    expect(plainCard(article, link)).toEqual({
      url: link,
      title: "Air pasang",
      description: "Air naik sejak pagi.",
      imageId: null,
    });
  });

  it("does not say a title twice that is the first sentence, and has the site's name where there is none", () => {
    expect(plainCard(articleOf(["Air naik. Warga pindah."], { title: "Air naik." }), link).description).toBe(
      "Warga pindah.",
    );
    expect(plainCard(articleOf(["Air naik."], { title: "" }), link).title).toBe("example.org");
  });

  it("takes a page's own words where the page has any", () => {
    const card = plainCard(articleOf(["Isi."], { title: "Judul" }), link);
    expect(withWords(card, null, " Dari \n halaman ")).toMatchObject({ title: "Judul", description: "Dari halaman" });
  });
});
