/** Accounts that are tested and changed, and what a thread may cost, against servers on this machine. */

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect } from "../../src/actions/connect.ts";
import { setAccount } from "../../src/actions/set-account.ts";
import { testAccount } from "../../src/actions/test-account.ts";
import { sql } from "../../src/store/db.ts";
import { run } from "../support/cli.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type MastodonServer, mastodonKeys, openMastodonServer } from "../support/mastodon-server.ts";
import { type Journey, openJourney } from "../support/rehearse.ts";
import { addXAccount } from "../support/x-journey.ts";
import { openXServer, type XServer } from "../support/x-server.ts";

describe("an account", () => {
  let server: MastodonServer;
  let x: XServer;
  let database: TestDatabase;
  let journey: Journey;
  const env = () => ({
    DATABASE_URL: database.url,
    UTAS_DATA_DIR: journey.app.settings.dataDir,
    UTAS_ALLOWED_PRIVATE_HOSTS: "127.0.0.1",
    UTAS_X_URL: x.url,
  });
  const utas = (args: readonly string[], input = "") =>
    run(args, { cwd: journey.app.settings.dataDir, env: env(), input });

  beforeEach(async () => {
    server = await openMastodonServer({ software: "mastodon 4.3.2", max: 2_000 });
    x = await openXServer();
    database = await openTestDatabase();
    journey = await openJourney({
      databaseUrl: database.url,
      env: { UTAS_ALLOWED_PRIVATE_HOSTS: "127.0.0.1", UTAS_X_URL: x.url },
    });
  });
  afterEach(async () => {
    await journey[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
    await x[Symbol.asyncDispose]();
  });

  const onMastodon = (options: Record<string, string> = {}) =>
    connect(journey.app, {
      platform: "mastodon",
      handle: "herald",
      options: { server: server.url, ...options },
      credentials: mastodonKeys,
    });

  it("is connected from the command line, tells at a test who it is and what its server takes, and shows no token", async () => {
    const added = await utas(
      ["accounts", "add", "mastodon", "--handle", "herald", "--server", server.url, "--credentials", "-", "--json"],
      JSON.stringify(mastodonKeys),
    );
    expect([added.code, added.err]).toEqual([0, ""]);
    const host = new URL(server.url).host;
    const said = await utas(["accounts", "test", "herald", "--json"]);
    expect(JSON.parse(said.out)).toMatchObject({
      handle: "herald",
      state: "ready",
      identity: { id: `42@${host}`, name: `herald@${host}`, software: "mastodon 4.3.2" },
      limits: { max: 2_000, urlCost: 23, images: 4, altMax: 1_500 },
      quota: { left: 300, of: 300 },
      tokenUntil: null,
      spent: null,
    });
    const people = await utas(["accounts", "test", "herald"]);
    expect(people.out).toContain("server runs  mastodon 4.3.2");
    expect(added.out + said.out + people.out).not.toContain(mastodonKeys.accessToken);
  });

  it("says why it cannot post when its token was revoked, and names the way out", async () => {
    await onMastodon();
    server.misbehave({ status: 401, body: "" }, 1, "me");
    await expect(testAccount(journey.app, "herald")).rejects.toThrow(
      /herald cannot post: .*does not accept the account's token.*utas accounts reconnect herald/,
    );
  });

  it("changes its name, zone and options, and forgets an option that is set to nothing", async () => {
    await onMastodon({ numbering: "1/12", prefix: "Berita:" });
    const said = await utas([
      "accounts",
      "set",
      "herald",
      "--handle",
      "pos",
      "--zone",
      "WIB",
      "--numbering",
      "(1/12)",
      "--prefix",
      "",
      "--json",
    ]);
    expect(said.err).toBe("");
    expect(JSON.parse(said.out)).toMatchObject({
      handle: "pos",
      zone: "Asia/Jakarta",
      options: { server: server.url, numbering: "(1/12)" },
    });
    expect(JSON.parse(said.out).options).not.toHaveProperty("prefix");
  });

  it("asks its server before it believes what concerns the server, and counts a content warning from then on", async () => {
    await onMastodon();
    const changed = await setAccount(journey.app, "herald", { options: { spoiler: "Kekerasan" } });
    expect(changed.limitsOverride).toMatchObject({ max: 1_991 });
    expect(server.calls.me).toBe(2);
    await setAccount(journey.app, "herald", { options: { link: "none" } });
    expect(server.calls.me).toBe(2);
  });

  it("does not become another account by another server, and takes no value that does not fit", async () => {
    await onMastodon();
    const other = await openMastodonServer();
    await expect(setAccount(journey.app, "herald", { options: { server: other.url } })).rejects.toThrow(
      "Nothing was changed",
    );
    await expect(setAccount(journey.app, "herald", { options: { visibility: "friends" } })).rejects.toThrow(
      "give one of public, unlisted, private, direct",
    );
    await expect(setAccount(journey.app, "herald", { options: {}, monthlyCapMicros: 1 })).rejects.toThrow(
      "Mastodon takes no money",
    );
    expect((await journey.app.store.accounts.get("herald")).options).toEqual({ server: server.url });
    await other[Symbol.asyncDispose]();
  });

  describe("with a monthly cap", () => {
    const thread = ["Satu.", "Dua.", "Tiga dengan https://example.com/berita"];
    const capped = async (dollars: string) => {
      await addXAccount(journey, database, "herald");
      const said = await utas(["accounts", "set", "herald", "--monthly-cap", dollars]);
      expect([said.code, said.err]).toEqual([0, ""]);
    };

    it("holds a thread whole that would cost more than is left, and sends it once the cap is raised", async () => {
      await capped("0.40");
      const first = await journey.publish("herald", thread);
      await journey.untilState(first.id, "published");
      const second = await journey.publish(
        "herald",
        thread.map((text) => `Lagi: ${text}`),
      );
      const held = await journey.untilState(second.id, "held");
      expect(held.reason).toContain("this thread costs $0.23 and herald has spent $0.23 of its $0.40 this month");
      expect(x.posts()).toHaveLength(3);
      expect(await testAccount(journey.app, "herald")).toMatchObject({ spentMicros: 230_000 });

      await setAccount(journey.app, "herald", { options: {}, monthlyCapMicros: 1_000_000 });
      expect((await utas(["retry", second.id])).code).toBe(0);
      await journey.untilState(second.id, "published");
      expect(x.posts()).toHaveLength(6);
    });

    it("does not break a thread off in the middle: what has begun goes on whatever it costs", async () => {
      await capped("0.25");
      x.misbehave("fail-before", 2);
      const { id } = await journey.publish("herald", thread);
      await journey.until("the thread has begun", async () => x.calls.create >= 2);
      await setAccount(journey.app, "herald", { options: {}, monthlyCapMicros: 0 });
      await journey.untilState(id, "published");
      expect(x.posts()).toHaveLength(3);
    });

    it("holds a thread that had stopped, and whose rest others have spent meanwhile", async () => {
      await capped("0.06");
      x.misbehave(
        { status: 403, body: { title: "Forbidden", detail: "Your Tweet text is too long.", status: 403 } },
        2,
      );
      const stopped = await journey.publish("herald", ["Satu.", "Dua.", "Tiga."]);
      await journey.untilState(stopped.id, "failed");
      const other = await journey.publish("herald", ["Empat.", "Lima.", "Enam."]);
      await journey.untilState(other.id, "published");
      expect((await utas(["retry", stopped.id])).code).toBe(0);
      const held = await journey.untilState(stopped.id, "held");
      expect(held.reason).toContain("the rest of this thread costs $0.03 and herald has spent $0.06 of its $0.06");
      expect(x.posts()).toHaveLength(4);
      expect(await testAccount(journey.app, "herald")).toMatchObject({ spentMicros: 60_000 });
    });

    it("counts anew in a new month", async () => {
      await capped("0.25");
      const { id } = await journey.publish("herald", thread);
      await journey.untilState(id, "published");
      await database.db.run(sql`update deliveries set first_started_at = first_started_at - interval '32 days'`);
      expect(await testAccount(journey.app, "herald")).toMatchObject({ spentMicros: 0 });
    });

    it("tells what a thread costs before it goes, and when it is split", async () => {
      await capped("none");
      const article = "Judul berita\n\nIsi berita yang pendek saja.";
      const published = await utas(["publish", "-", "--to", "herald", "--link", "https://example.com/b"], article);
      expect(published.err).toMatch(/herald: costs about \$0\.2\d* \(\d posts?, 1 of them with a link\)/);
      const split = await utas(["split", "--for", "x,mastodon", "--json"], article);
      const [onX, onMastodon] = JSON.parse(split.out).threads;
      expect([onX.cost, onMastodon.cost]).toEqual([0.015 * onX.posts.length, undefined]);
    });
  });
});
