/** The limits that threads are cut for in tests: the networks' own. */

import { bluesky as Bluesky } from "../../src/platforms/bluesky.ts";
import { mastodon as Mastodon } from "../../src/platforms/mastodon.ts";
import { x as X } from "../../src/platforms/x.ts";

export const x = X.limits;
export const bluesky = Bluesky.limits;
export const mastodon = Mastodon.limits;
export const networks = { x, bluesky, mastodon } as const;
