import { describe, expect, it } from "vitest";
import type { Article, Block } from "../../src/article/article.ts";
import { readArticle } from "../../src/article/read.ts";
import { splitSentences } from "../../src/article/sentences.ts";
import { type SplitOptions, splitArticle } from "../../src/thread/split.ts";
import type { Limits } from "../../src/thread/thread.ts";
import { bluesky, mastodon, networks, x } from "../support/limits.ts";
import { readSample } from "../support/shared.ts";
import { articleOf, expectWithinLimits, heading, sentence } from "../support/threads.ts";

const texts = (article: Article, limits: Limits, options: SplitOptions = {}) =>
  splitArticle(article, limits, { hashtags: [], ...options }).posts.map((post) => post.text);
const marked = (text: string): Block => ({ kind: "paragraph", text, breakBefore: true });
const link = "https://berita.example/a?b=1#c";
const pasar = readArticle({ text: readSample("pasar-terapung.txt"), link });
const three = articleOf(["Air naik di kota. Warga pergi.", "Hujan turun lagi.", "Sungai meluap malam itu."]);

describe("the mode full", () => {
  it("is the one taken unless another is asked for, without numbers", () => {
    expect(texts(pasar, x)).toEqual(texts(pasar, x, { mode: "full", numbering: false }));
    expect(texts(pasar, x).join("\n")).not.toMatch(/ \d+\/\d+$/m);
  });

  it("refuses a thread of more posts than wanted, and says how many it has", () => {
    expect(() => texts(pasar, x, { maxPosts: 5 })).toThrow(
      "The thread has 11 posts, and at most 5 are wanted. Raise the maximum, take the digest where it is over (--over digest), or choose the mode digest or short.",
    );
    expect(texts(pasar, x, { maxPosts: 11 })).toHaveLength(11);
  });

  it("becomes the digest instead where the caller says so", () => {
    expect(texts(pasar, x, { maxPosts: 5, whenOver: "digest" })).toEqual(
      texts(pasar, x, { maxPosts: 5, mode: "digest" }),
    );
    expect(texts(pasar, x, { maxPosts: 11, whenOver: "digest" })).toEqual(texts(pasar, x));
  });
});

describe("the mode short", () => {
  it.each(Object.entries(networks))("holds the first paragraphs that fit the posts wanted on %s", (_, limits) => {
    const full = texts(pasar, limits, { link: null }).join("\n\n");
    for (const maxPosts of [1, 2, 3, 4]) {
      const short = texts(pasar, limits, { mode: "short", maxPosts, link: null });
      expect(short.length).toBeLessThanOrEqual(maxPosts);
      expect(full.startsWith(short.join("\n\n"))).toBe(true);
    }
  });

  it("never ends with a heading", () => {
    const article = articleOf(["Satu kalimat.", heading("Judul Kecil"), "a".repeat(270)]);
    expect(texts(article, x, { mode: "short", maxPosts: 1 })).toEqual(["Satu kalimat."]);
  });

  it("never ends with a line that announces a list", () => {
    const article = articleOf(["Satu kalimat.", "Tiga hal mendorong harga:", `- ${"a".repeat(260)}`]);
    expect(texts(article, x, { mode: "short", maxPosts: 1 })).toEqual(["Satu kalimat."]);
  });

  it("holds the first sentences where the first paragraph is too long", () => {
    const long = Array.from({ length: 9 }, (_, at) => `Kalimat ke-${at + 1} ${"kata ".repeat(20)}selesai.`);
    const short = texts(articleOf([long.join(" ")]), x, { mode: "short", maxPosts: 2 });
    expect(short).toEqual([long.slice(0, 2).join(" "), long.slice(2, 4).join(" ")]);
  });
});

