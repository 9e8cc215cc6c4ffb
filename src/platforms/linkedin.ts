/** LinkedIn, of a person or an organisation. Its text: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format */

import { definePlatform } from "./platform.ts";

export const linkedin = definePlatform({
  id: "linkedin",
  label: "LinkedIn",
  url: "https://api.linkedin.com",
  limits: {
    // What a reader sees: the escapes of its format are no part of the length.
    measure: "little-text",
    max: 3_000,
    bytesMax: null,
    urlCost: null,
    // It knows no threads: what one post cannot hold follows in comments.
    postsMax: 20,
    habit: "one post",
    hashtagsMax: 5,
    gapMs: 0,
    media: { images: 20, altMax: 4_086, types: ["image/jpeg", "image/png"], maxBytes: 5_000_000, maxSide: 4_096 },
    // It fetches no page: who posts builds the card.
    link: "card",
    hashtags: "last",
  },
  look: {
    name: null,
    avatar: "circle",
    colors: { link: "#0a66c2", tag: "#0a66c2" },
    // Its help says that a link of more than 26 characters becomes one of its own.
    link: {
      letters: "all",
      bare: "whole",
      hides: "nothing",
      escapes: false,
      cut: { part: "address", above: 26, keeps: 0, end: "https://lnkd.in/…" },
    },
    card: { place: "below", size: "large" },
    // Or three lines on a wide screen, fewer on a small one.
    fold: { after: 210, unit: "characters" },
    joined: false,
  },
  fields: [],
  sender: null,
});
