import { describe, expect, it } from "vitest";
import { findJoints } from "../../src/article/joints.ts";
import { readArticle } from "../../src/article/read.ts";
import { uncuttable } from "../support/uncuttable.ts";

const parted = (text: string) => {
  const places = [0, ...findJoints(text), text.length];
  return places.slice(1).map((end, at) => text.slice(places[at], end));
};

describe("a glued joint", () => {
  it.each([
    ["hubungan mereka sebelumnya.", "Pakta ini baru."],
    ["usung dengan bangga.", "Bagi mereka tidak."],
    ["membangun benteng di Timur.", "Setiap perhentian penting."],
    ["antara kedua negara.", "Ke sana ia pergi."],
    ["orang luar.", "Dan mereka tahu."],
    ["yang dibayar AS.", "Mereka pergi."],
    ["pada tahun 2024.", "Pakta itu lahir."],
    ["naik lima persen (5%).", "Ini tinggi."],
    ["harga naik 5%.", "Ini tinggi."],
    ["rapat itu selesai.", "KPK menyita berkas."],
    ["siapa yang tahu?", "Tidak ada."],
    ["air naik lagi!", "Warga pergi."],
    ["ia menunggu…", "Warga pergi."],
    ['"Kami siap."', "Dia lalu pergi."],
    ["“Kami siap.”", "Dia lalu pergi."],
    ["kata dia.", '"Kami siap," ujarnya.'],
    ["kata dia.", "“Kami siap,” ujarnya."],
    ["as the minister said.", "In March it rained."],
    ["that is what they said.", "It rained."],
    ["nobody saw the boat.", "A man called."],
    ["tidur di rumah.", "Selain itu ia makan."],
    ["bertemu Kim Jong Un.", "Dia pergi."],
    ["kapasitas teknologi informasinya.", "TV Australia salah sebut."],
    ["jatuh tempo pada 2010 dan 2025.", "PT Multi Prima mencatat laba."],
    ["our time 20 20 20.", "And I wish to start."],
    ["Does it affect you? No.", "Not really."],
    ["in garbage bags now.", "I didn't even touch it."],
    ["el Arsenal, eso me gustaría.", "¿Por qué siguen?"],
  ])("%s|%s", (first, second) => expect(parted(first + second)).toEqual([first, second]));

  it.each(uncuttable)("is not seen in: %s", (sentence) => expect(findJoints(sentence)).toEqual([]));

  it.each([
    "example.com Kompas.Com KOMPAS.com detik.com Tempo.Co Node.Js ASP.NET",
    "U.S.A. D.C. Ph.D. S.Pd. M.Si J.K.Rowling Prof.Dr.Ir.H.Joko Dr.Soetomo St.Petersburg Jl.Sudirman No.5",
    "https://example.com/Berita.Baru.Hari http://Situs.Id/A.B?c=D.E",
    "3.5 1.000.000 v2.Beta",
    "java.lang.String System.Out.Println README.Md",
    "Yahoo!Japan nama@Situs.Com",
    "1.Pertama",
  ])("is not seen in: %s", (text) => expect(findJoints(text)).toEqual([]));
});

describe("a mended joint", () => {
  it("is a paragraph break", () => {
    const { blocks, removed } = readArticle({ text: "Air naik sebelumnya.Warga pergi." });
    expect(blocks.map((block) => block.text)).toEqual(["Air naik sebelumnya.", "Warga pergi."]);
    expect(removed).toEqual([
      { text: "sebelumnya.Warga", reason: "paragraph break lost at a full stop", block: 1, offset: 0 },
    ]);
  });

  it("inside a quotation is a space, so that the quotation stays whole", () => {
    const { blocks, removed } = readArticle({ text: '"Kami pergi dulu.Warga juga," kata Ani.' });
    expect(blocks.map((block) => block.text)).toEqual(['"Kami pergi dulu. Warga juga," kata Ani.']);
    expect(removed).toEqual([{ text: "dulu.Warga", reason: "space lost at a full stop", block: 0, offset: 18 }]);
  });
});
