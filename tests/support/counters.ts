/** Counters of our own for the tests, written apart from the product's: slow, simple, and by the platform's Intl. */

import type { Limits } from "../../src/thread/thread.ts";

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });
/** Given by name: the compiler's target is older than the flag. */
const sets = "v";
const emoji = new RegExp("^\\p{RGI_Emoji}$", sets);
const address = /https?:\/\/[^\s]+[^\s.,;:!?)"”]/g;

export const graphemesOf = (text: string): string[] => [...segmenter.segment(text)].map(({ segment }) => segment);

/** For texts whose only links are written out with http(s). */
export function countedByHand(text: string, limits: Limits): number {
  const links = limits.urlCost === null ? [] : (text.match(address) ?? []);
  const rest = limits.urlCost === null ? text : text.replace(address, "");
  return (
    links.length * (limits.urlCost ?? 0) + (limits.measure === "weighted" ? weighed(rest) : graphemesOf(rest).length)
  );
}

function weighed(text: string): number {
  let weight = 0;
  for (const grapheme of graphemesOf(text.normalize("NFC"))) {
    if (emoji.test(grapheme)) weight += 2;
    else for (const char of grapheme) weight += isLight(char.codePointAt(0) ?? 0) ? 1 : 2;
  }
  return weight;
}

const isLight = (point: number) =>
  point < 0x1100 ||
  (point >= 0x2000 && point <= 0x200d) ||
  (point >= 0x2010 && point <= 0x201f) ||
  (point >= 0x2032 && point <= 0x2037);

/** What a reader sees of the article in a thread: its posts without numbers, tags and link, white space aside. */
export function proseOfPosts(posts: readonly { readonly text: string }[], tails: readonly string[]): string {
  const prose = posts.map(({ text }, index) => {
    let rest = text;
    for (const tail of tails) if (rest.endsWith(tail)) rest = rest.slice(0, rest.length - tail.length).trimEnd();
    rest = rest.replace(/\n\n(?:#[\p{L}\p{M}\p{N}_]+ ?)+$/u, "");
    const number = ` ${index + 1}/${posts.length}`;
    if (posts.length > 1 && rest.endsWith(number)) rest = rest.slice(0, -number.length);
    return rest;
  });
  return withoutSpace(prose.join(""));
}

export const withoutSpace = (text: string): string => text.replace(/\s/gu, "");
