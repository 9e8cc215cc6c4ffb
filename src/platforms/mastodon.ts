/** Mastodon and every server that speaks its API; these are a server's defaults: https://docs.joinmastodon.org/entities/Instance/ */

import { definePlatform } from "./platform.ts";

export const mastodon = definePlatform({
  id: "mastodon",
  label: "Mastodon",
  // An account names its server.
  url: null,
  limits: {
    measure: "mastodon",
    max: 500,
    bytesMax: null,
    urlCost: 23,
    postsMax: 50,
    hashtagsMax: 4,
    gapMs: 0,
    media: {
      images: 4,
      altMax: 1_500,
      types: ["image/jpeg", "image/png", "image/webp"],
      maxBytes: 8_000_000,
      maxSide: 2_880,
    },
    // Only a thread's first post is seen in public lists and by tag.
    link: "first",
    hashtags: "first",
  },
  fields: [],
  sender: null,
});
