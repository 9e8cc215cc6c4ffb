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
  const own = given ?? article.hashtags;
  const all =
    own.length > 0
      ? distinctTags(own.map((tag) => (tag.startsWith("#") ? tag : `#${tag}`)))
      : namesOf(article).map(toTag);
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

const name =
  /\p{Lu}[\p{L}\p{M}\p{N}'’-]*(?: (?:\p{Lu}[\p{L}\p{M}\p{N}'’-]*|of|dan|de|del|la|van|bin)(?= |$|[^\p{L}])){0,3}/gu;

/** Names by how often and how early they stand; the words of one that opens a sentence count only when they come again. */
function namesOf(article: Article): string[] {
  const scores = new Map<string, number>();
  const texts = [
    article.title,
    ...article.blocks.filter((one) => one.kind !== "caption").map((one) => one.text.slice(0, 20_000)),
  ];
  for (const [index, text] of texts.entries())
    for (const match of text.matchAll(name)) {
      const opens = /(?:^|[.!?…:"“]\s*)$/.test(text.slice(Math.max(0, match.index - 3), match.index));
      const words = match[0].replace(/(?: (?:of|dan|de|del|la|van|bin))+$/, "").split(" ");
      while (words[0] !== undefined && (openers.has(words[0]) || titles.has(words[0]))) words.shift();
      const found = words.join(" ").replace(/['’]s?$/, "");
      if (found.length < 3 || found.length > tagMax || (opens && words.length < 2)) continue;
      const weight = (index === 0 ? 2 : index < 3 ? 1.5 : 1) * (words.length > 1 ? 1.6 : 1);
      scores.set(found, (scores.get(found) ?? 0) + weight);
    }
  const ranked = [...scores]
    .filter(([, score]) => score >= 2)
    .sort((a, b) => b[1] - a[1])
    .map(([found]) => found);
  const kept: string[] = [];
  for (const found of ranked)
    if (
      kept.length < derivedMax &&
      !kept.some((other) => ` ${other} `.includes(` ${found} `) || ` ${found} `.includes(` ${other} `))
    )
      kept.push(found);
  return kept;
}
