import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Format, readArticle } from "../../src/article/read.ts";
import { AppError } from "../../src/base/errors.ts";
import { withoutSpace } from "../support/counters.ts";
import { hasShared, readSample, readShared, sharedRows } from "../support/shared.ts";

const shape = (text: string, format?: Format) =>
  readArticle({ text, format }).blocks.map(({ kind, text }) => `${kind}: ${text}`);

describe("a plain text in a newsroom's shape", () => {
  const article = readArticle({ text: readSample("pasar-terapung.txt") });
  const kinds = (kind: string) => article.blocks.filter((block) => block.kind === kind).map((block) => block.text);

  it("has its headings, though nothing marks them", () => {
    expect(kinds("heading")).toEqual([
      "Dari Jembatan ke Jukung",
      "Harga yang Tidak Ditawar",
      "Menjaga Air Tetap Bersih",
      "Rencana Tahun Depan",
    ]);
  });

  it("has a paragraph more for each glued joint", () => {
    const paragraphs = kinds("paragraph");
    expect(paragraphs).toHaveLength(12);
    expect(paragraphs).toContain(
      "Dalam enam bulan, 58 jukung kembali turun ke air. Sebagian besar dikemudikan oleh perempuan yang mewarisi perahu dari ibunya.",
    );
  });

  it("keeps dateline, credit and tags beside the prose", () => {
    expect(article).toMatchObject({
      dateline: "LOK PANJANG",
      hashtags: ["#PasarTerapung", "#LokPanjang", "#EkonomiDesa"],
      language: "id",
      title: "Sebelum subuh, sungai sudah ramai.",
      titleFrom: "sentence",
    });
    expect(kinds("caption")).toEqual(["Foto: Dokumentasi Pengelola Pasar"]);
    expect(kinds("paragraph")[0]).toMatch(/^Sebelum subuh/);
  });

  it("says what was taken out or mended, and why", () => {
    expect(article.removed).toMatchObject([
      { text: "LOK PANJANG -", reason: "dateline" },
      { text: "Foto: Dokumentasi Pengelola Pasar", reason: "picture credit or caption" },
      { text: "sepekan.Dalam", reason: "paragraph break lost at a full stop" },
      { text: "lalu.Perbaikan", reason: "paragraph break lost at a full stop" },
      { text: "#PasarTerapung #LokPanjang #EkonomiDesa", reason: "hashtags" },
    ]);
  });

  it("accounts for every character: what is neither posted nor reported does not exist", () => {
    const source = withoutSpace(readSample("pasar-terapung.txt"));
    const told =
      article.blocks.map((block) => block.text).join("") +
      article.removed
        .filter(({ reason }) => /hashtags|dateline/.test(reason))
        .map(({ text }) => text)
        .join("");
    expect([...withoutSpace(told)].sort().join("")).toBe([...source].sort().join(""));
  });
});

describe("hashtags", () => {
  it("of a paragraph of nothing else are read, however many there are", () =>
    expect(readArticle({ text: `Air naik ${"#banjir ".repeat(150_000)}lagi.` }).hashtags).toEqual(["#banjir"]));

  it("inside the prose stay there and are known", () => {
    const article = readArticle({ text: "Gerakan #SungaiBersih dimulai hari ini, bukan #1 tetapi #2di kota." });
    expect(article.hashtags).toEqual(["#SungaiBersih", "#2di"]);
    expect(article.blocks[0]?.text).toContain("#SungaiBersih");
  });

  it("behind the last sentence are taken off, once each", () => {
    const article = readArticle({ text: "Sungai bersih lagi. #Sungai #sungai #Air" });
    expect(article.hashtags).toEqual(["#Sungai", "#Air"]);
    expect(article.blocks[0]?.text).toBe("Sungai bersih lagi.");
  });
});

