/** Facebook, as one of its pages: https://developers.facebook.com/docs/graph-api/reference/page/feed */

import { definePlatform } from "./platform.ts";

export const facebook = definePlatform({
  id: "facebook",
  label: "Facebook",
  url: "https://graph.facebook.com",
  limits: {
    measure: "utf16",
    max: 63_206,
    bytesMax: null,
    urlCost: null,
    // It knows no threads: what one post cannot hold follows in comments.
    postsMax: 20,
    habit: "one post",
    hashtagsMax: 2,
    gapMs: 0,
    media: { images: 10, altMax: 1_000, types: ["image/jpeg", "image/png"], maxBytes: 4_000_000, maxSide: 2_048 },
    // The page is fetched and shown as a card.
    link: "card",
    hashtags: "last",
  },
  look: {
    name: null,
    avatar: "circle",
    colors: { link: "#1877f2", tag: "#1877f2" },
    link: null,
    card: { place: "below", size: "large" },
    fold: { after: 483, unit: "characters" },
    joined: false,
  },
  fields: [],
  sender: null,
});
