/** Telegram, by a bot that posts to a channel. Its limits: https://core.telegram.org/bots/api#sendmessage */

import { seconds } from "../base/clock.ts";
import { definePlatform } from "./platform.ts";

export const telegram = definePlatform({
  id: "telegram",
  label: "Telegram",
  url: "https://api.telegram.org",
  limits: {
    // Of the text alone: what marks it up travels beside it, as entities. A caption under a picture holds 1,024.
    measure: "utf16",
    max: 4_096,
    bytesMax: null,
    urlCost: null,
    postsMax: 50,
    hashtagsMax: 3,
    // A channel takes 20 messages a minute.
    gapMs: seconds(3),
    media: { images: 10, altMax: 0, types: ["image/jpeg", "image/png"], maxBytes: 10_000_000, maxSide: 4_096 },
    link: "last",
    hashtags: "last",
  },
  look: {
    name: null,
    avatar: "circle",
    colors: { link: "#0088cc", tag: "#0088cc" },
    link: null,
    // `link_preview_options` may put it above, and say how large.
    card: { place: "below", size: null },
    fold: null,
    joined: false,
  },
  fields: [],
  sender: null,
});
