/** After an outage a rule takes what came meanwhile, and not the newest of what was known before. */

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { addRule } from "../../src/actions/add-rule.ts";
import { awaitLooks } from "../../src/actions/await-looks.ts";
import { collect, lookLeaseMs } from "../../src/actions/collect.ts";
import { watchFolder } from "../../src/actions/watch-folder.ts";
import { later, minutes, seconds } from "../../src/base/clock.ts";
import { sql } from "../../src/store/db.ts";
import { startClock } from "../../workers/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { handClock } from "../support/newsdesk.ts";
import { openJourney } from "../support/rehearse.ts";

it("a rule that is due when a process starts waits for a look at its source", async () => {
  const root = mkdtempSync(join(tmpdir(), "utas-outage-"));
  const folder = join(root, "berita");
  mkdirSync(folder);
  const put = (name: string, secondsAgo: number) => {
    writeFileSync(
      join(folder, name),
      `Kabar ${name} pagi ini\n\nIsi dari ${name} yang cukup panjang untuk sebuah kabar.\n`,
    );
    utimesSync(join(folder, name), Date.now() / 1_000 - secondsAgo, Date.now() / 1_000 - secondsAgo);
  };
  await using database = await openTestDatabase();
  await using journey = await openJourney({ databaseUrl: database.url, workers: false });
  const { app } = journey;
  await journey.addAccount("pagi");
  put("jumat.txt", 9_000);
  const { source } = await watchFolder(app, { folder, take: 1 });
  const turn = await app.store.sources.claim({ id: source.id, leaseMs: lookLeaseMs }, app.clock.now());
  if (turn) await collect(app, turn);
  await addRule(
    app,
    "menit",
    { cron: "* * * * *", zone: "UTC", source: source.id, to: "pagi", approval: false },
    "test",
  );

  // Nobody was there for an hour, while an article came.
  put("senin.txt", 600);
  await database.db.run(sql`update sources set collected_at = collected_at - interval '1 hour'`);
  await database.db.run(
    sql`update rules set advanced_to = advanced_to - interval '2 minutes', next_at = now() - interval '1 minute'`,
  );
  const look = await app.store.sources.claim({ id: source.id, leaseMs: minutes(1) }, app.clock.now());
  await using _clock = startClock(app, "worker:test");
  // Somebody else is looking, and takes his time.
  await app.clock.wait(2_000);
  if (!look) throw new Error("the source was not free");
  await collect(app, look);
  const { id } = await app.store.rules.get("menit");
  await journey.until("it has fired", async () => (await app.store.firings.history(id)).length > 0);
  const [first] = (await app.store.firings.history(id)).reverse();
  expect(first?.article?.title).toContain("senin.txt");
  rmSync(root, { recursive: true, force: true });
});

it("nobody waits long, nor for a source that is broken or was looked at", async () => {
  await using database = await openTestDatabase();
  await using journey = await openJourney({ databaseUrl: database.url, workers: false });
  const now = new Date("2026-12-01T00:00:00Z");
  const { store } = journey.app;
  await store.sources.add({ id: "src_1", name: "jauh", kind: "folder", address: "/jauh" }, [], now);
  const waited = async (lastBeat: Date | null) => {
    const clock = handClock(now.toISOString());
    let ms = 0;
    const wait = async (one: number) => {
      ms += one;
      clock.forward(one);
    };
    await awaitLooks({ store, clock: { ...clock, wait } }, lastBeat, new AbortController().signal);
    return ms;
  };
  expect(await waited(null), "never looked at").toBe(0);
  await store.sources.settle("src_1", null, later(now, -minutes(3)));
  expect(await waited(null)).toBe(seconds(10));
  expect(await waited(later(now, -minutes(3)))).toBe(seconds(10));
  expect(await waited(later(now, -seconds(10)))).toBe(0);
  await store.sources.settle("src_1", null, later(now, -minutes(1)));
  expect(await waited(null)).toBe(0);
  await store.sources.settle("src_1", "it is not there", later(now, -minutes(3)));
  expect(await waited(null)).toBe(0);
});
