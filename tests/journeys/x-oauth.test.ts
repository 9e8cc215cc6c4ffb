/** X with OAuth 2: leave given at its page, tokens that are good once, and many processes at one time. */

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { askForConsent, takeConsent } from "../../src/actions/authorize.ts";
import { connect } from "../../src/actions/connect.ts";
import { signInAccount } from "../../src/actions/sign-in-account.ts";
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
