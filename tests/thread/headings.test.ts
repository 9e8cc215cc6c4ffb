/** Titles and headings: what they open, what they never part from, and when a title stands alone. */

import { describe, expect, it } from "vitest";
import type { Article, Block } from "../../src/article/article.ts";
import { type SplitOptions, splitArticle } from "../../src/thread/split.ts";
import type { Limits } from "../../src/thread/thread.ts";
import { bluesky, mastodon, networks, x } from "../support/limits.ts";
import { articleOf, heading, sentence } from "../support/threads.ts";

/** Numbered unless told otherwise, and without tags but the article's own. */
const texts = (article: Article, limits: Limits, options: SplitOptions = {}) =>
  splitArticle(article, limits, { numbering: true, hashtags: article.hashtags, ...options }).posts.map(
    ({ text }) => text,
  );

describe("a title", () => {
  const blocks = [sentence(200, "P"), sentence(200, "Q")];
  const given = { title: "Judul Berita", titleFrom: "given" } as const;

  it("that the caller gave opens the first post, on a line of its own", () => {
    expect(texts(articleOf(blocks, given), x)[0]).toMatch(/^Judul Berita\n\nP/);
  });
  it("is left to the card where one shows it", () => {
    const link = "https://example.com";
    expect(texts(articleOf(blocks, { ...given, link }), bluesky)[0]).toMatch(/^P/);
    expect(texts(articleOf(blocks, given), bluesky)[0]).toMatch(/^Judul Berita\n\nP/);
  });
  it("that is the first heading or sentence already is not said twice", () => {
    expect(texts(articleOf([heading("JUDUL BERITA!"), ...blocks], given), x)[0]).toMatch(/^JUDUL BERITA!\n\nP/);
    expect(texts(articleOf(["Judul berita. Isi berita."], given), x, { hashtags: [] })[0]).toBe(
      "Judul berita. Isi berita.",
    );
  });
  it("from a heading or a sentence stays where it stands", () => {
    expect(texts(articleOf([heading("Judul"), ...blocks], { title: "Judul", titleFrom: "heading" }), x)[0]).toMatch(
      /^Judul\n\nP/,
    );
    expect(texts(articleOf(["Kami. Kita."], { title: "Kami.", titleFrom: "sentence" }), x)[0]).toBe("Kami. Kita.");
  });
});

