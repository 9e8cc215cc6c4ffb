/** Rules that fire on arrival and by slots, on the beat. */

import { afterEach, describe, expect, it } from "vitest";
import { pauseRule, resumeRule } from "../../src/actions/pause-rule.ts";
import { hours } from "../../src/base/clock.ts";
import { type Newsdesk, openNewsdesk, story } from "../support/newsdesk.ts";

let desk: Newsdesk;
const open = async (iso?: string) => {
  desk = await openNewsdesk(iso);
  await desk.journey.addAccount("pagi");
  return desk;
};
afterEach(async () => desk[Symbol.asyncDispose]());

const outcomes = async (name: string) =>
  (await desk.history(name)).map(({ at, outcome }) => `${at.toISOString().slice(11, 16)} ${outcome}`);
const publications = async () => (await desk.app.store.publications.list()).reverse();

describe("a rule on arrival", () => {
  it("fires once for each article that arrives after it was made", async () => {
    await open();
    await desk.addSource("lain");
    await desk.arrives(story("Sebelumnya"));
    await desk.rule("datang", { to: "pagi", onArrival: true, source: "desk,lain", exclude: "korupsi" });
    await desk.beat();
    expect(await outcomes("datang")).toEqual([]);
    const both = await desk.arrives(story("Banjir"));
    await desk.arrives(story("Banjir"), { source: "lain" });
    await desk.arrives(story("Korupsi dana desa"));
    await desk.beat(4);
    await desk.beat(4);
    const found = await desk.history("datang");
    expect(found.map(({ outcome, article }) => [outcome, article?.id === both.id])).toEqual([
      ["took", true],
      ["nothing", false],
    ]);
    expect(found[1]?.reason).toBe("left by --exclude: “korupsi”");
    expect(await publications()).toHaveLength(1);
  });

  it("sees an arrival that was written down behind a later one", async () => {
    await open();
    await desk.rule("datang", { to: "pagi", onArrival: true });
    const slow = await desk.arrives(story("Pelan"));
    await desk.database.db.run({ text: "create temporary table later as select * from arrivals", values: [] });
    const rows = await desk.database.db.rows<{ seq: number }>({
      text: "delete from arrivals returning seq",
      values: [],
    });
    await desk.arrives(story("Cepat"));
    await desk.beat();
    await desk.database.db.run({
      text: `insert into arrivals (seq, source_id, article_id, at) overriding system value select $1, id, $2, $3 from sources`,
      values: [rows[0]?.seq, slow.id, desk.clock.now()],
    });
    await desk.beat();
    expect(await publications()).toHaveLength(2);
  });

  it("leaves what arrived during a pause, and counts it", async () => {
    await open();
    await desk.rule("datang", { to: "pagi", onArrival: true });
    await pauseRule(desk.app, "datang", "editor", null);
    await desk.arrives(story("Banjir"));
    await desk.arrives(story("Listrik"));
    await desk.beat();
    desk.clock.forward(hours(1));
    await resumeRule(desk.app, "datang", "editor");
    await desk.beat();
    await desk.arrives(story("Pasar"));
    await desk.beat();
    const found = await desk.history("datang");
    expect(found.map(({ outcome }) => outcome)).toEqual(["missed", "took"]);
    expect(found[0]?.reason).toContain("2 article(s) arrived meanwhile and were left");
  });

  it("says after a day without an article that it starves", async () => {
    await open();
    await desk.rule("datang", { to: "pagi", onArrival: true });
    desk.clock.forward(hours(25));
    await desk.beat(2);
    await desk.beat(2);
    expect(desk.journey.events.filter(({ kind }) => kind === "rule-starved")).toHaveLength(1);
  });
});

describe("a rule by slots", () => {
  it("fires for each account at its own slots, and fills none that is taken", async () => {
    await open();
    const pagi = (await desk.app.store.accounts.get("pagi")).id;
    const siang = await desk.journey.addAccount("siang");
    const every = (minute: number) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, minute }));
    await desk.app.store.slots.set(pagi, "Asia/Jakarta", [...every(540), ...every(600)]);
    await desk.app.store.slots.set(siang, "Asia/Makassar", every(600));
    for (const about of ["Banjir", "Listrik", "Pasar"]) await desk.arrives(story(about));
    await desk.rule("slot", { slots: true, to: "pagi,siang" });
    await desk.journey.publish("pagi", ["Sendiri."], { dueAt: new Date("2026-12-01T03:00:00Z") });
    desk.clock.set("2026-12-01T02:00:00Z");
    await desk.beat(3);
    desk.clock.set("2026-12-01T03:00:00Z");
    await desk.beat(3);
    const found = await desk.history("slot");
    expect(
      found.map(({ at, outcome, publications: made }) => [
        at.toISOString().slice(11, 16),
        outcome,
        made.map(({ account }) => account).sort(),
      ]),
    ).toEqual([
      ["02:00", "took", ["pagi", "siang"]],
      ["03:00", "nothing", []],
    ]);
    expect(found[1]?.reason).toContain("the slot of pagi is taken");
  });

  it("does not take a new slot of the past for one that was missed", async () => {
    await open();
    const pagi = (await desk.app.store.accounts.get("pagi")).id;
    const tuesday = (minute: number) => ({ weekday: 2, minute });
    await desk.app.store.slots.set(pagi, "UTC", [tuesday(60)]);
    await desk.arrives(story("Banjir"));
    await desk.arrives(story("Listrik"));
    await desk.rule("slot", { slots: true, to: "pagi" });
    desk.clock.set("2026-12-01T01:00:00Z");
    await desk.beat();
    desk.clock.set("2026-12-01T05:00:00Z");
    await desk.beat();
    await desk.app.store.slots.set(pagi, "UTC", [tuesday(60), tuesday(240), tuesday(360)]);
    desk.clock.forward(1_000);
    await desk.beat();
    desk.clock.set("2026-12-01T06:00:00Z");
    await desk.beat();
    expect(await outcomes("slot")).toEqual(["01:00 took", "06:00 took"]);
  });
});
