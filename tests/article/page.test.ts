/** A full page: its article is found, its head is read, and nothing hostile in it takes long. */
import { describe, expect, it } from "vitest";
import { readArticle } from "../../src/article/read.ts";
import { restore } from "../../src/article/restore.ts";
import type { AppError } from "../../src/base/errors.ts";
import { asPage, type Line } from "../support/forms.ts";

const paragraphs: readonly Line[] = Array.from({ length: 6 }, (_, at) => ({
  kind: "paragraph",
  text: `Paragraf nomor ${at + 1} menceritakan banjir di hulu, tanggul yang jebol, dan warga yang mengungsi ke balai desa sejak semalam.`,
}));

const head = `<meta property="og:title" content="Banjir Lagi - Situs"><meta property="og:site_name" content="Situs">
<link rel="canonical" href="https://example.com/banjir"><meta property="og:image" content="/o.jpg"><meta property="og:image:alt" content="Air">
<meta name="author" content="Oleh Budi Santoso"><meta property="article:section" content="Daerah">`;

describe("a full page", () => {
  it("gives its article alone, and nothing of the menus, boxes, comments and forms around it", () => {
    const article = readArticle({ text: asPage(paragraphs, head) });
    expect(article.blocks).toEqual(paragraphs);
    expect(article.removed.map((span) => span.text)).toContain(
      "Pembaca: mantap sekali beritanya, terima kasih banyak ya.",
    );
  });

  it("keeps the heading above its article", () => {
    const article = readArticle({ text: asPage(paragraphs, head, "Banjir Lagi") });
    expect(article).toMatchObject({ title: "Banjir Lagi", titleFrom: "heading" });
    expect(article.blocks.slice(1)).toEqual(paragraphs);
  });

  it("says its title, author, section, link and picture in its head", () => {
    expect(readArticle({ text: asPage(paragraphs, head) })).toMatchObject({
      title: "Banjir Lagi",
      titleFrom: "given",
      author: "Budi Santoso",
      category: "Daerah",
      link: "https://example.com/banjir",
      media: [{ url: "https://example.com/o.jpg", alt: "Air", credit: "" }],
    });
  });

  it("says them in JSON-LD as well, and broken JSON-LD says nothing", () => {
    const data = (json: string) => `<script type="application/ld+json">${json}</script>`;
    const graph = `{"@graph":[{"@type":"WebSite","name":"Situs"},{"@type":"NewsArticle","headline":"Banjir Lagi","author":[{"@type":"Person","name":"Budi Santoso"}],"articleSection":"Daerah","image":{"url":"https://example.com/o.jpg"}}]}`;
    expect(readArticle({ text: asPage(paragraphs, data(graph)) })).toMatchObject({
      title: "Banjir Lagi",
      author: "Budi Santoso",
      category: "Daerah",
      media: [{ url: "https://example.com/o.jpg" }],
    });
    expect(readArticle({ text: asPage(paragraphs, data(`{"@type":`)) })).toMatchObject({
      title: "Situs",
      author: null,
    });
  });

  it("loses no short paragraph, list or quotation of the article", () => {
    const lines: readonly Line[] = [
      ...paragraphs,
      { kind: "paragraph", text: "Air surut." },
      { kind: "quote", text: "Kami siap." },
      { kind: "list", items: ["satu", "dua"], ordered: false },
      { kind: "heading", text: "Esok Hari" },
      ...paragraphs.slice(0, 2),
    ];
    const blocks = readArticle({ text: asPage(lines) }).blocks.map((block) => block.text);
    expect(blocks).toEqual(expect.arrayContaining(["Air surut.", "Kami siap.", "- satu", "- dua", "Esok Hari"]));
  });

  it("whose paragraphs stand in elements of their own keeps the short ones behind the longest, their heading and their list", () => {
    const block = (html: string) => `<div data-component="text-block"><div class="RichText">${html}</div></div>`;
    const told = paragraphs.slice(0, 3).map((line) => (line.kind === "list" ? "" : `<p>${line.text}</p>`));
    const article = readArticle({
      text: `<html><body><nav><a href="/">Home</a></nav><main><article><header><h1>Banjir Lagi</h1></header>${block(told.join(""))}<div class="ad-slot">Advertisement</div>${block('<p>"Habis semua," kata Siti.</p>')}<div data-component="subheadline"><h2>Jalan putus</h2></div>${block("<p>Tidak ada korban jiwa.</p><ul><li>Kereta berhenti</li></ul>")}<section><h2>Berita lain</h2><ul><li><a href="/n">Tanggul yang jebol tahun lalu</a></li></ul></section><div class="author-bio"><p>Budi menulis tentang lingkungan hidup sejak lama.</p></div></article></main><footer>x</footer></body></html>`,
    });
    expect(article.author).toBeNull();
    expect(article.blocks.slice(4)).toEqual([
      { kind: "paragraph", text: '"Habis semua," kata Siti.' },
      { kind: "heading", text: "Jalan putus" },
      { kind: "paragraph", text: "Tidak ada korban jiwa." },
      { kind: "item", text: "- Kereta berhenti" },
    ]);
  });

  it("that parts its paragraphs by <br> alone is read like one that marks them", () => {
    const lines = paragraphs.map((line) => (line.kind === "list" ? "" : line.text));
    const article = readArticle({
      text: `<html><body><div id="page"><div id="content"><h1>Banjir Lagi</h1><div id="body">${lines.join("<br><br>\n")}<br>1. Hulu<br>2. Hilir</div></div><div class="sidebar"><a href="/">Beranda</a></div></div></body></html>`,
    });
    expect(article.blocks.slice(1)).toEqual([
      ...paragraphs,
      { kind: "item", text: "1. Hulu" },
      { kind: "item", text: "2. Hilir" },
    ]);
  });

  it("with posts of other networks set into it keeps them out of the prose, and each sentence left out can be taken back in its place", () => {
    const tweet = `<blockquote class="twitter-tweet"><p>Air surut! <a href="/h">#banjir</a></p>&mdash; BPBD (@bpbd)</blockquote>`;
    const comment = `<div class="comments"><p>Pembaca: mantap sekali beritanya, terima kasih banyak ya.</p></div>`;
    const body = paragraphs.map((line) => (line.kind === "list" ? "" : `<p>${line.text}</p>`));
    const article = readArticle({
      text: `<html><body><nav>x</nav><div class="post">${body.slice(0, 3).join("")}${tweet}${body.slice(3).join("")}</div>${comment}</body></html>`,
    });
    expect(article.blocks).toEqual(paragraphs);
    expect(article.hashtags).toEqual([]);
    const places = article.removed.map(({ text, block }) => [text, block]);
    expect(places).toEqual([
      ["Air surut! #banjir — BPBD (@bpbd)", 3],
      ["Pembaca: mantap sekali beritanya, terima kasih banyak ya.", 6],
    ]);
    expect(restore(article, 0).blocks[3]).toEqual({ kind: "paragraph", text: "Air surut! #banjir — BPBD (@bpbd)" });
  });

  it("with a card of another story set into it leaves its heading out, and keeps a heading that links to its own place", () => {
    const told = paragraphs.map((line) => (line.kind === "list" ? "" : `<p>${line.text}</p>`));
    const article = readArticle({
      text: `<html><body><nav>x</nav><article><h1><a href="/banjir">Banjir Lagi</a></h1>${told.slice(0, 2).join("")}<div class="card"><h3><a href="/lain">Tanggul Jebol Tahun Lalu</a></h3></div>${told[2]}<h2><a href="#esok">Esok Hari</a></h2>${told[3]}</article></body></html>`,
    });
    expect(article.blocks.filter(({ kind }) => kind === "heading").map(({ text }) => text)).toEqual([
      "Banjir Lagi",
      "Esok Hari",
    ]);
  });

  it("takes a caption for one where a site names it so, and rows of a table for a list", () => {
    const article = readArticle({
      text: `<p class="wp-caption-text">Warga di atap rumah.</p><p>Air naik.</p><table><tr><td>Hulu<td>2 m<tr><td>Hilir<td>3 m</table><table><tr><td><p>Air surut.</p></table>`,
    });
    expect(article.blocks).toEqual([
      { kind: "caption", text: "Warga di atap rumah." },
      { kind: "paragraph", text: "Air naik." },
      { kind: "item", text: "Hulu | 2 m" },
      { kind: "item", text: "Hilir | 3 m" },
      { kind: "paragraph", text: "Air surut." },
    ]);
  });

  it("with several <article> elements is the one that is read, not the teasers", () => {
    const teaser = `<article class="card"><h3><a href="/x">Judul lain</a></h3><p>Ringkasan berita lain.</p></article>`;
    const body = paragraphs.map((line) => (line.kind === "list" ? "" : `<p>${line.text}</p>`)).join("");
    const article = readArticle({
      text: `<html><body><nav>x</nav><article><h1>Banjir</h1>${body}</article><section>${teaser.repeat(5)}</section></body></html>`,
    });
    expect(article.blocks.slice(1)).toEqual(paragraphs);
  });

  it("gives the addresses behind links, tables row by row, and lines of pre-formatted text", () => {
    const article = readArticle({
      text: '<p>Air naik lewat <a href="https://example.com/t">tanggul</a>, lihat <a href="https://example.com">https://example.com</a>.</p><table><tr><th>Desa<th>Air<tr><td>Hulu<td>2 m</table><pre>satu\ndua</pre>',
    });
    expect(article.removed).toMatchObject([{ text: "https://example.com/t", reason: "address behind a link's words" }]);
    expect(article.blocks.map((block) => block.text).slice(1)).toEqual(["Desa | Air", "Hulu | 2 m", "satu", "dua"]);
  });
});

