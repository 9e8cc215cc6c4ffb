/** Rules on the beat: what fires, once; what is missed; what an outage, a pause and a clock that jumps leave behind. */

import { afterEach, describe, expect, it } from "vitest";
import { cancel } from "../../src/actions/cancel.ts";
import { pauseRule, resumeRule } from "../../src/actions/pause-rule.ts";
import { skipFiring } from "../../src/actions/skip-rule.ts";
import { hours, minutes } from "../../src/base/clock.ts";
import { type Newsdesk, openNewsdesk, story } from "../support/newsdesk.ts";

let desk: Newsdesk;
const open = async (iso?: string) => {
  desk = await openNewsdesk(iso);
  await desk.journey.addAccount("pagi");
  return desk;
};
afterEach(async () => desk[Symbol.asyncDispose]());

const hourly = { cron: "0 * * * *", zone: "UTC", to: "pagi" };
const outcomes = async (name: string) =>
  (await desk.history(name)).map(({ at, outcome }) => `${at.toISOString().slice(11, 16)} ${outcome}`);
const publications = async () => (await desk.app.store.publications.list()).reverse();

describe("a rule by cron", () => {
  it("fires once at its instant, however many processes beat, and takes each article once", async () => {
    await open();
    for (const about of ["Banjir", "Listrik", "Pasar"]) await desk.arrives(story(about));
    await desk.rule("jam", hourly);
    await desk.beat(4);
    expect(await publications()).toEqual([]);
    for (let hour = 1; hour <= 4; hour++) {
      desk.clock.forward(hours(1));
      await desk.beat(4);
    }
    expect(await outcomes("jam")).toEqual(["01:00 took", "02:00 took", "03:00 took", "04:00 nothing"]);
    const made = await publications();
    expect(made.map(({ dueAt }) => dueAt?.toISOString().slice(11, 16))).toEqual(["01:00", "02:00", "03:00"]);
    expect(new Set(made.map(({ articleId }) => articleId)).size).toBe(3);
    expect((await desk.history("jam")).at(-1)?.reason).toContain("of 3 from desk, 3 published or taken before");
  });

  it("takes the newest article unless the oldest is asked for", async () => {
    await open();
    await desk.journey.addAccount("siang");
    const first = await desk.arrives(story("Banjir"));
    const last = await desk.arrives(story("Listrik"));
    await desk.rule("baru", hourly);
    await desk.rule("lama", { ...hourly, to: "siang", pick: "oldest" });
    desk.clock.forward(hours(1));
    await desk.beat();
    const taken = async (name: string) => (await desk.history(name))[0]?.article?.id;
    expect([await taken("baru"), await taken("lama")]).toEqual([last.id, first.id]);
  });

  it("gives each account its own thread, and an article that one has already only to the other", async () => {
    await open();
    await desk.journey.addAccount("siang");
    await desk.arrives(story("Banjir"));
    await desk.rule("pertama", { ...hourly, cron: "0 1 * * *" });
    await desk.rule("kedua", { ...hourly, cron: "0 2 * * *", to: "pagi,siang" });
    desk.clock.forward(hours(2));
    await desk.beat();
    const [, second] = await Promise.all([desk.history("pertama"), desk.history("kedua")]);
    expect(second[0]?.publications.map(({ account }) => account)).toEqual(["siang"]);
    expect(second[0]?.reason).toContain("pagi has it already");
  });

  it("does not let two rules give one account the same article, though they fire at one instant", async () => {
    await open();
    for (const about of ["Banjir", "Listrik", "Pasar", "Jalan", "Hujan", "Sungai"]) await desk.arrives(story(about));
    for (const name of ["a", "b", "c", "d"]) await desk.rule(name, hourly);
    desk.clock.forward(hours(1));
    await desk.beat(3);
    const made = await publications();
    expect(made).toHaveLength(4);
    expect(new Set(made.map(({ articleId }) => articleId)).size).toBe(4);
  });

  it("waits for a person unless it goes without approval, and with a word of --hold-if in any case", async () => {
    await open();
    await desk.arrives(story("Pembunuhan di pasar"));
    await desk.arrives(story("Banjir"));
    await desk.rule("tanya", { ...hourly, cron: "0 1 * * *", approval: true });
    desk.clock.forward(hours(1));
    await desk.beat();
    const [asked] = await publications();
    expect(asked).toMatchObject({ state: "waiting", reason: "the rule tanya asks for approval" });
    expect(asked && (await desk.app.store.publications.history(asked.id))[0]).toMatchObject({ move: "await" });
    await desk.rule("kata", { ...hourly, holdIf: "bunuh" });
    desk.clock.forward(hours(1));
    await desk.beat();
    expect((await publications()).at(-1)).toMatchObject({
      state: "waiting",
      reason: "--hold-if: “bunuh” (pembunuhan)",
    });
  });

  it("does not take a cancelled article again", async () => {
    await open();
    await desk.arrives(story("Banjir"));
    await desk.rule("jam", hourly);
    desk.clock.forward(hours(1));
    await desk.beat();
    const [made] = await publications();
    await cancel(desk.app, made?.id ?? "", "editor", "no");
    desk.clock.forward(hours(1));
    await desk.beat();
    expect(await outcomes("jam")).toEqual(["01:00 took", "02:00 nothing"]);
  });

  it("leaves what its filters leave, and says why it found nothing", async () => {
    await open();
    await desk.arrives(story("Banjir"), { category: "Daerah" });
    await desk.arrives(story("Korupsi dana desa"), { category: "Ekonomi", at: "2026-11-30T00:00:00Z" });
    await desk.arrives(story("Pembunuhan di pasar"), { category: "Ekonomi" });
    await desk.rule("pilih", { ...hourly, category: "ekonomi", exclude: "bunuh", maxAge: "12h" });
    desk.clock.forward(hours(1));
    await desk.beat();
    const [firing] = await desk.history("pilih");
    expect(firing?.outcome).toBe("nothing");
    expect(firing?.reason).toContain("of 3 from desk");
    for (const part of ["1 left by --category", "1 left by --exclude", "1 older than 12h (--max-age)"])
      expect(firing?.reason).toContain(part);
  });

  it("stops at its number of times and at its end, and keeps to its start", async () => {
    await open();
    for (const about of ["Banjir", "Listrik", "Pasar", "Jalan"]) await desk.arrives(story(about));
    await desk.rule("dua", { ...hourly, times: "2" });
    await desk.rule("akhir", { ...hourly, start: "2026-12-01T02:00Z", until: "2026-12-01T03:00Z" });
    for (let hour = 1; hour <= 6; hour++) {
      desk.clock.forward(hours(1));
      await desk.beat();
    }
    expect(await outcomes("dua")).toEqual(["01:00 took", "02:00 took"]);
    expect(await outcomes("akhir")).toEqual(["02:00 took", "03:00 took"]);
    expect((await desk.app.store.rules.get("dua")).nextAt).toBeNull();
  });

  it("leaves out as many firings as it was asked to", async () => {
    await open();
    for (const about of ["Banjir", "Listrik"]) await desk.arrives(story(about));
    await desk.rule("jam", hourly);
    expect((await skipFiring(desk.app, "jam")).at?.toISOString()).toBe("2026-12-01T01:00:00.000Z");
    expect((await skipFiring(desk.app, "jam")).at?.toISOString()).toBe("2026-12-01T02:00:00.000Z");
    for (let hour = 1; hour <= 3; hour++) {
      desk.clock.forward(hours(1));
      await desk.beat(2);
    }
    expect(await outcomes("jam")).toEqual(["01:00 skipped", "02:00 skipped", "03:00 took"]);
  });

  it("says once that it starves, and again only after it has found something", async () => {
    await open();
    await desk.rule("jam", hourly);
    const starved = () => desk.journey.events.filter(({ kind }) => kind === "rule-starved").length;
    for (let hour = 1; hour <= 5; hour++) {
      desk.clock.forward(hours(1));
      await desk.beat(2);
    }
    expect(starved()).toBe(1);
    await desk.arrives(story("Banjir"));
    for (let hour = 1; hour <= 4; hour++) {
      desk.clock.forward(hours(1));
      await desk.beat(2);
    }
    expect(starved()).toBe(2);
  });

  it("goes on without an account that was removed, and says so", async () => {
    await open();
    const gone = await desk.journey.addAccount("hilang");
    await desk.arrives(story("Banjir"));
    await desk.rule("jam", { ...hourly, to: "pagi,hilang" });
    await desk.app.store.accounts.remove(gone, "test", desk.clock.now());
    desk.clock.forward(hours(1));
    await desk.beat();
    const [firing] = await desk.history("jam");
    expect(firing?.publications).toHaveLength(1);
    expect(firing?.reason).toContain("hilang is not connected any more");
  });

  it("takes the next article when one cannot be cut, and never comes back to it", async () => {
    await open();
    const short = await desk.arrives("Pasar buka\n\nPasar Banjarmasin buka lagi mulai hari ini.");
    await desk.arrives(Array.from({ length: 12 }, (_, index) => story(`Kabar nomor ${index}`)).join("\n\n"));
    await desk.database.db.run({
      text: `update accounts set limits_override = '{"postsMax": 1}' where handle = 'pagi'`,
      values: [],
    });
    await desk.rule("jam", { ...hourly, mode: "full" });
    for (let hour = 1; hour <= 2; hour++) {
      desk.clock.forward(hours(1));
      await desk.beat();
    }
    const [took, nothing] = await desk.history("jam");
    expect(took?.article?.id).toBe(short.id);
    expect(took?.reason).toMatch(/^not for pagi: The thread has \d+ posts; .* takes at most 1\./);
    expect(nothing?.reason).toContain("of 2 from desk, 2 published or taken before");
    expect(desk.journey.events.filter(({ kind }) => kind === "rule-refused")).toHaveLength(1);
  });
});

