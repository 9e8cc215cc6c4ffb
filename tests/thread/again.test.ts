/** Our own posts, joined by an editor's marks and read anew, are the same posts. */

import { describe, expect, it } from "vitest";
import { readArticle } from "../../src/article/read.ts";
import { splitArticle } from "../../src/thread/split.ts";
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

describe("split again", () => {
  for (const [name, given] of Object.entries(articles))
    it.each(Object.entries(networks))(`${name} stays as it is on %s`, (_, limits) => {
      const article = readArticle({ ...given, language: "id" });
      const posts = splitArticle(article, limits, { hashtags: [] }).posts.map((post) => post.text);
      const again = readArticle({ text: posts.join("\n---\n"), language: "id" });
      expect(splitArticle(again, limits, { hashtags: [] }).posts.map((post) => post.text)).toEqual(posts);
    });
});
