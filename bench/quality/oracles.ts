/** Counters that are not our own code: twitter-text for X, Intl.Segmenter for graphemes. They judge single posts; they are slow. */

import twitter from "twitter-text";

export interface Network {
  readonly id: "x" | "bluesky" | "mastodon";
  readonly max: number;
  /** Length in the network's units. */
  readonly lengthOf: (text: string) => number;
  readonly isOver: (text: string) => boolean;
}

const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

export function graphemesOf(text: string): number {
  let count = 0;
  for (const _ of graphemes.segment(text)) count++;
  return count;
}

const weightOf = (text: string): number => twitter.parseTweet(text).weightedLength;

const address = /\bhttps?:\/\/[^\s<>"]+[^\s<>".,;:!?)'\]}]/g;
const remoteMention = /(^|[^\w/])(@\w+(?:[\w.-]+\w)?)@[\w-]+(?:\.[\w-]+)+/g;
const onMastodon = (text: string): number =>
  graphemesOf(text.replace(address, "x".repeat(23)).replace(remoteMention, "$1$2"));

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

export const networks: readonly Network[] = [
  { id: "x", max: 280, lengthOf: weightOf, isOver: (text) => weightOf(text) > 280 },
  {
    id: "bluesky",
    max: 300,
    lengthOf: graphemesOf,
    isOver: (text) => graphemesOf(text) > 300 || bytesOf(text) > 3_000,
  },
  { id: "mastodon", max: 500, lengthOf: onMastodon, isOver: (text) => onMastodon(text) > 500 },
];
