/** Whole threads to servers with Mastodon's API, which misbehave in every way that their stand-in knows: one that honours the key, and one that ignores it. */

import sharp from "sharp";
import { expect, it, vi } from "vitest";
import { resolve } from "../../src/actions/resolve.ts";
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

it("asks a person, and sends nothing again, where a server that changes words loses its answer", async () => {
  await using stage = await openMastodonStage({
    software: "mastodon 4.3.2",
    keys: "ignored",
    application: "Utas",
    filter: (text) => text.replaceAll("tewas", "[…]"),
  });
  await using database = await openTestDatabase();
  await using journey = await openJourney({
    databaseUrl: database.url,
    env: { ...stage.env, UTAS_CALL_DEADLINE: "2s", UTAS_LEASE: "5s" },
  });
  await stage.connect(journey, database);
  const { store } = journey.app;
  const thread = ["Banjir melanda kota.", "Dua orang tewas.", "Warga mengungsi."];
  stage.misbehave("lose-answer", 2);
  const { id } = await journey.publish(stage.handle, thread);
  await journey.until("a person is asked", async () => {
    const { state, nextAskAt } = await store.publications.get(id);
    return state === "uncertain" && nextAskAt === null;
  });
  const url = `${stage.server.url}/@herald/${stage.server.posts()[1]?.id}`;
  expect((await store.publications.get(id)).reason).toContain(`${url} stands in its place with other words`);
  expect(stage.creates).toBe(2);

  await resolve(journey.app, id, url, "test");
  await journey.untilState(id, "published");
  expect((await stage.posts()).map(({ text }) => text)).toEqual(thread);
});

it("waits for a picture over several tries, and uploads it once", async () => {
  await using stage = await openMastodonStage({ readyAtAsk: 5 });
  await using database = await openTestDatabase();
  await using journey = await openJourney({
    databaseUrl: database.url,
    env: { ...stage.env, UTAS_CALL_DEADLINE: "2s", UTAS_LEASE: "5s" },
  });
  await stage.connect(journey, database);
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#508090" } })
    .png()
    .toBuffer();
  const images = [{ name: "a.png", bytes, alt: "Pasar" }];
  const { id } = await journey.publish(stage.handle, ["Satu.", "Dua."], { images });
  await journey.untilState(id, "published");
  expect(stage.shows()).toEqual([["Pasar"], []]);
  expect(stage.server.calls.media).toBe(1);
});
