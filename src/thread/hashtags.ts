/** Tags for a thread: the article's own first, else the names that carry it. No model, no network. */

import { openers, titles } from "../article/abbreviations.ts";
import type { Article } from "../article/article.ts";
import { distinctTags, hashtagsOf } from "../article/hashtags.ts";

export interface Tags {
  /** All that the article has. */
  readonly all: readonly string[];
  /** Those to set beside the prose: within the network's number, none that the prose holds already. */
  readonly shown: readonly string[];
}

/** Found without the author's help: no more than these. */
const derivedMax = 5;
const tagMax = 40;

export function tagsFor(article: Article, max: number, given?: readonly string[]): Tags {
  const own = given ?? (article.hashtags.length > 0 ? article.hashtags : namesOf(article).map(toTag));
  const all = distinctTags(own.map((tag) => (tag.startsWith("#") ? tag : `#${tag}`)));
  const inProse = new Set(
    article.blocks
      .filter((one) => one.kind !== "caption")
      .flatMap((one) => hashtagsOf(one.text).map((tag) => tag.toLowerCase())),
  );
  const shown = all.filter((tag) => !inProse.has(tag.toLowerCase())).slice(0, Math.max(0, max - inProse.size));
  return { all, shown };
}

/** CamelCase, as screen readers need it; what is capital already stays so. */
function toTag(name: string): string {
  const words = name.split(/[^\p{L}\p{M}\p{N}]+/u).filter((word) => word !== "");
  return `#${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("")}`;
}

const particle = "of|dan|de|del|la|van|bin";
const word = String.raw`\p{Lu}[\p{L}\p{M}\p{N}'’-]*`;
const name = new RegExp(`${word}(?: (?:${word}|${particle})(?![\\p{L}\\p{N}])){0,3}`, "gu");
const trailing = new RegExp(`(?: (?:${particle}))+$`);

/** Capital, but never what an article is about. */
const calendar = new Set(
  `Senin Selasa Rabu Kamis Jumat Sabtu Minggu Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember WIB WITA WIT Rp Foto
  Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March May June July August October December Mr Mrs Ms Dr GMT`.split(
    /\s+/,
  ),
);

/** Names by how often and how early they stand; one word that opens a sentence may be any word. The title adds weight to names that the text has. */
function namesOf(article: Article): string[] {
  const scores = new Map<string, number>();
  const prose = article.blocks.filter((one) => one.kind === "paragraph" || one.kind === "quote");
  for (const [index, { text }] of prose.entries())
    for (const { found, opens } of namesIn(text.slice(0, 20_000))) {
      const several = found.includes(" ");
      if (opens && !several && !scores.has(found)) continue;
      scores.set(found, (scores.get(found) ?? 0) + (index < 2 ? 1.5 : 1) * (several ? 1.6 : 1));
    }
  const ranked = [...scores]
    .map(([found, score]) => [found, score * (article.title.includes(found) ? 2 : 1)] as const)
    .filter(([, score]) => score >= 1.5)
    .sort((a, b) => b[1] - a[1])
    .map(([found]) => found);
  const kept: string[] = [];
  for (const found of ranked)
    if (kept.length < derivedMax && !kept.some((other) => overlap(other, found))) kept.push(found);
  return kept;
}

function namesIn(text: string): { readonly found: string; readonly opens: boolean }[] {
  return [...text.matchAll(name)].flatMap((match) => {
    const opens = /(?:^|[.!?…:"“]\s*)$/.test(text.slice(Math.max(0, match.index - 3), match.index));
    const words = match[0].replace(trailing, "").split(" ");
    while (words[0] !== undefined && (openers.has(words[0]) || titles.has(words[0]) || calendar.has(words[0])))
      words.shift();
    while (calendar.has(words.at(-1) ?? "")) words.pop();
    const found = words.join(" ").replace(/['’]s?$/, "");
    const fits = found.length > 2 && found.length <= tagMax && !/^\p{Lu}\p{Ll}?\d/u.test(found);
    return fits ? [{ found, opens: opens && words.length === match[0].split(" ").length }] : [];
  });
}

const overlap = (one: string, other: string) => ` ${one} `.includes(` ${other} `) || ` ${other} `.includes(` ${one} `);