describe("a heading or title", () => {
  it("never parts from what it heads, nor is buried in a post", () => {
    const blocks = [
      sentence(100),
      heading("Satu"),
      sentence(100),
      heading("Dua"),
      sentence(100),
      heading("Tiga"),
      sentence(278),
    ];
    const posts = texts(articleOf(blocks), x, { numbering: false });
    for (const name of ["Satu", "Dua", "Tiga"])
      expect(posts.filter((text) => text.startsWith(`${name}\n\nK`))).toHaveLength(1);
    for (const text of posts) expect(text).not.toMatch(/(?:Satu|Dua|Tiga)$/);
  });

  it("stands alone rather than cut a lead that a post of its own holds, when it is the title", () => {
    const given = { title: "Judul kita ".repeat(9).trim(), titleFrom: "given" } as const;
    const posts = texts(articleOf([sentence(250), sentence(250)], given), x);
    expect(posts).toEqual([`${given.title} 1/3`, `${sentence(250)} 2/3`, `${sentence(250)} 3/3`]);
  });

  it("stands alone rather than cut the paragraph below it, or fill up its post with a word, when it is the title", () => {
    const title = "Judul kita ".repeat(9).trim();
    const given = { title, titleFrom: "given" } as const;
    const lead = `${sentence(120)} ${sentence(130)}`;
    for (const blocks of [
      [lead, sentence(250)],
      [heading(title), lead, sentence(250)],
    ])
      expect(texts(articleOf(blocks, given), x)).toEqual([`${title} 1/3`, `${lead} 2/3`, `${sentence(250)} 3/3`]);
    const long = { title: "Judul kita ".repeat(23).trim(), titleFrom: "given" } as const;
    const clauses = `Kata, ${"Kata kata kata kata, ".repeat(25)}kata.`;
    expect(texts(articleOf([clauses], long), x)[0]).toBe(`${long.title} 1/4`);
  });

  it("stands alone in the same way where it is the text's first heading, so that a thread read back is cut as it was", () => {
    const title = "Judul Berita Kita ".repeat(5).trim();
    const blocks = [sentence(250), sentence(250)];
    const given = texts(articleOf(blocks, { title, titleFrom: "given" }), x);
    const found = texts(articleOf([heading(title), ...blocks], { title, titleFrom: "heading" }), x);
    expect(found).toEqual(given);
    expect(found[0]).toBe(`${title} 1/3`);
  });

  it("is not left alone above a lead that has to be cut, though tags and link take the room beside it", () => {
    const clauses = `${"Kata kata kata kata, ".repeat(25)}kata.`;
    const given = { title: "Judul kita ".repeat(9).trim(), titleFrom: "given", link: "https://example.com" } as const;
    for (const limits of [mastodon, x]) {
      const [first] = texts(articleOf([clauses, sentence(200)], { ...given, hashtags: ["#Satu", "#Dua"] }), limits, {
        numbering: false,
      });
      expect(first).toMatch(/^(?:Judul kita ?){9}\n\nKata/);
    }
  });

  it("is not left alone though it fills a post by itself: it is cut at a clause of its own", () => {
    for (const [name, limits] of Object.entries(networks))
      for (const numbering of [true, false])
        for (let over = 1; over < 40; over++) {
          const long = `Judul kita, ${"kata ".repeat(200)}`.slice(0, limits.max - over - (numbering ? 4 : 0)).trim();
          const posts = texts(articleOf([heading(long), sentence(90), sentence(limits.max - 20)]), limits, {
            numbering,
            hashtags: [],
          });
          for (const text of posts)
            expect(long.endsWith(text.replace(/ \d+\/\d+$/, "")), `${name} ${over}: ${text}`).toBe(false);
        }
  });

  it("stands alone, when it is the title, rather than let the second post open with a word that points back", () => {
    const given = { title: "Judul kita ".repeat(9).trim(), titleFrom: "given" } as const;
    const [lead, back, other] = [sentence(140), `Ia ${sentence(97, "k")}`, `Warga ${sentence(94, "k")}`];
    expect(texts(articleOf([`${lead} ${back}`], given), x)).toEqual([`${given.title} 1/2`, `${lead} ${back} 2/2`]);
    const long = `${lead} ${other} ${other}`;
    expect(texts(articleOf([long], given), x)[0]).toBe(`${given.title}\n\n${lead} 1/2`);
  });
});

describe("a line that names what follows it", () => {
  const item = (text: string): Block => ({ kind: "item", text });

  it("goes with it, when it is one item of a list whose others have paragraphs too", () => {
    const blocks = ["1. Satu", "2. Dua", "3. Tiga"].flatMap((name) => [sentence(200), item(name), sentence(262)]);
    const posts = texts(articleOf(blocks), x, { numbering: false });
    for (const name of ["1. Satu", "2. Dua", "3. Tiga"]) expect(posts).toContain(`${name}\n\n${sentence(262)}`);
  });

  it("is not the last item of a list", () => {
    const posts = texts(articleOf([item("1. Satu"), item("2. Dua"), sentence(265)]), x, { numbering: false });
    expect(posts).toEqual(["1. Satu\n2. Dua", sentence(265)]);
  });

  it("goes with the list that its colon announces, for a post more", () => {
    const [first, intro] = [sentence(150), `${sentence(110).slice(0, -1)}:`];
    const items = [item(`1. ${sentence(130)}`), item(`2. ${sentence(130)}`)];
    const posts = texts(articleOf([sentence(265), first, intro, ...items]), x, { numbering: false });
    for (const text of posts) expect(text).not.toMatch(/:$/);
  });
});
