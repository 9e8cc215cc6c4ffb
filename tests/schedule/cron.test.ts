/** Cron expressions against a reading of our own that looks at every single minute, around the clock changes of many zones. */

import { describe, expect, it } from "vitest";
import { AppError } from "../../src/base/errors.ts";
import { firings, readCron } from "../../src/schedule/cron.ts";
import { instantOf, nextChange, zoneNamed } from "../../src/schedule/zone.ts";

const minute = 60_000;
const day = 86_400_000;

const between = (expression: string, zone: string, from: number, to: number): string[] => {
  const found: string[] = [];
  for (const at of firings(readCron(expression), zone, from)) {
    if (at > to) break;
    found.push(new Date(at).toISOString().slice(0, 16));
  }
  return found;
};

/** One field as a set of numbers, read in the plainest way. */
function numbersOf(text: string, least: number, most: number): Set<number> {
  const found = new Set<number>();
  for (const part of text.split(",")) {
    const [range = "", step = "1"] = part.split("/");
    const [low, high] = range === "*" ? [least, most] : range.split("-").map(Number);
    const end = high ?? (part.includes("/") ? most : low);
    for (let number = low ?? 0; number <= (end ?? 0); number += Number(step))
      found.add(number % (most === 7 ? 7 : 100));
  }
  return found;
}

function matcher(expression: string): (wall: number) => boolean {
  const [m = "", h = "", dom = "", mon = "", dow = ""] = expression.split(" ");
  const [weekday, nth] = dow.split("#");
  const sets = { m: numbersOf(m, 0, 59), h: numbersOf(h, 0, 23), mon: numbersOf(mon, 1, 12) };
  const daySets = {
    dom: dom === "L" ? null : numbersOf(dom, 1, 31),
    dow: nth === undefined ? numbersOf(dow, 0, 7) : null,
  };
  const inDom = (date: Date) =>
    daySets.dom?.has(date.getUTCDate()) ?? new Date(date.getTime() + day).getUTCDate() === 1;
  const inDow = (date: Date) =>
    daySets.dow?.has(date.getUTCDay()) ??
    (date.getUTCDay() === Number(weekday) && Math.ceil(date.getUTCDate() / 7) === Number(nth));
  return (wall) => {
    const date = new Date(wall);
    const days = dom.startsWith("*") || dow.startsWith("*") ? inDom(date) && inDow(date) : inDom(date) || inDow(date);
    return (
      days && sets.m.has(date.getUTCMinutes()) && sets.h.has(date.getUTCHours()) && sets.mon.has(date.getUTCMonth() + 1)
    );
  };
}

/** What the wall shows, minute by minute, each of them asked of the time zone data. */
function wallsOf(zone: string, from: number, to: number): { at: number; wall: number }[] {
  const shows = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  const found: { at: number; wall: number }[] = [];
  for (let at = from; at <= to; at += minute)
    found.push({ at, wall: Date.parse(`${shows.format(at).replace(" ", "T")}Z`) });
  return found;
}

/** Minute by minute: what the wall shows, what it jumped over, what it showed already. */
function byHand(expression: string, walls: readonly { at: number; wall: number }[], from: number): string[] {
  const matches = matcher(expression);
  const [m = "", h = ""] = expression.split(" ");
  const running = m.includes("*") || h.includes("*");
  const found: string[] = [];
  const shown = new Set<number>();
  let before = walls[0]?.wall ?? 0;
  for (const { at, wall } of walls) {
    const jumped: number[] = [];
    for (let skipped = before + minute; skipped < wall; skipped += minute) jumped.push(skipped);
    const fires = running ? matches(wall) : (matches(wall) && !shown.has(wall)) || jumped.some(matches);
    if (fires && at > from) found.push(new Date(at).toISOString().slice(0, 16));
    shown.add(wall);
    before = wall;
  }
  return found;
}

const expressions = [
  ...[
    "0 0 * * *",
    "30 2 * * *",
    "30 1,2,3 * * *",
    "15 1-3 * * *",
    "59 23 * * *",
    "*/20 * * * *",
    "30 * * * *",
    "*/30 2 * * *",
  ],
  ...[
    "0 */3 * * *",
    "10-40/15 2 * * *",
    "5 0-4/2 * * *",
    "0 3 L * *",
    "0 2 * * 0#2",
    "0 2 */2 * 1",
    "0 2 1,15 * 5",
    "0 2 29 2 *",
  ],
];
/** A zone and a change of its clocks. */
const changes: [string, string][] = [
  ["Europe/Berlin", "2026-03-29"],
  ["Europe/Berlin", "2026-10-25"],
  ["America/New_York", "2026-03-08"],
  ["America/New_York", "2026-11-01"],
  ["Australia/Lord_Howe", "2026-04-04"],
  ["Australia/Lord_Howe", "2026-10-03"],
  ["America/Nuuk", "2024-03-31"],
  ["America/Nuuk", "2024-10-27"],
  ["Asia/Pyongyang", "2018-05-04"],
  ["Pacific/Apia", "2011-12-30"],
  ["America/Santiago", "2026-09-06"],
  ["America/Santiago", "2026-04-05"],
  ["Africa/Casablanca", "2026-02-15"],
  ["Asia/Beirut", "2026-03-29"],
  ["Africa/Cairo", "2026-10-29"],
  ["Asia/Kathmandu", "2026-06-01"],
  ["Asia/Jakarta", "2026-06-01"],
];