describe("a title", () => {
  const prose = "Air sungai naik dua meter sejak semalam. Ratusan rumah di tiga kecamatan terendam sampai siang ini.";
  it("comes from the caller first", () => {
    expect(readArticle({ text: `Banjir Lagi\n${prose}`, title: " Judul  Kami " })).toMatchObject({
      title: "Judul Kami",
      titleFrom: "given",
    });
  });
  it("else from a first heading", () => {
    expect(readArticle({ text: `Banjir Lagi\n${prose}` })).toMatchObject({
      title: "Banjir Lagi",
      titleFrom: "heading",
    });
  });
  it("else from the first sentence", () => {
    expect(readArticle({ text: prose })).toMatchObject({
      title: "Air sungai naik dua meter sejak semalam.",
      titleFrom: "sentence",
    });
  });
});

describe("lines", () => {
  it("that a program wrapped are one paragraph", () => {
    const wrapped =
      "Air sungai naik dua meter sejak semalam, kata Bupati\nAhmad Yani di tiga kecamatan. Warga mengungsi menuju ke\nbalai desa dan sekolah yang letaknya lebih tinggi.";
    expect(shape(`${wrapped}\n\nKedua.`)).toEqual([`paragraph: ${wrapped.replaceAll("\n", " ")}`, "paragraph: Kedua."]);
  });
  it("without a closing mark are headings only before prose that is clearly longer", () => {
    const first = "Air sungai naik dua meter sejak semalam di tiga kecamatan";
    const second = "Warga pergi ke balai desa dan sekolah yang lebih tinggi pagi ini.";
    expect(shape(`${first}\n${second}`)[0]).toBe(`paragraph: ${first}`);
    expect(shape(`${first}\n${second} ${second}`)[0]).toBe(`heading: ${first}`);
    expect(shape(`${second}\n${first}`)).toEqual([`paragraph: ${second}`, `paragraph: ${first}`]);
  });
  it("that begin with a mark are items of a list", () => {
    expect(shape("Warga diminta membawa:\n- selimut\n- air minum\n1. Dokumen")).toEqual([
      "paragraph: Warga diminta membawa:",
      "item: - selimut",
      "item: - air minum",
      "item: 1. Dokumen",
    ]);
  });
});

describe("the language", () => {
  it.each([
    ["id", "Pemerintah akan menambah anggaran untuk perbaikan jalan yang rusak karena banjir."],
    ["en", "The government will spend more on repairing the roads that the flood has damaged."],
    ["es", "El gobierno gastará más en reparar las carreteras que la inundación ha dañado."],
    ["ja", "政府は洪水で壊れた道路の修理にもっと予算を使う。"],
    ["ar", "ستنفق الحكومة المزيد من الأموال على إصلاح الطرق التي دمرها الفيضان."],
    ["und", "2026"],
  ])("%s is told from %j", (language, text) => expect(readArticle({ text }).language).toBe(language));

  it("is the caller's when given", () =>
    expect(readArticle({ text: "Air naik.", language: "ban" }).language).toBe("ban"));

  it.skipIf(!hasShared("corpora/news-id.jsonl")).each(["id", "en", "es", "ja", "ar"])(
    "is right for 97 of 100 articles of the corpus in %s (skipped without shared/corpora)",
    (language) => {
      const rows = sharedRows(`corpora/news-${language}.jsonl`);
      const right = rows.filter((row) => readArticle({ text: row.text }).language === language);
      expect(right.length).toBeGreaterThanOrEqual(rows.length * 0.97);
    },
  );
});

