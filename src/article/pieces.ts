/** What the three readers (text, Markdown, HTML) hand on: pieces of the article in order, and what stood beside them. */

import type { BlockKind, Media, Removed } from "./article.ts";

export interface Piece {
  /** `line`: the source had no mark-up, its form decides. */
  readonly kind: BlockKind | "line";
  /** `---` alone is an editor's mark: a post begins behind it. */
  readonly text: string;
  readonly breakBefore?: true;
}

/** Sets an editor's marks apart from the lines around them, which are no part of one paragraph then. */
export const marksApart = (text: string): string => text.replace(/^[ \t]*---[ \t]*$/gm, "\n---\n");

export interface Pieces {
  readonly pieces: readonly Piece[];
  /** A title from outside the text: a page's head, a front matter. */
  readonly title: string | null;
  readonly link: string | null;
  readonly language: string | null;
  readonly author: string | null;
  readonly category: string | null;
  readonly media: readonly Media[];
  readonly hashtags: readonly string[];
  readonly removed: readonly Removed[];
  /** Spans that the reader left out, in order. */
  readonly apart: readonly Apart[];
}

/** A span, and the index of the piece before which it stood. */
export interface Apart {
  readonly text: string;
  readonly before: number;
}

export const nothingBeside = {
  title: null,
  link: null,
  language: null,
  author: null,
  category: null,
  media: [],
  hashtags: [],
  removed: [],
  apart: [],
} as const satisfies Omit<Pieces, "pieces">;
