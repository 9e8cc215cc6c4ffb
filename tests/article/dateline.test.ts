/** The place before an article's first sentence, as newsrooms set it. */
import { describe, expect, it } from "vitest";
import { readArticle } from "../../src/article/read.ts";

const prose = "Air sungai naik dua meter sejak semalam dan merendam ratusan rumah di tiga kecamatan.";

describe("a dateline", () => {
  it.each([
    ["BUGALIMAN - Karpet merah tergelar.", "BUGALIMAN"],
    ["JAKARTA, KOMPAS.com – Pemerintah menunda rencana itu.", "JAKARTA, KOMPAS.com"],
    ["Jakarta, CNN Indonesia -- Pemerintah menunda rencana itu.", "Jakarta, CNN Indonesia"],
    ["Jakarta, CNN Indonesia - - Pemerintah menunda rencana itu.", "Jakarta, CNN Indonesia"],
    ["Suara.com - Pemerintah menunda rencana itu.", "Suara.com"],
    ["Jakarta, detikcom - Pemerintah menunda rencana itu.", "Jakarta, detikcom"],
    ["Samarinda, Kalimantan Timur (ANTARA News) - Pemerintah menunda.", "Samarinda, Kalimantan Timur (ANTARA News)"],
    ["Jakarta (ANTARA) - Pemerintah menunda rencana itu.", "Jakarta (ANTARA)"],
    ["REPUBLIKA.CO.ID, JAKARTA -- Pemerintah menunda rencana itu.", "REPUBLIKA.CO.ID, JAKARTA"],
    ["TEMPO.CO, Jakarta - Pemerintah menunda rencana itu.", "TEMPO.CO, Jakarta"],
    ["Liputan6.com, Jakarta Pemerintah menunda rencana itu.", "Liputan6.com, Jakarta"],
    ["LONDON (Reuters) - Shares fell on Monday.", "LONDON (Reuters)"],
    ["NEW YORK, March – Shares fell on Monday.", "NEW YORK, March"],
    ["SEOUL, May 30 (Yonhap) -- Shares fell on Monday.", "SEOUL, May 30 (Yonhap)"],
    ["WASHINGTON (AP) — Shares fell on Monday.", "WASHINGTON (AP)"],
    ["JEZERSKO, Yugoslavia -- Shares fell on Monday.", "JEZERSKO, Yugoslavia"],
    ["España.- El presidente informó ayer.", "España"],
    ["Jakarta - Pemerintah menunda rencana itu.", "Jakarta"],
    ["22 juin 2012. - Prévu samedi, le départ est reporté.", "22 juin 2012"],
  ])("is taken off %j", (text, dateline) => {
    const article = readArticle({ text });
    expect(article.dateline).toBe(dateline);
    expect(article.blocks[0]?.text).toMatch(/^(?:Karpet|Pemerintah|Shares|El|Prévu)/);
  });

  it("is found on a line of its own above its sentence", () => {
    const article = readArticle({
      text: `Jakarta, CNN Indonesia --
${prose}`,
    });
    expect(article).toMatchObject({ dateline: "Jakarta, CNN Indonesia", blocks: [{ kind: "paragraph", text: prose }] });
    expect(article.removed).toEqual([
      { text: "Jakarta, CNN Indonesia --", reason: "dateline", block: 0, offset: null },
    ]);
  });

  it("alone on a line needs no dash", () => {
    const article = readArticle({ text: `JAKARTA, KABAR\n\n${prose}` });
    expect(article).toMatchObject({ dateline: "JAKARTA, KABAR", blocks: [{ kind: "paragraph", text: prose }] });
  });

  it("is found below a standfirst and the words of a picture", () => {
    const text = `${prose}\n\nWarga menyeberang jembatan itu kemarin sore.\n\nJAKARTA, KOMPAS — ${prose}`;
    expect(readArticle({ text }).dateline).toBe("JAKARTA, KOMPAS");
  });

  it("is found behind a first paragraph of a few words too", () => {
    expect(readArticle({ text: "Air naik.\n\nLONDON (Reuters) - Shares fell on Monday." }).dateline).toBe(
      "LONDON (Reuters)",
    );
  });

  it.each([
    "Jakarta - Surabaya kini terhubung kereta cepat.",
    "VIRAL - Seorang ibu menyeberang sungai.",
    "KPK - Lembaga itu menolak berkomentar.",
    "COVID-19 - Penyakit itu kembali.",
    "Putin - Sang presiden - tiba lebih awal.",
    "Pemerintah, kata dia, menunda - lagi - rencana itu.",
    "Presiden, yang hadir – Joko Widodo – tersenyum.",
    "Twenty – Ten is not a year – they said.",
    "Jakarta: Kota yang tenggelam.",
    "DARURAT. Warga mengungsi.",
    "Singkatnya, T - Robot itu meniru gerakan.",
    "HORE—Tim itu menang.",
    "(Kami) Warga desa menolak rencana itu.",
    "Jakarta – Surabaya kini terhubung kereta cepat, dan warga di kedua kota itu menyambutnya dengan gembira.",
    "12 Mei 2026 - Presiden tiba di Jakarta.",
  ])("is not seen in %j", (text) => {
    const article = readArticle({ text });
    expect(article.dateline).toBeNull();
    expect(article.blocks[0]?.text).toBe(text);
  });
});
