/** What an article is once it has been read: a title, blocks in order, and what was found beside the prose. Plain data. */

export type BlockKind = "heading" | "paragraph" | "item" | "quote" | "caption";

/** `caption` (a photo credit, a caption) is kept, never posted as prose. */
export interface Block {
  readonly kind: BlockKind;
  readonly text: string;
  /** An editor's mark (`---` on a line of its own) stands before it: a post begins here. */
  readonly breakBefore?: true;
}

export interface Media {
  readonly url: string;
  readonly alt: string;
  readonly credit: string;
}

/** Why a span was taken out or mended; the words are stable, a page may translate them. */
export type Reason =
  /** Advertisements, pointers to other stories, what a site sets around and between paragraphs. */
  | "not part of the article"
  /** Kept as a block of its own kind, but no prose. */
  | "picture credit or caption"
  /** Who wrote, edited or translated; a writer's name goes to `author`. */
  | "signature"
  | "initials of the editors"
  /** Gone to `dateline`. */
  | "dateline"
  /** Gone to `hashtags`. */
  | "hashtags"
  /** Mended: the text now has a paragraph break, or a space, in the middle of `text`. */
  | "paragraph break lost at a full stop"
  | "space lost at a full stop"
  /** The text is a thread already ("1/12"), which is numbered anew where numbers are asked for. */
  | "number of a post"
  | "address behind a link's words"
  | "control character"
  | "invisible character"
  | "half of a character"
  | "mark that turns the direction of text around";

/** A span that reading took out or repaired, so that a person can see it and take it back. */
export interface Removed {
  readonly text: string;
  readonly reason: Reason;
  /** The block before which, or in which, it stood; one behind the last block is the end. `null`: it has no place. */
  readonly block: number | null;
  /** Its place in that block's text; `null`: it was a line of its own. */
  readonly offset: number | null;
}

export interface Article {
  readonly title: string;
  readonly titleFrom: "given" | "heading" | "sentence";
  readonly blocks: readonly Block[];
  /** BCP 47 language, `und` when it cannot be told. */
  readonly language: string;
  readonly link: string | null;
  /** With their `#`, as the author wrote them, in the order of the text. */
  readonly hashtags: readonly string[];
  readonly media: readonly Media[];
  readonly author: string | null;
  /** The section that a page names for itself. */
  readonly category?: string;
  /** The place and agency before the first sentence ("JAKARTA, KOMPAS.com –"), not posted as prose. */
  readonly dateline: string | null;
  readonly removed: readonly Removed[];
}
