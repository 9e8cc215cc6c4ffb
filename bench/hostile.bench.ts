/** Texts that nobody wrote in good faith: a megabyte of each is read and split for X, or told to be too long, beside half of it. Twice the text must not take much more than twice the time. */

import { readArticle } from "../src/article/read.ts";
import { AppError } from "../src/base/errors.ts";
import { findPlatform } from "../src/platforms/index.ts";
import { type SplitOptions, splitArticle } from "../src/thread/split.ts";
import type { Case, Topic } from "./topic.ts";

const size = 1_000_000;
const units: Readonly<Record<string, string>> = {
  "one word": "a",
  "line breaks": "\n",
  emoji: "😀",
  "short lines": "a\n",
  "short paragraphs": "a\n\n",
  "lines of prose": "Ini kata.\n",
  "marks to break at": "a\n---\n",
  hashtags: "#tag ",
  links: "https://a.id/x ",
  initials: "a. ",
  "glued joints": "a.A",
  quotations: '"a" ',
  brackets: "(a",
  "list items": "- a\n",
  headings: "# a\n\n",
  "quoted lines": "> a\n",
  "quoted paragraphs": "> a\n\n",
  "numbered lines": "1. a\n",
  "rows of a table": "|a|\n",
  "bold that never ends": "**a",
  "links that never end": "[a](",
  "quotation marks": '"',
  "opening brackets": "(",
  "nested boxes of HTML": "<div>",
  "tags that never end": "<a",
  entities: "&amp;",
  "paragraphs of HTML": "<p>a</p>",
  "tags left open": "<b>a",
  "zero-width characters": "a\u200b",
  "turned directions": "\u202ea",
  "halves of characters": "\ud800",
  "combining marks": "\u0301",
  "a script without spaces": "日本。",
  Thai: "กำ",
  commas: "a, ",
  "full stops": "A. ",
  speakers: '"Aaaa, aaaa," kata Ani. ',
  "sentences of one word": "Ia. Dia. ",
  titles: "Mr. ",
  "initials in capitals": "A. B. ",
  "quotations in quotations": `${"> ".repeat(30)}a\n\n`,
  "quoted lists": "- > a\n",
  "definitions of links": "[a]: http://a.id\n",
  "fenced code": "```\na\n```\n",
  "headings of HTML": "<h2>a</h2>",
  "items of HTML": "<li>a</li>",
  "ends of paragraphs without beginnings": "</p>",
  "numbers of posts": "a 1/9\n",
  "addresses of mail": "a@b.id ",
};
/** Of these many digests are tried before one fits. */
const digested = ["sentences of one word", "titles"];

function answer(text: string, options: SplitOptions): void {
  try {
    splitArticle(readArticle({ text }), findPlatform("x").limits, options);
  } catch (fault) {
    if (!(fault instanceof AppError)) throw fault;
  }
}

const casesOf = (name: string, unit: string, options: SplitOptions): Case[] =>
  [size / 2, size].map((bytes, whole) => {
    const text = `a${unit.repeat(bytes / new TextEncoder().encode(unit).length)}`;
    return {
      name: whole ? name : `half: ${name}`,
      baseline: whole ? `half: ${name}` : null,
      bytes,
      run: () => answer(text, options),
    };
  });

export const topic: Topic = {
  name: "hostile",
  cases: [
    ...Object.entries(units).flatMap(([name, unit]) => casesOf(name, unit, { numbering: true })),
    ...digested.flatMap((name) => casesOf(`digest of ${name}`, units[name] ?? "", { mode: "digest", maxPosts: 40 })),
  ],
};
