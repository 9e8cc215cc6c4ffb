/** Our own posts, joined by an editor's marks or by blank lines and read anew, are the same posts. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readArticle } from "../../src/article/read.ts";
import { type SplitOptions, splitArticle } from "../../src/thread/split.ts";
import type { Limits } from "../../src/thread/thread.ts";
import { networks } from "../support/limits.ts";
import { readSample } from "../support/shared.ts";

const long = `Seorang hakim di ibu kota provinsi (yang juga warga desa itu) ${"memutuskan perkara tanah adat ".repeat(8)}.`;
const articles: Readonly<Record<string, { readonly title?: string; readonly text: string }>> = {
  "the sample": { text: readSample("pasar-terapung.txt") },
  "a title that asks and answers, above a short sentence": {
    title: "Kenyang, Tapi Masih 'Lapar'? Waspadai Bisikan Makanan",
    text: "Pernah merasa begitu padahal sudah makan?\n\nDokter menyebutnya bisikan makanan, dan ia mereda bila tidur cukup.",
  },
  "a title that begins like a credit and asks": {
    title: "Infografis: Demi Ubi Manis Sampai Rela Antre, Sesehat Apa?",
    text: "Jawabannya tergantung topping yang digunakan pembuatnya, dan pada seberapa sering ia dimakan orang.",
  },
  "a sentence cut inside behind a whole paragraph": {
    text: `Air naik semalam dan menutup jalan utama menuju pasar, kata warga yang berjaga di tepi sungai sejak sore.\n\n${long}`,
  },
};

/** Above paragraphs of which a first post holds no more than the beginning. */
const cutAtOnce: typeof articles = {
  "a title above a first sentence that is cut at a comma": {
    title: "Pemerintah Genjot Data Center Demi Kejar Target Ekonomi",
    text: `Pemerintah membidik percepatan pembangunan pusat data,${" yang aman dan tangguh bagi warga di daerah".repeat(6)}.`,
  },
  "a title above a first sentence that is cut at a space": {
    title: "Harga Cabai Naik Tajam Menjelang Hari Raya di Tiga Provinsi",
    text: `Menteri yang baru dilantik itu menanggapi kabar kenaikan${" mengenai stok dan harga pangan".repeat(9)}.`,
  },
  "a title not in capitals, above a short first sentence": {
    title: "Peneliti temukan cara membaca surat lama tanpa membukanya",
    text: `Surat itu terlipat sejak lama sekali. ${"Para peneliti memindainya lapis demi lapis dengan sinar yang biasa dipakai dokter gigi di kota itu untuk pasien mereka. ".repeat(6)}`,
  },
  "a title longer than a heading": {
    title: 'KAMPUS NEGERI AKAN BATASI MASA STUDI MAHASISWA SAMPAI DUA BELAS TAHUN AGAR TIDAK ADA LAGI "FOSIL"',
    text: `Rektor kampus itu, Enrico Luis, mengumumkannya kemarin. ${"Mahasiswa yang lewat dari batas itu diminta mengundurkan diri dengan sukarela, kata dia dalam jumpa pers. ".repeat(6)}`,
  },
  "a title that is the whole first sentence and longer than a post": {
    title: `Warga ${"menuntut ganti rugi atas kebun yang terendam dan rumah yang rusak, ".repeat(4)}sejak lama.`,
    text: `Warga ${"menuntut ganti rugi atas kebun yang terendam dan rumah yang rusak, ".repeat(4)}sejak lama.\n\nBupati menjanjikannya.`,
  },
};

const postsOf = (text: string, limits: Limits, options: SplitOptions = {}, title?: string) =>
  splitArticle(readArticle({ text, title, language: "id" }), limits, { hashtags: [], ...options }).posts.map(
    (post) => post.text,
  );

describe("split again", () => {
  for (const [name, { title, text }] of Object.entries({ ...articles, ...cutAtOnce }))
    for (const [join, by] of [
      ["\n---\n", "an editor's mark"],
      ["\n\n", "a blank line"],
    ] as const)
      it.each(Object.entries(networks))(`${name} stays as it is on %s, joined by ${by}`, (_, limits) => {
        const posts = postsOf(text, limits, {}, title);
        expect(postsOf(posts.join(join), limits)).toEqual(posts);
        expect(postsOf(posts.join(join), limits, {}, title)).toEqual(posts);
      });

  it.each(["1/12", "(1/12)"] as const)(
    "a thread numbered %s is numbered anew, and not numbered unless asked for",
    (style) => {
      const text = readSample("pasar-terapung.txt");
      for (const join of ["\n---\n", "\n\n"]) {
        const posts = postsOf(text, networks.x, { numbering: style });
        expect(postsOf(posts.join(join), networks.x, { numbering: style })).toEqual(posts);
        expect(postsOf(posts.join(join), networks.x).join()).not.toMatch(/ \(?\d+\/\d+\)?$/m);
      }
    },
  );

  it("tells which numbers it took out", () => {
    const { removed } = readArticle({ text: "Satu kalimat. 1/2\n\nKalimat kedua. 2/2" });
    expect(removed.map(({ text, reason }) => [text, reason])).toEqual([
      ["1/2", "number of a post"],
      ["2/2", "number of a post"],
    ]);
  });

  it.each([
    "Persib menang 1/2\n\nlalu kalah lagi di kandang sendiri.",
    "Bagian pertama. 2/2\n\nBagian kedua. 1/2",
    "Bagian pertama. 1/3\n\nBagian ketiga. 3/3",
    "Bagian pertama. 1/2\n\nBagian pertama lagi. 1/2\n\nBagian kedua. 2/2",
    "Satu-satunya bagian. 1/1",
  ])("fractions that number no thread stay: %j", (text) => {
    const { blocks } = readArticle({ text });
    expect(blocks.map((block) => block.text)).toEqual(text.split("\n\n"));
  });

  it("whatever the article, the network, the numbers and the marks between the posts", () => {
    const word = fc.constantFrom(
      "warga",
      "sungai",
      "banjir",
      "Jakarta",
      "kemarin,",
      "berjaga",
      "17.30",
      "Rp5 miliar",
      "rumah",
    );
    const sentence = fc
      .tuple(fc.array(word, { minLength: 5, maxLength: 60 }), fc.constantFrom(".", "."))
      .map(([words, mark]) => `Pada hari ${words.join(" ")} tinggi${mark}`);
    const paragraph = fc.array(sentence, { minLength: 1, maxLength: 6 }).map((all) => all.join(" "));
    const text = fc.array(paragraph, { minLength: 1, maxLength: 8 }).map((all) => all.join("\n\n"));
    fc.assert(
      fc.property(
        text,
        fc.constantFrom(...Object.values(networks)),
        fc.boolean(),
        fc.constantFrom("\n---\n", "\n\n"),
        fc.constantFrom(undefined, "Air Naik di Tiga Kecamatan Sejak Kemarin"),
        (given, limits, numbering, join, title) => {
          const posts = postsOf(given, limits, { numbering }, title);
          expect(postsOf(posts.join(join), limits, { numbering }, title)).toEqual(posts);
        },
      ),
      { numRuns: 200 },
    );
  });
});
