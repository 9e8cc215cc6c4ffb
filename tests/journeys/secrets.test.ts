/** What is handed in for an account of any network stands nowhere but sealed: not in the data folder, the log, jobs, the database, API answers, or what commands print. */

import { describe, expect, it, vi } from "vitest";
import { openLog } from "../../src/base/log.ts";
import { openSkyServer, skyHandle, skyKeys } from "../support/bluesky-server.ts";
import { run } from "../support/cli.ts";
import { mastodonKeys, openMastodonServer } from "../support/mastodon-server.ts";
import { placesWithSecrets } from "../support/secrets.ts";
import { type Ask, openService } from "../support/service.ts";
import { openXServer, xKeys } from "../support/x-server.ts";

vi.setConfig({ testTimeout: 120_000 });

describe("the secrets of accounts on every network", () => {
  it("are found nowhere after connecting, publishing, failing, testing and reconnecting", async () => {
    await using x = await openXServer();
    await using mastodon = await openMastodonServer();
    await using sky = await openSkyServer();
    const logged: string[] = [];
    const env = {
      UTAS_ALLOWED_PRIVATE_HOSTS: "127.0.0.1",
      UTAS_X_URL: x.url,
      UTAS_CALL_DEADLINE: "2s",
      UTAS_LEASE: "5s",
    };
    await using utas = await openService({
      env,
      log: openLog("trace", { write: (line) => void logged.push(line) }),
    });
    const { journey, database } = utas;
    const answers: string[] = [];
    const ask = async (path: string, given?: Ask) => {
      const answer = await utas.askSignedIn(path, given);
      answers.push(answer.text, JSON.stringify([...answer.headers]));
      return answer;
    };

    const accounts = [
      { platform: "x", handle: "on-x", credentials: xKeys },
      { platform: "mastodon", handle: "on-mastodon", options: { server: mastodon.url }, credentials: mastodonKeys },
      { platform: "bluesky", handle: skyHandle, options: { server: sky.url }, credentials: skyKeys },
    ];
    for (const body of accounts) expect((await ask("/api/accounts", { body })).status).toBe(201);
    // A secret in a field that there is not, and a server that echoes the token.
    await ask("/api/accounts", { body: { ...accounts[0], credentials: { ...xKeys, [xKeys.appSecret]: "a" } } });
    mastodon.misbehave({ status: 422, body: { error: `what is ${mastodonKeys.accessToken}?` } }, 2);

    const made = await ask("/api/publications", {
      body: { posts: ["Satu.", "Dua."], accounts: accounts.map(({ handle }) => handle) },
    });
    const ids = (made.json as { id: string }[]).map(({ id }) => id);
    expect(ids).toHaveLength(3);
    const states = [];
    for (const id of ids) states.push((await journey.untilState(id, "published", "failed")).state);
    expect(states).toEqual(["published", "failed", "published"]);
    for (const id of ids) await ask(`/api/publications/${id}`);

    const commands: string[] = [];
    for (const { handle } of accounts) {
      const cli = { cwd: journey.app.settings.dataDir, env: { ...env, DATABASE_URL: database.url } };
      const given = { ...cli, env: { ...cli.env, UTAS_DATA_DIR: journey.app.settings.dataDir } };
      const said = await run(["accounts", "test", handle, "--json"], given);
      expect([said.code, said.err]).toEqual([0, ""]);
      commands.push(said.out, said.err);
    }
    x.misbehave({ status: 401, body: { title: `Unauthorized: ${xKeys.accessToken}` } }, 1, "me");
    const wrong = await ask("/api/accounts/on-x/reconnect", { body: { credentials: xKeys } });
    expect(wrong.status).toBe(422);
    for (const path of ["/api/accounts", "/api/publications", "/metrics", "/api/openapi.json"]) await ask(path);

    const secrets = [xKeys, mastodonKeys, skyKeys].flatMap((keys) => Object.values(keys));
    expect(answers.join("")).toContain("what is");
    expect(logged.length).toBeGreaterThan(20);
    const texts = {
      log: logged.join(""),
      events: JSON.stringify(journey.events),
      answers: answers.join("\n"),
      commands: commands.join("\n"),
    };
    const { dataDir } = journey.app.settings;
    expect(await placesWithSecrets([...secrets, ...sky.tokens], { dataDir, database, texts })).toEqual([]);
    // The search itself finds what is there.
    expect(await placesWithSecrets(["on-mastodon"], { dataDir, database, texts })).toContain("utas.accounts");
  });
});
