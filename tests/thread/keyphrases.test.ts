import { describe, expect, it } from "vitest";
import { stemOf } from "../../bench/quality/porter.ts";
import { readArticle } from "../../src/article/read.ts";
import { keyphrasesOf } from "../../src/thread/keyphrases.ts";
import { readSample } from "../support/shared.ts";

const phrases = (text: string, language: string) =>
  keyphrasesOf(readArticle({ text, language })).map(({ text: one }) => one);

const spill = `An oil spill spread across Prince William Sound on Friday, and officials called the oil spill the biggest in U.S. history.
The tanker ran aground on a reef. Cleanup crews reached the tanker late, and the cleanup crews had little equipment.
Fishermen feared for the salmon season. The salmon season begins in May.`;

describe("key phrases", () => {
  it("are noun phrases as the text writes them, best first, each once", () => {
    const found = phrases(spill, "en");
    expect(found.slice(0, 5)).toEqual(expect.arrayContaining(["oil spill", "cleanup crews", "salmon season"]));
    expect(new Set(found.map((one) => one.toLowerCase())).size).toBe(found.length);
    for (const one of found) expect(one).not.toMatch(/^(?:the|an?|on)\b|\b(?:the|an?|and|of)$/i);
    for (const broken of ["spill spread", "tanker ran", "ran", "Friday"]) expect(found).not.toContain(broken);
  });
  it("leave out a part of a better one", () => {
    const found = phrases(spill, "en");
    expect(found).not.toContain("spill");
    expect(found).not.toContain("season");
  });
  it("count what the title names twice", () => {
    const body =
      "La rivière a monté dans la nuit. Les habitants ont quitté la vallée, et les secours ont installé des tentes.";
    const [first] = keyphrasesOf(readArticle({ text: `Barrage de Malpasset\n\n${body}`, language: "fr" }));
    expect(first).toMatchObject({ text: "Barrage", count: 2 });
  });
  it("are at least ten where the text has them", () => {
    expect(phrases(readSample("pasar-terapung.txt"), "id").length).toBeGreaterThanOrEqual(10);
    expect(phrases("Halo.", "id").length).toBeLessThanOrEqual(1);
  });
  it("end before a verb or a day in Spanish, Portuguese and French, and begin no town without its saint", () => {
    const lula =
      "O presidente Lula anunciou nesta terça-feira casas populares em São Paulo. O orçamento prevê R$ 20 bilhões. As casas populares agradam a São Paulo.";
    expect(phrases(lula, "pt").join("|")).not.toMatch(/anunciou|terça|prevê|R\b|(?<!São )Paulo/);
    expect(phrases(lula, "pt")).toEqual(expect.arrayContaining(["casas populares", "São Paulo"]));
    const libros =
      "La editorial anunció el martes nuevos libros. Los nuevos libros llegarán en enero a las escuelas públicas.";
    expect(phrases(libros, "es").join("|")).not.toMatch(/anunció|martes|llegarán|enero/);
    expect(phrases("Est-ce suffisant? Le budget est-il suffisant pour la fusée?", "fr").join("|")).not.toMatch(
      /-(?:ce|il)/i,
    );
  });
  it("hold no link, no sum of money, no date", () => {
    const found = phrases(
      "Suap Rp3 miliar, tulis https://contoh.id/suap-besar di laporan suap proyek. Suap proyek itu besar.",
      "id",
    );
    expect(found.join("|")).not.toMatch(/Rp3|https|contoh/);
    expect(phrases("平成20年6月14日8時43分気象庁発表の地震。地震は気象庁発表。", "ja")).toContain("気象庁発表");
  });
  it("need no list of the language's verbs", () => {
    const found = phrases(
      "La fusée Falcon a décollé ce matin. La fusée Falcon emporte la capsule Dragon. L'équipage suit la capsule Dragon depuis l'Europe.",
      "fr",
    );
    expect(found.slice(0, 3)).toEqual(expect.arrayContaining(["fusée Falcon", "capsule Dragon"]));
    expect(found.join(" ")).not.toMatch(/['’]/);
  });
  it("are found in Japanese by the script of their signs", () => {
    const found = phrases(
      "気象庁は40キロで地震を観測した。東京マラソンは中止。気象庁と東京マラソンの発表による。",
      "ja",
    );
    expect(found).toEqual(expect.arrayContaining(["気象庁", "東京マラソン"]));
    expect(found.join(" ")).not.toMatch(/[はをのと]/);
  });
});

describe("Porter's stemmer, which the quality tables compare by", () => {
  it.each([
    ["caresses", "caress"],
    ["ponies", "poni"],
    ["agreed", "agre"],
    ["hopping", "hop"],
    ["filing", "file"],
    ["happy", "happi"],
    ["relational", "relat"],
    ["generalizations", "gener"],
    ["oscillators", "oscil"],
    ["adjustment", "adjust"],
    ["adoption", "adopt"],
    ["controlling", "control"],
    ["tornadoes", "tornado"],
    ["sky", "sky"],
  ])("makes %s %s", (word, stem) => expect(stemOf(word)).toBe(stem));
});
