/** One content in plain text, Markdown, HTML and a full page is one article. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Article } from "../../src/article/article.ts";
import { readArticle } from "../../src/article/read.ts";
import { asHtml, asMarkdown, asPage, asText, type Line } from "../support/forms.ts";

const p = (text: string): Line => ({ kind: "paragraph", text });
const h = (text: string): Line => ({ kind: "heading", text });

const flood: readonly Line[] = [
  p(
    "JAKARTA, KOMPAS.com – Air sungai naik dua meter sejak semalam dan merendam ratusan rumah di tiga kecamatan di hulu, kata petugas.",
  ),
  { kind: "caption", text: "Foto: ANTARA/Budi Santoso" },
  p(
    "Warga mengungsi ke balai desa dan sekolah yang letaknya lebih tinggi, sementara petugas menutup tanggul yang jebol dengan karung pasir.",
  ),
  h("Tanggul yang Jebol"),
  p(
    '"Kami sudah lapor sejak tahun lalu. Tidak ada yang datang," kata Ani, seorang warga yang rumahnya hanyut bersama perahu dan jalanya.',
  ),
  p("SCROLL TO CONTINUE WITH CONTENT"),
  p(
    "Pemerintah daerah menjanjikan perbaikan sebelum musim hujan berikutnya & menyiapkan dana Rp1.000.000,50 untuk tiap keluarga yang mengungsi.",
  ),
  p("Warga diminta membawa barang-barang berikut ketika mengungsi ke balai desa nanti malam, sebelum air naik lagi:"),
  { kind: "list", items: ["selimut dan pakaian hangat", "air minum untuk dua hari"], ordered: false },
  { kind: "list", items: ["Matikan listrik lebih dulu", "Kunci pintu lalu pergi ke balai desa"], ordered: true },
  p("Baca juga: Banjir Surut di Hulu"),
  p("Sampai malam ini hujan masih turun di hulu, dan petugas meminta warga tetap waspada terhadap banjir susulan."),
  p("#Banjir #Sungai"),
];

const pact: readonly Line[] = [
  p(
    "LONDON (Reuters) - Shares of the three largest dike builders rose on Monday after the flood in the north, traders said in the city.",
  ),
  h("What the Builders Say"),
  p(
    "“We have the sand. We have the people,” said Jane Doe of Carter, Lowe & Co. in an interview on the banks of the river on Sunday.",
  ),
  p(
    "The government has asked for offers until Jan. 5 and will decide soon after, a spokesman for the ministry said by telephone.",
  ),
  h("What Comes Next"),
  p(
    "Rain is forecast for the whole week, and the dikes in the south have never been tested at such a height, engineers said.",
  ),
];

const plain = ({ blocks, hashtags, dateline, language, removed }: Article) => ({
  blocks,
  hashtags,
  dateline,
  language,
  // What only the page has: its readers' words.
  removed: removed.filter((span) => span.block !== null && !span.text.startsWith("Pembaca:")),
});

describe.each([
  ["an Indonesian article", flood],
  ["an English article", pact],
])("%s", (_, lines) => {
  const text = plain(readArticle({ text: asText(lines) }));

  it("has headings, paragraphs and what was taken out", () => {
    expect(text.blocks.filter((block) => block.kind === "heading")).toEqual(
      lines.filter((line) => line.kind === "heading"),
    );
    expect(text.dateline).not.toBeNull();
  });
  it("is the same in Markdown", () => expect(plain(readArticle({ text: asMarkdown(lines) }))).toEqual(text));
  it("is the same in HTML", () => expect(plain(readArticle({ text: asHtml(lines) }))).toEqual(text));
  it("is the same out of a full page", () => expect(plain(readArticle({ text: asPage(lines) }))).toEqual(text));
});

it("a title without a full stop is a heading, though only a short sentence stands below it", () => {
  const kinds = (text: string) => readArticle({ text }).blocks.map(({ kind }) => kind);
  const title = "Air Sungai Naik Dua Meter, Warga Desa Hilir Mengungsi ke Balai Desa";
  expect(kinds(`${title}\n\nWarga pergi ke balai desa sebelum subuh.`)).toEqual(["heading", "paragraph"]);
  expect(kinds(`${title}\n\nyang dibuka sebelum subuh oleh warga.`)).toEqual(["paragraph", "paragraph"]);
  expect(kinds(`${title}.\n\nWarga pergi ke balai desa sebelum subuh.`)).toEqual(["paragraph", "paragraph"]);
});

it("an editor's mark parts the text in all three, but is an ornament on a full page", () => {
  const breaks = (text: string) => readArticle({ text }).blocks.map((block) => block.breakBefore ?? false);
  const [first, second] = ["Air sungai naik dua meter sejak semalam.", "Warga pergi ke balai desa sebelum subuh."];
  expect(breaks(`${first}\n---\n${second}`)).toEqual([false, true]);
  expect(breaks(`${first}\n\n---\n\n**${second}**`)).toEqual([false, true]);
  expect(breaks(`<p>${first}</p><hr><p>${second}</p>`)).toEqual([false, true]);
  expect(
    breaks(`<html><body><nav>x</nav><article><p>${first}</p><hr><p>${second}</p></article></body></html>`),
  ).toEqual([false, false]);
});

it("whatever the paragraphs, Markdown and HTML give the same blocks as plain text", () => {
  const sentence = fc.constantFrom(
    "Air sungai naik dua meter sejak semalam, kata petugas.",
    '"Kami siap. Semua diatur," kata Ani.',
    "Harganya Rp1.000.000,50 di Jl. Sudirman No. 5.",
    "The U.S. Senate voted on Monday, a spokesman said.",
    "Warga pergi sebelumnya.Petugas datang kemudian.",
    "彼は「行く。すぐに。」と言った。",
    "Siapa yang tahu? Tidak ada!",
  );
  const paragraph = fc.array(sentence, { minLength: 2, maxLength: 5 }).map((all) => p(all.join(" ")));
  fc.assert(
    fc.property(fc.array(paragraph, { minLength: 1, maxLength: 8 }), (lines) => {
      const text = plain(readArticle({ text: asText(lines), format: "text" }));
      expect(plain(readArticle({ text: asMarkdown(lines), format: "markdown" }))).toEqual(text);
      expect(plain(readArticle({ text: asHtml(lines), format: "html" }))).toEqual(text);
    }),
    { numRuns: 60 },
  );
});
