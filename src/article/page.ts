/** Finds the article of a full page: asks `@mozilla/readability`, over `linkedom`'s light DOM, which elements belong to it, and keeps our own pieces of those. */

import { Readability } from "@mozilla/readability";
import { Parser } from "htmlparser2";
import { parseHTML } from "linkedom/worker";
import type { Placed } from "./body.ts";

/** What one reading of the page tells about its elements; the index is the element's number. */
export interface Elements {
  readonly parents: readonly number[];
  readonly children: readonly number[];
  readonly names: readonly string[];
  /** Sum of all depths: readability's cost grows with it. */
  readonly weight: number;
  readonly deepest: number;
}

export interface Located {
  readonly kept: readonly Placed[];
  readonly dropped: readonly Placed[];
  readonly byline: string | null;
}

/** Beyond these a page is hostile or no article: readability would take seconds, so the page's own `<article>` or body has to do. */
const weightMax = 100_000;
const depthMax = 100;
const elementsMax = 12_000;
const lengthMax = 2_000_000;
/** Each becomes a node of its own. */
const entitiesMax = 10_000;

const unlikely =
  /(?:^|[\s_-])(?:ads?|advert\w*|banner|breadcrumbs?|comments?|disqus|footer|menu|modal|nav\w*|newsletter|outbrain|paywall|popup|promo\w*|recommend\w*|related|share|sharing|shoutbox|sidebar|social|sponsor\w*|subscribe|tags?|taboola|widget)(?:$|[\s_-])/i;
const proseMin = 60;
/** Less of the page's main text than this, and readability took the wrong part. */
const shareMin = 0.4;

export const isUnlikely = (words: string): boolean => unlikely.test(words);

/** The pieces of the article among all of a page's; null when that cannot be told. */
export function locate(html: string, pieces: readonly Placed[], elements: Elements): Located | null {
  if (elements.weight > weightMax || elements.deepest > depthMax || elements.parents.length > elementsMax) return null;
  const page = numbered(html);
  if (page.length > lengthMax || page.split("&").length > entitiesMax) return null;
  const { document } = parseHTML(page);
  const found = new Readability(document, { charThreshold: 200 }).parse();
  if (!found?.content) return null;
  const chosen = new Set(Array.from(found.content.matchAll(/ data-utas="(\d+)"/g), (match) => Number(match[1])));
  const lines = linesOf(found.content);
  const isChosen = ({ element, text }: Placed) =>
    chosenWith(element, chosen, elements) || (lines.has(unmarked(text)) && isUnder(element, chosen, elements));
  const core = pieces.filter(isChosen);
  const home = homeOf(core, elements);
  const kept = new Set(pieces.filter((piece) => isChosen(piece) || isAtHome(piece, home, elements)));
  for (const piece of besideIn(frameOf(core, elements), pieces, kept, elements)) kept.add(piece);
  const all = withBetween(pieces, kept, elements).filter((piece, at) => at === 0 || !isPointer(piece));
  if (all.length === 0) return null;
  if (lengthOf(all) < shareMin * lengthOf(pieces.filter((piece) => piece.main && isProse(piece)))) return null;
  const stays = new Set(all);
  return { kept: all, dropped: pieces.filter((piece) => !stays.has(piece)), byline: found.byline ?? null };
}

const lengthOf = (pieces: readonly Placed[]) => pieces.reduce((sum, piece) => sum + piece.text.length, 0);
const isLinks = (piece: Placed) => piece.linked > piece.text.length / 2;
/** A heading that is a link leads to another story. */
const isPointer = (piece: Placed) => piece.kind === "heading" && isLinks(piece);
const isProse = (piece: Placed) => piece.text.length >= proseMin && !isLinks(piece);

/** Readability folds an element that holds nothing but one other into that one, and keeps the outer's attributes. */
function chosenWith(element: number, chosen: ReadonlySet<number>, { parents, children }: Elements): boolean {
  let at = element;
  while (!chosen.has(at)) {
    const parent = parents[at];
    if (parent === undefined || parent === at || children[parent] !== 1) return false;
    at = parent;
  }
  return true;
}

const marks: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&nbsp;": " ",
};
const unmarked = (text: string) => text.replace(/^(?:- |\d+\. )/, "");

/** The lines of what was found: readability makes paragraphs of its own where a page has but `<br>`, and those bear no number. */
function linesOf(content: string): ReadonlySet<string> {
  const lines = content.split(/<(?:\/?(?:p|div|li|h[1-6]|blockquote|section|article|td|tr)|br)\b[^<>]*>/i);
  return new Set(
    lines
      .map((line) =>
        line
          .replace(/<[^<>]*>/g, "")
          .replace(/&(?:amp|lt|gt|quot|nbsp);/g, (mark) => marks[mark] ?? mark)
          .replace(/\s+/g, " ")
          .trim(),
      )
      .filter((line) => line !== ""),
  );
}

const isUnder = (element: number, chosen: ReadonlySet<number>, { parents }: Elements): boolean => {
  if (chosen.size === 0) return true;
  for (let at = element; at > 0; at = parents[at] ?? 0) if (chosen.has(at)) return true;
  return false;
};

/** The innermost element around all chosen pieces, or the `<article>` around that; the body and what is above it count as none. */
function frameOf(core: readonly Placed[], { parents, names }: Elements): number {
  let common: number[] | null = null;
  for (const { element } of core) {
    const path: number[] = [];
    for (let at = element; at > 0; at = parents[at] ?? 0) path.unshift(at);
    const shared: number[] = common ?? path;
    let length = 0;
    while (length < Math.min(shared.length, path.length) && shared[length] === path[length]) length++;
    common = shared.slice(0, length);
  }
  const frame = common?.findLast((element) => names[element]?.startsWith("article ")) ?? common?.at(-1) ?? -1;
  return /^(?:|html|body) /.test(`${names[frame] ?? ""} `) ? -1 : frame;
}

