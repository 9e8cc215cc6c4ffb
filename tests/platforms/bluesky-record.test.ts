import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cidOf, type Value } from "../../src/platforms/bluesky-cid.ts";
import { facetsOf, mentionsIn } from "../../src/platforms/bluesky-facets.ts";
import { handlesOf, madeOf, tidAt } from "../../src/platforms/bluesky-record.ts";

describe("the name of a record's content", () => {
  it.each<[string, Value, string]>([
    ["nothing in it", {}, "bafyreigbtj4x7ip5legnfznufuopl4sg4knzc2cof6duas4b3q2fy6swua"],
    [
      "a post that the reference server has named",
      {
        text: "Sebelum subuh, sungai sudah ramai. Sedikitnya 140 jukung berkumpul di Pasar Terapung Lok Panjang pada Minggu pagi, jumlah terbanyak sejak pasar itu dibuka kembali dua tahun lalu. 1/11",
        $type: "app.bsky.feed.post",
        embed: {
          $type: "app.bsky.embed.external",
          external: {
            uri: "https://pasar.example.invalid/1",
            title: "Sebelum subuh, sungai sudah ramai.",
            description:
              "Sebelum subuh, sungai sudah ramai. Sedikitnya 140 jukung berkumpul di Pasar Terapung Lok Panjang pada Minggu pagi, jumlah terbanyak sejak pasar itu dibuka kembali dua tahun lalu.",
          },
        },
        langs: ["id"],
        createdAt: "2026-11-24T18:03:32.300Z",
      },
      "bafyreicvjevjudeisbxzbonmsoqpdatqaxt7rxne66qelkv4tvfbl2tj2y",
    ],
  ])("is what the protocol says: %s", (_, record, cid) => {
    expect(cidOf(record)).toBe(cid);
  });

  it("does not depend on the order in which its fields were written, and on all else", () => {
    expect(cidOf({ a: 1, bb: [true, null, -5, 70_000] })).toBe(cidOf({ bb: [true, null, -5, 70_000], a: 1 }));
    const others: Value[] = [{ a: 1 }, { a: 2 }, { a: "1" }, { a: [1] }, { b: 1 }, { a: 1, b: undefined, c: 1 }];
    expect(new Set(others.map(cidOf)).size).toBe(others.length);
    expect(cidOf({ a: 1, b: undefined })).toBe(cidOf({ a: 1 }));
  });

  it("is refused to a number that no record may hold", () => {
    expect(() => cidOf({ a: 0.5 })).toThrow(/whole numbers/);
  });
});

