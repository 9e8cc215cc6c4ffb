/** Gathers the words of an HTML body into pieces while its elements open and close, and notes for each where it stood. */

import type { BlockKind, Media } from "./article.ts";
import type { Piece } from "./pieces.ts";

/** A piece, and what tells whether it belongs to the article of its page. */
export interface Placed extends Piece {
  /** The number of the element around it, and the rows of elements it stands in. */
  readonly element: number;
  /** Inside `<article>` or `<main>`. */
  readonly main: boolean;
  /** How many of its characters are links. */
  readonly linked: number;
}

/** One that a piece could not show, and how many pieces there were before it. */
export interface Beside<Thing> {
  readonly thing: Thing;
  readonly at: number;
}

const names = (list: string) => new Set(list.split(" "));
const parts = names(
  "p div section article main header ul ol dl table tr figure hr address pre body html center details summary",
);
const kinds: Readonly<Record<string, BlockKind>> = {
  ...Object.fromEntries(["h1", "h2", "h3", "h4", "h5", "h6"].map((name) => [name, "heading"] as const)),
  ...Object.fromEntries(["li", "dt", "dd"].map((name) => [name, "item"] as const)),
  blockquote: "quote",
  figcaption: "caption",
};
/** A rule drawn across a text parts it as `---` does in Markdown. */
export const editorsMark = "---";
/** "photo__caption", "wp-caption-text": sites without `<figcaption>` name it so. */
const captioned = /(?:^|[\s_-])caption(?:-text|s)?(?:$|[\s_-])/i;
/** Stands for `<br>` until a block is complete: white space of the source means nothing in HTML. */
const lineBreak = "\u0000";

export class Body {
  readonly pieces: Placed[] = [];
  readonly media: Beside<Media>[] = [];
  readonly links: Beside<string>[] = [];
  readonly embeds: Beside<string>[] = [];
  readonly #kinds: BlockKind[] = [];
  readonly #lists: { ordered: boolean; next: number }[] = [];
  readonly #elements: number[] = [];
  /** Of each open element whether it said of what kind its words are. */
  readonly #named: boolean[] = [];
  #cells = 0;
  #articles = 0;
  #preformatted = 0;
  #words: string[] = [];
  #linked = 0;
  #mark = "";
  #link: { href: string; text: string } | null = null;

  words(found: string) {
    const words = found.replaceAll(lineBreak, "");
    if (this.#link) {
      // A place in the same page is no other story.
      if (!this.#link.href.startsWith("#")) this.#linked += words.trim().length;
      if (this.#link.text.length < 2_000) this.#link.text += words;
    }
    this.#words.push(this.#preformatted > 0 ? words.replaceAll("\n", lineBreak) : words);
  }

  open(name: string, attributes: Readonly<Record<string, string>>, element: number) {
    if (name === "br") this.#words.push(lineBreak);
    if (name === "img") this.#image(attributes);
    if (name === "a" && attributes.href) this.#link = { href: attributes.href, text: "" };
    if ((name === "td" || name === "th") && this.#words.some((words) => words.trim() !== "")) {
      this.#words.push(" | ");
      this.#cells++;
    }
    const kind =
      kinds[name] ?? ((name === "p" || name === "div") && captioned.test(attributes.class ?? "") ? "caption" : null);
    if (!kind && !parts.has(name)) return;
    this.flush();
    this.#elements.push(element);
    this.#named.push(kind !== null);
    if (name === "hr") this.words(editorsMark);
    if (name === "article" || name === "main") this.#articles++;
    if (name === "pre") this.#preformatted++;
    if (name === "ul" || name === "ol")
      this.#lists.push({ ordered: name === "ol", next: Number(attributes.start) || 1 });
    if (!kind) return;
    this.#kinds.push(kind);
    const list = this.#lists.at(-1);
    if (name === "li") this.#mark = list?.ordered ? `${list.next++}. ` : "- ";
  }

  close(name: string) {
    if (name === "a") this.#endLink();
    if (!kinds[name] && !parts.has(name)) return;
    this.flush();
    this.#elements.pop();
    if (name === "article" || name === "main") this.#articles--;
    if (name === "pre") this.#preformatted--;
    if (name === "ul" || name === "ol") this.#lists.pop();
    if (this.#named.pop()) this.#kinds.pop();
  }

  flush() {
    const kind = this.#kinds.at(-1) ?? (this.#cells > 0 ? "item" : "paragraph");
    for (const line of this.#words.join("").split(lineBreak)) {
      const flat = line.replace(/\s+/g, " ").trim();
      if (flat === "") continue;
      this.pieces.push({
        kind,
        text: `${kind === "item" ? this.#mark : ""}${flat}`,
        element: this.#elements.at(-1) ?? 0,
        main: this.#articles > 0,
        linked: this.#linked,
      });
      this.#mark = "";
    }
    this.#words = [];
    this.#linked = 0;
    this.#cells = 0;
  }

  /** A post of another network that stands here. */
  embed(found: string) {
    this.flush();
    const text = found.replace(/\s+/g, " ").trim();
    if (text !== "") this.embeds.push({ thing: text, at: this.pieces.length });
  }

  /** Many sites load a picture late and keep its address in a `data-` attribute meanwhile; one of a pixel or two counts readers. */
  #image(attributes: Readonly<Record<string, string>>) {
    const late = attributes["data-src"] ?? attributes["data-original"] ?? attributes["data-lazy-src"];
    const url = late ?? (attributes.src || attributes.srcset?.trim().split(/[\s,]+/)[0]);
    if (!url || url.startsWith("data:") || /^[012]$/.test(attributes.width ?? "")) return;
    this.media.push({ thing: { url, alt: attributes.alt?.trim() ?? "", credit: "" }, at: this.pieces.length });
  }

  #endLink() {
    const { href, text } = this.#link ?? { href: "", text: "" };
    this.#link = null;
    const words = text.trim();
    if (words !== "" && href !== words && /^(?:https?:|\/|\.|[^#:]+$)/i.test(href))
      this.links.push({ thing: href, at: this.pieces.length });
  }
}