describe("the mode digest", () => {
  it("is the whole of an article that has no more sentences than a digest, its title above it whoever gave it", () => {
    const blocks = ["Air naik di kota. Warga pergi.", "Hujan turun lagi."];
    const own = articleOf([heading("Judul Kami"), ...blocks], { title: "Judul Kami", titleFrom: "heading" });
    const given = articleOf(blocks, { title: "Judul Kami", titleFrom: "given" });
    const all = ["Judul Kami\n\nAir naik di kota. Warga pergi.\n\nHujan turun lagi."];
    for (const article of [own, given]) expect(texts(article, x, { mode: "digest" })).toEqual(all);
  });

  it("has no heading where all are dropped, however short the article is", () => {
    const blocks = [heading("Judul Kami"), "Air naik di kota.", heading("Bagian Dua"), "Hujan turun lagi."];
    const article = articleOf(blocks, { title: "Judul Kami", titleFrom: "heading" });
    expect(texts(article, x, { mode: "digest", headings: "drop" })).toEqual(["Air naik di kota.\n\nHujan turun lagi."]);
  });

  it("opens with the article's first heading, as it does with a title that was given", () => {
    const blocks = "ABCDEFGH".split("").map((first) => sentence(150, first));
    const [own] = texts(
      articleOf([heading("Judul Kami"), ...blocks], { title: "Judul Kami", titleFrom: "heading" }),
      x,
      {
        mode: "digest",
      },
    );
    expect(own).toBe(`Judul Kami\n\n${blocks[0]}`);
  });

  it("keeps sentences that follow each other in one post where that leaves posts enough", () => {
    const lead = [sentence(90, "A"), sentence(50, "B"), sentence(80, "C")].join(" ");
    const rest = ["D", "E", "F"].map((first) => `${sentence(100, first).slice(0, -1)} 5.`);
    const posts = texts(articleOf([lead, rest.join(" Siapa sangka? ")]), x, { mode: "digest" });
    expect(posts).toEqual([lead, ...rest]);
  });

  it.each(Object.entries(networks))("has four to six posts of whole sentences in order on %s", (_, limits) => {
    const posts = texts(pasar, limits, { mode: "digest", link: null });
    expect(posts.length).toBeGreaterThanOrEqual(4);
    expect(posts.length).toBeLessThanOrEqual(6);
    const all = pasar.blocks.flatMap((block) => splitSentences(block.text));
    const taken = posts.flatMap((post) => post.split("\n\n")).flatMap(splitSentences);
    const places = taken.map((sentence) => all.indexOf(sentence));
    expect(places.every((place, at) => place >= 0 && place > (places[at - 1] ?? -1))).toBe(true);
  });

  it("takes no sentence that would have to be cut where others will do", () => {
    const dam = "The dam above Ashford burst at noon";
    const long = `${dam}, and the mayor of Ashford said that the dam ${"and the water of the dam ".repeat(12)}took 40 houses.`;
    const short = [
      "Engineers of Ashford had warned in May.",
      "The dam was cracked.",
      "40 families are safe in Ashford.",
    ];
    const article = articleOf(
      [`${dam}.`, long, ...short, "The river fell at dawn.", "Schools stay shut until Friday."],
      {
        language: "en",
      },
    );
    for (const numbering of [false, true])
      for (const post of texts(article, x, { mode: "digest", numbering })) expect(post).toMatch(/\.(?: \d\/\d)?$/);
  });

  it("keeps to the posts wanted", () => {
    for (const maxPosts of [1, 2, 3, 5])
      expect(texts(pasar, x, { mode: "digest", maxPosts }).length).toBeLessThanOrEqual(maxPosts);
  });
});

