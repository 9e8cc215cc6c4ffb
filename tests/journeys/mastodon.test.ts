/** Whole threads to servers with Mastodon's API, which misbehave in every way that their stand-in knows: one that honours the key, and one that ignores it. */

import { expect, it, vi } from "vitest";
import { describeThreads } from "../support/contract.ts";
import { openTestDatabase } from "../support/database.ts";
import { openMastodonStage } from "../support/mastodon-stage.ts";
import { mastodonCan, mastodonWindows } from "../support/mastodon-stand.ts";
import { openJourney } from "../support/rehearse.ts";

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

it("removes none of a thread's posts though the answer to a later one in the same words is about it", async () => {
  await using stage = await openMastodonStage();
  await using database = await openTestDatabase();
  await using journey = await openJourney({ databaseUrl: database.url, env: stage.env });
  await stage.connect(journey, database);
  const thread = ["Banjir melanda kota.", "Warga mengungsi.", "Ketinggian air terus naik.", "Warga mengungsi."];
  const body = {
    id: "109000000000000014",
    in_reply_to_id: "109000000000000007",
    content: `<p>${thread[1]}</p>`,
    created_at: new Date(Date.now() + 60_000).toISOString(),
  };
  stage.server.misbehave({ status: 200, body }, 4);
  const { id } = await journey.publish(stage.handle, thread);
  await journey.untilState(id, "published");
  const out = stage.server.posts();
  expect(out[1]).toMatchObject({ id: body.id, parentId: body.in_reply_to_id });
  expect(out.map(({ text }) => text)).toEqual(thread);
  expect(stage.server.calls.remove).toBe(0);
});
