/** The sentences of an article that its key phrases and tags are found in, cut once for all who look. */

import type { Article, Block } from "../article/article.ts";
import { splitSentences } from "../article/sentences.ts";

export interface Line {
  readonly text: string;
  readonly kind: Block["kind"];
  /** Counted from 0. */
  readonly at: number;
}

/** What stands later in a text, or in a book of one-word lines, is not what it is about. */
/** Is no word. */
const address = /(?:https?|mailto):\S+/g;
const charactersMax = 60_000;
const linesMax = 2_000;

export function linesOf({ blocks }: Pick<Article, "blocks">): readonly Line[] {
  const lines: Line[] = [];
  let left = charactersMax;
  for (const { kind, text } of blocks) {
    if (kind === "caption") continue;
    for (const sentence of splitSentences(text.slice(0, left)))
      lines.push({
        text: sentence.includes("://") ? sentence.replace(address, "–") : sentence,
        kind,
        at: lines.length,
      });
    left -= text.length;
    if (left <= 0 || lines.length >= linesMax) break;
  }
  return lines;
}
