/** Thread files: posts as an editor writes them, between lines of `---`, below the name of their article; and whether a given thread keeps to a network's limits. */

import { distinctTags, hashtagsOf } from "../article/hashtags.ts";
import { detectLanguage } from "../article/language.ts";
import { AppError } from "../base/errors.ts";
import { isBroken } from "../base/text.ts";
import { measure, type Ruler } from "./measure.ts";
import type { Limits, Thread } from "./thread.ts";

const parting = /^[ \t]*---[ \t]*$/m;

/** The first line of a file says which article it was cut from, by its fingerprint; a file without it is a thread all the same. */
const articleLine = /^[ \t]*article:[ \t]*([\w-]{43})[ \t]*(?:\n+|$)(?:[ \t]*---[ \t]*(?:\n|$))?/i;

/** `articlePrint`: the fingerprint of the article that was cut. */
export const writeThreadFile = (thread: Pick<Thread, "posts">, articlePrint: string | null = null): string =>
  `${articlePrint === null ? "" : `article: ${articlePrint}\n---\n`}${thread.posts.map((post) => post.text).join("\n---\n")}\n`;

export interface ThreadFile {
  readonly thread: Thread;
  /** Of the article that it was cut from; null: the file does not say. */
  readonly articlePrint: string | null;
}

/** Throws `thread-post-empty` for the first post without text, `option-invalid` for a first line that names no article any more. */
export function readThreadFile(text: string, language?: string): ThreadFile {
  const { posts, articlePrint } = parted(text);
  return { thread: threadOf(posts, language), articlePrint };
}

function parted(text: string): { readonly posts: readonly string[]; readonly articlePrint: string | null } {
  const whole = plain(text.replace(/^\ufeff/, "")).replace(/^\n+/, "");
  const named = articleLine.exec(whole);
  const posts = whole.slice(named?.[0].length ?? 0).split(parting);
  const broken = named ? null : /^[ \t]*article:[ \t]*(\S*)\s*$/i.exec(posts[0] ?? "");
  if (broken && posts.length > 1)
    throw new AppError("option-invalid", {
      option: "article:",
      value: broken[1] ?? "",
      hint: "leave the first line as utas split wrote it, or take it and the --- below it out",
    });
  return { posts, articlePrint: named?.[1] ?? null };
}

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

/** Posts below the name of their article, or between lines of `---`, each with its number: a file that `split --out` wrote, not an article with breaks. */
export function looksLikeThread(text: string): boolean {
  const whole = plain(text.replace(/^\ufeff/, "")).replace(/^\n+/, "");
  if (articleLine.test(whole)) return true;
  const posts = whole.split(parting);
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
