/** When rules fire, and what is due after any silence: each instant is dealt with once, and no silence lets a flood out. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  catchUpMost,
  type Due,
  dueNow,
  instantsAfter,
  nextAfter,
  type Seen,
  type Timed,
} from "../../src/schedule/next.ts";

const minute = 60_000;
const day = 1_440 * minute;
const start = Date.parse("2026-12-01T00:00:00Z");
const rule = (cron: string, more: Partial<Timed> = {}): Timed => ({
  when: { kind: "cron", cron },
  accounts: ["a"],
  start: null,
  until: null,
  ...more,
});
const noSlots = new Map();
const at = (ms: number | null | undefined) => (ms == null ? null : new Date(ms).toISOString().replace(":00.000Z", "Z"));
const hold = { policy: "hold", ms: 30 * minute } as const;
const see = (timed: Timed, seen: Partial<Seen> & { now: number }, slots = noSlots): Due =>
  dueNow(timed, "UTC", slots, { advancedTo: start, late: hold, skips: 0, left: null, ...seen });
const times = (list: Due["fire"]) => list.map((one) => at(one.at));

describe("the instants of a rule", () => {
  it("keep between its start and its end, both included", () => {
    const timed = rule("0 * * * *", { start: "2026-12-01T03:00:00.000Z", until: "2026-12-01T05:00:00.000Z" });
    expect([...instantsAfter(timed, "UTC", noSlots, start)].map((one) => at(one.at))).toEqual([
      "2026-12-01T03:00Z",
      "2026-12-01T04:00Z",
      "2026-12-01T05:00Z",
    ]);
    expect(nextAfter(timed, "UTC", noSlots, Date.parse("2026-12-01T05:00:00Z"))).toBeNull();
  });

  it("are none for a rule on arrival", () => {
    expect(nextAfter({ ...rule(""), when: { kind: "arrival" } }, "UTC", noSlots, start)).toBeNull();
  });

  it("by slots name the accounts that fire then", () => {
    const every = (step: number) => (from: number) => ({
      *[Symbol.iterator]() {
        for (let next = Math.floor(from / step) * step + step; ; next += step) yield next;
      },
    });
    const slots = new Map([
      ["a", every(60 * minute)],
      ["b", every(90 * minute)],
    ]);
    const timed: Timed = { ...rule(""), when: { kind: "slots" }, accounts: ["a", "b", "c"] };
    const found = [];
    for (const one of instantsAfter(timed, "UTC", slots, start)) {
      found.push(`${at(one.at)?.slice(11)} ${one.accounts.join()}`);
      if (found.length === 5) break;
    }
    expect(found).toEqual(["01:00Z a", "01:30Z b", "02:00Z a", "03:00Z a,b", "04:00Z a"]);
  });
});

describe("what is due", () => {
  it.each<[string, string, Partial<Seen>, string[], number]>([
    ["a firing in time", "2026-12-01T01:00:02Z", {}, ["2026-12-01T01:00Z"], 0],
    ["a firing within its policy", "2026-12-01T01:29:00Z", {}, ["2026-12-01T01:00Z"], 0],
    ["the most recent of those that are too late", "2026-12-01T03:45:00Z", {}, ["2026-12-01T03:00Z"], 2],
    [
      "none that is too late, when late ones are skipped",
      "2026-12-01T03:45:00Z",
      { late: { policy: "skip", ms: 30 * minute } },
      [],
      3,
    ],
    [
      "all within a long policy",
      "2026-12-01T03:45:00Z",
      { late: { policy: "hold", ms: 180 * minute } },
      ["2026-12-01T01:00Z", "2026-12-01T02:00Z", "2026-12-01T03:00Z"],
      0,
    ],
    [
      "one article, however late it may be",
      "2026-12-03T00:45:00Z",
      { late: { policy: "publish", ms: 0 } },
      ["2026-12-03T00:00Z"],
      47,
    ],
    [
      "no more than are left",
      "2026-12-01T03:05:00Z",
      { left: 1, late: { policy: "hold", ms: day } },
      ["2026-12-01T01:00Z"],
      0,
    ],
  ])("%s fires", (_, now, seen, fires, missed) => {
    const due = see(rule("0 * * * *"), { now: Date.parse(now), ...seen });
    expect(times(due.fire)).toEqual(fires);
    expect(due.missed).toHaveLength(missed);
  });

  it("leaves out the first of those that a person wished to skip", () => {
    const due = see(rule("0 * * * *"), { now: start + 125 * minute, skips: 1 });
    expect([times(due.skipped), times(due.fire)]).toEqual([["2026-12-01T01:00Z"], ["2026-12-01T02:00Z"]]);
  });

  it("after any silence is each instant once, few of them fire, and the latest ones", () => {
    const crons = fc.constantFrom("* * * * *", "*/7 * * * *", "0 * * * *", "30 9 * * *", "0 9 * * mon");
    const lates = fc.oneof(
      fc.constant({ policy: "publish", ms: 0 } as const),
      fc.record({ policy: fc.constantFrom("hold", "skip"), ms: fc.integer({ min: minute, max: 2 * day }) }),
    );
    fc.assert(
      fc.property(
        crons,
        fc.integer({ min: 0, max: 6 * day }),
        lates,
        fc.integer({ min: 0, max: 5 }),
        (cron, silence, late, skips) => {
          const now = start + silence;
          const due = see(rule(cron), { now, late, skips });
          const all = [...due.skipped, ...due.missed, ...due.fire].map((one) => one.at);
          const expected: number[] = [];
          for (const one of instantsAfter(rule(cron), "UTC", noSlots, start)) {
            if (one.at > now) break;
            expected.push(one.at);
          }
          expect(all).toEqual(expected);
          expect(due.fire.length).toBeLessThanOrEqual(catchUpMost);
          expect(due.unlisted).toBeNull();
          expect(due.upTo).toBe(expected.at(-1) ?? start);
          if (late.policy === "skip")
            for (const { at: fired } of due.fire) expect(now - fired).toBeLessThanOrEqual(late.ms);
        },
      ),
    );
  });

  it("seen beat after beat is the same as seen at once, when nothing is late", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 * minute }), { minLength: 1, maxLength: 40 }), (steps) => {
        const fired: number[] = [];
        let advancedTo = start;
        let now = start;
        for (const step of steps) {
          now += step;
          const due = see(rule("* * * * *"), { now, advancedTo });
          fired.push(...due.fire.map((one) => one.at));
          advancedTo = due.upTo;
        }
        const expected = Array.from(
          { length: Math.floor((now - start) / minute) },
          (_, index) => start + (index + 1) * minute,
        );
        expect(fired).toEqual(expected);
      }),
    );
  });

  it("says of what is longer ago than a week that nothing fired, and lists the week", () => {
    const now = start + 30 * day;
    const due = see(rule("0 * * * *"), { now });
    expect(due.unlisted).toBe(start + 60 * minute);
    expect(due.missed.length + due.fire.length).toBe(7 * 24);
    expect(due.upTo).toBe(now);
  });
});
