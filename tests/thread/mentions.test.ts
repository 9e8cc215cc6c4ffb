/** Mentions as Mastodon finds them, beside a pattern that says the same in another way. */

import { describe, expect, it } from "vitest";
import { findHosts } from "../../src/thread/mentions.ts";
import { randomTexts } from "../support/random.ts";

const hostsIn = (text: string) => findHosts(text, 0, text.length).map(({ start, end }) => text.slice(start, end));

const word = String.raw`\p{L}\p{M}\p{Nd}\p{Pc}`;
const mention = new RegExp(`(?<![=/${word}])@([a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?)(@[${word}.-]+[${word}])?`, "giu");

const pieces = [
  ...[
    "a",
    "b1",
    "_",
    ".",
    "-",
    "@",
    "@a@b",
    "@a@",
    "@b.id",
    " @",
    "日",
    "é",
    "\u0301",
    " ",
    "/",
    "=",
    "://",
    "😀",
    "𠀀",
  ],
  ...["＠", "‿", "1", "(", ",", "²", "@redaksi@berita.example", ".id"],
];

describe("a mention's host", () => {
  it.each([
    ["@redaksi@berita.example", ["@berita.example"]],
    ["a@redaksi@berita.example", []],
    ["(@a@b.id) @c@d.id.", ["@b.id", "@d.id"]],
    ["@a @b", []],
  ])("in %j", (text, hosts) => expect(hostsIn(text)).toEqual(hosts));

  it("is found as the pattern finds it, in random texts", () => {
    let found = 0;
    for (const text of randomTexts(pieces, 40_000, 23, 8)) {
      // With another @ or :// behind it a pattern would go back by a letter; Mastodon drops the mention.
      if (/@[^@\s]+@[^@\s]*(?:[@＠]|:\/\/)/.test(text)) continue;
      const hosts = hostsIn(text);
      found += hosts.length;
      expect(hosts, JSON.stringify(text)).toEqual([...text.matchAll(mention)].flatMap(([, , host]) => host ?? []));
    }
    expect(found).toBeGreaterThan(2_000);
  });
});
