import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { golden } from "../../bench/quality/golden.ts";
import { findBoundaries, splitSentences } from "../../src/article/sentences.ts";
import { withoutSpace } from "../support/counters.ts";
import { sharedRows } from "../support/shared.ts";
import { uncuttable } from "../support/uncuttable.ts";

describe("a sentence", () => {
  it("is not ended by these stops: at least 150 sentences", () =>
    expect(uncuttable.length).toBeGreaterThanOrEqual(150));
  it.each(uncuttable)("%s", (sentence) => expect(splitSentences(sentence)).toEqual([sentence]));

  it.each(uncuttable.filter((one) => /[.!?]["”]?$/.test(one)))("stays whole between two others: %s", (sentence) => {
    expect(splitSentences(`Ini awal. ${sentence} Itu akhir.`)).toEqual(["Ini awal.", sentence, "Itu akhir."]);
  });
});

describe("two sentences", () => {
  it.each([
    ["Air naik.", "Warga pergi."],
    ["Siapa dia?", "Tak ada yang tahu."],
    ["Awas!", "Air naik."],
    ["Ia menunggu…", "Tak ada yang datang."],
    ["Ia menunggu...", "Tak ada yang datang."],
    ['"Kami siap."', "Dia lalu pergi."],
    ['Ani berkata, "Kami siap."', '"Kami juga," kata Budi.'],
    ["“Kami siap.”", "“Kami juga,” kata Budi."],
    ["Air naik (dua meter).", "Warga pergi."],
    ["Ia masih Plt.", "Namun ia memutuskan."],
    ["Air naik. (Sejak semalam.)", "Warga pergi."],
    ["Ia membawa beras, gula, dll.", "Warga senang."],
    ["Laba milik PT Telkom Tbk.", "Perusahaan itu tumbuh."],
    ["Ia kekurangan vitamin C.", "Kekurangan itu berbahaya."],
    ["Rapat selesai pukul 10.30.", "Warga pulang."],
    ["Rapat digelar pada 2024.", "Warga pulang."],
    ["Ada 12 korban.", "17 orang selamat."],
    ["She lives in the U.S.", "She likes it."],
    ["They left at 5 p.m.", "It was dark."],
    ["He works for Acme Inc.", "The pay is good."],
    ["Is it No.", "It is yes."],
    ["I use the iPhone.", "eBay sells it."],
    ["¿Quién es?", "¡Nadie!"],
    ["« Nous partons. »", "Le ministre s’est tu."],
    ["Il a dit : « Non ! »", "Puis il est parti."],
    ["« Pourquoi partir ? »", "« Pour rien. »"],
    ["The storm hit Tampa, Fla.", "Sen. Marco Rubio went there."],
    ["They guard the coast of Fla.", "Residents fled."],
    ["彼は行った。", "雨が降った。"],
    ["彼は「行く」と言った！", "雨が降った。"],
    ["「行く。」", "「どこへ？」"],
    ["من هو؟", "لا أحد يعرف."],
    ["वह गया।", "बारिश हुई।"],
    ["وصل الوزير.", "ثم غادر."],
    ["これは美味!", "また来たい。"],
    ["Jaraknya 15 km.", "92 orang berjalan."],
    ["Suhu turun ke 15 C.", "Warga kedinginan."],
    ["Itu terjadi pada 1445 H.", "Warga ingat."],
    ["Ia menulis di X.", "Semoga lekas sembuh."],
    ["Mereka pemasok Nippon Steel Corp.", "Rencana itu memang benar."],
    ["Nilainya 77,3 persen APBN-P.", '"Ekspor masih tinggi," kata dia.'],
    ["They guard minority rights. 4", "Even though many agree, some do not."],
    ["Overuse is bad for all! [...]", "What can we do?"],
    ["The office closed at 5 p.m.", "Police locked the doors."],
    ["He met Smith et al.", "The results were odd."],
  ])("%s | %s", (first, second) => {
    const wide = /[。！？」]$/.test(first);
    const joined = wide ? first + second : `${first} ${second}`;
    const sentences = splitSentences(joined);
    expect(sentences.slice(-1)).toEqual([second]);
    expect(sentences.slice(0, -1).join(" ")).toBe(first);
  });

  it("glued at the stop are two all the same", () => {
    expect(splitSentences("Ini hubungan mereka sebelumnya.Pakta ini baru.")).toEqual([
      "Ini hubungan mereka sebelumnya.",
      "Pakta ini baru.",
    ]);
  });
});

describe("each kind of the golden rules", () => {
  it.each(golden)("$kind", ({ text, sentences }) => expect(splitSentences(text)).toEqual(sentences));
});

describe("a list that a text runs on in one line", () => {
  const items = ["1. Arus proton (NOAA)", "2. Angin surya", "3. Indeks Kp", "4. Radio (F10.7)"];

  it("is one sentence an item behind a colon, or behind a full stop where it counts on", () => {
    expect(splitSentences(`Datanya: ${items.slice(0, 2).join(" ")}`)).toEqual([`Datanya: ${items[0]}`, items[1]]);
    const opening = "Ada empat data yang diolah, antara lain.";
    expect(splitSentences(`${opening} ${items.join(" ")}`)).toEqual([opening, ...items]);
  });

  it("is none where numbers only stand by chance", () => {
    const text = "Ia turun ke Liga 1. Musim lalu ia main di Liga 2. Kini ia kembali.";
    expect(splitSentences(text)).toEqual(["Ia turun ke Liga 1.", "Musim lalu ia main di Liga 2.", "Kini ia kembali."]);
  });
});

describe("a line break", () => {
  it("ends a sentence, with or without a mark", () =>
    expect(splitSentences("Air naik\n\nWarga pergi.\nHujan turun")).toEqual([
      "Air naik",
      "Warga pergi.",
      "Hujan turun",
    ]));
  it.each([
    "果物ナイフを持っていたとして、\n36歳の男が逮捕された。",
    "男は「罰を与えるためだった」\nなどと供述している。",
  ])("behind a comma or a quotation is none in Japanese: %j", (text) =>
    expect(splitSentences(`${text}\n警察が調べている。`)).toEqual([text, "警察が調べている。"]),
  );
  it("inside a sentence is none", () =>
    expect(splitSentences("Warga desa itu pergi\nke balai desa.")).toEqual(["Warga desa itu pergi\nke balai desa."]));
});

it("the letter of a list's first item goes with its item", () =>
  expect(splitSentences("Ada dua syarat: a. Kartu keluarga yang sah; b. Surat domisili. Semua wajib.")[0]).toMatch(
    /^Ada dua syarat: a\. Kartu/,
  ));

it("a list that runs on behind a colon has its items for sentences, but a dash of the prose parts nothing", () => {
  expect(splitSentences("Asumsi tahun depan: - Pertumbuhan: 5,8% - Nilai tukar: Rp 16.800 - Bunga: 6,5%")).toEqual([
    "Asumsi tahun depan: - Pertumbuhan: 5,8%",
    "- Nilai tukar: Rp 16.800",
    "- Bunga: 6,5%",
  ]);
  expect(splitSentences("Satu hal: air naik - dua meter - semalam.")).toHaveLength(1);
});

it("Thai text ends its sentences at spaces, but not at those of a short list", () => {
  const first = "ชาวบ้านเก็บขยะเต็มลำเรือทุกเช้าวันเสาร์";
  const second = "แม่น้ำจึงสะอาดขึ้นมากในปีนี้";
  expect(splitSentences(`${first} ${second}`)).toEqual([first, second]);
  expect(splitSentences("ข้าว ปลา เกลือ")).toEqual(["ข้าว ปลา เกลือ"]);
});

describe("a quotation", () => {
  it.each([
    ['"Kami siap. Kata Ani. "Kami juga." Dia pergi.', 4],
    ['Kami siap." Dia pergi. "Kami juga," kata Budi.', 3],
    ["Ia orang 'Betawi. Dia pergi. Warga 'kaya. Air naik.", 4],
    ["Ia tersenyum (sedikit. Dia pergi :) Air naik.", 2],
  ])("whose other mark was forgotten does not swallow the rest: %s", (text, count) =>
    expect(splitSentences(text)).toHaveLength(count),
  );
  it("with a quoted name inside stays whole, though all its marks are straight", () =>
    expect(splitSentences('"Ia juara di klub yang ada "Villa" nya. Unik sekali," kata Ani. Dia pergi.')).toEqual([
      '"Ia juara di klub yang ada "Villa" nya. Unik sekali," kata Ani.',
      "Dia pergi.",
    ]));
  it("in German marks stays whole", () =>
    expect(splitSentences("Er sagte: „Wir gehen. Jetzt.“ Dann ging er.")).toHaveLength(2));
});

it("a stop inside a quotation is a place to break only when there is no better one", () => {
  expect(findBoundaries('"Kami siap. Semua diatur," kata Ani. Dia pergi.').map(({ inside }) => inside)).toEqual([
    true,
    false,
  ]);
});

it("a quotation mark left alone does not swallow the rest", () => {
  expect(splitSentences('Tinggi layar 15" saja. Warga pergi. Air naik.')).toHaveLength(3);
});

it("no character is lost or moved, whatever the text", () => {
  const marks = fc.constantFrom(
    ". ",
    ".",
    "! ",
    "?",
    '"',
    "“",
    "”",
    "(",
    ")",
    "。",
    "「",
    "」",
    " ",
    "A",
    "b",
    "Dr",
    "5",
    "…",
    "\n",
    "i.e",
    "\u{1f600}",
  );
  fc.assert(
    fc.property(fc.array(marks, { maxLength: 80 }), (parts) => {
      const text = parts.join("");
      expect(withoutSpace(splitSentences(text).join(""))).toBe(withoutSpace(text));
      for (const { end, at } of findBoundaries(text)) expect(text.slice(end, at).trim()).toBe("");
    }),
    { numRuns: 500 },
  );
});

/** F1 over the places where sentences end, by kind of text (the part of the id before its first dash). */
function score(language: string, kind: string): number {
  let [right, wrong, missed] = [0, 0, 0];
  for (const row of sharedRows(`corpora/sentences-${language}.jsonl`) as {
    id: string;
    text: string;
    sentences?: string[];
  }[]) {
    if (!row.id.startsWith(kind)) continue;
    const gold = endsOf(row.sentences ?? []);
    const found = endsOf(splitSentences(row.text));
    for (const end of found) gold.has(end) ? right++ : wrong++;
    for (const end of gold) if (!found.has(end)) missed++;
  }
  return (200 * right) / (2 * right + wrong + missed);
}

function endsOf(sentences: readonly string[]): Set<number> {
  let at = 0;
  return new Set(sentences.slice(0, -1).map((one) => (at += withoutSpace(one).length)));
}

it.skipIf(sharedRows("corpora/sentences-id.jsonl").length === 0).each([
  ["id", "csui", 98],
  ["en", "gum", 98.2],
  ["es", "es", 96],
  ["ja", "ja", 99],
])(
  "gold sentences in %s (%s) are found with an F1 of %d at least (skipped without shared/corpora)",
  (language, kind, least) => {
    expect(score(language, kind)).toBeGreaterThanOrEqual(least);
  },
);
