/** Threads. Its limits: https://developers.facebook.com/docs/threads/posts */

import { definePlatform } from "./platform.ts";

export const threads = definePlatform({
  id: "threads",
  label: "Threads",
  url: "https://graph.threads.net",
  limits: {
    // A character each, but an emoji as many as it has bytes.
    measure: "emoji-bytes",
    max: 500,
    bytesMax: null,
    urlCost: null,
    postsMax: 100,
    // One topic a post; a second tag stays text.
    hashtagsMax: 1,
    gapMs: 0,
    media: { images: 20, altMax: 1_000, types: ["image/jpeg", "image/png"], maxBytes: 8_000_000, maxSide: 1_440 },
    // The first post's link becomes its preview.
    link: "first",
    hashtags: "first",
  },
  look: {
    name: "name",
    avatar: "circle",
    colors: { link: null, tag: null },
    link: null,
    card: { place: "below", size: null },
    fold: null,
    joined: true,
  },
  fields: [],
  sender: null,
});
