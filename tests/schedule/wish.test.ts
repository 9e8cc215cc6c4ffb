/** What people type for a time, in two languages. Every wish is seen from Tuesday 24 November 2026, 15:00 in Jakarta. */

import { describe, expect, it } from "vitest";
import { readTime, readWish } from "../../src/schedule/wish.ts";

const now = new Date("2026-11-24T08:00:00Z");
const jakarta = (wish: string) => {
  const found = readWish(wish, "Asia/Jakarta", now);
  return typeof found === "string" ? found : found.local;
};

describe("a wish", () => {
  it.each([
    ["2026-12-01 09:00", "2026-12-01 09:00"],
    ["2026-12-01T09:00", "2026-12-01 09:00"],
    ["2026-12-01 09.00", "2026-12-01 09:00"],
    ["2026-12-1 9:05", "2026-12-01 09:05"],
    ["2026-12-01T09:00:30+07:00", "2026-12-01 09:00"],
    ["2026-12-01T09:00Z", "2026-12-01 16:00"],
    ["2026-12-01T09:00:00.000+0900", "2026-12-01 07:00"],
    ["tomorrow 09:00", "2026-11-25 09:00"],
    ["Tomorrow at 9am", "2026-11-25 09:00"],
    ["9am tomorrow", "2026-11-25 09:00"],
    ["tomorrow noon", "2026-11-25 12:00"],
    ["besok 09.00", "2026-11-25 09:00"],
    ["besok jam 9", "2026-11-25 09:00"],
    ["besok pagi jam 9", "2026-11-25 09:00"],
    ["besok malam jam 7", "2026-11-25 19:00"],
    ["besok malam 19.00", "2026-11-25 19:00"],
    ["Sabtu sore jam 4", "2026-11-28 16:00"],
    ["besok malam jam 12", null],
    ["lusa", "2026-11-26 15:00"],
    ["tomorrow", "2026-11-25 15:00"],
    ["Selasa", "2026-12-01 15:00"],
    ["hari ini", null],
    ["2026-12-01T09:00+07", "2026-12-01 09:00"],
    ["20261201T020000Z", "2026-12-01 09:00"],
    ["0026-12-01 09:00", null],
    ["2026-12-01T24:00", null],
    ["Senin 28/11/2026 10.00", null],
    ["in 1.5h", "2026-11-24 16:30"],
    ["besok jam 9 pagi", "2026-11-25 09:00"],
    ["besok pukul 7 malam", "2026-11-25 19:00"],
    ["lusa 07.30", "2026-11-26 07:30"],
    ["day after tomorrow 7:30", "2026-11-26 07:30"],
    ["hari ini 17.00", "2026-11-24 17:00"],
    ["17.00", "2026-11-24 17:00"],
    ["pukul 17.00", "2026-11-24 17:00"],
    ["jam 5 sore", "2026-11-24 17:00"],
    ["nanti 19.30 WIB", "2026-11-24 19:30"],
    ["nanti malam 21.00", "2026-11-24 21:00"],
    ["Sabtu 10.00", "2026-11-28 10:00"],
    ["sabtu, 10.00", "2026-11-28 10:00"],
    ["hari Sabtu pukul 10.00", "2026-11-28 10:00"],
    ["Minggu 08.00", "2026-11-29 08:00"],
    ["Jumat 13.00", "2026-11-27 13:00"],
    ["Jum'at 13.00", "2026-11-27 13:00"],
    ["mon 7am", "2026-11-30 07:00"],
    ["on Monday at 7:15 pm", "2026-11-30 19:15"],
    ["tue 16:00", "2026-11-24 16:00"],
    ["Senin depan 08.00", "2026-11-30 08:00"],
    ["next monday 8am", "2026-11-30 08:00"],
    ["next tuesday 8am", "2026-12-01 08:00"],
    ["Jumat pekan depan 08.00", "2026-12-04 08:00"],
    ["Sabtu minggu depan 08.00", "2026-12-05 08:00"],
    ["friday next week 8am", "2026-12-04 08:00"],
    ["next friday 8am", null],
    ["Rabu depan 08.00", null],
    ["minggu depan 08.00", null],
    ["tue 14:00", "2026-12-01 14:00"],
    ["31/12/2026 09.00", "2026-12-31 09:00"],
    ["31/12/26 09:00", "2026-12-31 09:00"],
    ["31-12-2026 09.00", "2026-12-31 09:00"],
    ["1/12 09.00", "2026-12-01 09:00"],
    ["1/11 09.00", "2027-11-01 09:00"],
    ["1.12.2026 09.00", "2026-12-01 09:00"],
    ["Sabtu 28/11/2026 10.00", "2026-11-28 10:00"],
    ["1 Desember 2026 09.00", "2026-12-01 09:00"],
    ["tanggal 1 Des pukul 9.00", "2026-12-01 09:00"],
    ["Dec 1, 2026 9am", "2026-12-01 09:00"],
    ["December 1st 9:00", "2026-12-01 09:00"],
    ["1 Nov 09.00", "2027-11-01 09:00"],
    ["in 20m", "2026-11-24 15:20"],
    ["in 2 hours", "2026-11-24 17:00"],
    ["in 1h30m", "2026-11-24 16:30"],
    ["in 1 hour and 30 minutes", "2026-11-24 16:30"],
    ["dalam 2 jam 5 menit", "2026-11-24 17:05"],
    ["30 menit lagi", "2026-11-24 15:30"],
    ["in 3 days", "2026-11-27 15:00"],
    ["12am tomorrow", "2026-11-25 00:00"],
    ["12:30 pm tomorrow", "2026-11-25 12:30"],
    ["now", "now"],
    ["Sekarang", "now"],
    ["next", "next"],
    ["  besok   09.00  ", "2026-11-25 09:00"],
  ])("%j", (wish, expected) => {
    if (expected === null) expect(() => jakarta(wish)).toThrow("not a time");
    else expect(jakarta(wish)).toBe(expected);
  });

  it("may name another zone, which then counts", () => {
    expect(readTime("besok 09.00 WITA", "Asia/Jakarta", now)).toMatchObject({
      at: new Date("2026-11-25T01:00:00Z"),
      local: "2026-11-25 09:00",
      zone: "Asia/Makassar",
    });
    expect(readTime("2026-12-01 09:00 America/New_York", "WIB", now).at).toEqual(new Date("2026-12-01T14:00:00Z"));
    expect(readTime("2026-12-01T09:00[Europe/Berlin]", "WIB", now).at).toEqual(new Date("2026-12-01T08:00:00Z"));
    // Today is a different day there.
    expect(readTime("tomorrow 09:00", "Pacific/Auckland", new Date("2026-11-24T20:00:00Z")).local).toBe(
      "2026-11-26 09:00",
    );
  });

  it("says what the clocks do at that time", () => {
    expect(readTime("2027-03-28 02:30", "Europe/Berlin", now)).toEqual({
      at: new Date("2027-03-28T01:00:00Z"),
      local: "2027-03-28 03:00",
      zone: "Europe/Berlin",
      note: "gap",
    });
    expect(readTime("31/10/2027 02.30", "Europe/Berlin", now)).toMatchObject({
      at: new Date("2027-10-31T00:30:00Z"),
      local: "2027-10-31 02:30",
      note: "overlap",
    });
  });

  it.each([
    "",
    "soon",
    "hari ini",
    "nanti",
    "besok pagi",
    "tomorrow evening",
    "25:00",
    "besok 24.00",
    "besok 9.60",
    "12/31/2026 09:00",
    "30/2/2027 09:00",
    "29/2/2027 09:00",
    "2026-13-01 09:00",
    "2026-12-01",
    "2026-12-01T09:00+25:00",
    "Minggu 28/11/2026 10.00",
    "13pm",
    "0am",
    "jam 12 malam",
    "in",
    "in 20",
    "in m",
    "in 20 parsecs",
    "9",
    "1 Foo 09:00",
    "every monday 09:00",
    "09:00 10:00",
    "x".repeat(10_000),
    "9".repeat(90),
  ])("that cannot be understood is refused in plain words: %j", (wish) => {
    expect(() => readWish(wish, "Asia/Jakarta", now)).toThrow(/is not a time/);
  });

  it.each([
    ["besok 25.00", "00:00 to 23:59"],
    ["besok jam 12 malam", "midnight ends one day"],
    ["midnight", "midnight ends one day"],
    ["besok pagi", "which hour"],
    ["next friday 8am", "2026-11-27 or 2026-12-04"],
    ["minggu depan", "2026-11-29 or 2026-12-06"],
    ["31/31/2026 09.00", "the day comes first"],
  ])("names the way out: %j, %j", (wish, hint) => {
    expect(() => readWish(wish, "Asia/Jakarta", now)).toThrow(hint);
  });

  it("does not speak of the order of day and month where it is given by ISO 8601", () => {
    expect(() => readWish("2027-02-30 09:00", "Asia/Jakarta", now)).toThrow(/no day 30 in month 2\.? /);
    expect(() => readWish("2027-02-30 09:00", "Asia/Jakarta", now)).not.toThrow(/day comes first/);
  });

  it.each(["14.00", "2026-11-24 15:00", "today 9am", "2020-01-01T00:00Z", "1 Nov 2026 09.00"])(
    "whose time is over is refused, with the zone and the time that it is: %j",
    (wish) => {
      expect(() => readWish(wish, "Asia/Jakarta", now)).toThrow(/over \(it is 2026-11-24 15:00 Asia\/Jakarta\)/);
    },
  );

  it("in a zone that is none is refused by the zone's name", () => {
    expect(() => readWish("besok 09.00", "Asia/Atlantis", now)).toThrow('"Asia/Atlantis"');
    expect(() => readWish("besok 09.00 Asia/Atlantis", "Asia/Jakarta", now)).toThrow('"Asia/Atlantis"');
  });
});
