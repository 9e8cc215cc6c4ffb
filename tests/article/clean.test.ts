/** What is no prose and goes, with its reason; and what only looks so and stays. */
import { describe, expect, it } from "vitest";
import { readArticle } from "../../src/article/read.ts";

const prose = "Air sungai naik dua meter sejak semalam dan merendam ratusan rumah di tiga kecamatan.";
const english = "The river rose by two metres overnight and flooded hundreds of homes in three districts.";

const posted = (text: string) =>
  readArticle({ text })
    .blocks.filter((block) => block.kind !== "caption")
    .map((block) => block.text);

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
  ])("is taken off %j", (text, dateline) => {
    const article = readArticle({ text });
    expect(article.dateline).toBe(dateline);
    expect(article.blocks[0]?.text).toMatch(/^(?:Karpet|Pemerintah|Shares|El)/);
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
  ])("is not seen in %j", (text) => {
    const article = readArticle({ text });
    expect(article.dateline).toBeNull();
    expect(article.blocks[0]?.text).toBe(text);
  });
});

describe("a line beside the prose", () => {
  it.each([
    ["Gambar dari Pixabay", "picture credit or caption"],
    ["Foto: ANTARA/Budi Santoso", "picture credit or caption"],
    ["(Antara/Budi Santoso)", "picture credit or caption"],
    ["Photo by Jane Doe on Unsplash", "picture credit or caption"],
    ["Ilustrasi: Freepik", "picture credit or caption"],
    ["Image source, Getty Images", "picture credit or caption"],
    ["Image caption, The bridge at dawn", "picture credit or caption"],
    ["Getty Images", "picture credit or caption"],
    ["Jane Doe/Reuters", "picture credit or caption"],
    ["Photograph: Jane Doe/AP", "picture credit or caption"],
    ["Tim penyelamat di tanggul (Foto: Reuters)", "picture credit or caption"],
    ["SCROLL TO CONTINUE WITH CONTENT", "not part of the article"],
    ["ADVERTISEMENT - SCROLL TO CONTINUE", "not part of the article"],
    ["Scroll to continue reading", "not part of the article"],
    ["Scroll ke bawah untuk lanjut membaca", "not part of the article"],
    ["Iklan - Scroll untuk melanjutkan", "not part of the article"],
    ["Lanjut ke halaman berikutnya", "not part of the article"],
    ["KONTEN BERSPONSOR", "not part of the article"],
    ["ADVERTISEMENT", "not part of the article"],
    ["Baca juga: Banjir Surut di Hulu", "not part of the article"],
    ["(Baca: Banjir Surut di Hulu)", "not part of the article"],
    ["Lihat juga Video Banjir di Hulu", "not part of the article"],
    ["Simak Video 'Banjir Surut di Hulu':", "not part of the article"],
    ['Tonton juga video "Banjir Surut" di sini:', "not part of the article"],
    ["Saksikan Live DetikPagi :", "not part of the article"],
    ["Halaman selanjutnya", "not part of the article"],
    ["[Gambas:Video 20detik]", "not part of the article"],
    ["Pilihan Editor: Banjir Surut di Hulu", "not part of the article"],
    ["Ikuti berita terkini di WhatsApp Channel kami", "not part of the article"],
    ["Artikel ini telah tayang di Kompas.com dengan judul Banjir Surut", "not part of the article"],
    ["Read more", "not part of the article"],
    ["Read more: What the river left behind", "not part of the article"],
    ["Advertisement", "not part of the article"],
    ["Article continues after advertisement", "not part of the article"],
    ["Sign up for our morning newsletter", "not part of the article"],
    ["Follow us on Facebook", "not part of the article"],
    ["Related stories", "not part of the article"],
    ["You may also like", "not part of the article"],
    ["Share this article", "not part of the article"],
    ["Copyright 2026 Example Media", "not part of the article"],
    ["5 min read", "not part of the article"],
    ["Published 12 March 2026", "not part of the article"],
    ["Lire aussi : La rivière déborde", "not part of the article"],
    ["Lee también: El río crece", "not part of the article"],
    ["関連記事", "not part of the article"],
    ["Penulis: Budi Santoso", "signature"],
    ["Editor: Ani Wijaya", "signature"],
    ["Reporter: Budi | Editor: Ani", "signature"],
    ["Diadaptasi oleh Budi Santoso", "signature"],
    ["By Jane Doe, BBC News", "signature"],
    ["(Reporting by Jane Doe; Editing by John Roe)", "signature"],
    ["#Banjir #Sungai", "hashtags"],
  ])("%j is not posted and is reported", (line, reason) => {
    const text = `${prose}\n${line}\n${prose}`;
    expect(posted(text)).toEqual([prose, prose]);
    expect(readArticle({ text }).removed).toEqual([{ text: line, reason, block: 1, offset: null }]);
  });

  it.each([
    "Foto itu diambil warga dari atas jembatan dan segera menyebar di media sosial.",
    "Baca buku, kata dia, lebih berguna daripada menonton.",
    "Lihat saja nanti, kata dia, siapa yang benar.",
    "Air surut. Lihat video warga yang memanggul kasur, kata dia, dan kalian mengerti.",
    "Simak juga pesan Budi: air akan surut. Warga diminta tenang.",
    "Gambar dari satelit menunjukkan air menutupi seluruh dataran rendah.",
    "Photos from the scene show water covering the whole plain.",
    "Penulis itu datang terlambat.",
    "Iklan itu dihapus kemarin sore.",
    "Sponsored runners crossed the line first.",
    "Read the letter, she said, and you will see.",
    "Share prices fell by a fifth.",
    "Sign up to serve, the poster said.",
    "Related species live further north.",
    "By Monday the water was gone.",
    "Reuters reported the news first.",
    "Antara dua tanggul itu air menggenang.",
    "Copyright is what the case is about.",
    "Published authors were invited as well.",
    "Topik itu dibahas dua kali.",
    "Video itu viral di media sosial.",
  ])("%j is prose", (line) => {
    expect(posted(`${english}\n\n${line}\n\n${english}`)).toContain(line);
  });

  it("names the author when it is the writer's", () => {
    expect(readArticle({ text: `${prose}\nEditor: Ani Wijaya\nPenulis: Budi Santoso` }).author).toBe("Budi Santoso");
    expect(readArticle({ text: `By Jane Doe\n\n${english}` }).author).toBe("Jane Doe");
  });

  it("takes along the title that a bare pointer points to", () => {
    expect(posted(`${prose}\nBaca juga:\nBanjir Surut di Hulu\n${prose}`)).toEqual([prose, prose]);
  });
});

