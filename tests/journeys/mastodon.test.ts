/** Whole threads to servers with Mastodon's API, which misbehave in every way that their stand-in knows: one that honours the key, and one that ignores it. */

import { vi } from "vitest";
import { describeThreads } from "../support/contract.ts";
import { openMastodonStage } from "../support/mastodon-stage.ts";
import { mastodonCan, mastodonWindows } from "../support/mastodon-stand.ts";

vi.setConfig({ maxConcurrency: 4, testTimeout: 120_000 });

const kinds = [
  { software: "mastodon 4.3.2", keys: "honoured" },
  { software: "snac 2.94", keys: "ignored", dropsParents: true, emptyErrors: true, firstVersionOnly: true },
] as const;

for (const habits of kinds)
  describeThreads(
    habits.software,
    {
      can: mastodonCan,
      open: (options) => openMastodonStage({ ...habits, ...options }),
      troubleAt: 3,
      windows: mastodonWindows,
    },
    { revoke: () => undefined },
  );