describe("after an outage", () => {
  it("what is within the late policy fires, the rest is noted as missed, and nothing floods out", async () => {
    await open("2026-12-04T00:30:00Z");
    for (let index = 0; index < 80; index++) await desk.arrives(story(`Kabar nomor ${index}`));
    await desk.rule("jam", hourly);
    desk.clock.set("2026-12-07T01:10:00Z");
    await desk.beat(3);
    const found = await desk.history("jam");
    expect(found.filter(({ outcome }) => outcome === "missed")).toHaveLength(72);
    expect(found.filter(({ outcome }) => outcome === "took").map(({ at }) => at.toISOString())).toEqual([
      "2026-12-07T01:00:00.000Z",
    ]);
    expect(found[0]?.reason).toBe("late by 3d, more than its hold:30m: not fired");
    expect(await publications()).toHaveLength(1);
  });

  it("the most recent firing takes its article though it is too late, for the policy to hold", async () => {
    await open("2026-12-01T00:30:00Z");
    for (const about of ["Banjir", "Listrik"]) await desk.arrives(story(about));
    await desk.rule("hari", { ...hourly, cron: "0 1,2 * * *" });
    await desk.rule("lewati", { ...hourly, cron: "0 1,2 * * *", late: "skip:1h" });
    desk.clock.set("2026-12-01T05:00:00Z");
    await desk.beat();
    expect(await outcomes("hari")).toEqual(["01:00 missed", "02:00 took"]);
    expect(await outcomes("lewati")).toEqual(["01:00 missed", "02:00 missed"]);
    const [made] = await publications();
    expect(made?.dueAt?.toISOString()).toBe("2026-12-01T02:00:00.000Z");
  });

  it("a rule of every minute makes up for the last ten", async () => {
    await open();
    for (let index = 0; index < 40; index++) await desk.arrives(story(`Kabar nomor ${index}`));
    await desk.rule("menit", { ...hourly, cron: "* * * * *" });
    desk.clock.forward(minutes(25));
    await desk.beat(4);
    expect((await outcomes("menit")).map((line) => line.slice(6))).toEqual([
      ...Array(15).fill("missed"),
      ...Array(10).fill("took"),
    ]);
    expect((await desk.history("menit"))[14]?.reason).toBe(
      "late by 10m: not fired, since no more than the last 10 are caught up on",
    );
  });

  it("nothing is listed that is older than a week, and that is said", async () => {
    await open();
    await desk.rule("menit", { ...hourly, cron: "* * * * *", late: "skip:1m" });
    desk.clock.forward(40 * hours(24));
    await desk.beat();
    const [first, ...rest] = await desk.history("menit");
    expect(first).toMatchObject({ outcome: "missed", reason: expect.stringContaining("nothing fired for 39d23h") });
    expect(rest.length).toBeLessThanOrEqual(7 * 1_440);
  });
});