describe("a hostile page", () => {
  const page = (inner: string) =>
    `<html><body><nav>x</nav><article><p>Air sungai naik dua meter.</p>${inner}</article></body></html>`;
  const fill = (unit: string) => unit.repeat(Math.ceil(1_000_000 / unit.length));
  it.each([
    ["a million nested elements", fill("<div>")],
    ["nested elements with words", fill("<div><p>Air naik. ")],
    ["nested lists", fill("<ul><li>")],
    ["nested tables", fill("<table><tr><td>a")],
    ["nested quotations", fill("<blockquote>a")],
    ["elements that close nothing", fill("</div>")],
    ["an unfinished tag", fill("<a b=c ")],
    ["one endless attribute", `<a href="${fill("x")}`],
    ["comments that never end", fill("<!--")],
    ["scripts that never end", fill("<script>")],
    ["many links", fill('<a href="/x">a</a> ')],
    ["many short paragraphs", fill("<p>Air naik.</p>")],
    ["formatting over formatting", fill("<b><i>a")],
    ["entities", fill("&amp;&#0;&#xd800;")],
    ["nothing but less-than signs", fill("<")],
    ["JSON-LD that nests", `<script type="application/ld+json">${fill("[")}</script>`],
  ])("%s: 1 MB is answered", (_, inner) => {
    const answer = () => {
      try {
        return readArticle({ text: page(inner) }).blocks.length > 0;
      } catch (thrown) {
        return (thrown as AppError).code === "article-empty";
      }
    };
    expect(answer()).toBe(true);
  });
});
