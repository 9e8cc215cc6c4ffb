/** Windows that accounts share: what one of them is told holds for all of its app, in every process, and for no other. */

import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { retract } from "../../src/actions/retract.ts";
import { sql } from "../../src/store/db.ts";
import type { Budget, OtherCall } from "../../src/thread/thread.ts";
import { openSkyStage } from "../support/bluesky-stage.ts";
import { run } from "../support/cli.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { openMastodonStage } from "../support/mastodon-stage.ts";
import { type Journey, openJourney, posts } from "../support/rehearse.ts";
import { addXAccount } from "../support/x-journey.ts";
import { openXServer, type XServer, xKeysOf } from "../support/x-server.ts";

const unixSeconds = (at: number) => String(Math.ceil(at / 1_000));

describe("a window of an app", () => {
  it("that is closed keeps all its accounts from calling until it opens, and no account of another app", async () => {
    await using server = await openXServer();
    await using database = await openTestDatabase();
    const env = { UTAS_X_URL: server.url, UTAS_CALL_DEADLINE: "2s", UTAS_LEASE: "5s" };
    await using journey = await openJourney({ databaseUrl: database.url, env });
    await addXAccount(journey, database, "satu", xKeysOf("1"));
    await addXAccount(journey, database, "dua", xKeysOf("2"));
    await addXAccount(journey, database, "lain", xKeysOf("3", "-of-another-app"));

    const opensAt = Math.ceil(Date.now() / 1_000) * 1_000 + 3_600_000;
    const headers = {
      "x-rate-limit-remaining": "50",
      "x-rate-limit-reset": unixSeconds(Date.now() + 1_000),
      "x-app-limit-24hour-remaining": "0",
      "x-app-limit-24hour-reset": unixSeconds(opensAt),
    };
    server.misbehave({ status: 429, headers, body: { title: "Too Many Requests" } });
    const first = await journey.publish("satu", posts(2, "Satu"));
    await journey.until("the window is closed", async () => {
      const { closedUntil } = await journey.app.store.accounts.get("dua");
      return closedUntil?.getTime() === opensAt;
    });
    const second = await journey.publish("dua", posts(2, "Dua"));
    const other = await journey.publish("lain", posts(2, "Lain"));
    await journey.untilState(other.id, "published");
    expect(server.posts().map(({ by }) => by)).toEqual(["3", "3"]);
    expect(server.calls.create).toBe(3);

    const { dataDir } = journey.app.settings;
    const cli = { ...env, DATABASE_URL: database.url, UTAS_DATA_DIR: dataDir, UTAS_ZONE: "UTC" };
    const utas = async (...args: string[]) => (await run(args, { cwd: dataDir, env: cli })).out;
    const said = `window closed until ${new Date(opensAt).toISOString().slice(0, 10)}`;
    const status = await utas("status");
    expect(status).toContain(`satu (x): ${said}`);
    expect(status).toContain(`dua (x): ${said}`);
    expect(status).not.toContain("lain (x)");
    expect(await utas("accounts", "test", "dua")).toMatch(
      /closed +create until .*, with all accounts of its app or server/,
    );

    expect(server.calls.create).toBe(3);

    await database.db.run(sql`update app_windows set closed_until = now()`);
    await database.db.run(sql`update windows set closed_until = now()`);
    await database.db.run(sql`update publications set retry_at = now() where retry_at is not null`);
    for (const { id } of [first, second]) await journey.untilState(id, "published");
    const textsBy = (user: string) =>
      server
        .posts()
        .filter(({ by }) => by === user)
        .map(({ text }) => text);
    expect([textsBy("1"), textsBy("2")]).toEqual([posts(2, "Satu"), posts(2, "Dua")]);
  });
});

describe("a budget that a network documents", () => {
  it("is not gone over although its answers tell nothing: the account waits, and a thread in the middle with it", async () => {
    await using server = await openXServer({ tells: false, window: { limit: 3, perMs: 4_000 } });
    await using database = await openTestDatabase();
    await using journey = await openJourney({
      databaseUrl: database.url,
      env: { UTAS_X_URL: server.url, UTAS_CALL_DEADLINE: "2s", UTAS_LEASE: "5s" },
    });
    const id = await addXAccount(journey, database, "satu", xKeysOf("1"));
    const budgets = [{ of: "account", most: 3, withinMs: 4_500, cost: 1 }];
    await database.db.run(
      sql`update accounts set limits_override = ${JSON.stringify({ gapMs: 0, budgets })} where id = ${id}`,
    );
    const made = await journey.publish("satu", posts(5));
    await journey.untilState(made.id, "published");
    expect(server.posts().map(({ text }) => text)).toEqual(posts(5));
    expect(server.calls.create).toBe(5);
  });
});