describe("a paused rule", () => {
  it("does not fire, and leaves out what fell into the pause", async () => {
    await open();
    for (const about of ["Banjir", "Listrik"]) await desk.arrives(story(about));
    await desk.rule("jam", hourly);
    await pauseRule(desk.app, "jam", "editor", "weekend");
    for (let hour = 1; hour <= 3; hour++) {
      desk.clock.forward(hours(1));
      await desk.beat();
    }
    desk.clock.forward(minutes(5));
    await resumeRule(desk.app, "jam", "editor");
    await desk.beat();
    expect(await publications()).toEqual([]);
    desk.clock.set("2026-12-01T04:00:00Z");
    await desk.beat();
    expect(await outcomes("jam")).toEqual(["00:00 missed", "04:00 took"]);
    expect((await desk.history("jam"))[0]?.reason).toBe(
      "paused from then until 2026-12-01 03:05 (UTC) by editor: weekend",
    );
  });
});

describe("while everything is halted", () => {
  it("no rule fires; afterwards the firings of that time are missed as after an outage", async () => {
    await open();
    for (const about of ["Banjir", "Listrik", "Pasar"]) await desk.arrives(story(about));
    await desk.rule("jam", hourly);
    await desk.database.db.run({
      text: `insert into brakes (scope, subject, reason, actor, since) values ('everywhere', '', 'flood', 'editor', $1)`,
      values: [desk.clock.now()],
    });
    desk.clock.set("2026-12-01T03:10:00Z");
    await desk.beat();
    expect(await outcomes("jam")).toEqual([]);
    await desk.database.db.run({ text: "delete from brakes", values: [] });
    await desk.beat();
    expect(await outcomes("jam")).toEqual(["01:00 missed", "02:00 missed", "03:00 took"]);
  });
});

