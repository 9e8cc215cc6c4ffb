/** Takes one removal or repair back: an editor saw it and wants the text as it was. */

import type { Article, Block, Removed } from "./article.ts";
import { hashtagsOf, namedTags } from "./hashtags.ts";

/** The article with `article.removed[index]` undone and no longer listed; the same article when that span has no place. */
export function restore(article: Article, index: number): Article {
  const span = article.removed[index];
  if (!span || span.block === null) return article;
  const rest = article.removed.filter((_, at) => at !== index);
  const { blocks, shift } = undone(article.blocks, span, span.block);
  return {
    ...article,
    blocks,
    dateline: span.reason === "dateline" ? null : article.dateline,
    hashtags: span.reason === "hashtags" ? withoutNamed(article.hashtags, span.text) : article.hashtags,
    removed: rest.map((one, at) => shift(one, at >= index)),
  };
}

/** Names that only a list of tags made tags are words again. */
function withoutNamed(tags: readonly string[], line: string): readonly string[] {
  const there = new Set(hashtagsOf(line));
  const gone = new Set(namedTags(line).filter((tag) => !there.has(tag)));
  return tags.filter((tag) => !gone.has(tag));
}

interface Undone {
  readonly blocks: readonly Block[];
  /** Where another span stands now; of two with one place, the one that is listed `later` stood behind. */
  readonly shift: (span: Removed, later: boolean) => Removed;
}

function undone(blocks: readonly Block[], span: Removed, at: number): Undone {
  const block = blocks[at];
  if (span.reason === "picture credit or caption")
    return { blocks: block ? blocks.with(at, { kind: "paragraph", text: block.text }) : blocks, shift: (one) => one };
  if (span.offset === null || !block)
    return {
      blocks: [...blocks.slice(0, at), { kind: "paragraph", text: span.text }, ...blocks.slice(at)],
      shift: (one, later) =>
        one.block !== null && (one.block > at || (one.block === at && (later || one.offset !== null)))
          ? { ...one, block: one.block + 1 }
          : one,
    };
  if (span.reason === "paragraph break lost at a full stop") return joined(blocks, block, at);
  const glued = span.reason === "space lost at a full stop";
  const before = block.text.slice(0, span.offset);
  const text = glued
    ? before.trimEnd() + block.text.slice(span.offset)
    : spaced(before, span.text, block.text.slice(span.offset));
  return {
    blocks: blocks.with(at, { kind: block.kind, text }),
    shift: moved(at, span.offset, text.length - block.text.length),
  };
}

function joined(blocks: readonly Block[], block: Block, at: number): Undone {
  const before = blocks[at - 1];
  if (!before) return { blocks, shift: (one) => one };
  const length = before.text.length;
  return {
    blocks: [
      ...blocks.slice(0, at - 1),
      { kind: before.kind, text: before.text + block.text },
      ...blocks.slice(at + 1),
    ],
    shift: (one) =>
      one.block === null || one.block < at
        ? one
        : {
            ...one,
            block: one.block - 1,
            offset: one.block === at && one.offset !== null ? one.offset + length : one.offset,
          },
  };
}

const spaced = (before: string, text: string, after: string) =>
  [before.trimEnd(), text, after.trimStart()].filter((part) => part !== "").join(" ");

const moved = (at: number, offset: number, by: number) => (one: Removed, later: boolean) =>
  one.block === at && one.offset !== null && (one.offset > offset || (one.offset === offset && later))
    ? { ...one, offset: one.offset + by }
    : one;