describe("what can be clicked in a text", () => {
  const pieces = [
    "@friend.test",
    "https://example.org/a?b=1#c",
    "contoh.id",
    "#Banjir",
    "#１２a",
    "kata",
    "é",
    "日本",
    "👩‍🌾",
    "🇮🇩",
    " ",
    "\n",
    ".",
    "(",
    ")",
    "@",
    "#",
    "a@b.test",
  ];
  const dids = { "friend.test": "did:plc:friend", "b.test": "did:plc:b" };

  it("lies at whole characters, in order, one beside the other, and says what stands there", () => {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), (parts) => {
        const text = parts.join("");
        const bytes = new TextEncoder().encode(text);
        let from = 0;
        for (const { index, features } of facetsOf(text, dids)) {
          expect(index.byteStart).toBeGreaterThanOrEqual(from);
          expect(index.byteEnd).toBeGreaterThan(index.byteStart);
          from = index.byteEnd;
          const words = decoder.decode(bytes.subarray(index.byteStart, index.byteEnd));
          const [feature] = features;
          if (feature.$type.endsWith("#link"))
            expect(decodeURI((feature as { uri: string }).uri)).toContain(words.slice(-3));
          else expect(words).toMatch(feature.$type.endsWith("#tag") ? /^[#＃]/ : /^@/);
        }
        expect(from).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["@friend.test, halo (@b.test).", ["friend.test", "b.test"]],
    ["surat ke redaksi@friend.test", []],
    ["@Friend.Test @friend.test", ["friend.test"]],
    ["https://x.test/@friend.test", []],
    ["@tanpatitik @-a.test", []],
  ])("mentions who is named: %s", (text, names) => {
    expect(mentionsIn(text)).toEqual(names);
  });

  it("leaves a name that nobody has, a tag inside a link and one that is too long as plain text", () => {
    expect(facetsOf(`@nobody.test https://example.org/#Bagian #${"a".repeat(65)}`, dids)).toHaveLength(1);
  });
});

describe("a link on Bluesky", () => {
  const linksIn = (text: string) =>
    facetsOf(text, {}).flatMap(({ index, features: [feature] }) =>
      "uri" in feature
        ? [[Buffer.from(text).subarray(index.byteStart, index.byteEnd).toString(), feature.uri] as const]
        : [],
    );

  it.each([
    ["https://ja.wikipedia.org/wiki/日本", "https://ja.wikipedia.org/wiki/%E6%97%A5%E6%9C%AC"],
    ["https://ja.wikipedia.org/wiki/レオナルド・ダ・ヴィンチ", null],
    ["https://zh.wikipedia.org/wiki/北京市#历史", null],
    ["https://zh.wikipedia.org/wiki/红楼梦_(电视剧)", null],
    ["https://zh.wikipedia.org/wiki/𠮷野家", null],
    ["https://ar.wikipedia.org/wiki/مصر", "https://ar.wikipedia.org/wiki/%D9%85%D8%B5%D8%B1"],
    ["https://hi.wikipedia.org/wiki/हिन्दी", null],
    ["https://th.wikipedia.org/wiki/กรุงเทพฯ", null],
    ["https://пример.рф/путь?а=б", "https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C?%D0%B0=%D0%B1"],
    ["https://example.org/a?kata=日本&b=1", "https://example.org/a?kata=%E6%97%A5%E6%9C%AC&b=1"],
    ["https://example.org/%E6%97%A5?b=1", "https://example.org/%E6%97%A5?b=1"],
  ])("covers the whole address, in any script: %s", (link, uri) => {
    for (const [before, after] of [
      ["", ""],
      ["見て: ", " です"],
      ["「", "」です"],
      ["詳細は", "、続報は"],
      ["全文(", ")。"],
      ["Baca “", "”."],
      ["", "。続報"],
      ["", "！"],
      ["", "، ثم"],
      ["", "…"],
      ["Lihat ", "👇"],
    ] as const)
      expect(linksIn(`${before}${link}${after}`)).toEqual([[link, uri ?? new URL(link).href]]);
  });
});

describe("a record's own key", () => {
  it("is a TID, later for later posts, and apart for two of one instant", () => {
    const at = new Date("2026-12-01T09:00:00Z");
    const keys = Array.from({ length: 100 }, (_, index) => tidAt(at, index + 1, 65_535 - index));
    for (const key of keys) expect(key).toMatch(/^[234567abcdefghij][2-7a-z]{12}$/);
    expect([...keys].sort()).toEqual(keys);
    expect(tidAt(new Date(at.getTime() + 1), 1, 0) > (keys.at(-1) ?? "")).toBe(true);
    expect(tidAt(at, 1, 8)).not.toBe(tidAt(at, 1, 16));
  });
});

describe("what a post is given before it leaves", () => {
  it("comes back as it was stored", () => {
    const blob = { $type: "blob", ref: { $link: "bafkrei" }, mimeType: "image/jpeg", size: 5 } as const;
    const made = {
      rkey: "3k",
      createdAt: "2026-12-01T09:00:00.000Z",
      images: [{ blob, width: 4, height: 3 }],
      thumb: blob,
      dids: { "a.test": "did:plc:a" },
    };
    expect(madeOf(handlesOf(made))).toEqual(made);
    expect(madeOf({})).toBeNull();
  });
});
