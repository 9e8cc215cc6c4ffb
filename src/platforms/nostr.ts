/** Nostr. The protocol has no limit; a relay names its own: https://github.com/nostr-protocol/nips/blob/master/11.md */

import { definePlatform } from "./platform.ts";

export const nostr = definePlatform({
  id: "nostr",
  label: "Nostr",
  // An account names its relays.
  url: null,
  limits: {
    measure: "codepoints",
    // The example of the protocol's own paper on limits: relays are seldom stricter.
    max: 8_196,
    // Relays refuse events above 64 KiB; the envelope and the escapes of JSON need some of it.
    bytesMax: 32_768,
    urlCost: null,
    postsMax: 100,
    habit: "one post",
    hashtagsMax: 5,
    gapMs: 0,
    media: {
      images: 10,
      altMax: 1_000,
      types: ["image/jpeg", "image/png", "image/webp"],
      maxBytes: 5_000_000,
      maxSide: 2_048,
    },
    link: "last",
    hashtags: "last",
  },
  // Each of its apps shows it in a way of its own.
  look: {
    name: null,
    avatar: null,
    colors: { link: null, tag: null },
    link: null,
    card: null,
    fold: null,
    joined: false,
  },
  fields: [],
  sender: null,
});
