/** What stands below or beside an article's last words, and above its first: who wrote, whose picture it is, where else to read. */
import { describe, expect, it } from "vitest";
import { readArticle } from "../../src/article/read.ts";

const prose = "Air sungai naik dua meter sejak semalam dan merendam ratusan rumah di tiga kecamatan.";
const quote = '"Air datang begitu cepat, dan kami hanya sempat menyelamatkan anak-anak," kata Budi.';

const posted = (text: string) =>
  readArticle({ text })
    .blocks.filter((block) => block.kind !== "caption")
    .map((block) => block.text);

describe("behind the last sentence", () => {
  it.each([
    "(lpk/muu)",
    "(mg10/jpnn)",
    "(ABD)",
    "(E-2)",
    "(Ant/H-3)",
    "(Web Warouw)",
    "(Budi Santoso Wijaya)",
    "(***)",
  ])("%s is no prose", (mark) => {
    expect(posted(`${prose}\n\n${prose} ${mark}`)).toEqual([prose, prose]);
    expect(posted(`${prose}\n\n${quote}${mark}`)).toEqual([prose, quote]);
    expect(posted(`${prose}\n\n${prose}\n\n${mark}`)).toEqual([prose, prose]);
  });
  it.each([
    "Redaktur & Reporter : Budi Santoso",
    "Load more",
    "Posting Komentar",
    "Rep: Budi Santoso / Red: Ani Wijaya",
  ])("and above %j initials are still seen", (line) =>
    expect(posted(`${prose}\n\n${prose} (lpk/muu)\n\n${line}`)).toEqual([prose, prose]),
  );
  it.each([
    "Laporan itu disusun Komisi Pemberantasan Korupsi (KPK)",
    "Ia tinggal di kota itu bersama ibunya (Ani Wijaya)",
    "Warga pulang (semua)",
  ])("a remark inside a sentence stays: %s", (line) => expect(posted(`${prose}\n\n${line}`)).toContain(line));
});

describe("a line of names", () => {
  it.each([
    [`${prose}\n\n${prose}\n\nBUDI SANTOSO WIJAYA`, "BUDI SANTOSO WIJAYA"],
    [`${prose}\n\n${prose}\n\nBUDI SANTOSO | ANTARA\n\nLoad more`, "BUDI SANTOSO"],
    [`- By Jane Doe and Eric Roe\n\n${prose}\n\n${prose}`, "Jane Doe and Eric Roe"],
    [`كتب- حسن مرسي:\n\n${prose}\n\n${prose}`, "حسن مرسي"],
    [`Rep: Budi Santoso / Red: Ani Wijaya\n\n${prose}\n\n${prose}`, "Budi Santoso"],
  ])("is a signature: %j", (text, author) => {
    expect(posted(text)).toEqual([prose, prose]);
    expect(readArticle({ text }).author).toBe(author);
  });
  it.each([
    "Oleh\nBUDI SANTOSO\n· 1 menit baca",
    "Budi Santoso\nKamis, 06 Oktober 2022 | 18:52 WIB",
    "Home Affairs Correspondent",
    "A\nA\nA",
    "Editor:\nani wijaya",
    "Uma publicação compartilhada por Ani Wijaya (@aniwijaya)",
  ])("or of buttons is left out above the prose: %j", (lines) =>
    expect(posted(`${prose}\n\n${lines}\n\n${prose}\n\n${prose}`)).toEqual([prose, prose, prose]),
  );
  it("or of letters stays where it may be a list", () => {
    expect(posted(`${prose}\n\nA\n\nB\n\n${prose}`)).toEqual([prose, "A", "B", prose]);
    expect(posted(`${prose}\n\nPenulis\n\n${prose}`)).toContain("Penulis");
  });
  it("in capitals is a heading where prose follows", () =>
    expect(posted(`${prose}\n\nSUARA WARGA HULU\n\n${prose}\n\n${prose}`)).toContain("SUARA WARGA HULU"));
  it("with the day is no prose", () =>
    expect(posted(`Budi Santoso Wijaya • 11 September 2024 13:30\n\n${prose}\n\n${prose}`)).toEqual([prose, prose]));
});