describe("a clock that jumps", () => {
  it("forward and back neither fires twice nor starves", async () => {
    await open("2026-12-01T00:30:00Z");
    for (let index = 0; index < 20; index++) await desk.arrives(story(`Kabar nomor ${index}`));
    await desk.rule("jam", hourly);
    desk.clock.set("2026-12-01T01:00:05Z");
    await desk.beat();
    desk.clock.set("2026-12-03T05:10:00Z");
    await desk.beat();
    const jumped = await publications();
    expect(jumped).toHaveLength(2);
    desk.clock.set("2026-12-01T01:30:00Z");
    await desk.beat(2);
    for (let hour = 2; hour <= 5; hour++) {
      desk.clock.set(`2026-12-01T0${hour}:00:01Z`);
      await desk.beat(2);
    }
    expect((await outcomes("jam")).filter((line) => line.endsWith("took"))).toEqual([
      "01:00 took",
      "02:00 took",
      "03:00 took",
      "04:00 took",
      "05:00 took",
      "05:00 took",
    ]);
    desk.clock.set("2026-12-01T04:30:00Z");
    await desk.beat(2);
    desk.clock.set("2026-12-01T05:00:01Z");
    await desk.beat(2);
    const made = await publications();
    expect(made).toHaveLength(6);
    expect(new Set(made.map(({ articleId }) => articleId)).size).toBe(6);
  });
});
