/** Thread files: posts as an editor writes them, between lines of `---`; and whether a given thread keeps to a network's limits. */

import { distinctTags, hashtagsOf } from "../article/hashtags.ts";
import { detectLanguage } from "../article/language.ts";
import { AppError } from "../base/errors.ts";
import { isBroken } from "../base/text.ts";
import { measure, type Ruler } from "./measure.ts";
import type { Limits, Thread } from "./thread.ts";

const parting = /^[ \t]*---[ \t]*$/m;

export const writeThreadFile = (thread: Pick<Thread, "posts">): string =>
  `${thread.posts.map((post) => post.text).join("\n---\n")}\n`;

/** Throws `thread-post-empty` for the first post without text. */
export const readThreadFile = (text: string, language?: string): Thread =>
  threadOf(plain(text.replace(/^\ufeff/, "")).split(parting), language);

/** Posts that a person has cut -> a thread. Throws `thread-post-empty` for the first post without text, `article-not-text` for one that no network takes. */
export function threadOf(posts: readonly string[], language?: string): Thread {
  const texts = posts.map((one) => plain(one).trim());
  const broken = texts.findIndex((one) => isBroken(one));
  if (broken >= 0)
    throw new AppError("article-not-text", {
      source: `Post ${broken + 1}`,
      why: "it holds a NUL character, or half of a character",
    });
  const empty = texts.findIndex((one) => !/[^\s\p{C}]/u.test(one));
  if (empty >= 0) throw new AppError("thread-post-empty", { position: empty + 1 });
  const spoken = language ?? detectLanguage(texts.join("\n"));
  const [first = "", ...rest] = texts;
  return {
    posts: [{ text: first, language: spoken }, ...rest.map((one) => ({ text: one, language: spoken }))],
    hashtags: distinctTags(texts.flatMap(hashtagsOf)),
    card: null,
  };
}

/** Throws `thread-post-twice` for the first post that is word for word an earlier one. */
export function refuseRepeats({ posts }: Pick<Thread, "posts">, platform: string): void {
  const seen = new Map<string, number>();
  for (const [index, { text }] of posts.entries()) {
    const first = seen.get(text);
    if (first !== undefined) throw new AppError("thread-post-twice", { position: index + 1, first, platform });
    seen.set(text, index + 1);
  }
}

/** Posts between lines of `---`, each with its number: a file that `split --out` wrote, not an article with breaks. */
export function looksLikeThread(text: string): boolean {
  const posts = plain(text).split(parting);
  const numbered = posts.filter((post, index) =>
    new RegExp(`(?:^|\\s)\\(?${index + 1}/${posts.length}\\)?(?:\\s|$)`).test(post),
  );
  return posts.length > 1 && posts.length < 1_000 && numbered.length === posts.length;
}

const plain = (text: string) => text.replace(/\r\n?/g, "\n").normalize("NFC");

/** Throws `thread-post-too-long` for the first post over the limit, `thread-post-twice` where the network takes no text twice, `thread-too-many-posts` when there are more than it takes. */
export function checkThread(
  thread: Pick<Thread, "posts">,
  limits: Ruler & Pick<Limits, "postsMax" | "refusesRepeats">,
  platform: string,
): void {
  for (const [index, post] of thread.posts.entries()) {
    const { length, over } = measure(post.text, limits);
    if (over > 0)
      throw new AppError("thread-post-too-long", { position: index + 1, length, max: limits.max, over, platform });
  }
  if (limits.refusesRepeats) refuseRepeats(thread, platform);
  if (thread.posts.length > limits.postsMax)
    throw new AppError("thread-too-many-posts", { posts: thread.posts.length, max: limits.postsMax, platform });
}