describe("what is no prose", () => {
  it.each(['{"title":"Banjir","body":"Air naik dua meter."}', '[{"a":1}]', "\n[1, 2, 3]\n"])(
    "%j is refused as data, whose name the message says",
    (text) => {
      expect(() => readArticle({ text, name: "berita.json" })).toThrow(
        "berita.json is not text: it is JSON, not an article.",
      );
    },
  );
  it.each(["{sic} Air naik.", "[Video] Air naik dua meter.", '{"Air naik," kata Budi. [1]'])("%j is read", (text) => {
    expect(readArticle({ text }).blocks).not.toEqual([]);
  });

  it("the rows of a table in plain text are lines of one list, without its frame", () => {
    const { blocks } = readArticle({
      text: "| Kota | Korban |\n|---|---|\n| Medan | 12 |\n| Padang | 7 |\n\nItu saja.",
    });
    expect(blocks.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      "item: Kota | Korban",
      "item: Medan | 12",
      "item: Padang | 7",
      "paragraph: Itu saja.",
    ]);
  });

  it("a line whose sentence goes on below is no heading", () => {
    const rest = `dan satu warga negara Indonesia ${"ditangkap petugas bandara ".repeat(4)}kemarin.`;
    const { blocks } = readArticle({ text: `Bawa Emas Lewat Bandara\n\nSebelas warga negara asing (WNA)\n\n${rest}` });
    expect(blocks.map(({ kind }) => kind).slice(1)).toEqual(["paragraph", "paragraph"]);
  });

  it("a space inside brackets is gone", () => {
    const { blocks } = readArticle({
      text: "Badan Pembinaan ( BPIP ) hadir ( sejak 2018 ), kata Budi. Ia (pergi) ke sana :( lalu pulang.",
    });
    expect(blocks[0]?.text).toBe(
      "Badan Pembinaan (BPIP) hadir (sejak 2018), kata Budi. Ia (pergi) ke sana :( lalu pulang.",
    );
  });

  it("a space before a comma or full stop, and a program's word before an address of mail, are gone", () => {
    const { blocks } = readArticle({ text: "Tulis ke mailto:a@b.id , kata Budi . Ia pergi . . . lalu pulang." });
    expect(blocks[0]?.text).toBe("Tulis ke a@b.id, kata Budi. Ia pergi . . . lalu pulang.");
  });
});

