import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Article } from "../../src/article/article.ts";
import { readArticle } from "../../src/article/read.ts";
import { AppError } from "../../src/base/errors.ts";
import { type SplitOptions, splitArticle } from "../../src/thread/split.ts";
import type { Limits } from "../../src/thread/thread.ts";
import { countedByHand, graphemesOf } from "../support/counters.ts";
import { bluesky, mastodon, networks, x } from "../support/limits.ts";
import { hasShared, readSample, readShared } from "../support/shared.ts";
import {
  articleOf,
  expectNothingLost,
  expectNumbered,
  expectWithinLimits,
  heading,
  sentence,
} from "../support/threads.ts";

/** Numbered unless told otherwise, and without tags but the article's own. */
const split = (article: Article, limits: Limits, options: SplitOptions = {}) =>
  splitArticle(article, limits, { numbering: true, hashtags: article.hashtags, ...options });
const texts = (...args: Parameters<typeof split>) => split(...args).posts.map((post) => post.text);
const endsSentence = /[.!?…][”"')]* \d+\/\d+(?:\n\n[\s\S]*)?$/;

describe("the sample article", () => {
  const read = readArticle({ text: readSample("pasar-terapung.txt") });

  it.each([
    ["x", 11],
    ["bluesky", 11],
    ["mastodon", 6],
  ] as const)("becomes a thread on %s of %d posts that keeps to every rule", (name, count) => {
    const thread = split(read, networks[name]);
    expect(thread.posts).toHaveLength(count);
    expectWithinLimits(thread, networks[name]);
    expectNothingLost(thread, read);
    expectNumbered(thread);
    for (const post of thread.posts) expect(post.text).toMatch(endsSentence);
    for (const block of read.blocks)
      if (block.kind === "heading")
        expect(thread.posts.filter((post) => post.text.startsWith(`${block.text}\n\n`))).toHaveLength(1);
    expect(thread.posts.map((post) => post.text).join("\n")).not.toMatch(/LOK PANJANG -|Dokumentasi/);
    expect(thread.posts.every((post) => post.language === "id")).toBe(true);
  });
});

describe("tags and link", () => {
  const blocks = [sentence(200), sentence(200), sentence(200)];
  const hashtags = ["#Satu", "#Dua", "#Tiga", "#Empat", "#Lima"];
  const link = "https://example.com/a";

  it("stand at the end of the last post on X, two tags, the link as the very last thing", () => {
    const thread = split(articleOf(blocks, { hashtags, link }), x);
    expect(thread.posts.at(-1)?.text).toMatch(/ 3\/3\n\n#Satu #Dua\n\nhttps:\/\/example\.com\/a$/);
    expect(thread.posts.filter((post) => /[#]|https/.test(post.text))).toHaveLength(1);
    expect(thread.hashtags).toEqual(hashtags);
    expect(thread.card).toBeNull();
  });

  it("stand behind the number of the first post on Mastodon", () => {
    const [first, ...rest] = texts(articleOf(blocks, { hashtags, link }), mastodon);
    expect(first).toMatch(/ 1\/2\n\n#Satu #Dua #Tiga #Empat\n\nhttps:\/\/example\.com\/a$/);
    expect(rest.join("")).not.toMatch(/#|https/);
  });

  it("leave the link to the card on Bluesky", () => {
    const thread = split(articleOf(blocks, { hashtags, link }), bluesky);
    expect(thread.card).toBe(link);
    expect(thread.posts.map((post) => post.text).join("\n")).not.toContain(link);
    expect(thread.posts.at(-1)?.text).toMatch(/\n\n#Satu #Dua #Tiga$/);
  });

  it("the caller's link wins over the article's, null means none", () => {
    expect(texts(articleOf(blocks, { link }), x, { link: "https://example.org" }).at(-1)).toMatch(
      /\n\nhttps:\/\/example\.org$/,
    );
    expect(texts(articleOf(blocks, { link }), x, { link: null }).join("")).not.toContain("https");
    expect(split(articleOf(blocks, { link }), bluesky, { link: null }).card).toBeNull();
  });

  it("a tag that the prose holds is not set twice, and counts", () => {
    const [first] = texts(articleOf([`${sentence(60)} Gerakan #Satu mulai.`], { hashtags }), x);
    expect(first).toMatch(/mulai\.\n\n#Dua$/);
  });

  it("a tag gives way before a paragraph is cut or a post added for it", () => {
    const posts = texts(articleOf([sentence(200), sentence(260)], { hashtags: ["#SatuDuaTiga", "#Empat"] }), x);
    expect(posts).toHaveLength(2);
    expect(posts[1]).toMatch(/\. 2\/2\n\n#SatuDuaTiga$|\. 2\/2$/);
  });

  it("that somebody chose are worth a cut in a paragraph", () => {
    const last = `${sentence(120)} ${sentence(140)}`;
    const chosen = articleOf([sentence(200), last], { hashtags: ["#SatuDuaTiga", "#Empat"] });
    expect(texts(chosen, x).at(-1)).toMatch(/\n\n#SatuDuaTiga #Empat$/);
    expect(texts(articleOf([sentence(200), last]), x, { hashtags: ["Satu", "Dua"] }).at(-1)).toMatch(/\n\n#Satu #Dua$/);
  });

  it("are never a post of their own", () => {
    for (let length = 230; length <= 280; length++) {
      const thread = split(articleOf([sentence(200), sentence(length)], { hashtags, link }), x);
      expectWithinLimits(thread, x);
      for (const post of thread.posts) expect(post.text).toMatch(/^K?ata|^K/);
    }
  });
});

describe("the number", () => {
  it("is left out of a single post, and on request", () => {
    expect(texts(articleOf([sentence(100)]), x)).toEqual([sentence(100)]);
    expect(texts(articleOf([sentence(200), sentence(200)]), x, { numbering: false })).toEqual([
      sentence(200),
      sentence(200),
    ]);
  });

  it("is reserved exactly: a paragraph may fill its post to the last character", () => {
    expect(texts(articleOf([sentence(276), sentence(276)]), x).map((text) => text.length)).toEqual([280, 280]);
    expect(texts(articleOf([sentence(277), sentence(276)]), x)).toHaveLength(3);
    const twelve = Array.from({ length: 12 }, (_, at) => sentence(at < 9 ? 275 : 274));
    expect(texts(articleOf(twelve), x).map((text) => text.length)).toEqual(new Array(12).fill(280));
    const hundred = Array.from({ length: 100 }, (_, at) => sentence(at < 9 ? 274 : at < 99 ? 273 : 272));
    expect(texts(articleOf(hundred), x).map((text) => text.length)).toEqual(new Array(100).fill(280));
  });
});

describe("a break", () => {
  it("comes between paragraphs rather than inside one, even for a post more", () => {
    const blocks = [`${sentence(100)} ${sentence(90)}`, `${sentence(80)} ${sentence(110)}`, sentence(160)];
    expect(texts(articleOf(blocks), x, { numbering: false })).toEqual(blocks);
  });

  it("comes before the sentence that names the thing, even for a post more, not before one that points back at it", () => {
    const [first, named, back, last] = [
      sentence(150),
      sentence(100),
      `Ia ${sentence(160).toLowerCase()}`,
      sentence(100),
    ];
    const article = articleOf([[first, named, back, last].join(" ")]);
    expect(texts(article, x, { numbering: false, hashtags: [] })).toEqual([first, `${named} ${back}`, last]);
  });

  it("comes before the sentence that names a speaker rather than between it and what he says", () => {
    const [first, named, said, last] = [
      sentence(150),
      `Ketua ${sentence(110).toLowerCase()}`,
      `"${sentence(120).slice(0, -1)}," katanya.`,
      sentence(120),
    ];
    const article = articleOf([[first, named, said, last].join(" ")]);
    expect(texts(article, x, { numbering: false, hashtags: [] })).toEqual([first, `${named} ${said}`, last]);
    const told = said.replace("katanya", "kata Rina Sari");
    const other = articleOf([[first, named, told, last].join(" ")]);
    expect(texts(other, x, { numbering: false, hashtags: [] })).toEqual([`${first} ${named}`, `${told} ${last}`]);
  });

  it("comes before a short question rather than between it and its answer", () => {
    const [first, question, answer] = [sentence(210), "Bagaimana motornya?", sentence(200)];
    const article = articleOf([[first, question, answer].join(" ")]);
    expect(texts(article, x, { numbering: false, hashtags: [] })).toEqual([first, `${question} ${answer}`]);
  });

  it("never comes before a paragraph that begins with the mark that closes the one before", () => {
    const [quoted, rest] = [`市長は「${"町を守る".repeat(22)}。`, `」と、述べた。${"町を守る".repeat(14)}。`];
    for (const post of texts(articleOf(["町の話。".repeat(10), quoted, rest], { language: "ja" }), x, { hashtags: [] }))
      expect(post).not.toMatch(/^」/);
  });

  it("comes before a call of a word rather than between it and what it calls for", () => {
    const article = articleOf([heading("Ramai Festival"), `Pengumuman! ${sentence(100)} ${sentence(168)}`]);
    expect(texts(article, x, { numbering: false, hashtags: [] })[0]).toBe(
      `Ramai Festival\n\nPengumuman! ${sentence(100)}`,
    );
  });

  it("comes between sentences where a paragraph is longer than a post", () => {
    const posts = texts(articleOf([`${sentence(150)} ${sentence(150)} ${sentence(100)}`]), x, { numbering: false });
    expect(posts).toEqual([sentence(150), `${sentence(150)} ${sentence(100)}`]);
  });

  it("comes after a clause where a sentence is longer than a post", () => {
    const clause = `K${"ata ".repeat(49)}kata,`;
    const [first, second] = texts(articleOf([`${clause} ${sentence(150, "d")}`]), x, { numbering: false });
    expect([first, second]).toEqual([clause, sentence(150, "d")]);
  });

  it("leaves a short name in brackets with the name that it stands for", () => {
    const name = "Badan Meteorologi Klimatologi dan Geofisika (BMKG)";
    for (let length = 180; length < 280; length += 5) {
      const text = `${"kata ".repeat(length / 5)}${name} ${"lagi ".repeat(40)}akhir.`;
      for (const post of texts(articleOf([text]), x, { numbering: false, hashtags: [] }))
        expect(post).not.toMatch(/^\(BMKG/);
    }
  });

  it("beside a title does not come behind a short name in brackets when the clause goes on", () => {
    const article = articleOf([
      heading("Mulai 2 Juni Dapur Tak Prioritaskan Ibu Hamil Bakal Ditutup, Tak Ada Insentif"),
      `Badan Gizi Nasional (BGN) mengancam memberi sanksi hingga penghentian sementara ${"operasional dapur umum ".repeat(7)}kemarin.`,
    ]);
    expect(texts(article, x, { numbering: false, hashtags: [] })[0]).toMatch(/sanksi$/);
  });

  it("comes before a spaced hyphen rather than in the middle of a clause", () => {
    const text = `${"kata ".repeat(40)}dua hal - ${"lagi ".repeat(40)}akhir.`;
    expect(texts(articleOf([text]), x, { numbering: false, hashtags: [] })[1]).toMatch(/^- lagi/);
  });

  it("keeps the words behind a comma in closing marks with the quotation, whatever their verb", () => {
    const quote = `"${sentence(160)} ${sentence(90).slice(0, -1)}," celoteh Ani sambil menutup pintu.`;
    const posts = texts(articleOf([quote]), x);
    expect(posts[1]).toContain('," celoteh Ani');
  });

  it("comes earlier, for a post more, where it would leave a word that points back to open a short post, not a long one", () => {
    for (const [limits, long, short, last, posts] of [
      [x, 132, 110, 72, 3],
      [mastodon, 240, 200, 130, 2],
    ] as const) {
      const text = [sentence(long), sentence(long), `Ia ${sentence(short - 3, "k")}`, sentence(last)].join(" ");
      expect(texts(articleOf([text]), limits, { hashtags: [] })).toHaveLength(posts);
    }
  });

  it("never parts a quotation that fits from its speaker", () => {
    const quote = `"${sentence(90)} ${sentence(90)} ${sentence(60)}" kata Ani.`;
    expect(texts(articleOf([`${sentence(150)} ${quote} ${sentence(150)}`]), x)[1]).toContain(quote);
  });

  it("never parts a quotation from its speaker because the one before it lacks its full stop", () => {
    const quote = `"${sentence(80)} ${sentence(80)} ${sentence(50)}" kata dia menambahkan.`;
    const run = `"${sentence(70)} ${sentence(60)}" kata Ani seperti dikutip Gunung ${quote}`;
    expect(texts(articleOf([`${sentence(100)} ${run} ${sentence(100)}`]), x).some((text) => text.includes(quote))).toBe(
      true,
    );
  });

  it("never comes inside a link, a mention, a tag, a number or a word, where spaces are near", () => {
    const word = fc.constantFrom(
      "https://example.com/a/panjang?b=c,d;e",
      "@redaksi@berita.example",
      "#TagarPanjang",
      "Rp1.000.000,50",
      "10.30",
      "kata-kata",
      "👩🏽‍🚀",
      "dan",
      "pergi,",
      "lagi;",
    );
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 60, maxLength: 200 }),
        fc.constantFrom(x, bluesky, mastodon),
        (words, limits) => {
          const posts = texts(articleOf([words.join(" ")], { hashtags: [] }), limits, {
            numbering: false,
            hashtags: [],
          });
          expect(posts.join(" ").split(/\s+/)).toEqual(words);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("inside a word longer than a post comes between graphemes", () => {
    const posts = texts(articleOf(["👨‍👩‍👧‍👦🇮🇩é".repeat(300)]), bluesky, { numbering: false });
    expect(posts.flatMap(graphemesOf)).toEqual(graphemesOf("👨‍👩‍👧‍👦🇮🇩é".repeat(300)));
    expectWithinLimits(
      { posts: posts.map((text) => ({ text, language: "und" })) as never, hashtags: [], card: null },
      bluesky,
    );
  });

  it("in Japanese never comes before a closing mark nor after an opening one", () => {
    const part = fc.constantFrom("「漢字」", "漢字", "かな", "（カナ）", "カナー", "人々");
    fc.assert(
      fc.property(fc.array(part, { minLength: 120, maxLength: 250 }), (parts) => {
        for (const text of texts(articleOf([`漢${parts.join("")}`]), x, { numbering: false, hashtags: [] }))
          expect(text).not.toMatch(/^[」）ー々]|[「（]$/);
      }),
      { numRuns: 40 },
    );
  });

  it("in Japanese keeps closing marks with what they close", () => {
    const long = `${"彼は東京へ行って友達と会い「また明日」と言って、".repeat(20)}帰った。`;
    for (const text of texts(articleOf([long], { language: "ja" }), x, { numbering: false }))
      expect(text).not.toMatch(/^[、。」ょっー]/);
  });
});

describe("too much text", () => {
  it("for the posts that a network takes is refused, with the numbers", () => {
    const blocks = Array.from({ length: 5 }, () => sentence(250));
    const limits = { ...x, postsMax: 4 };
    expect(() => split(articleOf(blocks), limits, { platform: "X" })).toThrow(
      "The thread has 5 posts; X takes at most 4.",
    );
    expect(() => split(articleOf([`${"a ".repeat(500_000)}.`]), x)).toThrow(AppError);
  });

  it.each(["a".repeat(400_000), "Kata. ".repeat(60_000), "漢字".repeat(200_000), "a\n".repeat(200_000)])(
    "is refused, whatever it is made of",
    (text) => {
      expect(() => split(readArticle({ text }), x)).toThrow(AppError);
    },
  );
});

describe.skipIf(!hasShared("articles/bugaliman-pyongyang.txt"))(
  "the first article of all (skipped without shared/articles)",
  () => {
    const read = hasShared("articles/bugaliman-pyongyang.txt")
      ? readArticle({ text: readShared("articles/bugaliman-pyongyang.txt") })
      : articleOf([]);

    it.each([
      ["x", 12],
      ["bluesky", 12],
      ["mastodon", 7],
    ] as const)("becomes on %s %d posts, a paragraph or a section each", (name, count) => {
      const thread = split(read, networks[name]);
      expect(thread.posts).toHaveLength(count);
      expectWithinLimits(thread, networks[name]);
      expectNothingLost(thread, read);
      expectNumbered(thread);
      for (const post of thread.posts) expect(post.text).toMatch(endsSentence);
      const headings = read.blocks.filter((block) => block.kind === "heading");
      expect(
        headings.filter((block) => thread.posts.some((post) => post.text.startsWith(`${block.text}\n\n`))),
      ).toHaveLength(6);
      expect(thread.posts[0].text).toMatch(/^Karpet merah .* Vladimir Putin .* Korea Utara\./);
    });

    it("has its longest post on X at 275", () => {
      expect(Math.max(...texts(read, x).map((text) => countedByHand(text, x)))).toBe(275);
    });
  },
);
