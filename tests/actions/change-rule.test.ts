/** A rule that is changed: what is given is new, the rest stays, and nothing comes twice or floods out. */

import { afterEach, describe, expect, it } from "vitest";
import { changeRule } from "../../src/actions/change-rule.ts";
import { hours, minutes } from "../../src/base/clock.ts";
import type { RuleGiven } from "../../src/schedule/rule.ts";
import { type Newsdesk, openNewsdesk, story } from "../support/newsdesk.ts";

let desk: Newsdesk;
const open = async (iso?: string) => {
  desk = await openNewsdesk(iso);
  await desk.journey.addAccount("pagi");
};
afterEach(() => desk[Symbol.asyncDispose]());

const hourly = { cron: "0 * * * *", zone: "UTC", to: "pagi", mode: "full" } as const;
const change = (given: RuleGiven, without?: string) => changeRule(desk.app, "jam", given, without, "ana");
const lines = async () =>
  (await desk.history("jam")).map(({ at, outcome }) => `${at.toISOString().slice(11, 16)} ${outcome}`);

describe("a rule that is changed", () => {
  it("keeps what is not given, what it has fired, and its next instant", async () => {
    await open();
    await desk.arrives(story("Banjir"));
    await desk.rule("jam", {
      ...hourly,
      match: "banjir",
      maxPerDay: "3",
      quiet: "22:00-06:00",
      times: "9",
      late: "skip:1h",
    });
    desk.clock.forward(hours(1));
    await desk.beat();
    const before = await desk.app.store.rules.get("jam");
    const after = await change({ pick: "oldest", minGap: "20m" }, "max-per-day");
    expect(after).toMatchObject({
      ...before,
      spec: { ...before.spec, pick: "oldest" },
      minGapMs: minutes(20),
      maxPerDay: null,
      fedAt: expect.any(Date),
    });
    expect(after.fired).toBe(1);
  });

  it("fires at its new times from now on, and says what was due and had not fired", async () => {
    await open("2026-12-01T00:30:00Z");
    for (let index = 0; index < 9; index++) await desk.arrives(story(`Kabar nomor ${index}`));
    await desk.rule("jam", hourly);
    desk.clock.set("2026-12-01T01:00:05Z");
    await change({ cron: "*/10 * * * *" });
    await desk.beat(2);
    expect(await lines()).toEqual(["01:00 missed"]);
    expect((await desk.history("jam"))[0]?.reason).toBe("changed by ana before it fired");
    desk.clock.set("2026-12-01T01:10:00Z");
    await desk.beat(2);
    expect(await lines()).toEqual(["01:00 missed", "01:10 took"]);
  });

  it("looks again at what its filters left", async () => {
    await open();
    await desk.arrives(story("Banjir"));
    await desk.rule("jam", { ...hourly, match: "ekonomi" });
    desk.clock.forward(hours(1));
    await desk.beat();
    await change({ match: "banjir" });
    desk.clock.forward(hours(1));
    await desk.beat();
    expect(await lines()).toEqual(["01:00 nothing", "02:00 took"]);
  });

  it("on arrival takes of a new source what arrives from then on, and says what it left", async () => {
    await open();
    await desk.addSource("wire");
    await desk.arrives(story("Lama"), { source: "wire" });
    await desk.rule("jam", { onArrival: true, to: "pagi" });
    await desk.arrives(story("Belum"));
    await change({ source: "desk,wire" });
    await desk.beat();
    expect((await desk.history("jam")).map(({ reason }) => reason)).toEqual([
      "changed by ana before it fired; 1 article(s) had arrived and were left",
    ]);
    await desk.arrives(story("Baru"), { source: "wire" });
    await desk.beat();
    expect((await desk.history("jam")).map(({ article }) => article?.title)).toEqual([
      undefined,
      expect.stringContaining("Baru"),
    ]);
  });

  it("fires each instant once though it is changed while four processes beat", async () => {
    await open();
    for (let index = 0; index < 12; index++) await desk.arrives(story(`Kabar nomor ${index}`));
    await desk.rule("jam", hourly);
    for (let hour = 1; hour <= 4; hour++) {
      desk.clock.forward(hours(1));
      await Promise.all([desk.beat(4), change({ pick: hour % 2 ? "oldest" : "newest" })]);
      await desk.beat();
    }
    expect(await lines()).toEqual(["01:00 took", "02:00 took", "03:00 took", "04:00 took"]);
  });

  it.each<[RuleGiven, string | undefined, RegExp]>([
    [{ cron: "61 * * * *" }, undefined, /minute/],
    [{ cron: "0 9 * * *", slots: true }, undefined, /not several/],
    [{ quiet: "22" }, undefined, /--quiet/],
    [{ to: "siapa" }, undefined, /no account "siapa"/],
    [{}, "cron", /--without "cron" is not valid: name options to take away/],
    [{ match: "banjir" }, "match", /say one of the two/],
    [{ until: "2026-12-02T00:00Z" }, undefined, /later than --start/],
  ])("refuses %j without %s in a sentence, and stays as it is", async (given, without, sentence) => {
    await open();
    const before = await desk.rule("jam", { ...hourly, start: "2026-12-03T00:00Z" });
    await expect(change(given, without)).rejects.toThrow(sentence);
    expect(await desk.app.store.rules.get("jam")).toEqual(before);
  });
});
