import { describe, expect, it } from "vitest";
import type { Article } from "../../src/article/article.ts";
import { readArticle } from "../../src/article/read.ts";
import { restore } from "../../src/article/restore.ts";

const source = [
  "JAKARTA, KOMPAS.com – Air sungai naik dua meter sejak semalam. [Gambas:Video 20detik] Warga pergi ke balai desa sebelum subuh.",
  "Foto: ANTARA/Budi",
  "SCROLL TO CONTINUE WITH CONTENT",
  "Tanggul jebol di tiga tempat sebelumnya.Petugas menutupnya dengan karung pasir sampai malam.",
  'Warga berkata, "Kami lapar.Kami pergi," sambil berjalan. (abc/def) #Banjir #Air',
  "Baca juga: Banjir Surut",
  "Editor: Ani Wijaya",
].join("\n");

const words = (text: string) => text.split(/\s+/).join(" ").trim();
const textOf = (article: Article) => words(article.blocks.map((block) => block.text).join("\n"));

describe("a list of tags that is put back", () => {
  const text = "Harga naik di Semarang\n\nHarga cabai naik lagi di Semarang.\n\nTag: DPRD Semarang, APBD 2027";
  const article = readArticle({ text });

  it("is words again, and no tag", () => {
    expect(article.hashtags).toEqual(["#DPRDSemarang", "#APBD2027"]);
    const whole = restore(article, 0);
    expect([textOf(whole), whole.hashtags]).toEqual([words(text), []]);
  });
});

describe("a removed span", () => {
  const article = readArticle({ text: source });

  it("of each kind is in the list", () => {
    expect(new Set(article.removed.map((one) => one.reason)).size).toBe(8);
  });

  it("can be put back where it stood, one after the other, until the source is whole again", () => {
    let whole: Article = article;
    while (whole.removed.length > 0) whole = restore(whole, 0);
    expect(textOf(whole)).toBe(words(source));
    expect(whole.dateline).toBeNull();
  });

  it("can be put back in any order", () => {
    let whole: Article = article;
    while (whole.removed.length > 0) whole = restore(whole, whole.removed.length - 1);
    expect(textOf(whole)).toBe(words(source));
  });

  it("alone changes nothing else", () => {
    const at = article.removed.findIndex((one) => one.reason === "dateline");
    const back = restore(article, at);
    expect(back.blocks[0]?.text).toBe(`JAKARTA, KOMPAS.com – ${article.blocks[0]?.text}`);
    expect(back.blocks.slice(1)).toEqual(article.blocks.slice(1));
    expect(back.removed).toHaveLength(article.removed.length - 1);
  });

  it("without a place, as a control character, stays out", () => {
    const cleaned = readArticle({ text: "Air\u0000 naik." });
    expect(restore(cleaned, 0)).toBe(cleaned);
  });
});
