/** How an account likes its threads: options of its own, whatever its network, and what splitting makes of them. */

import type { Article } from "../article/article.ts";
import { refusesParameters } from "../thread/link.ts";
import { type NumberStyle, numberStyles } from "../thread/numbering.ts";
import type { SplitOptions } from "../thread/split.ts";
import { refusesTemplate } from "../thread/template.ts";
import { type LinkPlace, linkPlaces, type TagPlace, tagPlaces } from "../thread/thread.ts";
import type { Account } from "./account.ts";

export interface PostingField {
  readonly name: string;
  readonly label: string;
  readonly secret: false;
  readonly required: false;
  readonly example: string;
  readonly refuses: (value: string) => string | null;
}

const field = (
  name: string,
  label: string,
  example: string,
  refuses: (value: string) => string | null,
): PostingField => ({ name, label, secret: false, required: false, example, refuses });

const oneOf = (values: readonly string[]) => (value: string) =>
  values.includes(value) ? null : `give one of ${values.join(", ")}`;

/** Where an article's pictures go: nowhere, on the card of its link, or onto the first post. */
export const imagePlaces = ["none", "card", "attach"] as const;
export type ImagePlace = (typeof imagePlaces)[number];

export const postingFields: readonly PostingField[] = [
  field("numbering", "How posts are numbered when they are", "(1/12)", oneOf(numberStyles)),
  field("prefix", "A line before each thread", "{author} melaporkan:", refusesTemplate),
  field("suffix", "A line behind each thread", "Baca selengkapnya: {link}", refusesTemplate),
  field("parameters", "Added to links", "utm_source=x&utm_medium=social", refusesParameters),
  field("link", "Where the link goes", "first", oneOf(linkPlaces)),
  field("hashtags", "Where hashtags go", "inline", oneOf(tagPlaces)),
  field(
    "images",
    "What becomes of pictures: none, card (on the link's card), attach (to the first post)",
    "attach",
    oneOf(imagePlaces),
  ),
];

type Posting = Pick<SplitOptions, "numbering" | "prefix" | "suffix" | "linkParameters" | "linkPlace" | "tagPlace">;

const among = <T extends string>(values: readonly T[], value: string | undefined): T | undefined =>
  values.find((one) => one === value);

export const imagePlaceOf = ({ options }: Pick<Account, "options">): ImagePlace =>
  among(imagePlaces, options.images) ?? "card";

/** `numbered`: numbers are asked for; the account says how they look. */
export function postingOf({ options }: Pick<Account, "options">, numbered: boolean): Posting {
  const style: NumberStyle = among(numberStyles, options.numbering) ?? numberStyles[0];
  const linkPlace: LinkPlace | undefined = among(linkPlaces, options.link);
  const tagPlace: TagPlace | undefined = among(tagPlaces, options.hashtags);
  const { prefix, suffix, parameters } = options;
  return { numbering: numbered ? style : false, prefix, suffix, linkParameters: parameters, linkPlace, tagPlace };
}

/** Images will stand where a card would: `given` of the editor's, or the article's own. */
export const isPictured = (
  account: Pick<Account, "options">,
  article: Pick<Article, "media"> | null,
  given: number,
): boolean => given > 0 || (imagePlaceOf(account) === "attach" && (article?.media.length ?? 0) > 0);

/** Beside images no card can stand, so its link goes into the text. */
export const linkPlaceBeside = (place: LinkPlace, pictured: boolean): LinkPlace =>
  pictured && place === "card" ? "last" : place;
