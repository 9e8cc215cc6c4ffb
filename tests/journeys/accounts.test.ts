/** Which account there is which account here: never two for one, never another one's keys. */

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { connect, reconnect } from "../../src/actions/connect.ts";
import { run } from "../support/cli.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type Journey, openJourney } from "../support/rehearse.ts";
import { addXAccount } from "../support/x-journey.ts";
import { openXServer, type XServer, xKeys } from "../support/x-server.ts";

describe("an account on X", () => {
  let server: XServer;
  let database: TestDatabase;
  let journey: Journey;
  beforeEach(async () => {
    server = await openXServer();
    database = await openTestDatabase();
    journey = await openJourney({ databaseUrl: database.url, env: { UTAS_X_URL: server.url }, workers: false });
  });
  afterEach(async () => {
    await journey[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
  });

  it("is connected once, whatever it is called here", async () => {
    const id = await addXAccount(journey, database, "herald");
    const again = connect(journey.app, { platform: "x", handle: "twin", options: {}, credentials: xKeys });
    await expect(again).rejects.toThrow(`herald on x is connected already, as herald (${id})`);
    expect(await journey.app.store.accounts.list()).toHaveLength(1);
  });

  it("takes new keys of its own, and nobody else's", async () => {
    const id = await addXAccount(journey, database, "herald");
    await reconnect(journey.app, "herald", xKeys);
    server.misbehave({ status: 200, body: { data: { id: "43", username: "stranger" } } }, 1, "me");
    await expect(reconnect(journey.app, "herald", xKeys)).rejects.toThrow("These keys are for stranger");
    expect(await journey.app.store.accounts.get(id)).toMatchObject({ identity: { id: "42", name: "herald" } });
  });

  it("may be connected with keys from the environment", async () => {
    const env = {
      DATABASE_URL: database.url,
      UTAS_DATA_DIR: journey.app.settings.dataDir,
      UTAS_X_URL: server.url,
      UTAS_CREDENTIALS: JSON.stringify(xKeys),
    };
    const said = await run(["accounts", "add", "x", "--handle", "herald", "--json"], {
      cwd: journey.app.settings.dataDir,
      env,
    });
    expect([said.code, said.err]).toEqual([0, ""]);
    expect(JSON.parse(said.out)).toMatchObject({ handle: "herald", identity: { id: "42" } });
    for (const secret of Object.values(xKeys)) expect(said.out).not.toContain(secret);
  });
});
