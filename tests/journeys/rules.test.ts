/** Processes with schedulers and workers are killed while rules fire: each firing once, each article once, and every thread once on its account. */

import { afterEach, describe, expect, it } from "vitest";
import { addRule } from "../../src/actions/add-rule.ts";
import { tick } from "../../src/actions/tick.ts";
import { minutes } from "../../src/base/clock.ts";
import { sql } from "../../src/store/db.ts";
import { openKillingProxy } from "../support/killing-proxy.ts";
import { type Newsdesk, openNewsdesk, story } from "../support/newsdesk.ts";
import { startVictim } from "../support/processes.ts";
import type { Victim } from "../support/victims.ts";

/** By the machine's clock: other processes have no other. */
const openNow = () => openNewsdesk(new Date().toISOString());
const closers: AsyncDisposable[] = [];
const kept = <T extends AsyncDisposable>(one: T): T => {
  closers.push(one);
  return one;
};
afterEach(async () => {
  for (let one = closers.pop(); one; one = closers.pop()) await one[Symbol.asyncDispose]();
});

/** Its instants of so many minutes are due. */
async function dueSince({ database }: Newsdesk, ago: number): Promise<void> {
  const since = new Date(Math.floor((Date.now() - minutes(ago)) / minutes(1)) * minutes(1));
  await database.db.run(
    sql`update rules set advanced_to = ${since}, next_at = ${new Date(since.getTime() + minutes(1))}`,
  );
}

const everyMinute = { cron: "* * * * *", zone: "UTC", mode: "full" } as const;

/** What must hold of each rule and account, whatever was killed. */
async function expectOnce(
  desk: Newsdesk,
  names: readonly string[],
  handles: readonly string[],
  least: number,
): Promise<void> {
  const made = await desk.app.store.publications.list();
  for (const name of names) {
    const firings = (await desk.history(name)).filter(({ outcome }) => outcome === "took");
    const instants = firings.map(({ at }) => at.getTime());
    expect(instants.length, name).toBeGreaterThanOrEqual(least);
    expect(new Set(instants).size, name).toBe(instants.length);
    expect(
      instants.every((at, index) => index === 0 || at - (instants[index - 1] ?? 0) === minutes(1)),
      `${name} misses none`,
    ).toBe(true);
    expect(
      firings.flatMap(({ publications }) => publications),
      name,
    ).toHaveLength(firings.length);
  }
  for (const handle of handles) {
    const mine = made.filter(({ account }) => account === handle);
    expect(new Set(mine.map(({ articleId }) => articleId)).size, "each article once").toBe(mine.length);
    const timeline = await desk.journey.timeline(handle);
    expect(new Set(timeline).size, "no post twice").toBe(timeline.length);
    const planned = mine.flatMap(({ deliveries }) => deliveries.map(({ post }) => post.text));
    expect(new Set(timeline)).toEqual(new Set(planned));
  }
}

/** A loaded machine takes its time: what is still missing is said when that is over, too. */
async function untilAllOut(desk: Newsdesk, names: readonly string[], least: number): Promise<void> {
  for (const deadline = performance.now() + 120_000; ; ) {
    const took: number[] = [];
    for (const name of names) took.push((await desk.history(name)).filter(({ outcome }) => outcome === "took").length);
    const counts = await desk.app.store.publications.counts();
    if (took.every((count) => count >= least) && Object.keys(counts).join() === "published") return;
    if (performance.now() > deadline)
      throw new Error(`the last firings are not out: ${JSON.stringify({ took, counts })}`);
    await desk.journey.app.clock.wait(100);
  }
}

describe("processes that are killed at random while rules fire", () => {
  it("fire each instant once, take each article once, and send each thread once", { timeout: 240_000 }, async () => {
    const desk = kept(await openNow());
    const handles = ["pagi", "siang"];
    for (const handle of handles) await desk.journey.addAccount(handle);
    const names = ["a", "b", "c", "d"];
    for (const [index, name] of names.entries())
      await addRule(
        desk.app,
        name,
        { ...everyMinute, source: "desk", to: handles[index % 2], approval: false },
        "test",
      );
    for (let index = 0; index < 60; index++) await desk.arrives(story(`Kabar nomor ${index}`));
    await dueSince(desk, 9);

    const env = { DATABASE_URL: desk.database.url, UTAS_DATA_DIR: desk.app.settings.dataDir };
    const start = () => kept(startVictim(env));
    const running: Victim[] = [start(), start(), start()];
    for (let round = 0; round < 9; round++) {
      await desk.journey.app.clock.wait(300 + Math.random() * 900);
      await running[round % 3]?.kill();
      running[round % 3] = start();
    }
    await Promise.race([untilAllOut(desk, names, 9), ...running.map(({ failed }) => failed)]);
    for (const one of running) await one.kill();
    await expectOnce(desk, names, handles, 9);
  });
});

describe("a process that is killed after any statement of a firing", () => {
  it("has fired whole or not at all, and the next beat fires what is left", { timeout: 300_000 }, async () => {
    const counted = await killedAt(0);
    expect(counted).toBeGreaterThan(8);
    const every = process.env.UTAS_TEST_FULL === "all" ? 1 : 6;
    for (let at = 1; at <= counted; at += every) await killedAt(at);
  });
});

/** Killed after its nth statement from the first that names the rule; then another process beats. Returns how many it sent. */
async function killedAt(at: number): Promise<number> {
  await using desk = await openNow();
  await desk.journey.addAccount("pagi");
  for (let index = 0; index < 4; index++) await desk.arrives(story(`Kabar nomor ${index}`));
  const rule = await addRule(
    desk.app,
    "menit",
    { ...everyMinute, source: "desk", to: "pagi", approval: false },
    "test",
  );
  await dueSince(desk, 2);
  let struck = () => {};
  const blow = new Promise<void>((resolve) => {
    struck = resolve;
  });
  await using proxy = await openKillingProxy({
    url: desk.database.url,
    mark: rule.id,
    at,
    strike: async () => {
      await victim.kill();
      struck();
    },
  });
  await using victim = startVictim({
    DATABASE_URL: proxy.url,
    UTAS_DATA_DIR: desk.app.settings.dataDir,
    UTAS_BEAT: "60s",
    UTAS_HORIZON: "120s",
  });
  const took = async () => (await desk.history("menit")).filter(({ outcome }) => outcome === "took");
  const two = desk.journey.until("both instants have fired", async () => (await took()).length >= 2);
  two.catch(() => undefined);
  await Promise.race([victim.failed, blow, two]);
  const { counted } = proxy;

  await tick(desk.journey.app, "test");
  const firings = await took();
  expect(firings.length, `killed after statement ${at}`).toBeGreaterThanOrEqual(2);
  expect(new Set(firings.map(({ at: when }) => when.getTime())).size).toBe(firings.length);
  expect(new Set(firings.map(({ article }) => article?.id)).size).toBe(firings.length);
  const made = await desk.app.store.publications.list();
  expect(made.map(({ id }) => id).sort()).toEqual(
    firings.flatMap(({ publications }) => publications.map(({ id }) => id)).sort(),
  );
  expect(made.every(({ deliveries }) => deliveries.length > 0)).toBe(true);
  return counted;
}
