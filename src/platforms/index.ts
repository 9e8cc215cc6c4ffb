/** The list of platforms. A new one is its file, a line here and a test. */

import { AppError } from "../base/errors.ts";
import { bluesky } from "./bluesky.ts";
import { discord } from "./discord.ts";
import { facebook } from "./facebook.ts";
import { linkedin } from "./linkedin.ts";
import { mastodon } from "./mastodon.ts";
import { nostr } from "./nostr.ts";
import type { Platform, Sender } from "./platform.ts";
import { sandbox } from "./sandbox.ts";
import { telegram } from "./telegram.ts";
import { threads } from "./threads.ts";
import { x } from "./x.ts";

export const platforms: readonly Platform[] = [
  sandbox,
  x,
  bluesky,
  mastodon,
  threads,
  linkedin,
  telegram,
  facebook,
  discord,
  nostr,
];

export const platformIds: readonly string[] = platforms.map(({ id }) => id);

/** Those out there, each with an API root that a setting may move. */
export const networkIds: readonly string[] = platforms.filter((one) => one !== sandbox).map(({ id }) => id);

export function findPlatform(id: string): Platform {
  const platform = platforms.find((one) => one.id === id);
  if (!platform) throw new AppError("platform-unknown", { platform: id, known: platformIds.join(", ") });
  return platform;
}

/** A platform that posts can be sent to. */
export type SendablePlatform = Platform & { readonly sender: Sender };

const isSendable = (platform: Platform): platform is SendablePlatform => platform.sender !== null;

export function findSendablePlatform(id: string): SendablePlatform {
  const platform = findPlatform(id);
  if (isSendable(platform)) return platform;
  const sendable = platforms.filter(isSendable).map((one) => one.id);
  throw new AppError("platform-not-sendable", { platform: id, sendable: sendable.join(", ") });
}
