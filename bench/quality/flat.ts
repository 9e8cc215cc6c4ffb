/**
 * A thread laid over its article: both without white space, so that each break between two posts is a place in the article,
 * and each block, sentence and word of the article is a span between two places.
 */

import type { Article, Block } from "../../src/article/article.ts";
import { splitSentences } from "../../src/article/sentences.ts";
import type { Thread } from "../../src/thread/thread.ts";

export interface Span {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

export interface FlatBlock extends Span {
  /** A title is none of the article's own blocks, and may stand alone in the first post. */
  readonly kind: Block["kind"] | "title";
  readonly sentences: readonly Span[];
}

export interface Laid {
  readonly prose: string;
  readonly blocks: readonly FlatBlock[];
  /** Where each post but the first begins. */
  readonly breaks: readonly number[];
  /** The posts without number, tags and link. */
  readonly posts: readonly string[];
  /** Places with white space, and the joints of blocks. */
  readonly spaces: ReadonlySet<number>;
}

export const bare = (text: string): string => text.replace(/\s/gu, "");

/** Null: the posts are not the article. */
export function lay(article: Article, thread: Thread, numbered: boolean, link: string | null): Laid | null {
  const posts = thread.posts.map(({ text }, index) =>
    proseOf(text, numbered ? ` ${index + 1}/${thread.posts.length}` : "", thread.hashtags, link),
  );
  const prose = bare(posts.join(""));
  const blocks = article.blocks.filter((one) => one.kind !== "caption");
  const own = bare(blocks.map((one) => one.text).join(""));
  const titled = prose === own ? blocks : [{ kind: "title", text: article.title } as const, ...blocks];
  if (prose !== own && prose !== bare(article.title) + own) return null;
  const breaks: number[] = [];
  let at = 0;
  for (const post of posts) {
    if (at > 0) breaks.push(at);
    at += bare(post).length;
  }
  return { prose, ...flatten(titled), breaks, posts };
}

function proseOf(text: string, number: string, tags: readonly string[], link: string | null): string {
  let rest = text;
  if (link !== null && rest.endsWith(`\n\n${link}`)) rest = rest.slice(0, -link.length - 2);
  const tail = /\n\n((?:#\S+ ?)+)$/u.exec(rest);
  if (tail && (tail[1] ?? "").split(" ").every((one) => tags.includes(one))) rest = rest.slice(0, tail.index);
  return number !== "" && rest.endsWith(number) ? rest.slice(0, -number.length) : rest;
}

function flatten(blocks: readonly Pick<FlatBlock, "kind" | "text">[]): Pick<Laid, "blocks" | "spaces"> {
  const spaces = new Set<number>();
  let at = 0;
  const found = blocks.map(({ kind, text }): FlatBlock => {
    const from = at;
    for (const word of text.split(/\s+/u).filter((one) => one !== "")) {
      spaces.add(at);
      at += word.length;
    }
    let start = from;
    const sentences = (kind === "heading" || kind === "title" ? [text] : splitSentences(text)).map((sentence): Span => {
      const to = start + bare(sentence).length;
      const span = { from: start, to, text: sentence };
      start = to;
      return span;
    });
    return { kind, text, from, to: at, sentences };
  });
  return { blocks: found, spaces };
}

/** Of ascending spans without gaps the one that holds the place inside it, not at its border. */
export const strictlyIn = <S extends Span>(spans: readonly S[], at: number): S | undefined =>
  spans.find((span) => span.from < at && at < span.to);
