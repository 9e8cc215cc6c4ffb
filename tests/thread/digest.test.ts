import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readArticle } from "../../src/article/read.ts";
import { splitSentences } from "../../src/article/sentences.ts";
import { digestOf, rankSentences } from "../../src/thread/digest.ts";
import { hasShared, readSample, readShared } from "../support/shared.ts";

const read = (text: string, language = "id") => readArticle({ text, language });

const ferry = `Kapal feri yang membawa 120 penumpang tenggelam di Selat Makassar, Minggu malam. Sebanyak 14 orang tewas dan 9 orang masih dicari.
Kita semua tentu saja berduka. Siapa sangka laut bisa seganas itu?
Kementerian Perhubungan menetapkan bahwa semua feri di selat itu dilarang berlayar sampai Rabu. Larangan itu berlaku untuk 30 kapal.
"Saya sedih sekali," kata Rudi, seorang warga.`;

describe("a digest", () => {
  const sample = read(readSample("pasar-terapung.txt"));

  it("is whole sentences of the article, unaltered and in its order", () => {
    const digest = digestOf(sample, 5);
    expect(digest).toHaveLength(5);
    for (const { block, sentence, text } of digest)
      expect(splitSentences(sample.blocks[block]?.text ?? "")[sentence]).toBe(text);
    const places = digest.map(({ block, sentence }) => block * 1_000 + sentence);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it("has four sentences unless told, and never more than there are", () => {
    expect(digestOf(sample)).toHaveLength(4);
    expect(digestOf(sample, 0)).toEqual([]);
    const all = rankSentences(sample);
    expect(digestOf(sample, 10_000)).toEqual(all);
  });

  it("takes what happened, not the writer's mood, a question or a quotation of feelings", () => {
    const digest = digestOf(read(ferry), 3).map(({ text }) => text);
    expect(digest).toEqual([
      "Kapal feri yang membawa 120 penumpang tenggelam di Selat Makassar, Minggu malam.",
      "Sebanyak 14 orang tewas dan 9 orang masih dicari.",
      "Kementerian Perhubungan menetapkan bahwa semua feri di selat itu dilarang berlayar sampai Rabu.",
    ]);
  });

  it("does not take a sentence that needs one left out where another is nearly as good", () => {
    const text = `Gubernur Riau meresmikan pasar ikan di Dumai pada Senin pagi bersama para nelayan dan pedagang.
Hujan turun.
Pasar itu berdiri berkat dana 40 miliar rupiah dari Riau bagi para nelayan.
Warga Dumai membeli 40 ton ikan segar dari nelayan hampir setiap pekan sejak awal tahun.`;
    const article = read(text);
    const [, , pointing, plain] = rankSentences(article);
    expect(pointing?.score).toBeGreaterThan(plain?.score ?? Number.POSITIVE_INFINITY);
    expect(digestOf(article, 2).map(({ text: one }) => one.split(" ")[0])).toEqual(["Gubernur", "Warga"]);
  });

  it("says why each was taken", () => {
    const [lead, dead] = rankSentences(read(ferry));
    expect(lead?.reasons).toContain("lead");
    expect(dead?.reasons).toEqual(expect.arrayContaining(["near the beginning", "tells what happened", "number"]));
  });

  it("does not say the same twice", () => {
    const twice = `${ferry.split("\n")[0]}\n${ferry.split("\n")[0]}\n${ferry}`;
    const texts = digestOf(read(twice), 4).map(({ text }) => text);
    expect(new Set(texts).size).toBe(4);
  });

  it("leaves headings and captions out", () => {
    const text = `Feri Tenggelam\n\n${ferry}\nFoto: Antara/Budi\n`;
    const article = read(text);
    expect(article.blocks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["heading", "caption"]));
    const kinds = rankSentences(article).map(({ block }) => article.blocks[block]?.kind);
    expect(new Set(kinds)).toEqual(new Set(["paragraph"]));
  });

  it("takes two sentences from above the first heading before one more from below another", () => {
    const told = [
      "Rapat DPRD Kota Palu tentang anggaran 2027 berakhir tanpa keputusan pada Senin malam. Tiga dari tujuh fraksi DPRD meninggalkan ruang rapat sebelum pemungutan suara.",
      "Anggaran banjir turun dari Rp45 miliar menjadi Rp31 miliar.",
      "Wali Kota Palu, Hadianto Rasyid, membantah tudingan tersebut.",
    ];
    const text = `${told[0]}\n\nPemicu\n\n${told[1]} Warga Tatanga kebanjiran delapan kali dalam setahun.\n\nBantahan\n\n${told[2]} Pelatihan pegawai pindah ke luar daerah tahun ini.`;
    expect(digestOf(read(text), 3).map(({ text: one }) => one)).toEqual([...splitSentences(told[0] ?? ""), told[1]]);
  });

  it("leaves rows of tables and line-ups out", () => {
    const rows = "| Kota | Harga | Naik |\n|---|---|---|\n| Makassar | 65.000 | 2,44% |\n| Palu | 58.500 | 2,71% |";
    const lineUp = "Feri (3): Rudi Hartono; Ani Lestari; Budi Santoso; Dedi Kusnandar; Febri Hariyadi.";
    const told = rankSentences(read(`${ferry}\n\n${rows}\n\n${lineUp}`)).map(({ text }) => text);
    expect(told).toHaveLength(7);
    expect(told.join("\n")).not.toMatch(/\||;/);
  });

  it("finds what English news turns on, wherever it stands", () => {
    const text = `It was a quiet morning in the village. Nobody expected any news.
The dam above Ashford burst at noon, and water from the dam flooded Ashford within minutes. Engineers had warned in May that the dam at Ashford was cracked.
Birds sang. The mayor of Ashford said 40 families were safe after the dam burst.`;
    const digest = digestOf(read(text, "en"), 2).map(({ text: one }) => one.slice(0, 20));
    expect(digest).toContain("The dam above Ashfor");
    expect(digest).not.toContain("Birds sang.");
  });

  it("holds a sentence of the lead, though others are nearer to what the text says most", () => {
    const text = `Farmers in the delta fear a poor year.
The price of rice fell by 9% in May, and the price of rice may fall again in June. Traders blame the price of rice on cheap imports of rice. The ministry wants to raise the import tax on rice before the price of rice falls in June.`;
    const article = read(text, "en");
    const ranks = [...rankSentences(article)].sort((a, b) => b.score - a.score);
    expect(ranks.findIndex(({ block }) => block === 0)).toBeGreaterThan(0);
    for (const count of [1, 2, 3])
      expect(digestOf(article, count)[0]?.text).toBe("Farmers in the delta fear a poor year.");
  });

  it("takes no remark of somebody whom only the sentence before it names", () => {
    const text = `Fire burned 40 houses in Ashford on Sunday, the mayor of Ashford said.
Crews of Ashford fought the fire until dawn, and the fire is out.
Linda Marsh left the house with two dogs.
"The fire took the house that the family had," she said.
The mayor of Ashford has promised tents.`;
    const digest = digestOf(read(text, "en"), 3).map(({ text: one }) => one);
    expect(digest.some((one) => one.endsWith("she said."))).toBe(false);
  });

  it("takes no sentence that no post can hold where another will do, but for the lead", () => {
    const long = `Menteri Tata Ruang menetapkan bahwa 14 desa di pesisir ${"utara dan timur ".repeat(20)}dilarang membangun.`;
    const article = read(`${ferry}\n${long}\nPelabuhan Garongkong menyiapkan 40 tenda bagi keluarga penumpang feri.`);
    const fits = (text: string) => text.length <= 280;
    expect(digestOf(article, 8).some(({ text }) => text === long)).toBe(true);
    expect(digestOf(article, 8, fits).some(({ text }) => text === long)).toBe(false);
    expect(digestOf(read(`${long}\n${ferry}`), 3, fits)[0]?.text).toBe(long);
  });

  it("works in every script and is the same each time", () => {
    const scripts = {
      ja: "気象庁は地震を発表した。震度は五だった。津波の心配はない。住民は避難した。けがをした人はいない。",
      ar: "أعلنت الحكومة خطة جديدة. قال الوزير إن الخطة تبدأ غدا. رحب السكان بالخطة. لم تذكر الحكومة التكلفة. تنتهي الخطة بعد عام.",
      th: "รัฐบาลประกาศแผนใหม่",
      und: "Zxq wvut. Zxq rst. Mno zxq.",
    };
    for (const [language, text] of Object.entries(scripts)) {
      const once = digestOf(read(text, language), 2);
      expect(once.length).toBeGreaterThan(0);
      expect(digestOf(read(text, language), 2)).toEqual(once);
    }
  });

  it("holds for any text: sentences of the article, as many as asked for, scores that are numbers", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme", minLength: 1 }), { minLength: 1, maxLength: 12 }),
        fc.nat(9),
        (lines, count) => {
          const article = readArticle({ text: `Awal kata.\n${lines.join("\n")}`, format: "text" });
          const all = rankSentences(article);
          const digest = digestOf(article, count);
          expect(digest).toHaveLength(Math.min(count, all.length));
          for (const one of digest) expect(all).toContainEqual(one);
          for (const { score } of all) expect(Number.isFinite(score)).toBe(true);
        },
      ),
    );
  });

  it("of a book is that of its beginning", () => {
    const sentence = "Presiden tiba di Jakarta dan banjir melanda Medan. ";
    const digest = (times: number) => digestOf(readArticle({ text: sentence.repeat(times) }), 50);
    expect(digest(20_000)).toEqual(digest(5_000));
  });

  it.skipIf(!hasShared("articles/bugaliman-pyongyang.txt"))(
    "of the first article of all does not miss the defence pact (skipped without shared/articles)",
    () => {
      const article = readArticle({ text: readShared("articles/bugaliman-pyongyang.txt") });
      for (const count of [3, 4, 5, 6]) {
        const text = digestOf(article, count)
          .map((one) => one.text)
          .join("\n");
        expect(text).toContain("pakta pertahanan bersama");
        expect(text).toContain("Vladimir Putin kembali menginjakkan kaki");
      }
    },
  );
});
