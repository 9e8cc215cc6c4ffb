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

/** A span that reading took out or repaired, so that a person can see it. */
export interface Removed {
  readonly text: string;
  readonly reason: string;
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
  /** The place and agency before the first sentence ("JAKARTA, KOMPAS.com –"), not posted as prose. */
  readonly dateline: string | null;
  readonly removed: readonly Removed[];
}
