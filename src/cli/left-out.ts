/** What was asked for and did not go into a thread: hashtags over the network's number or without room, and lines of an account that say nothing of this article. */

import type { Account } from "../account/account.ts";
import type { Article } from "../article/article.ts";
import { hashtagsOf } from "../article/hashtags.ts";
import { type TagRules, tagsFor } from "../thread/hashtags.ts";
import type { Wishes } from "../thread/split.ts";
import { lackingIn, valuesOf } from "../thread/template.ts";
import type { Post } from "../thread/thread.ts";

/** Of the tags that were asked for, or are the article's own, those that no post holds. */
export function tagsLeftOut(
  article: Article,
  asked: Wishes["hashtags"],
  posts: readonly Pick<Post, "text">[],
  rules: TagRules,
): string[] {
  const chosen = asked === "own" || asked === undefined ? article.hashtags : asked;
  if (chosen.length === 0) return [];
  const wanted = new Set(chosen.map(bare));
  const there = new Set(posts.flatMap(({ text }) => hashtagsOf(text)).map(bare));
  const { all } = tagsFor(article, 0, asked === "own" ? article.hashtags : asked, rules);
  return all.filter((tag) => wanted.has(bare(tag)) && !there.has(bare(tag)));
}

const bare = (tag: string) => tag.replace(/^[#＃]/, "").toLowerCase();

/** A sentence; null: none was left out. `who`: a network or an account, `max`: the hashtags that it takes in a thread. */
export const saidOfTags = (who: string, leftOut: readonly string[], max: number): string | null =>
  leftOut.length === 0
    ? null
    : `${who}: left out ${leftOut.join(" ")} (at most ${max} hashtags in a thread there, fewer where they would cut a sentence or need a post of their own)`;

/** A sentence for each line of an account's prefix and suffix that this article has no words for. */
export const saidOfLines = ({ handle, options }: Pick<Account, "handle" | "options">, article: Article): string[] =>
  [options.prefix, options.suffix].flatMap((template) =>
    lackingIn(template ?? "", valuesOf(article, article.link, ["#"])).map(
      ({ line, placeholder }) =>
        `${handle}: left out the line ${JSON.stringify(line)}, since the article has no ${placeholder}`,
    ),
  );
