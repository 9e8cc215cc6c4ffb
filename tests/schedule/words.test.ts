/** Words in a text, in every form that they may have there, and never as parts of other words. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formsIn } from "../../src/schedule/word-forms.ts";
import { finderOf, readPhrases, wordsIn } from "../../src/schedule/words.ts";

const finds = (word: string, text: string, language = "id") =>
  finderOf(readPhrases("--match", word))(wordsIn(text), language)?.as ?? null;

describe("an Indonesian word", () => {
  it.each([
    ["bunuh", "membunuh pembunuhan dibunuh terbunuh pembunuh dibunuhnya pembunuhannya bunuhlah"],
    ["tulis", "menulis penulis tulisan ditulis menuliskan tertulis tulisannya"],
    ["sapu", "menyapu penyapu disapu menyapukan"],
    ["pukul", "memukul pemukulan dipukuli pemukul terpukul"],
    ["kejar", "mengejar pengejaran dikejar pengejar"],
    ["ambil", "mengambil pengambilan diambil terambil"],
    ["bom", "mengebom pengeboman dibom"],
    ["korupsi", "mengorupsi dikorupsi antikorupsi korupsinya"],
    ["proses", "memproses diproses pemrosesan"],
    ["ajar", "belajar pelajar mengajar pengajar pembelajaran mempelajari diajarkan"],
    ["kerja", "bekerja pekerja pekerjaan mempekerjakan kerjanya"],
    ["tahu", "mengetahui diketahui pengetahuan ketahuan"],
    ["adil", "keadilan ketidakadilan pengadilan mengadili peradilan"],
    ["selesai", "menyelesaikan penyelesaian diselesaikan terselesaikan"],
    ["perkosa", "memerkosa pemerkosaan diperkosa pemerkosa"],
    ["satu", "bersatu mempersatukan persatuan menyatukan pemersatu"],
    ["hasil", "berhasil keberhasilan penghasilan menghasilkan"],
    ["libat", "terlibat keterlibatan melibatkan"],
  ])("%s is found in %s", (word, texts) => {
    for (const text of texts.split(" ")) expect(finds(word, `Polisi ${text} itu.`), text).toBe(text);
  });

  it.each([
    ["korupsi", "koruptor"],
    ["bang", "Pesawat terbang ke Jakarta"],
    ["teri", "Menteri itu"],
    ["ras", "keras dan beras"],
    ["tua", "Ketua DPRD"],
    ["masa", "Masalah itu"],
    ["tas", "atas kertas"],
    ["bunuh", "pembunuhxan tubunuh"],
    ["api", "Rapi, sapi dan kapital"],
    ["ada", "Itu adalah mereka"],
    ["ku", "buku bukunya"],
  ])("%s is not found in %s", (word, text) => {
    expect(finds(word, text)).toBeNull();
  });

  it("is found in both halves of a doubled word, in capitals and beside marks", () => {
    expect(finds("bunuh", "Mereka BUNUH-MEMBUNUH.")).toBe("bunuh");
    expect(finds("bunuh", "“Dibunuh!”, katanya")).toBe("dibunuh");
  });
});

describe("an English word", () => {
  it.each([
    ["kill", "kills killed killing kill's"],
    ["stab", "stabs stabbed stabbing"],
    ["die", "dies died dying"],
    ["rape", "rapes raped raping"],
    ["shoot", "shoots shot shooting"],
    ["bury", "buries buried burying"],
    ["crash", "crashes crashed crashing"],
    ["flee", "flees fled fleeing"],
    ["woman", "women"],
  ])("%s is found in %s", (word, texts) => {
    for (const text of texts.split(" ")) expect(finds(word, `They ${text} it.`, "en"), text).not.toBeNull();
  });

  it.each([
    ["kill", "skill killer skilled"],
    ["rape", "grape drapes"],
    ["war", "warm award wardrobe"],
    ["ring", "sering bring"],
  ])("%s is not found in %s", (word, text) => {
    expect(finds(word, text, "en")).toBeNull();
  });
});

describe("what is looked for", () => {
  it("is words parted by spaces or commas, and phrases in quotes whose words follow each other", () => {
    expect(readPhrases("--match", 'banjir, longsor "Presiden Prabowo" Covid-19')).toEqual([
      ["banjir"],
      ["longsor"],
      ["presiden", "prabowo"],
      ["covid", "19"],
    ]);
    expect(finds('"bunuh diri"', "Ia membunuh diri")).toBe("membunuh diri");
    expect(finds('"bunuh diri"', "Ia membunuh dan melukai diri")).toBeNull();
  });

  it("is found in scripts that set no spaces, too", () => {
    expect(finds("事故", "東京で大きな事故がありました", "ja")).not.toBeNull();
  });

  it.each(["", " , ", "korup*", '"Presiden', "—"])("is refused as %j", (written) => {
    expect(() => readPhrases("--match", written)).toThrow(/^--match .* is not valid/);
  });

  it("never finds a word inside a longer one that no affix makes", () => {
    const letters = fc.stringMatching(/^[a-z]{4,9}$/);
    fc.assert(
      fc.property(letters, letters, fc.constantFrom("id", "en", "und"), (word, more, language) => {
        const longer = `${more}${word}${more}`;
        if (formsIn(language, word).has(longer)) return;
        expect(finds(word, `sebelum ${longer} sesudah`, language)).toBeNull();
      }),
    );
  });

  it("always finds the word itself", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\p{L}\p{N}]{1,12}$/u), fc.constantFrom("id", "en", "ar"), (word, language) => {
        expect(finds(word, `x ${word} y`, language)).not.toBeNull();
      }),
    );
  });
});
