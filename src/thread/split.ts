/** Article + limits -> thread: its prose in order, broken where it reads best, with numbers, tags and link where they belong. */

import type { Article } from "../article/article.ts";
import { AppError } from "../base/errors.ts";
import { type Besides, tailsOf } from "./beside.ts";
import { type TagRules, type Tags, tagsFor } from "./hashtags.ts";
import { inlined } from "./inline.ts";
import { withParameters } from "./link.ts";
import { digested, hookPassage, shortened } from "./modes.ts";
import type { NumberStyle } from "./numbering.ts";
import { opened, type Passage, type Pinned, passagesOf, pinnedInto } from "./passages.ts";
import { type Reading, readOnce } from "./reading.ts";
import { type Solved, solve } from "./solve.ts";
import { filled, holds, valuesOf } from "./template.ts";
import type { Limits, LinkPlace, Post, Span, TagPlace, Thread } from "./thread.ts";

/** full: every sentence; short: the first paragraphs; digest: the sentences that tell the news; link: the hook alone, with link and tags. */
export const modes = ["full", "short", "digest", "link"] as const;
export type Mode = (typeof modes)[number];

export interface SplitOptions {
  readonly mode?: Mode | undefined;
  /** A number behind the prose of each post, in a style of its own when named; none unless asked for. */
  readonly numbering?: boolean | NumberStyle | undefined;
  /** No more posts than these; in the modes short and digest so many are filled. */
  readonly maxPosts?: number | undefined;
  /** What becomes of a thread with more: refused unless told. */
  readonly whenOver?: "refuse" | "digest" | undefined;
  /** A text of the editor's own as first post. */
  readonly hook?: string | undefined;
  /** Headings on a line of their own unless dropped, all or some by their index in the article's blocks. */
  readonly headings?: "line" | "drop" | readonly number[] | undefined;
  /** Instead of the article's own; null: none. */
  readonly link?: string | null | undefined;
  /** Added to the link, `utm_source=x&utm_medium=social`. */
  readonly linkParameters?: string | undefined;
  /** Where link and tags go, instead of the network's habit. */
  readonly linkPlace?: LinkPlace | undefined;
  readonly tagPlace?: TagPlace | undefined;
  /** Instead of the article's own and those found in it; `own`: the article's own, and none that is found. */
  readonly hashtags?: readonly string[] | "own" | undefined;
  /** The newsroom's own tags, and those that it never sets or calls otherwise. */
  readonly tagRules?: TagRules | undefined;
  /** Lines before the first and behind the last post, with placeholders. */
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
  /** Stretches of the text that stay in one post where one can hold them. */
  readonly together?: readonly string[] | undefined;
  /** Posts edited by hand: they stay as they are, and the others are split around them. */
  readonly pinned?: readonly Pinned[] | undefined;
  /** What a person calls the network, for an error's sentence. */
  readonly platform?: string | undefined;
}

/** What a caller may wish for a thread, beside what its account says. */
export type Wishes = Pick<SplitOptions, "mode" | "maxPosts" | "whenOver" | "hook" | "headings" | "hashtags">;

export interface SplitThread extends Thread {
  /** What of the article each post holds. */
  readonly spans: readonly Span[];
}

/** Throws `thread-too-many-posts`, `thread-over-max-posts`, `thread-post-too-long`, `article-empty` or `option-invalid`. */
export function splitArticle(article: Article, limits: Limits, options: SplitOptions = {}): SplitThread {
  const order = orderOf(article, limits, options);
  const mode = options.mode ?? "full";
  if (mode !== "full" || options.whenOver !== "digest") return threadOf(order, mode);
  try {
    return threadOf(order, mode);
  } catch (fault) {
    if (!(fault instanceof AppError) || !overs.has(fault.code)) throw fault;
    return threadOf(order, "digest");
  }
}

/** A post of so many characters holds all sentences of a digest. */
const wholeDigest = 1_500;
/** Of a digest's number, " (1/6)". */
const numberRoom = 6;

const overs: ReadonlySet<string> = new Set(["thread-too-many-posts", "thread-over-max-posts"]);

/** One article on its way to one network: what was asked for, and what follows from it for every mode. */
interface Order {
  readonly article: Article;
  readonly limits: Limits;
  readonly options: SplitOptions;
  readonly link: string | null;
  readonly card: string | null;
  readonly tags: Tags;
  readonly besides: Besides;
  readonly prefix: string;
  readonly reading: Reading;
  readonly platform: string;
}

const askedFor = ({ hashtags }: Article, asked: SplitOptions["hashtags"]) => (asked === "own" ? hashtags : asked);

function orderOf(article: Article, limits: Limits, options: SplitOptions): Order {
  const { linkPlace = limits.link, tagPlace = limits.hashtags, prefix = "", suffix = "" } = options;
  const given = options.link === undefined ? article.link : options.link;
  const link = given === null ? null : withParameters(given, options.linkParameters ?? "");
  const tags = tagsFor(article, limits.hashtagsMax, askedFor(article, options.hashtags), options.tagRules);
  const values = valuesOf(article, link, tags.all);
  const suffixHasLink = link !== null && holds(suffix, "link");
  return {
    article,
    limits,
    options,
    link,
    card: linkPlace === "card" ? link : null,
    tags,
    besides: {
      tags: tags.shown,
      chosen: Array.isArray(options.hashtags) || article.hashtags.length > 0,
      link,
      linkPlace,
      tagPlace,
      suffix: filled(suffix, values),
      suffixHasLink,
    },
    prefix: filled(prefix, values),
    reading: readOnce(limits),
    platform: options.platform ?? "this network",
  };
}

