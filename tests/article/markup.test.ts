/** The same content as Markdown and as HTML: blocks, title, link, pictures; furniture left out. */
import { describe, expect, it } from "vitest";
import { readArticle } from "../../src/article/read.ts";
import { readSample } from "../support/shared.ts";

describe("Markdown", () => {
  it.each([
    ["quotations in quotations", `${"> ".repeat(2_000)}Air naik.`],
    ["lists in lists", `${"- ".repeat(10_000)}Air naik.`],
    ["lists ever deeper", Array.from({ length: 900 }, (_, at) => `${" ".repeat(2 * at)}- Air naik.`).join("\n")],
    ["emphasis in emphasis", `# Hulu\n\n${"*_".repeat(15_000)}Air naik.`],
    ["brackets in brackets", `# Hulu\n\n${"[".repeat(30_000)}Air naik.`],
  ])("without end is read all the same: %s", (_, text) => {
    const { blocks } = readArticle({ text, format: "markdown" });
    expect(blocks.map((block) => block.text).join("\n")).toContain("Air naik.");
  });

  it("of more lines than any article has is read as plain text, which is quick", () => {
    const { blocks } = readArticle({ text: "> Air naik.\n\n".repeat(30_000), format: "markdown" });
    expect(blocks).toHaveLength(30_000);
    expect(blocks[0]?.text).toBe("> Air naik.");
  });

  it("of quotations in each other, too many for an article, is read as plain text as well", () => {
    const { blocks } = readArticle({ text: `${"> ".repeat(30)}Air naik.\n\n`.repeat(2_000), format: "markdown" });
    expect(blocks[0]?.text).toMatch(/^> > .*Air naik\.$/);
  });

  it.each(["-", "*"])("keeps its mark-up beside a long rule of %s", (mark) => {
    const text = `# Hulu\n\nAir naik **cepat** lewat tanggul.\n\n${mark.repeat(72)}\n\nWarga pergi.`;
    expect(readArticle({ text, format: "markdown" }).blocks.map((block) => block.text)).toEqual([
      "Hulu",
      "Air naik cepat lewat tanggul.",
      "Warga pergi.",
    ]);
  });

  it("gives blocks, the front matter's fields and the pictures", () => {
    const article = readArticle({
      text: '---\ntitle: "Banjir Lagi"\nlang: id\nauthor: Budi\ntags: [banjir, air]\n---\n# Hulu\n\nAir *naik* lewat [tanggul](https://example.com/t).\n\n## Hilir\n\n- satu\n- dua\n\n3. tiga\n\n> Kami siap.\n\n![Air](https://example.com/a.jpg)\n',
    });
    expect(article).toMatchObject({
      title: "Banjir Lagi",
      titleFrom: "given",
      language: "id",
      author: "Budi",
      hashtags: ["#banjir", "#air"],
    });
    expect(article.removed).toMatchObject([{ text: "https://example.com/t", reason: "address behind a link's words" }]);
    expect(article.media).toEqual([{ url: "https://example.com/a.jpg", alt: "Air", credit: "" }]);
    expect(article.blocks.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      "heading: Hulu",
      "paragraph: Air naik lewat tanggul.",
      "heading: Hilir",
      "item: - satu",
      "item: - dua",
      "item: 3. tiga",
      "quote: Kami siap.",
    ]);
  });
});

it("a front matter may list its tags below their name, and name a picture, a section and a link", () => {
  const article = readArticle({
    text: '---\ntitle: Banjir\ntags:\n  - banjir\n  - "#Sungai"\nimage: https://example.com/o.jpg\ncategory: Daerah\nlink: https://example.com/b\n---\nAir naik.\n\n![Air](a.jpg)\n',
  });
  expect(article).toMatchObject({
    title: "Banjir",
    hashtags: ["#banjir", "#Sungai"],
    category: "Daerah",
    link: "https://example.com/b",
    media: [{ url: "https://example.com/o.jpg" }, { url: "a.jpg", alt: "Air" }],
  });
  expect(article.blocks).toEqual([{ kind: "paragraph", text: "Air naik." }]);
});

describe("HTML", () => {
  it("gives the article of a page, not its furniture", () => {
    const article = readArticle({
      text: `<!doctype html><html lang="id"><head><title>Banjir - Situs</title><link rel="canonical" href="https://example.com/b"><meta property="og:image" content="https://example.com/o.jpg"></head>
        <body><nav><p>Menu</p></nav><article><h1>Banjir &amp; Air</h1><p>JAKARTA, KOMPAS.com – Air   naik.<br>Warga pergi.<script>x()</script></p>
        <figure><img src="a.jpg" alt="Air"><figcaption>Sungai pagi ini</figcaption></figure><ol><li>satu<li><p>dua</p></ol><blockquote><p>Kami siap.</p></blockquote></article><footer>Hak cipta</footer></body></html>`,
    });
    expect(article).toMatchObject({
      title: "Banjir & Air",
      titleFrom: "heading",
      link: "https://example.com/b",
      dateline: "JAKARTA, KOMPAS.com",
    });
    expect(article.media.map((one) => one.url)).toEqual(["https://example.com/o.jpg", "https://example.com/a.jpg"]);
    expect(article.blocks.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      "heading: Banjir & Air",
      "paragraph: Air naik.",
      "paragraph: Warga pergi.",
      "caption: Sungai pagi ini",
      "item: 1. satu",
      "item: 2. dua",
      "quote: Kami siap.",
    ]);
  });

  it("without headings is read as plain text is, so that bold lines and short paragraphs head what follows", () => {
    const html = readSample("pasar-terapung.txt")
      .split("\n")
      .map((line) => `<p>${line.length < 30 ? `<b>${line}</b>` : line}</p>`)
      .join("");
    const plain = readArticle({ text: readSample("pasar-terapung.txt") });
    expect(readArticle({ text: html }).blocks).toEqual(plain.blocks);
    const marked = readArticle({ text: `<h1>Pasar</h1>${html}<h2>Akhir</h2><p>Selesai sudah.</p>` });
    expect(marked.blocks).toContainEqual({ kind: "paragraph", text: "Rencana Tahun Depan" });
  });

  it("gives way to the link that the caller knows", () => {
    const text =
      '<html><head><link rel="canonical" href="https://example.com/b"></head><body><p>Air naik.</p></body></html>';
    expect(readArticle({ text }).link).toBe("https://example.com/b");
    expect(readArticle({ text, link: "https://example.org" }).link).toBe("https://example.org");
  });

  it("takes its title from the head when the text has no heading", () => {
    expect(
      readArticle({ text: "<html><head><title>Banjir</title></head><body><p>Air naik.</p></body></html>" }),
    ).toMatchObject({ title: "Banjir", titleFrom: "given" });
  });
});