describe("the mode link", () => {
  it("is the title with tags and link", () => {
    const article = { ...pasar, title: "Pasar Terapung Ramai Lagi", titleFrom: "given" } as const;
    expect(splitArticle(article, x, { mode: "link" }).posts.map((post) => post.text)).toEqual([
      `Pasar Terapung Ramai Lagi\n\n#PasarTerapung #LokPanjang\n\n${link}`,
    ]);
    const onBluesky = splitArticle(article, bluesky, { mode: "link", hashtags: [] });
    expect([onBluesky.posts[0].text, onBluesky.card]).toEqual(["Pasar Terapung Ramai Lagi", link]);
  });

  it("is the editor's hook, or else the first sentence where there is no title", () => {
    expect(texts(three, mastodon, { mode: "link", link, hook: "Kota kami banjir." })).toEqual([
      `Kota kami banjir.\n\n${link}`,
    ]);
    expect(texts(three, mastodon, { mode: "link", link })).toEqual([`Air naik di kota.\n\n${link}`]);
  });

  it("is one post: a long sentence ends early, with a mark; an editor's own hook is refused", () => {
    const long = articleOf([`Air ${"naik terus, ".repeat(40)}kata Ani.`]);
    for (const limits of Object.values(networks)) {
      const posts = texts(long, limits, { mode: "link", link });
      expect(posts).toHaveLength(1);
      expect(posts[0]).toMatch(/^Air naik terus(?:, naik terus)*(?:, naik)?…/);
      expectWithinLimits(splitArticle(long, limits, { mode: "link", link }), limits);
    }
    expect(() => texts(three, x, { mode: "link", link, hook: "Kata ".repeat(60), platform: "X" })).toThrow(
      /^Post 1 is \d+ long on X/,
    );
  });

  it("needs a link", () => {
    expect(() => texts(three, x, { mode: "link" })).toThrow(/mode "link" is not valid: the article has no link/);
  });
});

describe("a hook of the editor's own", () => {
  it("is the first post, alone, in the title's place", () => {
    const article = { ...three, title: "Banjir", titleFrom: "given" } as const;
    expect(texts(article, x, { hook: "Kota kami banjir." })).toEqual([
      "Kota kami banjir.",
      "Air naik di kota. Warga pergi.\n\nHujan turun lagi.\n\nSungai meluap malam itu.",
    ]);
  });

  it("that is the article's own first paragraph is not said twice", () => {
    expect(texts(three, x, { hook: "Air naik di kota, warga pergi!" })).toEqual([
      "Air naik di kota, warga pergi!",
      "Hujan turun lagi.\n\nSungai meluap malam itu.",
    ]);
  });

  it("that is the article's own first sentence is not said twice, in no mode", () => {
    const hook = "Air naik di kota.";
    expect(texts(three, x, { hook })).toEqual([hook, "Warga pergi.\n\nHujan turun lagi.\n\nSungai meluap malam itu."]);
    const digest = texts(three, x, { mode: "digest", hook }).join("\n");
    expect(digest.split(hook)).toHaveLength(2);
  });

  it("is cut between sentences when it is longer than a post", () => {
    const posts = texts(three, x, { hook: `${"Kata ".repeat(40)}selesai. ${"Lagi ".repeat(40)}selesai.` });
    expect(posts[0]).toMatch(/selesai\.$/);
  });
});

describe("headings", () => {
  const [air, hujan, akhir] = ["Air naik", "Hujan turun", "Selesai sudah"].map(
    (text) => `${text} ${"di kota ".repeat(9)}itu.`,
  );
  const article = articleOf([heading("Satu"), air ?? "", heading("Dua"), hujan ?? "", heading("Tiga"), akhir ?? ""]);

  it("stand on a line of their own, are dropped all, or one by one", () => {
    expect(texts(article, x, { headings: "line" })).toEqual([`Satu\n\n${air}`, `Dua\n\n${hujan}`, `Tiga\n\n${akhir}`]);
    expect(texts(article, x, { headings: "drop" })).toEqual([`${air}\n\n${hujan}\n\n${akhir}`]);
    expect(texts(article, x, { headings: [2] })).toEqual([`Satu\n\n${air}\n\n${hujan}`, `Tiga\n\n${akhir}`]);
  });
});

