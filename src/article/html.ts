/** HTML -> pieces, by the tolerant parser of `htmlparser2`: all of a fragment; of a full page its article, with what its head says. */

import { Parser } from "htmlparser2";
import type { Removed } from "./article.ts";
import { type Beside, Body, editorsMark, type Placed } from "./body.ts";
import { absolute, type Head, HeadNotes } from "./head.ts";
import { type Elements, isUnlikely, locate } from "./page.ts";
import type { Apart, Pieces } from "./pieces.ts";
import { shallow } from "./shallow.ts";

const skipped = new Set(
  "script style noscript template nav aside form button select textarea svg iframe object head footer dialog".split(
    " ",
  ),
);
/** Elements that a page has and an article has not. */
const pageLike = new Set("nav aside footer form".split(" "));
/** A post of another network, as its own code sets it into a page: somebody else's words, with its buttons. */
const embed = /(?:^|\s)(?:twitter-tweet|twitter-video|instagram-media|tiktok-embed|fb-post|fb-video)(?:\s|$)/;
const linksMax = 100;
const droppedMax = 40;
const droppedMin = 40;

export function readHtml(source: string): Pieces {
  const text = shallow(source);
  const { notes, body, elements, page } = parse(text);
  const head = notes.head();
  const located = page ? (locate(text, body.pieces, elements) ?? ownArticle(body.pieces)) : null;
  // On a page such a rule is an ornament.
  const pieces = page ? (located?.kept ?? body.pieces).filter(({ text }) => text !== editorsMark) : body.pieces;
  const within = withinOf(body.pieces, pieces);
  const media = body.media
    .filter(within)
    .map(({ thing }) => ({ ...thing, url: absolute(thing.url, notes.base()) ?? thing.url }));
  return {
    pieces,
    // A page's own heading stays where it stands; its title in the head is often decorated with the site's name.
    title: pieces[0]?.kind === "heading" ? null : head.title,
    link: head.link,
    language: head.language,
    author: head.author ?? bylineOf(located?.byline ?? null),
    category: head.category,
    media: head.image && !media.some((one) => one.url === head.image?.url) ? [head.image, ...media] : media,
    hashtags: [],
    removed: removedLinks(body.links.filter(within)),
    apart: apartFrom(body.pieces, pieces, [...droppedOf(located?.dropped ?? [], body.pieces), ...body.embeds]),
  };
}

/** What a page's head says, without reading its article. */
export const readHead = (source: string): Head => parse(shallow(source)).notes.head();

interface Parsed {
  readonly notes: HeadNotes;
  readonly body: Body;
  readonly elements: Elements;
  /** Holds what is no part of any article: menus, forms, boxes of other stories. */
  readonly page: boolean;
}

function parse(text: string): Parsed {
  const notes = new HeadNotes();
  const body = new Body();
  const elements = { parents: [0], children: [0], names: [""], weight: 0, deepest: 0 };
  const open: number[] = [0];
  let [skipFrom, html, page] = [0, false, false];
  let [title, data] = [false, ""];
  let linked = false;
  let embedded: string[] | null = null;

  const parser = new Parser({
    onopentag(name, attributes) {
      const number = elements.parents.length;
      const parent = open.at(-1) ?? 0;
      const words = `${name} ${attributes.class ?? ""} ${attributes.id ?? ""}`.slice(0, 200);
      elements.parents.push(parent);
      elements.children.push(0);
      elements.names.push(words);
      embedded?.push(" ");
      elements.children[parent] = (elements.children[parent] ?? 0) + 1;
      open.push(number);
      elements.weight += open.length;
      elements.deepest = Math.max(elements.deepest, open.length);
      html ||= name === "html" || name === "body";
      page ||= pageLike.has(name) || isUnlikely(words);

      notes.element(name, attributes);
      if (name === "title" && open.length < 6) title = true;
      linked = name === "script" && attributes.type === "application/ld+json";
      if (skipFrom === 0 && (skipped.has(name) || isHidden(attributes))) skipFrom = open.length;
      if (skipFrom === 0 && embed.test(attributes.class ?? "")) [skipFrom, embedded] = [open.length, []];
      if (skipFrom === 0) body.open(name, attributes, number);
    },
    ontext(found) {
      if (title) notes.title(found);
      else if (linked) data += found;
      else if (skipFrom === 0) body.words(found);
      else embedded?.push(found);
    },
    onclosetag(name) {
      embedded?.push(" ");
      if (name === "title") title = false;
      if (linked) notes.linkedData(data);
      [linked, data] = [false, ""];
      if (skipFrom === 0) body.close(name);
      else if (open.length <= skipFrom) {
        if (embedded) body.embed(embedded.join(""));
        [skipFrom, embedded] = [0, null];
      }
      if (open.length > 1) open.pop();
    },
  });
  parser.write(text);
  parser.end();
  body.flush();
  return { notes, body, elements, page: html && page };
}

const isHidden = (attributes: Readonly<Record<string, string>>) =>
  attributes.hidden !== undefined ||
  attributes["aria-hidden"] === "true" ||
  /display\s*:\s*none/i.test(attributes.style ?? "");

/** Where readability gives up: what the page itself calls its article, else all of it. */
function ownArticle(pieces: readonly Placed[]) {
  const own = pieces.filter((piece) => piece.main);
  if (own.length === 0) return null;
  return { kept: own, dropped: pieces.filter((piece) => !piece.main), byline: null };
}

/** Whether something stood between the first and the last of the kept pieces, or right beside them. */
function withinOf(all: readonly Placed[], kept: readonly Placed[]): (one: Beside<unknown>) => boolean {
  if (kept.length === all.length) return () => true;
  const [first, last] = [kept[0], kept.at(-1)];
  const from = first ? all.indexOf(first) : 0;
  const to = last ? all.lastIndexOf(last) : all.length;
  return ({ at }) => at >= from && at <= to + 1;
}

const removedLinks = (links: readonly Beside<string>[]): Removed[] =>
  links
    .slice(0, linksMax)
    .map(({ thing }) => ({ text: thing, reason: "address behind a link's words", block: null, offset: null }));

/** Menus are not worth telling; a sentence that was left out is. */
function droppedOf(dropped: readonly Placed[], all: readonly Placed[]): Beside<string>[] {
  const told = dropped.filter((piece) => piece.text.length >= droppedMin && piece.linked < piece.text.length / 2);
  if (told.length === 0) return [];
  const places = new Map(all.map((piece, at) => [piece, at]));
  return told.slice(0, droppedMax).map((piece) => ({ thing: piece.text, at: places.get(piece) ?? 0 }));
}

/** Places among all pieces become places among the kept ones. */
function apartFrom(all: readonly Placed[], kept: readonly Placed[], spans: readonly Beside<string>[]): Apart[] {
  if (spans.length === 0) return [];
  const stays = new Set(kept);
  const before: number[] = [0];
  for (const piece of all) before.push((before.at(-1) ?? 0) + (stays.has(piece) ? 1 : 0));
  return spans
    .toSorted((a, b) => a.at - b.at)
    .map(({ thing, at }) => ({ text: thing, before: before[at] ?? kept.length }));
}

function bylineOf(found: string | null): string | null {
  const name =
    found
      ?.replace(/\s+/g, " ")
      .replace(/^(?:by|oleh|penulis|reporter)\s*:?\s+/i, "")
      .trim() ?? "";
  return name !== "" && name.length <= 80 && !/[.!?]$/.test(name) ? name : null;
}
