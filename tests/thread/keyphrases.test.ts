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
  it("are at least ten where the text has them", () => {
    expect(phrases(readSample("pasar-terapung.txt"), "id").length).toBeGreaterThanOrEqual(10);
    expect(phrases("Halo.", "id").length).toBeLessThanOrEqual(1);
  });
  it("need no list of the language's verbs", () => {
    const found = phrases(
      "La fusée Falcon a décollé ce matin. La fusée Falcon emporte la capsule Dragon. L'équipage suit la capsule Dragon depuis l'Europe.",
      "fr",
    );
    expect(found.slice(0, 3)).toEqual(expect.arrayContaining(["fusée Falcon", "capsule Dragon"]));
    expect(found.join(" ")).not.toMatch(/['’]/);
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
