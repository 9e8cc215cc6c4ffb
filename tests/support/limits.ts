/** Three kinds of limits to test with, as plain data: what the networks of these names ask for. */

import type { Limits } from "../../src/thread/thread.ts";

const shared = { gapMs: 0, media: { images: 4, altMax: 1_000 } } as const;

export const x: Limits = {
  ...shared,
  measure: "weighted",
  max: 280,
  bytesMax: null,
  urlCost: 23,
  postsMax: 100,
  hashtagsMax: 2,
  link: "last",
  hashtags: "last",
};
export const bluesky: Limits = {
  ...shared,
  measure: "graphemes",
  max: 300,
  bytesMax: 3_000,
  urlCost: null,
  postsMax: 100,
  hashtagsMax: 3,
  link: "card",
  hashtags: "last",
};
export const mastodon: Limits = {
  ...shared,
  measure: "mastodon",
  max: 500,
  bytesMax: null,
  urlCost: 23,
  postsMax: 100,
  hashtagsMax: 4,
  link: "first",
  hashtags: "first",
};
export const networks = { x, bluesky, mastodon } as const;
