/** What stands beside the prose of the first and last post: tags, a link, an account's own line; and how many tags may go when there is no room. */

import type { Beside } from "./break.ts";
import type { LinkPlace, TagPlace } from "./thread.ts";

/** One way of filling the place behind the prose of a post. */
export interface Tail extends Beside {
  readonly text: string;
}

export interface Tails {
  readonly first: readonly [Tail, ...Tail[]];
  readonly last: readonly [Tail, ...Tail[]];
}

export interface Besides {
  readonly tags: readonly string[];
  /** A person chose the tags: they were given, or are the article's own. */
  readonly chosen: boolean;
  readonly link: string | null;
  readonly linkPlace: LinkPlace;
  readonly tagPlace: TagPlace;
  /** An account's own line; with the link in it, it takes the link's place. */
  readonly suffix: string;
  readonly suffixHasLink: boolean;
}

const block = "\n\n";
/** Of a tag less: of one that was found, less than a paragraph cut or a post more for its sake; of one that somebody chose, more. */
const cost = { found: 450, chosen: 3_000 } as const;

export function tailsOf(besides: Besides, lengthOf: (text: string) => number): Tails {
  const { tags, chosen, link, linkPlace, tagPlace, suffix, suffixHasLink } = besides;
  const costOfTag = chosen ? cost.chosen : cost.found;
  const linkHere = link !== null && linkPlace !== "card" && linkPlace !== "none" && !suffixHasLink;
  const suffixPlace = suffixHasLink && linkPlace === "first" ? "first" : "last";
  const at = (place: "first" | "last"): readonly [Tail, ...Tail[]] => {
    const fixed =
      (suffix !== "" && suffixPlace === place ? block + suffix : "") +
      (linkHere && linkPlace === place ? block + link : "");
    const own = (tagPlace === "first" ? "first" : "last") === place ? tags : [];
    const tail = (count: number): Tail => {
      const text = (count > 0 ? block + own.slice(0, count).join(" ") : "") + fixed;
      return { text, length: text === "" ? 0 : lengthOf(text), cost: costOfTag * (own.length - count) };
    };
    return [tail(own.length), ...own.map((_, dropped) => tail(own.length - dropped - 1))];
  };
  return { first: at("first"), last: at("last") };
}

/** The least that must stand there. */
export const leastLength = (tails: readonly Tail[]): number => Math.min(...tails.map((one) => one.length));