describe("firings", () => {
  it.each(changes)("in %s around %s are those of every minute looked at", (zone, date) => {
    const from = Date.parse(date) - 1.5 * day;
    const to = from + 3 * day;
    const walls = wallsOf(zone, from - 3 * day, to);
    for (const expression of expressions)
      expect(between(expression, zone, from, to), expression).toEqual(byHand(expression, walls, from));
  });

  it("are strictly after the instant that is asked for", () => {
    const at = Date.parse("2026-11-30T02:00:00Z");
    expect(between("0 9 * * *", "Asia/Jakarta", at, at + 2 * day)).toEqual(["2026-12-01T02:00", "2026-12-02T02:00"]);
    expect(between("0 9 * * *", "Asia/Jakarta", at - 1, at)).toEqual(["2026-11-30T02:00"]);
  });

  it("understand names, nicknames, Sunday as 0 and 7, and wait eight years for a leap day", () => {
    const from = Date.parse("2026-01-01");
    const same = (one: string, other: string) =>
      expect(between(one, "UTC", from, from + 60 * day)).toEqual(between(other, "UTC", from, from + 60 * day));
    same("0 9 * JAN-Feb mon-FRI", "0 9 * 1-2 1-5");
    same("0 9 * * 7", "0 9 * * sun");
    same("0 9 * * 0,7", "0 9 * * 0");
    same("0 9 * * 5-7", "0 9 * * 0,5,6");
    same("@weekly", "0 0 * * 0");
    same("@Hourly", "0 * * * *");
    expect(between("0 0 29 2 *", "UTC", Date.parse("2097-01-01"), Date.parse("2105-01-01"))).toEqual([
      "2104-02-29T00:00",
    ]);
  });

  it.each([
    ["60 * * * *", "minute"],
    ["* 24 * * *", "hour"],
    ["* * 0 * *", "day of month"],
    ["* * * 13 *", "month"],
    ["* * * * 8", "day of week"],
    ["5-1 * * * *", "minute"],
    ["*/0 * * * *", "minute"],
    ["1,,2 * * * *", "minute"],
    ["* * * * fri#6", "day of week"],
    ["* * * foo *", "month"],
    ["* * LW * *", "day of month"],
    ["1.5 * * * *", "minute"],
    ["-1 * * * *", "minute"],
    ["* * * *", "expression"],
    ["* * * * * *", "expression"],
    ["", "expression"],
    ["@reboot", "expression"],
    ["0 0 30 2 *", "day of month"],
    ["0 0 31 4,6,9,11 *", "day of month"],
  ])("%j is refused, and the %s named", (expression, field) => {
    expect(() => readCron(expression)).toThrow(AppError);
    try {
      readCron(expression);
    } catch (error) {
      expect((error as Error).message).toContain(field);
    }
  });
});

describe("a zone", () => {
  it("is named as people name it", () => {
    expect(["wib", "WITA", "Asia/Jakarta", "asia/jakarta", "UTC"].map(zoneNamed)).toEqual([
      "Asia/Jakarta",
      "Asia/Makassar",
      "Asia/Jakarta",
      "Asia/Jakarta",
      "UTC",
    ]);
    for (const name of ["", "Mars/Olympus", "+07:00", "Asia/", "a b", "../etc"])
      expect(() => zoneNamed(name), name).toThrow("There is no time zone");
  });

  it("knows its changes, also far apart and close together", () => {
    const all = (zone: string, from: string, to: string) => {
      const found: string[] = [];
      for (let at: number | null = Date.parse(from); ; ) {
        at = nextChange(zone, at, Date.parse(to));
        if (at === null) return found;
        found.push(new Date(at).toISOString());
      }
    };
    expect(all("Europe/Berlin", "2026-01-01", "2027-01-01")).toEqual([
      "2026-03-29T01:00:00.000Z",
      "2026-10-25T01:00:00.000Z",
    ]);
    expect(all("Asia/Jakarta", "2000-01-01", "2030-01-01")).toEqual([]);
    expect(all("Africa/Casablanca", "2026-01-01", "2027-01-01")).toHaveLength(2);
  });

  it("tells a wall time that is skipped and one that comes twice", () => {
    const read = (zone: string, wall: string) => {
      const { at, note } = instantOf(zone, Date.parse(`${wall}Z`));
      return [new Date(at).toISOString(), note];
    };
    expect(read("Europe/Berlin", "2026-03-29T02:30")).toEqual(["2026-03-29T01:00:00.000Z", "gap"]);
    expect(read("Europe/Berlin", "2026-10-25T02:30")).toEqual(["2026-10-25T00:30:00.000Z", "overlap"]);
    expect(read("Pacific/Apia", "2011-12-30T12:00")).toEqual(["2011-12-30T10:00:00.000Z", "gap"]);
    expect(read("Asia/Jakarta", "2026-12-01T09:00")).toEqual(["2026-12-01T02:00:00.000Z", null]);
  });
});