describe("a budget for calls of another kind", () => {
  const anHour = 3_600_000;
  /** One call of the kind an hour. */
  const onlyOne = (call: OtherCall): readonly Budget[] => [
    { of: "account", most: 1, withinMs: anHour, cost: 0, calls: { [call]: 1 } },
  ];
  async function withX(
    act: (scene: Scene & { readonly server: XServer }) => Promise<void>,
    budgets: readonly Budget[],
  ) {
    await using server = await openXServer({ tells: false });
    await using database = await openTestDatabase();
    await using journey = await openJourney({
      databaseUrl: database.url,
      env: { UTAS_X_URL: server.url, UTAS_CALL_DEADLINE: "2s", UTAS_LEASE: "5s" },
    });
    const id = await addXAccount(journey, database, "satu", xKeysOf("1"));
    await limit(database, id, budgets);
    await act({ server, journey, database });
  }
  interface Scene {
    readonly journey: Journey;
    readonly database: TestDatabase;
  }
  const limit = ({ db }: TestDatabase, id: string, budgets: readonly Budget[]) =>
    db.run(sql`update accounts set limits_override = ${JSON.stringify({ gapMs: 0, budgets })} where id = ${id}`);
  async function anHourLater({ db }: TestDatabase): Promise<void> {
    await db.run(sql`update budgets set opened_at = opened_at - interval '1 hour'`);
    await db.run(sql`update windows set closed_until = now()`);
    await db.run(sql`update publications set retry_at = now() where retry_at is not null`);
    await db.run(sql`update publications set next_ask_at = now() where next_ask_at is not null`);
  }
  const soonFull = (at: Date | null | undefined) => (at?.getTime() ?? 0) - Date.now() > 0.9 * anHour;

  it("keeps removals back when it is used up, and no post", () =>
    withX(async ({ server, journey, database }) => {
      const made = await journey.publish("satu", posts(3));
      await journey.untilState(made.id, "published");
      await retract(journey.app, made.id, "test", null);
      const { store } = journey.app;
      const waits = async () => soonFull((await store.publications.get(made.id)).retryAt);
      await journey.until("it waits", waits);
      expect(server.calls.remove).toBe(1);
      await journey.untilState((await journey.publish("satu", posts(1, "Lain"))).id, "published");
      await anHourLater(database);
      await journey.until("the second is gone", async () => server.calls.remove === 2 && (await waits()));
      await anHourLater(database);
      await journey.untilState(made.id, "retracted");
      expect(server.calls.remove).toBe(3);
    }, onlyOne("remove")));

  it("keeps look-ups back when it is used up, and takes nothing for absent meanwhile", () =>
    withX(async ({ server, journey, database }) => {
      server.misbehave("lag");
      server.misbehave("lose-answer");
      const made = await journey.publish("satu", posts(2));
      const { store } = journey.app;
      const { accountId } = await store.publications.get(made.id);
      await journey.until("looking up waits", async () =>
        (await store.doors.closed(accountId, new Date())).some(
          ({ route, closedUntil }) => route === "find" && soonFull(closedUntil),
        ),
      );
      await journey.untilState((await journey.publish("satu", posts(3, "Lain"))).id, "published");
      expect([server.calls.list, server.calls.create]).toEqual([1, 4]);
      expect((await store.publications.get(made.id)).state).toBe("uncertain");
      server.catchUp();
      await anHourLater(database);
      await journey.untilState(made.id, "published");
      const out = server.posts().map(({ text }) => text);
      expect(out.filter((text) => posts(2).includes(text))).toEqual(posts(2));
      expect(out).toHaveLength(5);
    }, onlyOne("find")));

  it("keeps pictures back when it is used up, or when the server says so, and posts without one go", async () => {
    await using stage = await openMastodonStage({ software: "mastodon 4.3.2" });
    await using database = await openTestDatabase();
    await using journey = await openJourney({
      databaseUrl: database.url,
      env: { ...stage.env, UTAS_CALL_DEADLINE: "2s", UTAS_LEASE: "5s" },
    });
    await stage.connect(journey, database);
    const { store } = journey.app;
    const { id } = await store.accounts.get(stage.handle);
    const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#508090" } })
      .png()
      .toBuffer();
    const withPicture = (about: string) =>
      journey.publish(stage.handle, posts(1, about), { images: [{ name: "a.png", bytes: picture, alt: about }] });
    const waits = (one: { readonly id: string }) =>
      journey.until("it waits", async () => soonFull((await store.publications.get(one.id)).retryAt));

    await limit(database, id, onlyOne("upload"));
    await journey.untilState((await withPicture("Pertama")).id, "published");
    const second = await withPicture("Kedua");
    await waits(second);
    expect(stage.server.calls.media).toBe(1);
    await journey.untilState((await journey.publish(stage.handle, posts(2, "Tanpa foto"))).id, "published");

    await limit(database, id, []);
    await anHourLater(database);
    const reset = new Date(Date.now() + anHour).toISOString();
    stage.server.misbehave(
      { status: 200, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": reset }, body: { id: "m-0" } },
      1,
      "media",
    );
    await journey.until("the server said that uploads are used up", async () =>
      (await store.doors.closed(id, new Date())).some(({ route }) => route === "upload"),
    );
    const uploads = stage.server.calls.media;
    await waits(await withPicture("Ketiga"));
    expect(stage.server.calls.media).toBe(uploads);
  });

  it("keeps sign-ins back when it is used up, and disconnects nobody", async () => {
    await using stage = await openSkyStage();
    await using database = await openTestDatabase();
    await using journey = await openJourney({
      databaseUrl: database.url,
      env: { ...stage.env, UTAS_CALL_DEADLINE: "2s", UTAS_LEASE: "5s" },
    });
    await stage.connect(journey, database);
    const { store } = journey.app;
    const { id } = await store.accounts.get(stage.handle);
    await limit(database, id, onlyOne("signIn"));
    const signIns = () => stage.server.calls.createSession + stage.server.calls.refreshSession;
    stage.expire?.();
    const before = signIns();
    await journey.untilState((await journey.publish(stage.handle, posts(2, "Satu"))).id, "published");
    expect(signIns()).toBe(before + 1);
    stage.expire?.();
    const made = await journey.publish(stage.handle, posts(2, "Dua"));
    await journey.until("it waits", async () => soonFull((await store.publications.get(made.id)).retryAt));
    expect(signIns()).toBe(before + 1);
    expect((await store.accounts.get(stage.handle)).state).toBe("ready");
    await anHourLater(database);
    await journey.untilState(made.id, "published");
    expect((await stage.posts()).map(({ text }) => text)).toEqual([...posts(2, "Satu"), ...posts(2, "Dua")]);
  });
});