function threadOf(order: Order, mode: Mode): SplitThread {
  const { article, limits, options, tags, card } = order;
  const solved = solvedIn(order, mode);
  if (solved.posts.length > Math.min(options.maxPosts ?? limits.postsMax, limits.postsMax))
    throw tooMany(order, solved.posts.length);
  const posts = solved.posts.map((text): Post => ({ text, language: article.language }));
  const [first, ...rest] = posts;
  if (!first) throw empty(order);
  return { posts: [first, ...rest], hashtags: tags.all, card, spans: solved.spans };
}

function solvedIn(order: Order, mode: Mode): Solved {
  const { article, limits, options, reading } = order;
  const { maxPosts, headings = "line", numbering } = options;
  const dropped = headings === "drop" ? "all" : new Set(headings === "line" ? [] : headings);
  const solvePassages = (passages: readonly Passage[]) => solved(order, passages);
  switch (mode) {
    case "full":
      return solvePassages(passagesOf(article, dropped));
    case "short":
      return shortened(
        passagesOf(article, dropped),
        maxPosts ?? (limits.habit === "one post" ? 1 : undefined),
        limits.postsMax,
        solvePassages,
      );
    case "digest": {
      const atOnce = limits.habit === "one post" || limits.max >= wholeDigest;
      const room = numbering ? limits.max - numberRoom : limits.max;
      const fits = (text: string) => reading.lengthOf(text) <= room;
      // Its title stands above a digest whoever gave it.
      const all = passagesOf(article, dropped);
      const titled = article.titleFrom === "heading" && all[0]?.kind === "heading" && all[0].text === article.title;
      const own = titled ? { ...order, article: { ...article, titleFrom: "given" } as const } : order;
      const digest = { most: limits.postsMax, atOnce, fits };
      return digested(article, all, maxPosts, digest, (passages) => solved(own, passages));
    }
    case "link": {
      const hint = "the article has no link to post; give one (--link), or choose another mode";
      if (order.link === null) throw new AppError("option-invalid", { option: "mode", value: mode, hint });
      return hookAlone(order, hookPassage(article, options.hook));
    }
  }
}

/** One post: a title or sentence too long for it ends in "…", an editor's own hook is refused. */
function hookAlone(order: Order, hook: Passage): Solved {
  const { article, limits, options, prefix, reading, platform } = order;
  const alone = (text: string) => placed(order, opened([{ ...hook, text }], article, { prefix, hasCard: true }));
  const whole = alone(hook.text);
  if (whole.posts.length === 1) return whole;
  if (options.hook !== undefined) {
    const [length, { max }] = [reading.lengthOf(whole.posts.join(" ")), limits];
    throw new AppError("thread-post-too-long", { position: 1, length, max, over: Math.max(1, length - max), platform });
  }
  const words = hook.text.split(/(?<=\s)/u);
  for (let count = words.length - 1; count > 0; count--) {
    const text = `${words
      .slice(0, count)
      .join("")
      .replace(/[\s,;:–—-]+$/u, "")}…`;
    if (reading.lengthOf(text) > limits.max) continue;
    const short = alone(text);
    if (short.posts.length === 1) return short;
  }
  return whole;
}

function solved(order: Order, passages: readonly Passage[]): Solved {
  const { article, limits, options, prefix, card } = order;
  const onePost = limits.habit === "one post";
  const all = opened(passages, article, { prefix, hook: options.hook, hasCard: card !== null, onePost });
  return placed(order, pinnedInto(all, options.pinned ?? []));
}

function placed(order: Order, passages: readonly Passage[]): Solved {
  if (passages.length === 0) throw empty(order);
  refuseTooLong(order, passages);
  const { tags, tagPlace } = order.besides;
  const plain = solvedWith(order, passages, tags);
  if (tagPlace !== "inline") return plain;
  const { passages: tagged, left } = inlined(passages, tags);
  const set = solvedWith(order, tagged, left);
  return set.posts.length <= plain.posts.length ? set : plain;
}

function solvedWith(
  { limits, options, besides, platform, reading }: Order,
  passages: readonly Passage[],
  tags: readonly string[],
) {
  const { numbering = false, together = [] } = options;
  const tails = tailsOf({ ...besides, tags }, reading.lengthOf);
  const style = numbering === true ? "1/12" : numbering || null;
  return solve({ reading, passages, limits, tails, numbering: style, together, platform });
}

/** Before any work: prose that cannot fit in the most posts that the network takes. */
function refuseTooLong(order: Order, passages: readonly Passage[]): void {
  const { limits, reading } = order;
  let length = 0;
  for (const one of passages) length += reading.lengthOf(one.text);
  if (length > limits.postsMax * limits.max) throw tooMany(order, Math.ceil(length / limits.max));
}

function tooMany({ options, limits, platform }: Order, posts: number): AppError {
  const { maxPosts = limits.postsMax } = options;
  if (posts <= limits.postsMax || maxPosts < limits.postsMax)
    return new AppError("thread-over-max-posts", { posts, max: maxPosts });
  return new AppError("thread-too-many-posts", { posts, max: limits.postsMax, platform });
}

const empty = ({ article }: Order) => new AppError("article-empty", { source: article.title || "The article" });
