import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { findLinks } from "../../src/article/links.ts";
import { encodedLength } from "../../src/article/punycode.ts";
import { hasShared, readShared } from "../support/shared.ts";

const linksIn = (text: string) => findLinks(text).map(({ start, end }) => text.slice(start, end));

describe("links in a text", () => {
  it.each([
    ["baca https://berita.example.com/a_(b)/c?x=1#y, lalu", ["https://berita.example.com/a_(b)/c?x=1#y"]],
    ["(https://example.com)", ["https://example.com"]],
    ["example.com dan ELPAÍS.com", ["example.com", "ELPAÍS.com"]],
    ["http://twitter.com/これは。example.com中国", ["http://twitter.com/", "example.com"]],
    ["example.comだよtwitter.みんな", ["example.com", "twitter.みんな"]],
    ["https://例え.みんな/a", ["https://例え.みんな/a"]],
    ["nama@example.com #example.com @example.com $example.com", []],
    ["http://-a.example.com http://a_.example.com", []],
    ["arsip.tar.bz2 v1.2.3 3.5 U.S. Node.Js", []],
    ["http://no-tld http://tld-too-short.x", []],
    [`http://${"a".repeat(64)}.com ${"b".repeat(64)}.com`, []],
    ["https://t.co/abc123's", ["https://t.co/abc123"]],
    ["example.com?q=1 example.com:80 example.com:80/a?q=1", ["example.com", "example.com", "example.com:80/a?q=1"]],
    ["ế.com/ế dan kata.com—https://example.com", ["ế.com/ế", "kata.com", "https://example.com"]],
    ["https://t.co/abc,example.com", ["https://t.co/abc"]],
  ])("%j", (text, links) => expect(linksIn(text)).toEqual(links));

  it("knows how long a label is for the name system", () => {
    const label = (text: string) => new URL(`http://${text}.com`).hostname.length - ".com".length;
    for (const text of ["abc", "bücher", "münchen", "例え", "ああああああ", "пример", "españa-ñandú", "한국어"])
      expect(encodedLength(text), text).toBe(label(text));
  });
});

const suite = "corpora/twitter-text/extract.yml";

describe.skipIf(!hasShared(suite))(
  "twitter-text's own suite of links (skipped without shared/corpora/twitter-text)",
  () => {
    const tests = hasShared(suite) ? parse(readShared(suite)).tests : {};
    const cases = ["urls", "urls_with_indices", "urls_with_directional_markers", "tco_urls_with_params"].flatMap(
      (name): { description: string; text: string; expected: (string | { url: string })[] }[] => tests[name] ?? [],
    );

    it("is not empty", () => expect(cases.length).toBeGreaterThan(80));
    it.each(cases.map((one) => [one.description, one] as const))("%s", (_, { text, expected }) => {
      expect(linksIn(text)).toEqual(expected.map((one) => (typeof one === "string" ? one : one.url)));
    });
  },
);