describe("an editor's marks", () => {
  it("force a break, even behind a heading", () => {
    const article = articleOf(["Air naik.", marked("Hujan turun."), heading("Judul"), marked("Selesai sudah.")]);
    expect(texts(article, x)).toEqual(["Air naik.", "Hujan turun.", "Judul", "Selesai sudah."]);
  });

  it.each([
    ["text", "Air naik di kota.\n---\nHujan turun lagi.\n\nSungai meluap.\n  ---\n\nSelesai sudah."],
    [
      "markdown",
      "---\nlanguage: id\n---\nAir naik di **kota**.\n---\nHujan turun lagi.\n\nSungai meluap.\n\n---\n\nSelesai sudah.",
    ],
    [
      "html",
      "<p>Air naik di kota.</p><p>---</p><p>Hujan turun lagi.</p><p>Sungai meluap.</p><p>---</p><p>Selesai sudah.</p>",
    ],
  ] as const)("are lines of --- in %s", (format, text) => {
    expect(texts(readArticle({ text, format }), x)).toEqual([
      "Air naik di kota.",
      "Hujan turun lagi.\n\nSungai meluap.",
      "Selesai sudah.",
    ]);
  });

  it("keep a stretch of text in one post", () => {
    const [one, two, three] = ["Satu", "Dua", "Tiga"].map((name) => `${name} ${"kata ".repeat(22)}selesai.`);
    const article = articleOf([`${one} ${two} ${three}`]);
    expect(texts(article, x)).toEqual([one, `${two} ${three}`]);
    expect(texts(article, x, { together: ["selesai. Dua"] })).toEqual([`${one} ${two}`, three]);
  });
});

describe("places", () => {
  const article = articleOf(["Banjir melanda Korea Utara pagi ini.", "Warga pergi."], { link });
  const tags = ["#KoreaUtara", "#Banjir"];
  const split = (limits: Limits, options: SplitOptions) =>
    splitArticle(article, limits, { hashtags: tags, ...options });

  it("of link and tags are the caller's when given", () => {
    const prose = "Banjir melanda Korea Utara pagi ini.\n\nWarga pergi.";
    expect(split(x, { linkPlace: "none", hashtags: [] }).posts[0].text).toBe(prose);
    expect(split(bluesky, { linkPlace: "last", hashtags: [] })).toMatchObject({
      card: null,
      posts: [{ text: `${prose}\n\n${link}` }],
    });
    expect(split(x, { linkPlace: "card", tagPlace: "first" })).toMatchObject({
      card: link,
      posts: [{ text: `${prose}\n\n#KoreaUtara #Banjir` }],
    });
  });

  it("of tags are the words themselves where their words stand, else behind the last post", () => {
    expect(split(x, { linkPlace: "none", tagPlace: "inline" }).posts[0].text).toBe(
      "#Banjir melanda #KoreaUtara pagi ini.\n\nWarga pergi.",
    );
    expect(split(x, { linkPlace: "none", tagPlace: "inline", hashtags: ["#Korea", "#Cuaca"] }).posts[0].text).toBe(
      "Banjir melanda #Korea Utara pagi ini.\n\nWarga pergi.\n\n#Cuaca",
    );
  });

  it("of tags are not the words where that would cost a post", () => {
    const full = articleOf([`Banjir ${"kata ".repeat(53)}habis.`.padEnd(280, "!")]);
    expect(texts(full, x, { hashtags: ["#Banjir"], tagPlace: "inline" })[0]).toMatch(/^Banjir kata/);
  });
});

describe("lines of the account's own", () => {
  const article = articleOf(["Air naik.", marked("Warga pergi.")], { link, author: "Ani" });
  it("stand before and behind the thread, with what they name filled in", () => {
    expect(texts(article, x, { prefix: "{author} melaporkan:", suffix: "Baca selengkapnya: {link}" })).toEqual([
      "Ani melaporkan:\n\nAir naik.",
      `Warga pergi.\n\nBaca selengkapnya: ${link}`,
    ]);
    expect(texts(article, mastodon, { suffix: "Baca: {link}" })[0]).toBe(`Air naik.\n\nBaca: ${link}`);
  });
  it("are left out where what they name is not known", () => {
    expect(texts({ ...article, author: null }, x, { prefix: "{author} melaporkan:" })[0]).toBe("Air naik.");
  });
  it("count", () => {
    const thread = splitArticle(articleOf(["a".repeat(270)], { link }), x, {
      suffix: "Baca selengkapnya di sini: {link}",
    });
    expectWithinLimits(thread, x);
    expect(thread.posts.at(-1)?.text).toContain(`Baca selengkapnya di sini: ${link}`);
  });
});
