/** Posts as they are stored: each with a key of its own, made before anything leaves, and with what its network takes for it. */

import { randomUUID } from "node:crypto";
import type { App } from "../app.ts";
import { findPlatform } from "../platforms/index.ts";
import { priceOf } from "../platforms/price.ts";
import type { NewPublication } from "../store/publications.ts";
import type { KeptAccount } from "../store/rows.ts";
import type { Post } from "../thread/thread.ts";

export function keyed(
  { settings }: Pick<App, "settings">,
  { platform }: Pick<KeptAccount, "platform">,
  posts: readonly Post[],
): NewPublication["posts"] {
  const network = findPlatform(platform);
  return posts.map((post) => ({ ...post, key: randomUUID(), priceMicros: priceOf(network, post.text, settings) }));
}
