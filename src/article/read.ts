/** A source (plain text, Markdown or HTML, as a string) -> an Article. Bytes are the caller's: whether they are UTF-8, and how many. */

import { AppError } from "../base/errors.ts";
import type { Article, Block, Removed } from "./article.ts";
import { cleanCharacters } from "./characters.ts";
import { clean } from "./clean.ts";
import { distinctTags } from "./hashtags.ts";
import { readHtml } from "./html.ts";
import { detectLanguage } from "./language.ts";
import { readMarkdown } from "./markdown.ts";
import type { Piece } from "./pieces.ts";
import { withoutPostNumbers } from "./post-numbers.ts";
import { splitSentences } from "./sentences.ts";
import { listMark, readText } from "./text.ts";

export type Format = "text" | "markdown" | "html";

export interface Source {
  readonly text: string;
  /** Found by form when not given. */
  readonly format?: Format | undefined;
  readonly title?: string | undefined;
  readonly link?: string | undefined;
  readonly language?: string | undefined;
  /** What a person would call it, for the error's sentence. */
  readonly name?: string | undefined;
}

const readers = { text: readText, markdown: readMarkdown, html: readHtml } as const;

export function readArticle(source: Source): Article {
  const removed: Removed[] = [];
  const { text, numbers } = withoutPostNumbers(cleanCharacters(source.text, removed));
  for (const one of numbers) removed.push({ text: one, reason: "number of a post", block: null, offset: null });
  if (isJson(text))
    throw new AppError("article-not-text", { source: source.name ?? "The source", why: "it is JSON, not an article" });
  const found = readers[source.format ?? detectFormat(text)](text);
  const cleaned = clean(withUnmarkedHeadings(found.pieces.map(asItem)), found.apart);
  const prose = cleaned.blocks.filter((block) => block.kind !== "caption");
  if (!prose.some((block) => /[\p{L}\p{N}\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(block.text)))
    throw new AppError("article-empty", { source: source.name ?? "The source" });

  return {
    ...titleOf(source.title ?? found.title, prose),
    blocks: cleaned.blocks,
    language: source.language ?? languageOf(prose, found.language),
    link: source.link ?? found.link,
    hashtags: distinctTags([...cleaned.hashtags, ...found.hashtags]),
    media: found.media,
    author: found.author ?? cleaned.author,
    ...(found.category ? { category: found.category } : {}),
    dateline: cleaned.dateline,
    removed: [...removed, ...found.removed, ...cleaned.removed],
  };
}

/** Data that a program wrote, an object or a list. */
function isJson(text: string): boolean {
  if (!/^\s*(?:\{\s*"|\[\s*[[{"\d])/.test(text) || !/[\]}]\s*$/.test(text.slice(-200))) return false;
  try {
    return typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}

/** Mark-up shows itself early: a tag of HTML, or a line of Markdown that plain text would hardly hold. */
export function detectFormat(text: string): Format {
  const head = text.slice(0, 20_000);
  if (
    /^\s*(?:<!doctype html|<html|<\?xml)/i.test(head) ||
    /<(?:p|div|article|h[1-6]|br|ul|ol|figure|blockquote|section|body)\b[^<>]*>/i.test(head)
  )
    return "html";
  const marked =
    /^(?:---\n(?=[\w-]+:)[\s\S]{1,2000}?\n---\n|#{1,6} \S)/.test(head) ||
    /\n\|? ?:?-{3,}:? ?\|[ :|-]*\n|\n#{1,6} \S|!?\[[^\]\n]{1,200}\]\((?:https?:|\/|\.)[^)\s]{1,500}\)|\n(?:```|> \S)|\*\*\S[^*\n]{0,200}\*\*/.test(
      head,
    );
  return marked ? "markdown" : "text";
}

/** "1. Satu" and "- satu" are items however a source sets its lines. */
const asItem = (piece: Piece): Piece =>
  piece.kind === "paragraph" && listMark.test(piece.text) ? { kind: "item", text: piece.text } : piece;

/** Mark-up without a heading in it (all `<p>`, or bold lines) is a plain text in disguise: there the form of a line decides as well. */
function withUnmarkedHeadings(pieces: readonly Piece[]): readonly Piece[] {
  const prose = pieces.findIndex((piece) => piece.kind === "paragraph");
  if (pieces.some((piece, at) => piece.kind === "heading" && at > prose)) return pieces;
  if (prose < 0) return pieces;
  return pieces.map((piece) => (piece.kind === "paragraph" ? { kind: "line", text: piece.text } : piece));
}

/** A first sentence that goes on further is cut there. */
const titleReach = 2_000;

function titleOf(given: string | null | undefined, prose: readonly Block[]): Pick<Article, "title" | "titleFrom"> {
  const title = given?.replace(/\s+/g, " ").trim();
  if (title) return { title, titleFrom: "given" };
  const first = prose[0];
  if (first?.kind === "heading") return { title: first.text, titleFrom: "heading" };
  return { title: splitSentences((first?.text ?? "").slice(0, titleReach))[0] ?? "", titleFrom: "sentence" };
}

/** A page's own word for its language is often wrong, so the text is asked first. */
function languageOf(prose: readonly Block[], said: string | null): string {
  let text = "";
  for (const block of prose) if (text.length < 4_000) text += `${block.text.slice(0, 4_000)}\n`;
  const detected = detectLanguage(text);
  return detected === "und" || (said && text.length < 120) ? (said ?? detected) : detected;
}
