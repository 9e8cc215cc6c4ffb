/** What is no prose and goes, with its reason; and what only looks so and stays. */
import { describe, expect, it } from "vitest";
import { readArticle } from "../../src/article/read.ts";
import { rankTags } from "../../src/thread/hashtags.ts";

const prose = "Air sungai naik dua meter sejak semalam dan merendam ratusan rumah di tiga kecamatan.";
const english = "The river rose by two metres overnight and flooded hundreds of homes in three districts.";

const posted = (text: string) =>
  readArticle({ text })
    .blocks.filter((block) => block.kind !== "caption")
    .map((block) => block.text);

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
    ["© 2026 Suara Timur. All rights reserved.", "not part of the article"],
    ["Copyright © 2026 KabarTeluk.id. Dilarang menyalin tanpa izin.", "not part of the article"],
    ["*) Artikel ini telah tayang di Kompas.com", "not part of the article"],
    ["Join channel Telegram kami di https://t.me/kabar", "not part of the article"],
    ["Maya Lestari is a staff writer. Follow her on X @mayalestari.", "not part of the article"],
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
    ["Lihat Foto", "not part of the article"],
    ["URL telah disalin", "not part of the article"],
    ["12 komentar", "not part of the article"],
    ["Halaman 1 2 Selanjutnya", "not part of the article"],
    ["Facebook WhatsApp Telegram", "not part of the article"],
    ["Baca: Banjir Surut di Hulu", "not part of the article"],
    ["More from Example News", "not part of the article"],
    ["Updated 4:12 AM GMT+7, November 24, 2026", "not part of the article"],
    ["Kompas.com - 24/11/2026, 08:12 WIB", "not part of the article"],
    ["Selasa, 24 November 2026 10:20 WIB waktu baca 2 menit", "not part of the article"],
    ["Lihat postingan ini di Instagram", "not part of the article"],
    ["A post shared by Example News (@examplenews)", "not part of the article"],
    ["— BPBD Hilir (@bpbdhilir) November 24, 2026", "not part of the article"],
    ["pic.twitter.com/AbCdEfGh12", "not part of the article"],
    [
      'Dapatkan update berita pilihan setiap hari dari Kompas.com. Mari bergabung di Grup Telegram "Kompas.com News Update", kemudian join.',
      "not part of the article",
    ],
    ["Dapatkan informasi, inspirasi dan insight di email kamu.", "not part of the article"],
    [
      "Follow BBC Devon on X, Facebook and Instagram. Send your story ideas to news@example.com.",
      "not part of the article",
    ],
    ["The BBC is not responsible for the content of external sites.", "not part of the article"],
    ["Follow AP's coverage of extreme weather at https://example.com/weather", "not part of the article"],
    ["Associated Press writer Jane Doe contributed to this report.", "not part of the article"],
    ["Our Standards: The Thomson Reuters Trust Principles., opens new tab", "not part of the article"],
    ["2 dari 3 halaman", "not part of the article"],
    ["Transcript", "not part of the article"],
    ["·", "not part of the article"],
    ["Sign up to First Edition", "not part of the article"],
    ["Source: Example News and news agencies", "not part of the article"],
    ["This is a developing story and will be updated.", "not part of the article"],
    ["Click here to share on social media", "not part of the article"],
    ["Got a story? Email us at news@example.com.", "not part of the article"],
    ["Robert F. Bukaty/AP", "picture credit or caption"],
    ["Menteri Dudy di DPR, Senin (23/11). Foto: Budi Santoso/kumparan", "picture credit or caption"],
    ["(asp/fjp)", "initials of the editors"],
    ["Budi Santoso - detikNews", "signature"],
    ["Kompas.com/Budi", "picture credit or caption"],
    ["Video courtesy of BPBD", "picture credit or caption"],
    [
      "Arsip - Pekerja memanggul karung di gudang, Rabu (11/11/2026). ANTARA FOTO/Budi Santoso/nym/aa.",
      "picture credit or caption",
    ],
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
    "Lihat: tidak ada satu pun bangunan yang tersisa, kata Rudi.",
    "Baca juga menjadi kebiasaan warga desa itu sejak pustaka keliling datang.",
    "Ikuti kebijakan itu, pengguna WhatsApp wajib berusia 16 tahun.",
    "Read: it is what the library was for, said Ms Cole.",
    "Follow the money, said the WhatsApp founder.",
    "Follow the rules, the club wrote on Facebook.",
    "Follow our lead on Facebook, the sign says, and you will find the choir.",
    "More from the fund will be spent on roads.",
    "Sign up rates for the app fell by half.",
    "Subscribe numbers fell at Facebook, the app that users said they left.",
    "Join us in the fight, said the union's Facebook page.",
    "This article was published under emergency law, the court heard, and must be withdrawn.",
    "Video from the scene showed smoke",
    "Sign up for a walk and a chat, the sign says.",
    "Source: the river, he wrote on the map and smiled.",
    "Jane Doe has contributed to charities for years.",
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

  it("takes along the names above a line that says for whom they write", () => {
    const article = readArticle({
      text: `Banjir di Hulu

Budi Santoso, Ani Wijaya
Tim Redaksi

${prose}

${prose}`,
    });
    expect(article.author).toBe("Budi Santoso, Ani Wijaya");
    expect(article.blocks.slice(1).map((block) => block.text)).toEqual([prose, prose]);
  });

  it("takes along the title below a pointer of another kind", () => {
    expect(posted(`${english}\n\nNext Article\nRiver falls again\n\n${english}`)).toEqual([english, english]);
    expect(posted(`${english}\n\nlist 1 of 3\nRiver falls again\n\n${english}`)).toEqual([english, english]);
  });

  it("names the author whose post stands behind the name", () => {
    expect(readArticle({ text: `Jane Doe Political editor\n\n${english}\n\n${english}` }).author).toMatch(/^Jane Doe/);
  });

  it("takes along the tags that a site lists below its article", () => {
    expect(
      posted(`${prose}

(asp/fjp)

banjir
sungai hulu`),
    ).toEqual([prose]);
    expect(
      posted(`${prose}

Tag
banjir

${prose}`),
    ).toEqual([prose, prose]);
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
    expect(posted(`${prose} Penulis: Budi Santoso | Editor: Ani Wijaya`)).toEqual([prose]);
    expect(posted(`${english} (Reporting by Jane Doe in London; Editing by Bob Roe)`)).toEqual([english]);
  });
});

