/** What an operator sees in ten seconds. */

import { describe, expect, it } from "vitest";
import { later, minutes, seconds } from "../../src/base/clock.ts";
import { AppError } from "../../src/base/errors.ts";
import { screen } from "../../src/cli/top.ts";
import { render, type Seen } from "../../src/cli/top-view.ts";
import { openTestDatabase } from "../support/database.ts";
import { openJourney, posts } from "../support/rehearse.ts";

const now = new Date("2026-12-01T02:00:00Z");
const quiet = { waiting: 0, active: 0, delayed: 0, failed: 0 };
const seen: Seen = {
  now,
  zone: "Asia/Jakarta",
  accounts: [
    {
      ...{ id: "acc_1", account: "kabar", platform: "sandbox", state: "ready", reason: null, closedUntil: null },
      ...{
        due: 2,
        late: 1,
        sending: 1,
        uncertain: 0,
        waiting: 3,
        held: 0,
        failed: 4,
        scheduled: 7,
        publishedToday: 12,
      },
      next: later(now, minutes(5)),
    },
  ],
  failures: [{ reason: "the post is too long", count: 4, id: "pub_4" }],
  doubts: [{ reason: "nobody can tell", count: 1, id: "pub_9", forPerson: true }],
  brakes: [],
  brakeLines: [],
  workers: [{ id: "w1", beatAt: later(now, -seconds(4)) }],
  aliveMs: seconds(30),
  queues: { publish: { ...quiet, active: 2 }, reconcile: quiet, retract: quiet } as Seen["queues"],
  rules: later(now, minutes(1)),
};
const lines = (given: Partial<Seen> = {}, columns = 200) => render({ ...seen, ...given }, columns).split("\n");
const brake = { reason: "r", actor: "ana", since: now, until: null };

describe("top", () => {
  it("names the zone, the workers, the queues and the next rule", () => {
    expect(lines().slice(0, 3)).toEqual([
      "Utas at 2026-12-01 09:00:00 (Asia/Jakarta)",
      "1 worker alive, the last beat 4 s ago",
      "queues: publish 2 active; the next rule fires at 2026-12-01 09:01:00",
    ]);
  });

  it("has a line for each account, and says what to do about what failed and what is in doubt", () => {
    const text = lines().join("\n");
    expect(text).toMatch(/kabar\s+sandbox\s+ready\s+2\s+1\s+1\s+·\s+3\s+·\s+4\s+7\s+12\s+12-01 09:05/);
    expect(text).toContain("4 × utas retry pub_4: the post is too long");
    expect(text).toContain("1 × utas resolve pub_9: nobody can tell");
  });

  it.each<[string, Partial<Seen>, string]>([
    ["a halt", { brakes: [{ scope: "everywhere", subject: "", ...brake }] }, "halted"],
    ["a halt of its network", { brakes: [{ scope: "platform", subject: "sandbox", ...brake }] }, "halted"],
    ["a pause", { brakes: [{ scope: "account", subject: "acc_1", ...brake }] }, "paused"],
    [
      "a closed window",
      { accounts: seen.accounts.map((one) => ({ ...one, closedUntil: later(now, minutes(15)) })) },
      "limited to 09:15",
    ],
    [
      "a broken account",
      { accounts: seen.accounts.map((one) => ({ ...one, state: "unauthorized" as const })) },
      "unauthorized",
    ],
  ])("shows %s in the account's line", (_, given, state) => {
    expect(lines(given).find((line) => line.startsWith("kabar"))).toContain(state);
  });

  it("cries out when no worker is alive or the queue is silent", () => {
    const text = lines({ workers: [{ id: "w1", beatAt: later(now, -minutes(9)) }], queues: null }).join("\n");
    expect(text).toContain("!! no worker is alive");
    expect(text).toContain("1 fell silent within the last hour");
    expect(text).toContain("!! the queue does not answer");
  });

  it("stays open while the database is away, and says so", async () => {
    const away = () =>
      Promise.reject(new AppError("database-unreachable", { where: "here", why: "nothing listens there" }));
    expect(await screen(away, 80)).toMatch(/^!! The database at here cannot be reached: nothing listens there\.\n/);
    expect(await screen(async () => seen, 80)).toContain("Utas at");
  });

  it("is no wider than the terminal", () => {
    expect(Math.max(...lines({}, 60).map((line) => line.length))).toBe(60);
  });

  it("counts what stands in the database", async () => {
    await using database = await openTestDatabase();
    await using journey = await openJourney({ databaseUrl: database.url, workers: false });
    const { app } = journey;
    await journey.addAccount("satu");
    const at = app.clock.now();
    await journey.publish("satu", posts(2));
    await journey.publish("satu", posts(2, "Nanti"), { dueAt: later(at, minutes(60)) });
    const { accounts } = await app.store.overview.take(later(at, minutes(2)), later(at, minutes(4)), at);
    expect(accounts).toEqual([expect.objectContaining({ account: "satu", due: 0, late: 1, scheduled: 2, failed: 0 })]);
    const { accounts: early } = await app.store.overview.take(later(at, seconds(5)), later(at, minutes(4)), at);
    expect(early).toEqual([expect.objectContaining({ due: 1, late: 0 })]);
  });
});
