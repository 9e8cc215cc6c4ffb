/** HTML -> pieces, by the tolerant parser of `htmlparser2`: a page's article where it has one, else all of its body. */

import { Parser } from "htmlparser2";
import type { BlockKind, Media } from "./article.ts";
import type { Piece, Pieces } from "./pieces.ts";

const names = (list: string) => new Set(list.split(" "));
const skipped = names(
  "script style noscript template nav aside form button select textarea svg iframe object head footer",
);
const parts = names("p div section article main header ul ol dl table tr figure hr address pre body html");
const kinds: Readonly<Record<string, BlockKind>> = {
  ...Object.fromEntries(["h1", "h2", "h3", "h4", "h5", "h6"].map((name) => [name, "heading"] as const)),
  ...Object.fromEntries(["li", "dt", "dd"].map((name) => [name, "item"] as const)),
  blockquote: "quote",
  figcaption: "caption",
};
/** Stands for `<br>` until a block is complete: white space of the source means nothing in HTML. */
const lineBreak = "\u0000";

export function readHtml(text: string): Pieces {
  const head = new Map<string, string>();
  const media: Media[] = [];
  const body = new Body();
  let skipping = 0;
  let title = false;

  const parser = new Parser({
    onopentag(name, attributes) {
      noteHead(name, attributes, head);
      if (name === "title" && !head.has("title")) title = true;
      if (skipped.has(name)) skipping++;
      if (skipping > 0) return;
      if (name === "img" && attributes.src) media.push({ url: attributes.src, alt: attributes.alt ?? "", credit: "" });
      body.open(name, attributes.start);
    },
    ontext(found) {
      if (title) head.set("title", `${head.get("title") ?? ""}${found}`);
      else if (skipping === 0) body.words(found);
    },
    onclosetag(name) {
      if (name === "title") title = false;
      if (skipped.has(name)) skipping = Math.max(0, skipping - 1);
      else if (skipping === 0) body.close(name);
    },
  });
  parser.write(text);
  parser.end();

  const pieces = body.pieces();
  const heading = pieces.find((piece) => piece.kind === "heading");
  const image = head.get("og:image");
  return {
    pieces,
    // A page's own heading stays where it stands; its title in the head is often decorated with the site's name.
    title: heading ? null : (head.get("og:title") ?? head.get("title")?.replace(/\s+/g, " ").trim() ?? null),
    link: head.get("canonical") ?? head.get("og:url") ?? null,
    language: head.get("lang") ?? null,
    author: head.get("author") ?? null,
    media: image && !media.some((one) => one.url === image) ? [{ url: image, alt: "", credit: "" }, ...media] : media,
    hashtags: [],
    removed: [],
  };
}

function noteHead(name: string, attributes: Readonly<Record<string, string>>, head: Map<string, string>) {
  const note = (key: string | undefined, value: string | undefined) => {
    if (key && value && !head.has(key)) head.set(key, value.trim());
  };
  if (name === "html") note("lang", attributes.lang);
  if (name === "meta") note((attributes.property ?? attributes.name)?.toLowerCase(), attributes.content);
  if (name === "link" && attributes.rel === "canonical") note("canonical", attributes.href);
}

/** Gathers words into pieces while tags open and close around them. */
class Body {
  readonly #all: Piece[] = [];
  readonly #article: Piece[] = [];
  readonly #kinds: BlockKind[] = [];
  readonly #lists: { ordered: boolean; next: number }[] = [];
  #articles = 0;
  #words: string[] = [];
  #mark = "";

  words(found: string) {
    this.#words.push(found.replaceAll(lineBreak, ""));
  }

  open(name: string, start: string | undefined) {
    if (name === "br") this.#words.push(lineBreak);
    const kind = kinds[name];
    if (!kind && !parts.has(name)) return;
    this.#flush();
    if (name === "article" || name === "main") this.#articles++;
    if (name === "ul" || name === "ol") this.#lists.push({ ordered: name === "ol", next: Number(start) || 1 });
    if (!kind) return;
    this.#kinds.push(kind);
    const list = this.#lists.at(-1);
    if (name === "li") this.#mark = list?.ordered ? `${list.next++}. ` : "- ";
  }

  close(name: string) {
    const kind = kinds[name];
    if (!kind && !parts.has(name)) return;
    this.#flush();
    if (name === "article" || name === "main") this.#articles--;
    if (name === "ul" || name === "ol") this.#lists.pop();
    if (kind) this.#kinds.pop();
  }

  pieces(): readonly Piece[] {
    this.#flush();
    return this.#article.length > 0 ? this.#article : this.#all;
  }

  #flush() {
    const kind = this.#kinds.at(-1) ?? "paragraph";
    for (const line of this.#words.join("").split(lineBreak)) {
      const flat = line.replace(/\s+/g, " ").trim();
      if (flat === "") continue;
      const piece: Piece = { kind, text: `${kind === "item" ? this.#mark : ""}${flat}` };
      this.#mark = "";
      this.#all.push(piece);
      if (this.#articles > 0) this.#article.push(piece);
    }
    this.#words = [];
  }
}
