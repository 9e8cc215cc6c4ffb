import { describe, expect, it } from "vitest";
import { splitArticle } from "../../src/thread/split.ts";
import { x } from "../support/limits.ts";
import { articleOf } from "../support/threads.ts";

const texts = (title: string, text: string, language = "id") =>
  splitArticle(articleOf([{ kind: "heading", text: title }, text], { language }), x, { hashtags: [] }).posts.map(
    (post) => post.text,
  );
/** The first post below its title, where the sentence does not fit beside it. */
const opening = (text: string, language?: string) => {
  const title = "Gubernur Minta Warga Pesisir Waspada Menghadapi Gelombang Tinggi Pekan Depan";
  const [first = ""] = texts(title, text, language);
  expect(first.startsWith(`${title}\n\n`)).toBe(true);
  return first.slice(title.length + 2);
};

describe("a lead too long to stand beside its title", () => {
  it("is not cut behind a short name in brackets, whatever the case of the next word", () => {
    expect(
      opening(
        "Kepala Pelaksana Harian (KPH) Gugus Bencana Wirya Santoso menegaskan bahwa seluruh posko di pesisir utara sudah siap menampung pengungsi dari desa yang paling rawan terkena gelombang tinggi dan banjir rob.",
      ),
    ).toMatch(/Wirya Santoso menegaskan$/);
    expect(
      opening(
        "Satuan Gugus Penanganan Bencana Alam Pesisir (Satgas RAWAN) menutup dua dermaga dan satu pasar ikan yang dinilai paling rawan terkena gelombang tinggi serta banjir rob sejak awal pekan ini hingga hari Minggu.",
      ),
    ).toMatch(/satu pasar ikan$/);
  });

  it("is cut where a clause opens rather than between two things that one word ties", () => {
    expect(
      opening(
        "Kepala dinas kelautan setempat sudah menyurati semua juragan kapal dan nelayan kecil mengenai ancaman gelombang tinggi beserta angin kencang pada pekan depan sampai akhir bulan ini juga di seluruh pesisir utara.",
      ),
    ).toMatch(/nelayan kecil$/);
  });

  it("keeps a name and the place behind its comma together", () => {
    expect(
      opening(
        "Nelayan di kampung Tanjung Baru dan Teluk Dalam, Kepulauan Seribu Selatan, diminta menambatkan kapal sejak Sabtu malam sampai keadaan laut kembali tenang menurut perkiraan para petugas cuaca di pelabuhan kota.",
      ),
    ).toMatch(/Kepulauan Seribu Selatan,$/);
  });

  it("leaves no scrap of itself when a later comma will do", () => {
    expect(
      opening(
        "Pada hari Minggu petang kemarin di balai kota, setelah rapat dengan para kepala desa dan juragan kapal, gubernur meminta warga pesisir menjauhi dermaga sampai akhir pekan depan ketika laut mulai kembali tenang.",
      ),
    ).toMatch(/juragan kapal,$/);
  });

  it("keeps a range of numbers in one post", () => {
    for (let words = 30; words < 45; words++) {
      const posts = texts(
        "Kota Siap",
        `Pemerintah ${"kota ".repeat(words)}memasang 15,3 ribu hingga 20,3 ribu tenda ${"lagi ".repeat(30)}nanti.`,
      );
      for (const post of posts) expect(post).not.toMatch(/^hingga 20,3/);
    }
  });

  it("is cut behind brackets all the same where the next word opens a sentence whose full stop was lost", () => {
    expect(
      opening(
        "Most of the damage was done near the harbour according to the National Flood Response Unit (NFRU) A survey made on its behalf found evidence that more than half of the houses there had no cellar walls left standing.",
        "en",
      ),
    ).toMatch(/\(NFRU\)$/);
  });

  it("is cut where a sentence opens though the full stop before it is lost, or its first letter is small", () => {
    expect(
      opening(
        "Two hundred staff are being employed to comb through the alerts that are sent each year by the coast guard to all of the people Between alerts the service will give them advice about safe ways to moor their boats and nets.",
        "en",
      ),
    ).toMatch(/of the people$/);
    expect(
      opening(
        '"Kami menilai tambatan baru itu aman bagi nelayan kecil dan juragan kapal yang biasa singgah di pelabuhan lainnya. bank bjb pun ikut menyewa tambatan itu untuk kapal besar dari pulau seberang," ujar Wirya.',
      ),
    ).toMatch(/pelabuhan lainnya\.$/);
  });

  it("is not cut at a hyphen that ties two names or numbers", () => {
    for (let words = 30; words < 50; words++)
      for (const tied of ["Jakarta - Solo", "KTP - e", "5 - 3"])
        for (const post of texts("Kota Siap", `Kereta ${"kata ".repeat(words)}${tied} ${"lagi ".repeat(35)}nanti.`)) {
          expect(post).not.toMatch(/^-/);
          expect(post).not.toMatch(/-$/);
        }
  });

  it("is cut at a comma rather than behind the colon that announces what follows", () => {
    expect(
      opening(
        "Gubernur meminta para juragan kapal menjaga tambatan serta tali mereka, lalu ia menyebut tiga pelabuhan yang paling rawan: Tanjung Baru beserta Teluk Dalam dan Muara Lama di pesisir utara yang landai sekali.",
      ),
    ).toMatch(/tali mereka,$/);
  });

  it("is cut before what opens a clause rather than between a verb and its preposition", () => {
    expect(
      opening(
        "Kepala dinas kelautan setempat menegaskan balai benih ikan milik daerah itu berperan dalam menjaga mata pencaharian nelayan kecil karena harga benih dari luar pulau terus naik sejak awal tahun ini tanpa henti.",
      ),
    ).toMatch(/nelayan kecil$/);
  });

  it("leaves no word that waits for the next at the end of a post", () => {
    for (let words = 25; words < 50; words++)
      for (const post of texts(
        "Kota Siap",
        `Le musée ${"mots ".repeat(words)}et qui ${"encore ".repeat(30)}ici.`,
        "fr",
      ))
        expect(post).not.toMatch(/ et$/);
  });

  it("keeps a day and its date, and a name and its age, in one post", () => {
    for (let words = 38; words < 55; words++) {
      const lead = "kata ".repeat(words);
      for (const text of [
        `Rapat ${lead}di balai kota Kamis (21/5/2026) ${"lagi ".repeat(30)}nanti.`,
        `Warga ${lead}bernama Nurhayati (42) ${"lagi ".repeat(30)}nanti.`,
      ])
        for (const post of texts("Kota Siap", text)) expect(post).not.toMatch(/^\((?:21|42)/);
    }
  });

  it("leaves no place and date of its own sentence to open the next post, even for a post more", () => {
    const lead =
      "Ajakan ketua umum partai itu kepada gubernur untuk naik kuda di lereng sebelah Hambalang, Bogor Jawa Barat, pada Senin (31/10/2016), disinggung gubernur ketika membuka rapat besar nelayan dan petani pesisir utara pulau di Asrama Haji Pondok Gede Utara, Jakarta Timur, Kamis (24/11/2016).";
    const next =
      "Gubernur menyinggung peristiwa itu ketika menceritakan suasana kota yang memanas sejak awal bulan, seusai rapat umum para pedagang pasar ikan dan menjelang pawai besar para nelayan.";
    const posts = splitArticle(articleOf([lead, next]), x, {
      hashtags: [],
      numbering: true,
    }).posts;
    for (const { text } of posts) expect(text).not.toMatch(/^Jakarta Timur/);
  });
});
