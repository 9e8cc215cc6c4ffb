/** Article + limits -> thread: every sentence of its prose, in order, broken where it reads best, numbered, with tags and link where the network wants them. */

import type { Article, Block } from "../article/article.ts";
import { splitSentences } from "../article/sentences.ts";
import { AppError } from "../base/errors.ts";
import { cheapestPlan, type Plan } from "./break.ts";
import { tagsFor } from "./hashtags.ts";
import { lengthOf, measure } from "./measure.ts";
import { numberOf, numberWidth } from "./numbering.ts";
import { type Reading, type Rooms, readOnce, type TextUnit, toUnits } from "./segment.ts";
import type { Limits, Post, Thread } from "./thread.ts";

export interface SplitOptions {
  /** `i/n` behind the prose of each post; on unless said otherwise. */
  readonly numbering?: boolean | undefined;
  /** Instead of the article's own; null: none. */
  readonly link?: string | null | undefined;
  /** Instead of the article's own and those found in it. */
  readonly hashtags?: readonly string[] | undefined;
  /** What a person calls the network, for an error's sentence. */
  readonly platform?: string | undefined;
}

/** What stands behind the prose of the first and of the last post. */
interface Tails {
  readonly first: string;
  readonly last: string;
}

const block = "\n\n";
/** A tag less is better than a paragraph cut or a post more for its sake. */
const costOfTag = 450;

export function splitArticle(article: Article, limits: Limits, options: SplitOptions = {}): Thread {
  const link = options.link === undefined ? article.link : options.link;
  const blocks = proseOf(article, limits.link === "card" && link !== null);
  const { all, shown } = tagsFor(article, limits.hashtagsMax, options.hashtags);
  const numbered = options.numbering ?? true;
  const reading = readOnce((text) => lengthOf(text, limits));
  refuseTooLong(blocks, reading, limits, options);

  let best: { posts: readonly string[]; cost: number } | null = null;
  for (let tags = shown.length; tags >= 0; tags--) {
    const found = solve(blocks, limits, tailsOf(limits, shown.slice(0, tags), link), numbered, reading);
    const cost = found.cost + costOfTag * (shown.length - tags);
    if (best === null || cost < best.cost) best = { posts: found.posts, cost };
    else break;
  }
  const posts = (best?.posts ?? []).map((text): Post => ({ text, language: article.language }));
  const [first, ...rest] = posts;
  if (!first) throw new AppError("article-empty", { source: article.title || "The article" });
  if (posts.length > limits.postsMax) throw tooManyPosts(posts.length, limits, options);
  return { posts: [first, ...rest], hashtags: all, card: limits.link === "card" ? link : null };
}

/** The blocks to post; a title that nothing else shows comes first. */
function proseOf(article: Article, hasCard: boolean): Block[] {
  const prose = article.blocks.filter((one) => one.kind !== "caption");
  const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const opening = prose[0]?.text ?? "";
  const shown = [opening, splitSentences(opening.slice(0, 1_000))[0] ?? ""].some(
    (text) => bare(text) === bare(article.title),
  );
  if (article.titleFrom !== "given" || hasCard || shown) return prose;
  return [{ kind: "heading", text: article.title }, ...prose];
}

function tailsOf(limits: Limits, tags: readonly string[], link: string | null): Tails {
  const tagText = tags.length > 0 ? block + tags.join(" ") : "";
  const linkText = link && limits.link !== "card" ? block + link : "";
  const at = (place: "first" | "last") =>
    (limits.hashtags === place ? tagText : "") + (limits.link === place ? linkText : "");
  return { first: at("first"), last: at("last") };
}

/** Breaks, builds the posts and counts each of them exactly; where adding lengths up had promised too much, again with less room. */
function solve(
  blocks: readonly Block[],
  limits: Limits,
  tails: Tails,
  numbered: boolean,
  reading: Reading,
): { posts: string[]; cost: number } {
  for (let max = limits.max; ; max = Math.floor(max * 0.95) - 1) {
    const { units, plan } = cheapest(blocks, { ...limits, max }, tails, numbered, reading);
    const posts = build(units, plan, tails, numbered);
    if (posts.every((text) => measure(text, limits).over === 0)) return { posts, cost: plan.cost };
  }
}

/** The number's width depends on how many posts there are: the fewest digits that hold. */
function cheapest(blocks: readonly Block[], limits: Limits, tails: Tails, numbered: boolean, reading: Reading) {
  const first = reading.lengthOf(tails.first);
  const last = reading.lengthOf(tails.last);
  let found: { units: TextUnit[]; plan: Plan } | null = null;
  for (const digits of numbered ? [0, 1, 2, 3] : [0]) {
    const width = digits === 0 ? 0 : 2 + digits * 2;
    const most = limits.max - width;
    const rooms: Rooms = { first: most - first, middle: most, last: most - last };
    const units = toUnits(blocks, reading, rooms);
    const room = (position: number, isLast: boolean) =>
      limits.max - numberWidth(position, digits) - (position === 1 ? first : 0) - (isLast ? last : 0);
    const plan = cheapestPlan(units, room, digits < 2 ? 2 : 10 ** (digits - 1));
    if (!plan) continue;
    found = { units, plan };
    if (!numbered || (digits === 0 ? plan.starts.length === 1 : String(plan.starts.length).length <= digits)) break;
  }
  if (!found) throw noRoom(limits, Math.max(first, last));
  return found;
}

function build(units: readonly TextUnit[], plan: Plan, tails: Tails, numbered: boolean): string[] {
  const posts = plan.starts.length;
  return plan.starts.map((start, index) => {
    const end = plan.starts[index + 1] ?? units.length;
    const prose = units
      .slice(start, end)
      .map((unit, at) => (at === 0 ? unit.text : unit.gapText + unit.text))
      .join("");
    const number = numbered ? numberOf(index + 1, posts) : "";
    return prose + number + (index === 0 ? tails.first : "") + (index === posts - 1 ? tails.last : "");
  });
}

/** Before any work: prose that cannot fit in the most posts that the network takes. */
function refuseTooLong(blocks: readonly Block[], reading: Reading, limits: Limits, options: SplitOptions) {
  let length = 0;
  for (const one of blocks) length += reading.lengthOf(one.text);
  if (length > limits.postsMax * limits.max) throw tooManyPosts(Math.ceil(length / limits.max), limits, options);
}

const tooManyPosts = (posts: number, limits: Limits, options: SplitOptions) =>
  new AppError("thread-too-many-posts", { posts, max: limits.postsMax, platform: options.platform ?? "this network" });

/** What must stand beside the prose leaves it no room: a network with a tiny limit and a long link. */
const noRoom = (limits: Limits, beside: number) =>
  new AppError("thread-post-too-long", {
    position: 1,
    length: beside,
    max: limits.max,
    over: Math.max(1, beside - limits.max),
    platform: "this network",
  });
