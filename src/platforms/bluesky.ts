/** Bluesky and the AT Protocol. Its limits: https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json */

import { definePlatform } from "./platform.ts";

export const bluesky = definePlatform({
  id: "bluesky",
  label: "Bluesky",
  url: "https://bsky.social",
  limits: {
    measure: "graphemes",
    max: 300,
    bytesMax: 3_000,
    urlCost: null,
    postsMax: 100,
    hashtagsMax: 3,
    gapMs: 0,
    media: {
      images: 4,
      altMax: 2_000,
      types: ["image/jpeg", "image/png", "image/webp"],
      maxBytes: 2_000_000,
      maxSide: 2_000,
    },
    // The network fetches no page: who posts builds the card, and a link in it costs no text.
    link: "card",
    hashtags: "last",
  },
  fields: [],
  sender: null,
});