describe("inside a paragraph", () => {
  it.each([
    "[Gambas:Video 20detik]",
    "SCROLL TO CONTINUE WITH CONTENT",
    "ADVERTISEMENT",
    "ADVERTISEMENT - SCROLL TO CONTINUE",
    "(Baca juga: Banjir Surut di Hulu)",
    "[GBP/]",
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

describe("a list of the article's own tags", () => {
  const before = `${prose}\n\nWarga mengungsi ke balai desa sejak subuh.`;

  it.each([
    ["Tags: #inflasi #BPS #harga-cabai", ["#inflasi", "#BPS", "#HargaCabai"]],
    ["Tag: DPRD Semarang, APBD 2027", ["#DPRDSemarang", "#APBD2027"]],
    ["Tagar: #banjir, harga cabai", ["#banjir", "#HargaCabai"]],
    ["Topik: pilkada Jawa Tengah", ["#PilkadaJawaTengah"]],
    ["Topics: floods, river towns", ["#Floods", "#RiverTowns"]],
    ["Label: Banjir | Semarang", ["#Banjir", "#Semarang"]],
    ["Kata kunci: banjir; rob", ["#Banjir", "#Rob"]],
    ["**Tags:** banjir, rob", ["#Banjir", "#Rob"]],
  ])("%s", (line, hashtags) => {
    const article = readArticle({ text: `${before}\n\n${line}\n\nEditor: Ani Wijaya`, format: "text" });
    expect(article.hashtags).toEqual(hashtags);
    expect(article.blocks).toHaveLength(2);
    expect(article.removed.find(({ reason }) => reason === "hashtags")).toMatchObject({ text: line });
    expect(rankTags(article).slice(0, hashtags.length)).toMatchObject(hashtags.map((tag) => ({ tag, reason: "own" })));
  });

  it.each([
    "Topik: pembahasan anggaran itu memanas sejak pagi dan belum selesai.",
    "Topik: ia menolak menjawab pertanyaan wartawan tentang anggaran",
    "Tempat: Aula DPRD Semarang\nTopik: anggaran, pajak",
  ])("is none: %s", (line) => {
    const article = readArticle({ text: `${before}\n\n${line}`, format: "text" });
    expect(article.hashtags).toEqual([]);
  });
});
