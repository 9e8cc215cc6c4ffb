/** X with OAuth 2: leave given at its page, tokens that are good once, and many processes at one time. */

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { askForConsent, takeConsent } from "../../src/actions/authorize.ts";
import { connect, reconnect } from "../../src/actions/connect.ts";
import { renewed, signInAccount } from "../../src/actions/sign-in-account.ts";
import { sweep } from "../../src/actions/sweep.ts";
import { fault } from "../../src/platforms/call.ts";
import type { Sender } from "../../src/platforms/platform.ts";
import { sql } from "../../src/store/db.ts";
import { run } from "../support/cli.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { freePort } from "../support/ports.ts";
import { type Journey, openJourney, posts } from "../support/rehearse.ts";
import { openXServer, type XServer } from "../support/x-server.ts";

describe("an account on X with OAuth 2", () => {
  let server: XServer;
  let database: TestDatabase;
  let journey: Journey;
  const redirect = "http://127.0.0.1:8721/callback";
  const app = { clientId: "an-app" };
  beforeEach(async () => {
    server = await openXServer();
    database = await openTestDatabase();
    journey = await openJourney({ databaseUrl: database.url, env: { UTAS_X_URL: server.url } });
  });
  afterEach(async () => {
    await journey[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  const connected = async () => {
    const asked = askForConsent("x", app, redirect);
    const credentials = await takeConsent(journey.app, "x", app, asked, `${redirect}?state=${asked.state}&code=a-code`);
    const { id } = await connect(journey.app, { platform: "x", handle: "herald", options: {}, credentials });
    await database.db.run(sql`update accounts set limits_override = '{"gapMs": 0}' where id = ${id}`);
    return id;
  };

  it("asks at X's page with PKCE, and takes no answer to another question", async () => {
    const asked = askForConsent("x", app, redirect);
    const page = new URL(asked.page);
    expect(page.origin + page.pathname).toBe("https://x.com/i/oauth2/authorize");
    expect(page.searchParams.get("code_challenge_method")).toBe("S256");
    expect(page.searchParams.get("scope")).toContain("offline.access");
    expect(asked.page).not.toContain(asked.verifier);
    const stranger = takeConsent(journey.app, "x", app, asked, `${redirect}?state=other&code=a-code`);
    await expect(stranger).rejects.toThrow("answers another question");
    await expect(takeConsent(journey.app, "x", app, asked, "a-wrong-code")).rejects.toThrow("Nothing was stored");
  });

  it("posts whole threads, renews a token that ends in mid-thread, and sends nothing twice", async () => {
    await connected();
    server.misbehave({ status: 401, body: { title: "Unauthorized" } }, 3);
    const { id } = await journey.publish("herald", posts(5));
    await journey.untilState(id, "published");
    expect(server.posts().map(({ text }) => text)).toEqual(posts(5));
    expect(server.tokens.given()).toBe(3);
  });

  it("is renewed by one process alone, however many want it at once", async () => {
    await connected();
    await database.db.run(sql`update account_sessions set expires_at = now() - interval '1 minute'`);
    const before = server.tokens.given();
    const account = await journey.app.store.accounts.get("herald");
    const ready = await Promise.all(Array.from({ length: 8 }, () => signInAccount(journey.app, account)));
    expect(ready.map(({ kind }) => kind)).toEqual(Array(8).fill("ready"));
    expect(server.tokens.given()).toBe(before + 1);
  });

  it("does not use a token again that was refused, although it could not be renewed at once", async () => {
    await connected();
    const account = await journey.app.store.accounts.get("herald");
    const ready = await signInAccount(journey.app, account);
    const session = await journey.app.store.accountSessions.find(account.id);
    if (ready.kind !== "ready" || !session) throw new Error("it is signed in");
    const away: Sender = { ...ready.sender, signIn: async () => fault("X: it answered 503") };
    expect(await renewed(journey.app, away, ready.login, session.number)).toMatchObject({ kind: "deferred" });
    const before = server.tokens.given();
    const next = await signInAccount(journey.app, account);
    expect(server.tokens.given()).toBe(before + 1);
    expect(next.kind === "ready" && next.login.session?.tokens).not.toEqual(ready.login.session?.tokens);
  });

  const kept = async () =>
    database.db.rows<{ sealed: string }>(sql`select sealed from unproven_sessions where sealed is not null`);
  const consented = async () => {
    const asked = askForConsent("x", app, redirect);
    return takeConsent(journey.app, "x", app, asked, `${redirect}?state=${asked.state}&code=a-code`);
  };
  const outage = { status: 503, body: { title: "Service Unavailable" } };

  it("is connected by the same credentials given again where X failed after it had renewed the token", async () => {
    const wanted = { platform: "x", handle: "herald", options: {}, credentials: await consented() };
    server.misbehave(outage, 1, "me");
    const failed = await connect(journey.app, wanted).then(() => "", String);
    expect(failed).toContain("503");
    expect(await journey.app.store.accounts.list()).toEqual([]);
    const [stored, ...more] = await kept();
    expect(more).toEqual([]);
    expect(failed + JSON.stringify(stored)).not.toMatch(/renewal-|bearer-/);

    // Given under another name as well: a token is good once whatever the account is called.
    await connect(journey.app, { ...wanted, handle: "the-herald" });
    expect(await kept()).toEqual([]);
    const { id } = await journey.publish("the-herald", posts(2));
    await journey.untilState(id, "published");
  });

  it("renews what is kept once more where that is over when the credentials are given again", async () => {
    const wanted = { platform: "x", handle: "herald", options: {}, credentials: await consented() };
    server.misbehave(outage, 1, "me");
    await expect(connect(journey.app, wanted)).rejects.toThrow("503");
    await database.db.run(sql`update unproven_sessions set expires_at = now() - interval '1 minute'`);
    server.tokens.revoke();
    expect(await connect(journey.app, wanted)).toMatchObject({ state: "ready", identity: { id: "42" } });
  });

  it("is reconnected by the same credentials given again, and keeps its own session until they are proven", async () => {
    await connected();
    const session = () => database.db.rows(sql`select sealed, number from account_sessions`);
    const before = await session();
    const credentials = await consented();
    server.misbehave(outage, 1, "me");
    await expect(reconnect(journey.app, "herald", credentials)).rejects.toThrow("503");
    expect(await session()).toEqual(before);
    expect(await kept()).toHaveLength(1);
    expect(await reconnect(journey.app, "herald", credentials)).toMatchObject({ state: "ready" });
    expect(await session()).not.toEqual(before);
    expect(await kept()).toEqual([]);
  });

  it("uses a token up once, however many connect with it at one time", async () => {
    const credentials = await consented();
    const given = server.tokens.given();
    const all = await Promise.allSettled(
      ["herald", "second", "third"].map((handle) =>
        connect(journey.app, { platform: "x", handle, options: {}, credentials }),
      ),
    );
    expect(server.tokens.given()).toBe(given + 1);
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("forgets after a week what nobody came back for", async () => {
    const wanted = { platform: "x", handle: "herald", options: {}, credentials: await consented() };
    server.misbehave(outage, 1, "me");
    await expect(connect(journey.app, wanted)).rejects.toThrow("503");
    await sweep(journey.app, "test");
    expect(await kept()).toHaveLength(1);
    await database.db.run(sql`update unproven_sessions set made_at = made_at - interval '8 days'`);
    await sweep(journey.app, "test");
    expect(await kept()).toEqual([]);
  });

  it("is connected from the command line by a browser that comes back to this machine", async () => {
    const back = `http://127.0.0.1:${await freePort()}/callback`;
    const given = ["--handle", "herald", "--authorize", "--redirect", back, "--credentials", "-", "--json"];
    const visits: Promise<void>[] = [];
    const { code, out, err } = await run(["accounts", "add", "x", ...given], {
      cwd: journey.app.settings.dataDir,
      env: {
        DATABASE_URL: database.url,
        UTAS_DATA_DIR: journey.app.settings.dataDir,
        UTAS_X_URL: server.url,
        UTAS_CALL_DEADLINE: "10s",
        UTAS_LEASE: "60s",
      },
      input: JSON.stringify(app),
      heard: (said) => {
        const page = /^https?:\S+(?=\n)/m.exec(said)?.[0] ?? "";
        const state = /[?&]state=([\w-]+)/.exec(page)?.[1];
        if (state && visits.length === 0 && page.includes("code_challenge_method=S256"))
          visits.push(comeBack(`${back}?state=${state}&code=a-code`));
      },
    });
    await Promise.all(visits);
    expect({ code, visits: visits.length, err }).toMatchObject({ code: 0, visits: 1 });
    expect(JSON.parse(out)).toMatchObject({ handle: "herald", state: "ready", identity: { id: "42" } });
    expect(out + err).not.toMatch(/renewal-|bearer-/);
  });
});

/** The browser may be quicker than the listener. */
async function comeBack(url: string): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const answered = await fetch(url).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await new Promise((again) => setTimeout(again, 50));
  }
}
