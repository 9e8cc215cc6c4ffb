import { describe, expect, it } from "vitest";
import { readArticle } from "../../src/article/read.ts";
import { tagsFor } from "../../src/thread/hashtags.ts";
import { hasShared, readSample, readShared } from "../support/shared.ts";

describe("the tags of an article", () => {
  const read = readArticle({ text: readSample("pasar-terapung.txt") });
  const untagged = readArticle({ text: readSample("pasar-terapung.txt").replace(/\n#.*\n$/, "\n") });

  it("are its own, in its order, within the network's number", () => {
    expect(tagsFor(read, 2)).toEqual({
      all: ["#PasarTerapung", "#LokPanjang", "#EkonomiDesa"],
      shown: ["#PasarTerapung", "#LokPanjang"],
    });
  });
  it("are the caller's when given, with or without their mark", () => {
    expect(tagsFor(read, 5, ["Sungai", "#Air", "#air"]).shown).toEqual(["#Sungai", "#Air"]);
    expect(tagsFor(read, 5, []).shown).toEqual([]);
  });
  it("are its names when it brings none, in CamelCase", () => {
    const { all } = tagsFor(untagged, 3);
    expect(all.join(" ")).toContain("#PasarTerapungLokPanjang");
    for (const tag of all) expect(tag).toMatch(/^#\p{Lu}[\p{L}\p{N}]+$/u);
  });
  it.skipIf(!hasShared("articles/bugaliman-pyongyang.txt"))(
    "of the first article of all are found without its last line: 2 of 3 (skipped without shared/articles)",
    () => {
      const text = readShared("articles/bugaliman-pyongyang.txt").replace(/#.*$/m, "");
      const { all } = tagsFor(readArticle({ text }), 3);
      expect(all.filter((tag) => /Putin|KoreaUtara|Geopolitik/.test(tag)).length).toBeGreaterThanOrEqual(2);
    },
  );
});
