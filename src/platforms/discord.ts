/** Discord, through a channel's webhook: https://discord.com/developers/docs/resources/webhook#execute-webhook */

import { seconds } from "../base/clock.ts";
import { definePlatform } from "./platform.ts";

export const discord = definePlatform({
  id: "discord",
  label: "Discord",
  url: "https://discord.com",
  limits: {
    measure: "codepoints",
    max: 2_000,
    bytesMax: null,
    urlCost: null,
    postsMax: 30,
    // Tags are plain text there.
    hashtagsMax: 0,
    // A channel takes 30 messages a minute.
    gapMs: seconds(2),
    media: {
      images: 10,
      altMax: 1_024,
      types: ["image/png", "image/jpeg", "image/webp"],
      maxBytes: 10_000_000,
      maxSide: 4_096,
    },
    link: "last",
    hashtags: "last",
  },
  // https://docs.discord.com/developers/link-previews/overview
  look: {
    name: null,
    avatar: "circle",
    colors: { link: null, tag: null },
    link: null,
    card: { place: "below", size: "large" },
    fold: null,
    joined: false,
  },
  fields: [],
  sender: null,
});
