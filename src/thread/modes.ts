/** What is posted of an article when not all of it is: its first paragraphs, its digest, or its hook alone. */

import type { Article } from "../article/article.ts";
import { splitSentences } from "../article/sentences.ts";
import { AppError } from "../base/errors.ts";
import { type DigestSentence, digestsOf } from "./digest.ts";
import type { Passage } from "./passages.ts";
import type { Solved } from "./solve.ts";

type Solve = (passages: readonly Passage[]) => Solved;

/** Posts of a short thread unless told. */
const shortPosts = 5;
/** A digest has so many posts unless told; never more, and not fewer where its sentences stand far apart. */
const digestPosts = 6;
const digestPostsMin = 4;

/** The first passages that fit so many posts; where not even the first does, its first sentences. */
export function shortened(
  passages: readonly Passage[],
  wanted: number | undefined,
  most: number,
  solve: Solve,
): Solved {
  const posts = Math.min(wanted ?? shortPosts, most);
  const [opening] = passages.filter((one) => one.kind !== "heading");
  const found = longest(passages.length, (count) => fitting(withoutLeadIn(passages.slice(0, count)), posts, solve));
  if (found || !opening) return found ?? solve(passages.slice(0, 1));
  const heads = passages.slice(0, passages.indexOf(opening));
  const sentences = splitSentences(opening.text);
  const cut = longest(sentences.length, (count) =>
    fitting(
      [...heads, { ...opening, text: opening.text.slice(0, endOf(opening.text, sentences, count)) }],
      posts,
      solve,
    ),
  );
  return cut ?? solve([...heads, opening]);
}

/** The last of 1..count for which `find` finds something; once it finds nothing it finds nothing further on. */
function longest(count: number, find: (count: number) => Solved | null): Solved | null {
  let low = 0;
  let high = count;
  let found: Solved | null = null;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const solved = find(middle);
    if (solved) {
      found = solved;
      low = middle;
    } else high = middle - 1;
  }
  return found;
}

function fitting(passages: readonly Passage[], posts: number, solve: Solve): Solved | null {
  if (passages.length === 0) return null;
  try {
    const solved = solve(passages);
    return solved.posts.length <= posts ? solved : null;
  } catch (fault) {
    if (fault instanceof AppError && fault.code === "thread-too-many-posts") return null;
    throw fault;
  }
}

/** Without a heading, or a line that announces a list, at its end. */
function withoutLeadIn(passages: readonly Passage[]): readonly Passage[] {
  return passages.slice(0, passages.findLastIndex(({ kind, text }) => kind !== "heading" && !/[:：]$/.test(text)) + 1);
}

/** Where the first so many sentences end in their paragraph. */
function endOf(text: string, sentences: readonly string[], count: number): number {
  let at = 0;
  for (const sentence of sentences.slice(0, count)) at = text.indexOf(sentence, at) + sentence.length;
  return at;
}

/** Sentences of different paragraphs are better off in posts of their own, unless they are short. */
const apart = 1_100;
const farApart = 2_500;

export interface DigestRoom {
  /** Posts that the network takes. */
  readonly most: number;
  /** A post holds the whole digest, so that it is one. */
  readonly atOnce: boolean;
  /** A post holds the sentence. */
  readonly fits: (text: string) => boolean;
}

/** The digest in as many posts as a reader follows: the best sentences, fewer of them until they fit. `passages`: all that could be posted. */
export function digested(
  article: Article,
  passages: readonly Passage[],
  wanted: number | undefined,
  { most, atOnce, fits }: DigestRoom,
  solve: Solve,
): Solved {
  const posts = Math.min(wanted ?? digestPosts, most);
  const fewest = atOnce ? 1 : Math.min(digestPostsMin, posts);
  const near = atOnce ? 0 : apart;
  const digestOf = digestsOf(article, fits);
  // So short an article is its own digest.
  const all = digestOf(digestPosts + 1);
  const isOwn = !atOnce && all.length <= digestPosts && all.every(({ text }) => fits(text));
  const whole = isOwn ? fitting(passages, posts, solve) : null;
  if (whole) return whole;
  let packed: Solved | null = null;
  for (let count = wanted === undefined || atOnce ? digestPosts : posts + 2; count >= 1; count--) {
    const sentences = digestOf(count);
    const close = solve(sentences.length === 0 ? passages : passagesOfDigest(article, sentences, near));
    if (close.posts.length > posts) continue;
    if (close.posts.length >= fewest || sentences.length < fewest) return close;
    packed ??= close;
    for (const beside of [2, 1, 0]) {
      const wide = solve(passagesOfDigest(article, sentences, farApart, beside));
      if (wide.posts.length >= fewest && wide.posts.length <= posts) return wide;
    }
  }
  return packed ?? solve(passagesOfDigest(article, digestOf(1), near));
}

/**
 * Sentences that follow each other in the article stay one paragraph, and those with one between them are no costlier together than apart;
 * unless `beside`, how far from each other sentences of a paragraph may be for that, says less.
 */
function passagesOfDigest(
  article: Article,
  sentences: readonly DigestSentence[],
  apartCost: number,
  beside = 2,
): Passage[] {
  const found: (Passage & { readonly last: DigestSentence })[] = [];
  for (const one of sentences) {
    const block = article.blocks[one.block];
    const at = block?.text.indexOf(one.text) ?? -1;
    if (!block || block.kind === "caption" || at < 0) continue;
    const before = found.at(-1);
    const distance = before && before.last.block === one.block ? one.sentence - before.last.sentence : Number.NaN;
    const follows = before && beside > 0 && distance === 1;
    if (follows)
      found[found.length - 1] = { ...before, text: block.text.slice(before.from.at, at + one.text.length), last: one };
    else
      found.push({
        kind: block.kind,
        text: one.text,
        from: { block: one.block, at },
        last: one,
        ...(before && !(distance <= beside) && { joinCost: apartCost }),
      });
  }
  return found.map(({ last: _, ...passage }) => passage);
}

/** The hook: the editor's own, else the title, else the first sentence. */
export function hookPassage(article: Article, hook: string | undefined): Passage {
  const prose = article.blocks.find((one) => one.kind !== "caption" && one.kind !== "heading");
  const text =
    hook ?? (article.titleFrom === "sentence" ? (splitSentences(prose?.text ?? "")[0] ?? "") : article.title);
  return { kind: "paragraph", text, from: { block: -1, at: 0 } };
}
