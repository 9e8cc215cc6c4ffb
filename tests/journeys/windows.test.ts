/** Windows that accounts share: what one of them is told holds for all of its app, in every process, and for no other. */

import { describe, expect, it } from "vitest";
import { sql } from "../../src/store/db.ts";
import { run } from "../support/cli.ts";
import { openTestDatabase } from "../support/database.ts";
import { openJourney, posts } from "../support/rehearse.ts";
import { addXAccount } from "../support/x-journey.ts";
import { openXServer, xKeysOf } from "../support/x-server.ts";

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