describe("the end of the last paragraph", () => {
  it.each(["(abc/def)", "[ary]", "(Yendhi/win)", "(D011)", "[Antara]", "(*)", "(rah)"])(
    "loses the editors' initials %s",
    (initials) => {
      const article = readArticle({ text: `${prose} ${initials}` });
      expect(article.blocks).toEqual([{ kind: "paragraph", text: prose }]);
      expect(article.removed).toEqual([
        { text: initials, reason: "initials of the editors", block: 0, offset: prose.length },
      ]);
    },
  );

  it.each(["(tidak dimainkan)", "(sic)", "(52)", "(Surabaya)"])("keeps %s", (words) =>
    expect(posted(`${prose} ${words}`)).toEqual([`${prose} ${words}`]),
  );

  it("loses the initials behind the colon that announced a picture", () =>
    expect(posted(`${prose} Jalurnya bisa dilihat dalam peta berikut: (abc/def)`)).toEqual([
      `${prose} Jalurnya bisa dilihat dalam peta berikut:`,
    ]));

  it("loses a signature that a copy left behind the text", () => {
    expect(posted(`${prose} Diadaptasi oleh Budi Santoso Editor: Ani Wijaya`)).toEqual([prose]);
    expect(posted(`${prose} Simak selengkapnya di sini`)).toEqual([prose]);
  });
});

describe("inside a paragraph", () => {
  it.each([
    "[Gambas:Video 20detik]",
    "SCROLL TO CONTINUE WITH CONTENT",
    "ADVERTISEMENT",
    "ADVERTISEMENT - SCROLL TO CONTINUE",
    "(Baca juga: Banjir Surut di Hulu)",
    "Foto: Budi Santoso/detikcom",
    "Lihat Video 'Banjir di Desa 'Hilir' Surut, Warga Pulang':",
    'Tonton juga video "Banjir Surut! Warga Pulang" di sini:',
  ])("%s is taken out with its place", (span) => {
    const article = readArticle({ text: `${prose} ${span} Warga pergi.` });
    expect(article.blocks).toEqual([{ kind: "paragraph", text: `${prose} Warga pergi.` }]);
    expect(article.removed).toEqual([
      { text: span, reason: "not part of the article", block: 0, offset: prose.length },
    ]);
  });

  it("a pointer to another story at its end is taken out", () => {
    expect(posted(`${prose} Simak juga Video 'Banjir Surut di Hulu'`)).toEqual([prose]);
    expect(posted(`${prose} Simak juga Video: Banjir Surut di Hulu`)).toEqual([prose]);
    expect(posted(`${prose} Lihat Video 'Banjir Surut di Hulu': (abc/def)`)).toEqual([prose]);
    expect(posted(`${prose}\n\nSaksikan LiveHilir:`)).toEqual([prose]);
    expect(posted(`${prose} BACA JUGA: Banjir Surut di Hulu\n\nWarga pergi.`)).toEqual([prose, "Warga pergi."]);
  });

  it.each(["(Baca: pelan-pelan) dia.", "(lihat gambar 2) itu.", "ADVERTISEMENTS naik."])("%s stays", (words) =>
    expect(posted(`Ia membaca ${words}`)).toEqual([`Ia membaca ${words}`]),
  );
});

describe("a caption of a sentence with its credit", () => {
  it.each([
    "Warga menerobos banjir di Karanganyar, Demak, Senin (23/11/2026). (ANTARA FOTO/Yusuf Nugroho)",
    "Foto: Gedung KPK di Jakarta. (Dok. Istimewa)",
    "Protesters outside the town hall on Monday night. Photograph: Tom Ashdown/PA",
  ])("is no post, and is reported whole: %s", (line) => {
    const article = readArticle({ text: `${prose}\n\n${line}\n\n${english}` });
    expect(article.blocks.filter((block) => block.kind !== "caption").map((block) => block.text)).toEqual([
      prose,
      english,
    ]);
    expect(article.removed).toEqual([expect.objectContaining({ text: line, reason: "picture credit or caption" })]);
  });
});

describe("a line that says when or by whom", () => {
  it.each([
    ["Selasa, 24 November 2026 | 07:15 WIB", "not part of the article"],
    ["24 November 2026", "not part of the article"],
    ["Reporting by Jane Doe in London; Editing by Bob Roe", "signature"],
    ["Editing by Bob Roe", "signature"],
  ])("is no prose: %s", (line, reason) => {
    const article = readArticle({ text: `${prose}\n\n${english}\n\n${line}` });
    expect(article.blocks.map((block) => block.text)).toEqual([prose, english]);
    expect(article.removed).toEqual([expect.objectContaining({ text: line, reason })]);
  });

  it("stays where it is said in a sentence", () => {
    const said = "Rapat itu digelar pada Selasa, 24 November 2026 di Jakarta.";
    expect(posted(`${prose}\n\n${said}`)).toEqual([prose, said]);
  });
});
