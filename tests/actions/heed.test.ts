/** Troubles that this process was told of, or finds in the database. */

import { afterEach, expect, it } from "vitest";
import { addChannel, channelCredentials } from "../../src/actions/channels.ts";
import { heedTroubles } from "../../src/actions/heed.ts";
import { later, minutes } from "../../src/base/clock.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type Journey, openJourney } from "../support/rehearse.ts";

let database: TestDatabase;
let utas: Journey;
afterEach(async () => {
  await utas[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

it("raises what another process wrote and could not tell, between two beats", async () => {
  database = await openTestDatabase();
  utas = await openJourney({ databaseUrl: database.url, workers: false });
  const { store, clock } = utas.app;
  const url = "https://hooks.example.org/utas";
  await addChannel(utas.app, {
    kind: "webhook",
    kinds: null,
    ...channelCredentials("webhook", JSON.stringify({ url })),
  });
  const letters = () => store.notices.due(clock.now(), later(clock.now(), minutes(1)));
  const brake = { scope: "everywhere", subject: "", reason: "salah angka", actor: "ana", until: null } as const;
  {
    await using _listening = heedTroubles(utas.app);
    await store.brakes.put({ ...brake, since: clock.now() });
    await clock.wait(300);
    expect(await letters()).toEqual([]);
  }
  await using _looking = heedTroubles(utas.app, 50);
  await utas.until("it is told", async () => (await letters()).length === 1);
});