const closed = /[.!?…。！？]["”’»)\]]?$/;
const isSentence = (piece: Placed) => closed.test(piece.text) && piece.text.includes(" ");
/** Who wrote and what the house says of itself, set below an article in whole sentences. */
const notice =
  /(?:^|[\s_-])(?:authors?|bio|byline|about|disclaimer|copyright|legal|poll|quiz|donat\w*|caption|meta|tool\w*|notice|signup)(?:$|[\s_-])/i;

/**
 * Sentences, lists and headings that a page set into elements of their own before or behind the chosen ones: readability keeps of such a
 * page only the longest. Before them only whole paragraphs, a lead.
 */
function besideIn(
  frame: number,
  pieces: readonly Placed[],
  kept: ReadonlySet<Placed>,
  elements: Elements,
): readonly Placed[] {
  if (frame < 0) return [];
  const { parents, names } = elements;
  const belongs = (piece: Placed) => {
    if (isLinks(piece)) return false;
    for (let at = piece.element; at > 0; at = parents[at] ?? 0) {
      if (at === frame) return true;
      const words = names[at] ?? "";
      if (words.startsWith("article ") || isUnlikely(words) || notice.test(words.slice(words.indexOf(" ") + 1)))
        return false;
    }
    return false;
  };
  const first = pieces.findIndex((piece) => kept.has(piece));
  const last = pieces.findLastIndex((piece) => kept.has(piece));
  const title = pieces.findIndex((piece) => piece.kind === "heading");
  const found = pieces
    .slice(Math.max(0, title), first)
    .filter((piece) => piece.kind === "paragraph" && isProse(piece) && isSentence(piece) && belongs(piece));
  let waiting: Placed[] = [];
  let goesOn = true;
  for (const piece of pieces.slice(last + 1)) {
    if (!belongs(piece)) [waiting, goesOn] = [[], false];
    else if (piece.kind === "heading") [waiting, goesOn] = [[piece], true];
    else if (isSentence(piece) && (piece.kind === "paragraph" || piece.kind === "quote")) {
      found.push(...waiting, piece);
      [waiting, goesOn] = [[], true];
    } else if (piece.kind === "item" && goesOn) {
      found.push(...waiting, piece);
      waiting = [];
    }
  }
  return found;
}

/** The element that holds most of the chosen text. */
function homeOf(pieces: readonly Placed[], { parents }: Elements): number {
  const sums = new Map<number, number>();
  for (const piece of pieces) {
    const parent = parents[piece.element] ?? -1;
    sums.set(parent, (sums.get(parent) ?? 0) + piece.text.length);
  }
  return [...sums].sort((a, b) => b[1] - a[1])[0]?.[0] ?? -1;
}

/** Lists, quotations and short lines of the same element, which readability thinks too small; of a whole body only what stands right in it. */
function isAtHome(piece: Placed, home: number, elements: Elements): boolean {
  if (isLinks(piece) || isAside(piece.element, elements)) return false;
  const { parents, names } = elements;
  if (/^(?:|html|body) /.test(`${names[home] ?? ""} `)) return parents[piece.element] === home;
  let at = piece.element;
  while (at > 0 && at !== home) at = parents[at] ?? 0;
  return at === home;
}

/** Prose, captions and headings between what was chosen belong to it as well, and so does the page's heading above. */
function withBetween(pieces: readonly Placed[], kept: ReadonlySet<Placed>, elements: Elements): Placed[] {
  const first = pieces.findIndex((piece) => kept.has(piece));
  const last = pieces.findLastIndex((piece) => kept.has(piece));
  const heading = pieces.findLastIndex(
    (piece, at) => at < first && piece.kind === "heading" && elements.names[piece.element]?.startsWith("h1 "),
  );
  return pieces.filter((piece, at) => {
    if (at === heading || kept.has(piece)) return true;
    return (
      at > first &&
      at < last &&
      !isLinks(piece) &&
      !isAside(piece.element, elements) &&
      (isProse(piece) || isSentence(piece) || piece.kind !== "paragraph")
    );
  });
}

function isAside(element: number, { parents, names }: Elements): boolean {
  for (let at = element; at > 0; at = parents[at] ?? 0) if (isUnlikely(names[at] ?? "")) return true;
  return false;
}

const dropped = new Set([
  "script",
  "style",
  "noscript",
  "template",
  "svg",
  "iframe",
  "object",
  "select",
  "textarea",
  "button",
  "head",
  "title",
  "meta",
  "link",
]);
const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => escapes[char] ?? char);

/** The page once more, well-formed, without what is never prose, each element with its number. */
function numbered(html: string): string {
  const out: string[] = [];
  let number = 0;
  let skipping = 0;
  const parser = new Parser({
    onopentag(name, attributes) {
      number++;
      if (dropped.has(name)) skipping++;
      if (skipping > 0) return;
      const kept = ["class", "id", "role", "itemprop", "rel", "href", "style"].map((key) =>
        attributes[key] ? ` ${key}="${escaped(attributes[key].slice(0, 200))}"` : "",
      );
      out.push(`<${name.replace(/[^\w-]/g, "")} data-utas="${number}"${kept.join("")}>`);
    },
    ontext(text) {
      if (skipping === 0) out.push(escaped(text));
    },
    onclosetag(name) {
      if (skipping === 0) out.push(`</${name.replace(/[^\w-]/g, "")}>`);
      if (dropped.has(name)) skipping--;
    },
  });
  parser.write(html);
  parser.end();
  return out.join("");
}
