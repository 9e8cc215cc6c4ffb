/** Takes an article in: bytes are checked and read, and the same article twice is kept once. */

import { createHash } from "node:crypto";
import type { App } from "../app.ts";
import type { Article } from "../article/article.ts";
import { readArticle } from "../article/read.ts";
import { AppError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import { decodeText } from "../sources/encoding.ts";
import type { KeptArticle } from "../store/articles.ts";

export interface Source {
  /** How a message names it: a file's name, "standard input". */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly format?: "text" | "markdown" | "html";
  readonly title?: string;
  readonly link?: string;
  readonly language?: string;
}

/** Two million characters are a book; nothing that a newsroom posts is larger. */
export const articleMaxBytes = 2_000_000;

/** Throws `article-too-large`, `article-not-text`, `article-empty` or `option-invalid`. */
export function readSource({ name, bytes, ...given }: Source): Article {
  checkGiven(given);
  if (bytes.length > articleMaxBytes)
    throw new AppError("article-too-large", { source: name, size: bytes.length, max: articleMaxBytes });
  const text = textIn(name, bytes);
  if (text.trim() === "") throw new AppError("article-empty", { source: name });
  return readArticle({ name, text, ...formatOf(name), ...given });
}

/** Files that are known by how they begin; some hold nothing but letters all the same. */
const otherKinds: readonly [begins: string, what: string][] = [
  ["{\\rtf", "it is RTF; save it as plain text first"],
  ["%PDF-", "it is a PDF"],
  ["PK\u0003\u0004", "it is a word processor's file or an archive; save it as plain text first"],
];

function textIn(source: string, bytes: Uint8Array): string {
  const notText = (why: string, cause?: unknown) => new AppError("article-not-text", { source, why }, { cause });
  const head = Buffer.from(bytes.subarray(0, 8)).toString("latin1");
  const other = otherKinds.find(([begins]) => head.startsWith(begins));
  if (other) throw notText(other[1]);
  // What Notepad calls Unicode says so in its first bytes.
  const marked = /^(?:\xff\xfe|\xfe\xff)/.test(head) ? decodeText(bytes).text : null;
  const nul = marked === null ? bytes.indexOf(0) : marked.indexOf("\0");
  if (nul >= 0) throw notText(`it holds a NUL byte at position ${nul}`);
  if (marked !== null) return marked;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw notText("it is not UTF-8", cause);
  }
}

function checkGiven({ link, language }: Pick<Source, "link" | "language">): void {
  const invalid = (option: string, value: string, hint: string) =>
    new AppError("option-invalid", { option, value, hint });
  if (link !== undefined && !isWebAddress(link))
    throw invalid("link", link, "give an http or https address such as https://example.org/news/1");
  if (language !== undefined && !/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(language))
    throw invalid("language", language, "give a code such as id or en");
}

function isWebAddress(link: string): boolean {
  try {
    return /^https?:$/.test(new URL(link).protocol) && !/\s/.test(link);
  } catch {
    return false;
  }
}

const formats = { md: "markdown", markdown: "markdown", html: "html", htm: "html", txt: "text" } as const;

function formatOf(name: string): { format?: "text" | "markdown" | "html" } {
  const format = formats[(/\.(\w+)$/.exec(name)?.[1] ?? "").toLowerCase() as keyof typeof formats];
  return format ? { format } : {};
}

export const accept = (app: Pick<App, "store" | "clock">, source: Source): Promise<KeptArticle> =>
  keepArticle(app, readSource(source));

export const keepArticle = ({ store, clock }: Pick<App, "store" | "clock">, article: Article): Promise<KeptArticle> =>
  store.articles.keep(newId("art"), article, fingerprint(article), clock.now());

/** Many at once: their ids, in order. */
export const keepArticles = (
  { store, clock }: Pick<App, "store" | "clock">,
  all: readonly Article[],
): Promise<string[]> =>
  store.articles.keepAll(
    all.map((article) => ({ id: newId("art"), article, fingerprint: fingerprint(article) })),
    clock.now(),
  );

/** By which an article is known again: of its words, language, link, tags and pictures. */
export const fingerprint = ({ title, blocks, language, link, hashtags, media }: Article): string =>
  createHash("sha256")
    .update(JSON.stringify([title, blocks, language, link, hashtags, media]))
    .digest("base64url");