describe("a picture's line", () => {
  it.each([
    "- kabarkota.com/Budi Santoso",
    "TWITTER.COM/KABARKOTA",
    "KOMPAS/BUDI SANTOSO",
    "• KABARKOTA.co.id/Budi Santoso",
    "Gubernur Bank Sentral Ani Wijaya. Foto: Bank Sentral",
    "Ilustrasi banjir. (Suara/Budi)",
    "Gubernur Bank Sentral, Ani Wijaya\nPhoto :",
    "Pelatih tim itu, Budi Santoso (kabarkota.org)",
    "Juru bicara tim itu, Ani Wijaya. Kabarkota.id/Budi Santoso",
    "Kepala Humas Kombes Ani Wijaya. Republika/Budi Santoso",
    "首相官邸前で調べる警察官ら=19日午前(田中太郎撮影)",
  ])("is a caption: %s", (line) => expect(posted(`${prose}\n\n${line}\n\n${prose}`)).toEqual([prose, prose]));
});

it("titles below a pointer to several go, and a heading above prose stays", () => {
  const titles = "Artikel Terkait\nJembatan Hulu Dibangun Lagi\nSekolah di Hilir Dibuka";
  expect(posted(`${prose}\n\n${prose} (***)\n\n${titles}`)).toEqual([prose, prose]);
  expect(posted(`${prose}\n\n${titles}\n\nNasib Warga\n\n${prose}\n\n${prose}`)).toEqual([
    prose,
    "Nasib Warga",
    prose,
    prose,
  ]);
});

it("a time alone on a line heads what happened then", () => {
  const { blocks } = readArticle({ text: `${prose}\n\n12:49 p.m.\n\n${prose}\n\n11.10 WIB\n\n${prose}` });
  expect(blocks.map(({ kind }) => kind)).toEqual(["paragraph", "heading", "paragraph", "heading", "paragraph"]);
});

it("lines that a hand wrapped in Japanese are one paragraph, without a space between them", () => {
  const text = "果物ナイフを持っていたとして、\n36歳の男が逮捕された。\n男は「罰だ」\nなどと供述している。";
  expect(posted(text)).toEqual([
    "果物ナイフを持っていたとして、36歳の男が逮捕された。",
    "男は「罰だ」などと供述している。",
  ]);
});

describe("a picture's words with its credit behind them", () => {
  it.each([
    "Selebrasi pemain Persipal usai menjebol gawang PSIS. Foto: Dok. Persipal Palu",
    "Banjir merendam jalan di Palu/Foto: Istimewa",
    "Warga mengungsi ke bukit. Foto: BPBD Palu",
    "Ilustrasi banjir (Shutterstock)",
    "Foto: Dok. Persipal Palu",
  ])("are no prose: %s", (line) => {
    expect(posted(`${prose}\n\n${line}\n\n${quote}`)).toEqual([prose, quote]);
  });
  it.each(["Ia menulis di bawah foto: kami pulang.", "Polisi memeriksa foto: pelaku tampak memakai jaket merah."])(
    "are not seen in prose: %s",
    (line) => expect(posted(`${prose}\n\n${line}\n\n${quote}`)).toEqual([prose, line, quote]),
  );
});

describe("an article's own hashtags", () => {
  it("are its own below the initials of its editors too", () => {
    const article = readArticle({ text: `${prose}\n\n${quote}\n\n(and/red)\n\n#Persipal #Liga2` });
    expect(article.hashtags).toEqual(["#Persipal", "#Liga2"]);
  });
});

describe("a list of other stories", () => {
  it("goes whole, prose below it or none", () => {
    const list = "Baca Juga:\n- Banjir Tatanga Surut\n- Daftar Kepala Dinas Baru di Kota Palu";
    expect(posted(`${prose}\n\n${list}\n\n${quote}`)).toEqual([prose, quote]);
    expect(posted(`${prose}\n\n${quote}\n\n${list}`)).toEqual([prose, quote]);
  });
});
