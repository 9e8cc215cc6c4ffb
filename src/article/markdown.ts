/** Markdown -> pieces, by the lexer of `marked`; a front matter of simple `name: value` lines is read too. */

import { Lexer, type Token, type Tokens } from "marked";
import type { Media, Removed } from "./article.ts";
import { readHtml } from "./html.ts";
import { marksApart, nothingBeside, type Piece, type Pieces } from "./pieces.ts";
import { readText } from "./text.ts";

const frontMatter = /^---\n((?=[\w-]+:)[\s\S]{0,8000}?)\n---(?:\n|$)/;

/** `marked` grows slow with the square of a paragraph; one that long is no article's. */
const paragraphMax = 32_000;

/** Nor has one so many lines, or quotations and lists in each other; each that is a block of its own costs `marked` some microseconds and a kilobyte. */
const blocksMax = 50_000;

/** Quotations and lists so deep in each other are no article's, and `marked` goes down into each. */
const deepest = 40;
const marks = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t])))+/gm;
const indented = /^[ \t]{200,}(?:>|[-*+]|\d{1,9}[.)])/m;

export function readMarkdown(text: string): Pieces {
  if (hasEndless(text) || hasBlocks(text) || indented.test(text)) return readText(text);
  try {
    return read(text);
  } catch (fault) {
    // Mark-up in mark-up without end: the stack is full, and the text is read as it stands.
    if (fault instanceof RangeError) return readText(text);
    throw fault;
  }
}

function read(text: string): Pieces {
  const head = frontMatter.exec(text);
  const fields = fieldsOf(head?.[1] ?? "");
  const beside: Beside = { media: [], removed: [] };
  const pieces = piecesOf(new Lexer({ gfm: true }).lex(marksApart(text.slice(head?.[0].length ?? 0))), beside);
  return {
    ...nothingBeside,
    pieces,
    ...beside,
    title: fields.get("title") ?? null,
    link: fields.get("link") ?? fields.get("canonical") ?? null,
    language: fields.get("language") ?? fields.get("lang") ?? null,
    author: fields.get("author") ?? null,
    category: fields.get("category") ?? fields.get("section") ?? null,
    media: [...imageOf(fields), ...beside.media],
    hashtags: tagsOf(fields.get("tags") ?? fields.get("hashtags") ?? ""),
  };
}

function imageOf(fields: ReadonlyMap<string, string>): Media[] {
  const url = fields.get("image") ?? fields.get("cover") ?? fields.get("thumbnail");
  return url && !/\s/.test(url) ? [{ url, alt: fields.get("image_alt") ?? "", credit: "" }] : [];
}

function hasEndless(text: string): boolean {
  let from = 0;
  for (let at = text.indexOf("\n\n"); at >= 0; at = text.indexOf("\n\n", from)) {
    if (at - from > paragraphMax) return true;
    from = at + 2;
  }
  return text.length - from > paragraphMax;
}

/** Too many, or too deep in each other. */
function hasBlocks(text: string): boolean {
  let blocks = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) if (++blocks > blocksMax) return true;
  for (const [found] of text.matchAll(marks)) {
    const deep = found.match(/>|[-*+]|\d+/g)?.length ?? 0;
    blocks += deep - 1;
    if (deep >= deepest || blocks > blocksMax) return true;
  }
  return false;
}

/** What a post cannot show in place. */
interface Beside {
  readonly media: Media[];
  readonly removed: Removed[];
}

/** `name: value` lines; a list below a name (`- one`) becomes its value, parted by commas. */
function fieldsOf(head: string): Map<string, string> {
  const fields = new Map<string, string>();
  let listed = "";
  for (const line of head.split("\n")) {
    const item = /^\s*-\s+(.+)$/.exec(line)?.[1]?.trim();
    if (item && listed !== "") {
      fields.set(listed, [fields.get(listed), bare(item)].filter((one) => one !== undefined).join(", "));
      continue;
    }
    const match = /^([\w-]+):\s*(.*)$/.exec(line);
    const value = bare(match?.[2]?.trim() ?? "");
    const key = match?.[1]?.toLowerCase() ?? "";
    listed = value === "" ? key : "";
    if (key !== "" && value !== "") fields.set(key, value);
  }
  return fields;
}

const bare = (value: string) => value.replace(/^(["'])(.*)\1$/, "$2");

const tagsOf = (value: string) =>
  value
    .replace(/^\[|\]$/g, "")
    .split(",")
    .map((one) => one.trim().replace(/^["'#]+|["']$/g, ""))
    .filter((one) => /^[\p{L}\p{N}_]*\p{L}[\p{L}\p{N}_]*$/u.test(one))
    .map((one) => `#${one}`);

function piecesOf(tokens: readonly Token[], beside: Beside): Piece[] {
  return tokens.flatMap((token) => pieceOf(token, beside)).filter((piece) => piece.text !== "");
}

function pieceOf(token: Token, beside: Beside): Piece[] {
  switch (token.type) {
    case "heading":
      return [{ kind: "heading", text: inline(token.tokens, beside) }];
    case "paragraph":
    case "text":
      // A single line break inside a paragraph is white space in Markdown, but a line of its own in a newsroom's text.
      return inline(token.tokens ?? [token], beside)
        .split("\n")
        .map((text) => ({ kind: "paragraph", text: text.trim() }));
    case "blockquote":
      return piecesOf(token.tokens ?? [], beside).map((piece) => ({
        kind: piece.kind === "paragraph" ? "quote" : piece.kind,
        text: piece.text,
      }));
    case "list":
      return (token as Tokens.List).items.flatMap((item, index) => itemOf(item, token as Tokens.List, index, beside));
    case "table": {
      const table = token as Tokens.Table;
      return [table.header, ...table.rows].map((row) => ({
        kind: "item",
        text: row.map((cell) => inline(cell.tokens, beside)).join(" | "),
      }));
    }
    case "code":
      return (token as Tokens.Code).text.split("\n").map((text) => ({ kind: "paragraph", text }));
    case "hr":
      return [{ kind: "paragraph", text: token.raw.trim() === "---" ? "---" : "" }];
    case "html":
      return [...readHtml(token.raw).pieces];
    default:
      return [];
  }
}

function itemOf(item: Tokens.ListItem, list: Tokens.List, index: number, beside: Beside): Piece[] {
  const mark = list.ordered ? `${Number(list.start || 1) + index}.` : "-";
  return piecesOf(item.tokens, beside).map((piece, at) => ({
    kind: "item",
    text: at === 0 && piece.kind !== "item" ? `${mark} ${piece.text}` : piece.text,
  }));
}

/** The words of inline tokens; an image goes to the article's media. */
function inline(tokens: readonly Token[] | undefined, beside: Beside): string {
  const words = (tokens ?? []).map((token) => {
    if (token.type === "image") {
      beside.media.push({ url: (token as Tokens.Image).href, alt: (token as Tokens.Image).text, credit: "" });
      return "";
    }
    if (token.type === "link" && (token as Tokens.Link).href !== (token as Tokens.Link).text)
      beside.removed.push({
        text: (token as Tokens.Link).href,
        reason: "address behind a link's words",
        block: null,
        offset: null,
      });
    if (token.type === "br") return "\n";
    if (token.type === "html") return "";
    if ("tokens" in token && token.tokens) return inline(token.tokens, beside);
    return "text" in token ? unescaped(String(token.text)) : "";
  });
  return words.join("").replace(/ {2,}/g, " ").trim();
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", nbsp: " " };
const unescaped = (text: string) =>
  text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (whole, name: string) => entities[name] ?? whole);
