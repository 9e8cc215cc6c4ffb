/** A rule's filters: what each takes and leaves, and what it says of it. */

import { describe, expect, it } from "vitest";
import { type Filtered, filtering, type Verdict } from "../../src/schedule/filters.ts";
import { type RuleGiven, readRule } from "../../src/schedule/rule.ts";

const article: Filtered = {
  title: "Pembunuhan di Pasar Lama",
  blocks: [
    { kind: "paragraph", text: "Polisi menyelidiki kasus itu sejak pagi." },
    { kind: "caption", text: "Foto: korupsi" },
  ],
  language: "id",
  author: "Rizky Suryarandika, Antara",
  category: "News / Hukum & Kriminal",
};
const judge = (given: RuleGiven, of: Partial<Filtered> = {}): Verdict => {
  const all = { cron: "@hourly", source: "s", to: "a", ...given };
  return filtering(readRule("r", all, "UTC", new Date("2026-12-01T00:00:00Z")).spec.filters)({ ...article, ...of });
};

describe("a filter", () => {
  it.each<[RuleGiven, string, string]>([
    [{ category: "Olahraga" }, "--category", "its category is News / Hukum & Kriminal"],
    [{ author: "Rizki" }, "--author", "it is by Rizky Suryarandika, Antara"],
    [{ minLength: "41" }, "--min-length", "its text has 40 characters, and 41 are wanted"],
    [{ match: "banjir, longsor" }, "--match", "none of “banjir”, “longsor” stands in it"],
    [{ exclude: "bunuh" }, "--exclude", "“bunuh” (pembunuhan)"],
    [{ match: "bunuh", exclude: "pasar" }, "--exclude", "“pasar”"],
    [{ match: "korupsi" }, "--match", "none of “korupsi” stands in it"],
  ])("%j leaves it by %s", (given, filter, says) => {
    expect(judge(given)).toEqual({ takes: false, filter, says });
  });

  it.each<[RuleGiven, string[]]>([
    [{}, []],
    [{ category: "hukum & kriminal" }, ["--category (News / Hukum & Kriminal)"]],
    [{ category: "Olahraga,news" }, ["--category (News / Hukum & Kriminal)"]],
    [{ author: "rizky suryarandika" }, ["--author (Rizky Suryarandika, Antara)"]],
    [{ minLength: "40" }, ["--min-length (40 characters)"]],
    [{ match: "selidik" }, ["--match (“selidik” (menyelidiki))"]],
    [{ match: '"pasar lama"', exclude: "banjir" }, ["--match (“pasar lama”)"]],
  ])("%j takes it and says so", (given, by) => {
    expect(judge(given)).toEqual({ takes: true, by, holdIf: null });
  });

  it("names the word for which a person must look", () => {
    expect(judge({ holdIf: "perkosa bunuh" })).toMatchObject({
      takes: true,
      holdIf: "--hold-if: “bunuh” (pembunuhan)",
    });
  });

  it("leaves an article without a category or an author where one is asked for", () => {
    expect(judge({ category: "News" }, { category: undefined as never })).toMatchObject({
      says: "it names no category",
    });
    expect(judge({ author: "Rizky" }, { author: null })).toMatchObject({ says: "it names no author" });
  });
});
