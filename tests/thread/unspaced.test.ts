import {
  loadDefaultJapaneseParser,
  loadDefaultSimplifiedChineseParser,
  loadDefaultThaiParser,
  loadDefaultTraditionalChineseParser,
} from "budoux";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitArticle } from "../../src/thread/split.ts";
import { phrasesOf } from "../../src/thread/unspaced.ts";
import { networks } from "../support/limits.ts";
import { articleOf, expectWithinLimits } from "../support/threads.ts";

const phrases = (text: string) => phrasesOf(text).map((phrase) => phrase.text);
/** Places where a break is open, but those at the model's own. */
function boundaries(parts: readonly string[]): number[] {
  let at = 0;
  return parts.map((part) => {
    at += part.length;
    return at;
  });
}

describe("phrases", () => {
  it.each([
    [
      "Japanese",
      loadDefaultJapaneseParser(),
      "私は遅刻魔で、待ち合わせにいつも遅刻してしまいます。気象庁は震源の深さを発表した",
    ],
    ["simplified Chinese", loadDefaultSimplifiedChineseParser(), "我们的使命是整合全球信息，供大众使用，让人人受益"],
    ["traditional Chinese", loadDefaultTraditionalChineseParser(), "我們的使命是匯整全球資訊，供大眾使用，使人人受惠"],
    ["Thai", loadDefaultThaiParser(), "วันนี้อากาศดีมากและเราจะไปเที่ยวทะเล"],
  ])("of %s end where its own model says", (_, parser, text) => {
    const ours = boundaries(phrases(text));
    expect(ours.filter((at) => !boundaries(parser.parse(text)).includes(at))).toEqual([]);
    expect(ours.length).toBeGreaterThan(parser.parse(text).length * 0.8);
  });

  it("leave words, numbers and links of other scripts whole, and a number with what it counts", () => {
    expect(
      phrases("彼はhttps://a.example/b?c=1&d=2を見て、3.5%増の1,200人が@redaksiと#タグを使った。").join("|"),
    ).toMatch(/https:\/\/a\.example\/b\?c=1&d=2.*3\.5%.*1,200人.*@redaksi.*#タグ/);
    expect(phrases("2011年4月7日に日本で").join("|")).toMatch(/^2011年\|?4月\|?7日に/);
  });

  it("lose nothing, and none begins with a mark that closes nor ends with one that opens", () => {
    const part = fc.constantFrom(
      "「漢字」",
      "。",
      "、",
      "（カナ）",
      "ー",
      "ッ",
      "々",
      "かな",
      "漢",
      "a1",
      "กำ",
      "ๆ",
      "“我们”",
      "👩🏽‍🚀",
      "か\u3099",
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 60 }), (parts) => {
        const text = parts.join("");
        const found = phrases(text);
        expect(found.join("")).toBe(text);
        for (const one of found.slice(1)) expect(one).not.toMatch(/^[。、」）ーッ々ๆ”\u3099\u200d]/u);
        for (const one of found.slice(0, -1)) expect(one).not.toMatch(/[「（“]$/);
      }),
      { numRuns: 300 },
    );
  });
});

describe("a long sentence without spaces", () => {
  it.each([
    [
      "Japanese",
      "気象庁は震源の深さが約40キロで地震の規模を示すマグニチュードは7.4と発表し津波警報または津波注意報を出した",
    ],
    ["Chinese", "我们的使命是整合全球信息供大众使用让人人受益因此每个人都可以在任何地方找到自己需要的资料"],
    ["Thai", "วันนี้อากาศดีมากและเราจะไปเที่ยวทะเลกับเพื่อนที่มาจากกรุงเทพมหานครเพื่อพักผ่อนในวันหยุดยาว"],
  ])("in %s is cut between phrases on every network", (_, clause) => {
    const known = new Set(boundaries(phrases(clause.repeat(12))));
    for (const limits of Object.values(networks)) {
      const thread = splitArticle(articleOf([clause.repeat(12)], { language: "und" }), limits, { hashtags: [] });
      expectWithinLimits(thread, limits);
      const cuts = boundaries(thread.posts.map((post) => post.text)).slice(0, -1);
      expect(cuts.filter((at) => !known.has(at))).toEqual([]);
    }
  });

  it("in Thai is cut at a space rather than between words", () => {
    const clause = "วันนี้อากาศดีมากและเราจะไปเที่ยวทะเล";
    const text = Array.from({ length: 30 }, () => clause).join(" ");
    for (const { text: post } of splitArticle(articleOf([text]), networks.x, { hashtags: [] }).posts)
      expect(post).toMatch(new RegExp(`^${clause}.*${clause}$`));
  });
});
