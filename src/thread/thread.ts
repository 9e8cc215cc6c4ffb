/** What a thread is, and the limits that a network sets it. Plain data: the page reads it too. */

export const measureNames = [
  "weighted",
  "graphemes",
  "mastodon",
  "emoji-bytes",
  "little-text",
  "utf16",
  "codepoints",
] as const;
export type MeasureName = (typeof measureNames)[number];

export interface Limits {
  /** How the network counts, see measure.ts. */
  readonly measure: MeasureName;
  readonly max: number;
  /** A second limit in UTF-8 bytes, where a network has one. */
  readonly bytesMax: number | null;
  /** What any link costs, in the network's own units; null: its own length. */
  readonly urlCost: number | null;
  readonly postsMax: number;
  /** A reader sees one post, what follows hides below it: as much as fits goes into the first, and there are as few as can be. */
  readonly habit?: "one post";
  /** The network refuses a text that the account has posted already. */
  readonly refusesRepeats?: true;
  /** How much a network documents that it takes, whether or not its answers tell; none: only its answers do. */
  readonly budgets?: readonly Budget[];
  /** Hashtags that a thread carries. */
  readonly hashtagsMax: number;
  /** Time to leave between two posts of a thread, in ms. */
  readonly gapMs: number;
  readonly media: MediaLimits;
  readonly link: LinkPlace;
  readonly hashtags: TagPlace;
}

/** So much within so long, counted from the first call. */
export interface Budget {
  /** Whose it is: each account's, or that of all accounts that share an app, key or server. */
  readonly of: "account" | "app";
  readonly most: number;
  readonly withinMs: number;
  /** What one post takes of it; 0: posts are not counted here. */
  readonly cost: number;
  /** What one call of another kind takes of it; left out: nothing. */
  readonly calls?: Readonly<Partial<Record<OtherCall, number>>>;
}

/** Calls that a network counts beside those that make posts. */
export type OtherCall = "upload" | "find" | "correct" | "remove" | "signIn";

/** The forms in which a network takes an image, best first. */
export interface ImageLimits {
  readonly types: readonly ImageType[];
  readonly maxBytes: number;
  /** Pixels of the longer side. */
  readonly maxSide: number;
}
export type ImageType = "image/jpeg" | "image/png" | "image/webp";

export interface MediaLimits extends ImageLimits {
  /** On one post. */
  readonly images: number;
  /** Characters of a description; 0: the network has none. */
  readonly altMax: number;
}

/** Where an article's link goes: in the text of the first or last post, as a card beside the first post, or nowhere. */
export const linkPlaces = ["first", "last", "card", "none"] as const;
export type LinkPlace = (typeof linkPlaces)[number];
/** Tags that are words of the prose become tags there (inline), where they still fit; the others follow the last post. */
export const tagPlaces = ["first", "last", "inline"] as const;
export type TagPlace = (typeof tagPlaces)[number];

/** A place in an article: the index of a block and an offset in its text; a hook or title before the article has a negative index. */
export interface Place {
  readonly block: number;
  readonly at: number;
}

/** A stretch of an article, up to but without `to`. */
export interface Span {
  readonly from: Place;
  readonly to: Place;
}

/** An image that goes out with a post; `id` names its bytes. */
export interface PostImage {
  readonly id: string;
  /** What it shows, for who cannot see it. */
  readonly alt: string;
  /** Whose it is; empty: that is not said. */
  readonly credit: string;
}

/** A link shown beside a post. */
export interface PostCard {
  readonly url: string;
  readonly title: string;
  readonly description: string;
  readonly imageId: string | null;
}

/** One unit of a thread, as it is planned: `text` is what leaves, byte for byte. */
export interface Post {
  readonly text: string;
  readonly language: string;
  readonly images?: readonly PostImage[];
  readonly card?: PostCard;
}

export interface Thread {
  readonly posts: readonly [Post, ...Post[]];
  /** All of the article's tags; the posts carry no more than the network's number. */
  readonly hashtags: readonly string[];
  /** The link that goes out as a card beside the text, if it does. */
  readonly card: string | null;
}
