/** An account whose credentials hold no more: it is left alone as a whole, and goes on as each publication's late policy says. */

import { describe, expect, it } from "vitest";
import type { Late } from "../../src/schedule/late.ts";
import { openTestDatabase } from "../support/database.ts";
import { openMastodonStage } from "../support/mastodon-stage.ts";
import { openJourney, posts } from "../support/rehearse.ts";

describe("an account that is unauthorized", () => {
  it("is paused as a whole: nothing of it is claimed, asked or failed until it is connected again", async () => {
    await using stage = await openMastodonStage({ software: "mastodon 4.3.2" });
    await using database = await openTestDatabase();
    await using journey = await openJourney({
      databaseUrl: database.url,
      env: { ...stage.env, UTAS_CALL_DEADLINE: "2s", UTAS_LEASE: "5s", UTAS_TRIES: "2" },
    });
    await stage.connect(journey, database);
    const { store, clock } = journey.app;
    const { calls } = stage.server;

    stage.server.misbehave({ status: 401, body: { error: "The access token was revoked" } }, 3);
    const begun = await journey.publish(stage.handle, posts(5, "Sudah mulai"));
    await journey.until(
      "the account is stopped",
      async () => (await store.accounts.get(stage.handle)).state !== "ready",
    );
    stage.revoke?.();
    const asked = { ...calls };
    const publish = (about: string, policy: Late["policy"]) =>
      journey.publish(stage.handle, posts(2, about), { late: { policy, ms: 500 } });
    const [late, held, skipped] = [
      await publish("Tetap pergi", "publish"),
      await publish("Ditahan", "hold"),
      await publish("Dilewati", "skip"),
    ];
    const all = [begun, late, held, skipped];

    const beats = async () => (await store.workers.alive(clock.now(), 60_000)).map(({ beatAt }) => beatAt.getTime());
    const [before = 0] = await beats();
    await journey.until("the clock has beaten three times", async () => ((await beats())[0] ?? 0) > before + 3_000);
    for (const { id } of all) expect((await store.publications.get(id)).state).toBe("scheduled");
    expect(calls).toEqual(asked);
    for (const { id } of [late, held, skipped])
      expect((await store.publications.history(id)).map(({ move }) => move)).not.toContain("claim");
    expect((await store.waits.of([late.id], clock.now())).get(late.id)?.reason).toContain("unauthorized");

    await stage.reconnect(journey);
    await journey.untilState(begun.id, "published");
    await journey.untilState(late.id, "published");
    expect(await journey.untilState(held.id, "held")).toMatchObject({ reason: expect.stringMatching(/^late:/) });
    expect(await journey.untilState(skipped.id, "cancelled")).toMatchObject({
      reason: expect.stringMatching(/^late:/),
    });
    const out = (await stage.posts()).map(({ text }) => text);
    expect(out).toEqual([...posts(5, "Sudah mulai"), ...posts(2, "Tetap pergi")]);
    expect(journey.events.filter(({ kind }) => kind === "failed")).toEqual([]);
  });

  it("is not asked about a post of unknown fate, nor to take one back, until it is connected again", async () => {
    await using stage = await openMastodonStage({ software: "mastodon 4.3.2" });
    await using database = await openTestDatabase();
    await using journey = await openJourney({
      databaseUrl: database.url,
      env: { ...stage.env, UTAS_CALL_DEADLINE: "2s", UTAS_LEASE: "5s" },
    });
    await stage.connect(journey, database);
    const { store } = journey.app;
    stage.misbehave("lose-answer", 2);
    stage.server.misbehave({ status: 401, body: { error: "The access token was revoked" } }, 1, "list");
    const { id } = await journey.publish(stage.handle, posts(3));
    await journey.until(
      "the account is stopped",
      async () => (await store.accounts.get(stage.handle)).state !== "ready",
    );
    stage.revoke?.();
    const asked = { ...stage.server.calls };
    await journey.app.clock.wait(2_500);
    expect(stage.server.calls).toEqual(asked);
    expect((await store.publications.get(id)).state).toBe("uncertain");

    await stage.reconnect(journey);
    await journey.untilState(id, "published");
    expect((await stage.posts()).map(({ text }) => text)).toEqual(posts(3));
  });
});