describe("broken input", () => {
  it.each(["", " \n\t", "\u0000\ufeff", "#Tag", "Foto: Antara", "...", "<p></p>"])("%j holds no article", (text) => {
    expect(() => readArticle({ text, name: "kosong.txt" })).toThrow(AppError);
    expect(() => readArticle({ text, name: "kosong.txt" })).toThrow("kosong.txt holds no text");
  });

  it("loses its dangerous characters, and says so", () => {
    const article = readArticle({ text: "A\u0000i\u200br \ud800naik\u202e dua\u00admeter 👨‍👩‍👧‍👦." });
    expect(article.blocks[0]?.text).toBe("Air naik duameter 👨‍👩‍👧‍👦.");
    expect([...new Set(article.removed.map((one) => one.reason))].sort()).toEqual([
      "control character",
      "half of a character",
      "invisible character",
      "mark that turns the direction of text around",
    ]);
  });

  it.each(["CafÃ© itu tutup.", "CAFÉ” tutup hari ini.", "Budi &amp; Sari di AT&T&#8217;s; R&D;."])(
    "keeps the letters of a plain text as they stand, whatever they look like: %s",
    (text) => expect(readArticle({ text }).blocks[0]?.text).toBe(text),
  );

  it("of any kind is read or refused, never a crash", () => {
    const marks = fc.constantFrom(
      "<",
      ">",
      "p",
      "#",
      "*",
      "[",
      "](",
      ".",
      '"',
      "“",
      "\n",
      " ",
      "A",
      "a",
      "&",
      "---",
      "\u0000",
      "\ud800",
      "- ",
      "1. ",
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(marks, fc.string({ unit: "binary", maxLength: 3 })), { maxLength: 60 }),
        fc.constantFrom(undefined, "text", "markdown", "html"),
        (parts, format) => {
          try {
            readArticle({ text: parts.join(""), format: format as Format | undefined });
          } catch (thrown) {
            expect((thrown as AppError).code).toBe("article-empty");
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    ...[
      "a",
      "a.A",
      "A. ",
      '"a." ',
      "(",
      "“",
      " ",
      "\n",
      "#a ",
      "漢。",
      "a-",
      "1.",
      "[a](",
      "<p>",
      "*",
      "> ",
      "\r",
      "\t",
      ".",
    ],
    ...[
      "http://a.com/ ",
      "https://Aa.Bb/Cc.Dd ",
      "Kata.\n",
      "Foto: a\n",
      "- a\n",
      "Air naik\n\n",
      "# a\n",
      "Budi.Ani ",
      '"A.B ',
    ],
    ...[
      "\ud800",
      "\u202e\u2066",
      "\u200b",
      "a\u200d",
      "a\u0301",
      "\u3000",
      "\u00a0",
      "😀",
      "👨‍👩‍👧‍👦",
      "ก ก",
      ". . . ",
      "…",
      "!",
      "「a。",
    ],
    ...[
      `'"A.B `,
      "'A ",
      'budi."Ani ',
      "1. A ",
      "• a ",
      ". 4 Even ",
      ". [1]",
      ". (Baca juga: ",
      "[Gambas:",
      "(abc/def) ",
      "By Aa Bb\n",
      "A, B (C) ",
    ],
    ...[
      "![a](http://a)",
      "|a|b\n|-|-\n",
      "<div>",
      "<ul><li>",
      "<!--",
      "&amp;",
      "<",
      "---\na: b\n",
      "a\n",
      ":) ",
      "<script>",
      "SCROLL TO CONTINUE WITH CONTENT ",
    ],
  ])("300 kB of %j are read, or refused as no article", (unit) => {
    const answer = () => {
      try {
        return readArticle({ text: unit.repeat(300_000 / unit.length) }).blocks.length > 0;
      } catch (thrown) {
        return thrown instanceof AppError && thrown.code === "article-empty";
      }
    };
    expect(answer()).toBe(true);
  });
});

describe.skipIf(!hasShared("articles/bugaliman-pyongyang.txt"))(
  "the first article of all (skipped without shared/articles)",
  () => {
    it("has 12 paragraphs, 6 headings, its credit and its tags", () => {
      const article = readArticle({ text: readShared("articles/bugaliman-pyongyang.txt") });
      const count = (kind: string) => article.blocks.filter((block) => block.kind === kind).length;
      expect([count("paragraph"), count("heading"), count("caption")]).toEqual([12, 6, 1]);
      expect(article).toMatchObject({
        dateline: "BUGALIMAN",
        language: "id",
        hashtags: ["#VladimirPutin", "#KoreaUtara", "#Geopolitik"],
      });
    });
  },
);

describe("a first sentence without end", () => {
  it("gives a title of its beginning", () => {
    const { title, titleFrom } = readArticle({ text: `Warga ${"pergi ".repeat(5_000)}.`, language: "id" });
    expect(titleFrom).toBe("sentence");
    expect(title).toMatch(/^Warga pergi pergi/);
    expect(title.length).toBeLessThanOrEqual(2_000);
  });
});

describe("a text of more lines than any article", () => {
  it("keeps lines of a site that stand further down", () => {
    const line = "Baca juga: Harga Cabai Naik";
    const { blocks, removed } = readArticle({
      text: `Warga pergi.\n\n${line}\n\n${"Warga pulang.\n\n".repeat(21_000)}${line}\n\n${"Warga pulang.\n\n".repeat(20)}`,
      language: "id",
    });
    expect(removed.map(({ text }) => text)).toEqual([line]);
    expect(blocks.filter(({ text }) => text === line)).toHaveLength(1);
  });
});

describe("a title copied with the heading below it", () => {
  it("is kept once, and the other told", () => {
    const title = "Jembatan Lama Dibuka";
    const lead = "Wali kota membuka kembali jembatan lama pada Senin pagi, setelah enam bulan perbaikan.";
    const { blocks, removed } = readArticle({ text: `${title}\n\n${title}\n\n${lead}\n\n${title}` });
    expect(blocks.map(({ text }) => text)).toEqual([title, lead, title]);
    expect(removed).toEqual([{ text: title, reason: "not part of the article", block: 1, offset: null }]);
  });
});
