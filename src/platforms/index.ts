/** The list of platforms. A new one is its file, a line here and a test. */

import { AppError } from "../base/errors.ts";
import { nearest } from "../base/nearest.ts";
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
  if (!platform)
    throw new AppError("platform-unknown", { platform: id, known: platformIds.join(", "), meant: meantBy(id) });
  return platform;
}

/** What is said to who wrote a name that no platform has. */
function meantBy(name: string): string {
  const other = platforms.find(({ otherNames = [] }) => otherNames.includes(name.toLowerCase()));
  if (other) return ` ${other.label} is called ${other.id} here.`;
  const found = nearest(name, platformIds);
  return found === null ? "" : ` Did you mean ${found}?`;
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
