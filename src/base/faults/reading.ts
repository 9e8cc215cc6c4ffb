/** Faults of what is handed in: options, files, articles, thread files. */

import { fault } from "./fault.ts";

export const readingFaults = {
  usage: fault<{ problem: string }>(400, 2, ({ problem }) => problem),
  "settings-invalid": fault<{ problems: string }>(500, 2, ({ problems }) => `The settings do not hold:\n${problems}`),
  "file-missing": fault<{ file: string }>(
    400,
    2,
    ({ file }) => `There is no file ${file}. Give the path of a file, or - to read standard input.`,
  ),
  "file-unreadable": fault<{ file: string; why: string }>(400, 2, ({ file, why }) => `${file} cannot be read: ${why}.`),
  "file-unwritable": fault<{ file: string; why: string }>(
    500,
    1,
    ({ file, why }) => `${file} cannot be written: ${why}.`,
  ),
  "article-empty": fault<{ source: string }>(
    422,
    2,
    ({ source }) => `${source} holds no text to publish. Give an article with at least one sentence.`,
  ),
  "article-too-large": fault<{ source: string; size: number; max: number }>(
    413,
    2,
    ({ source, size, max }) =>
      `${source} is ${size} bytes; an article may have at most ${max}. Split it, or give only the article's own text.`,
  ),
  "article-not-text": fault<{ source: string; why: string }>(
    422,
    2,
    ({ source, why }) => `${source} is not text: ${why}. Give plain text, Markdown or HTML in UTF-8.`,
  ),
  "thread-post-too-long": fault<{ position: number; length: number; max: number; over: number; platform: string }>(
    422,
    2,
    ({ position, length, max, over, platform }) =>
      `Post ${position} is ${length} long on ${platform}, ${over} over its ${max}. Shorten it, or part it with a line of ---.`,
  ),
  "thread-post-twice": fault<{ position: number; first: number; platform: string }>(
    422,
    2,
    ({ position, first, platform }) =>
      `Post ${position} is word for word post ${first}, and ${platform} refuses the same text twice. Change a word, or number the posts.`,
  ),
  "thread-too-many-posts": fault<{ posts: number; max: number; platform: string }>(
    422,
    2,
    ({ posts, max, platform }) =>
      `The thread has ${posts} posts; ${platform} takes at most ${max}. Choose the mode digest or short, shorten the article, or give a thread file of your own.`,
  ),
  "thread-over-max-posts": fault<{ posts: number; max: number }>(
    422,
    2,
    ({ posts, max }) =>
      `The thread has ${posts} posts, and at most ${max} are wanted. Raise the maximum, take the digest where it is over (--over digest), or choose the mode digest or short.`,
  ),
  "thread-post-empty": fault<{ position: number }>(
    422,
    2,
    ({ position }) => `Post ${position} of the thread file is empty. Give it text, or remove one line of ---.`,
  ),
  "option-invalid": fault<{ option: string; value: string; hint: string }>(
    422,
    2,
    ({ option, value, hint }) => `${option} ${JSON.stringify(value)} is not valid: ${hint}.`,
  ),
  "article-unknown": fault<{ id: string }>(404, 2, ({ id }) => `There is no article ${id}.`),
} as const;
