/** A rule from its options: what is understood, and what is refused in which words. */

import { describe, expect, it } from "vitest";
import { readLength, writtenLength } from "../../src/schedule/length.ts";
import { type RuleGiven, readRule } from "../../src/schedule/rule.ts";

const now = new Date("2026-12-01T00:00:00Z");
const read = (given: RuleGiven, name = "pagi") =>
  readRule(name, { source: "desk", to: "a", ...given }, "Asia/Jakarta", now);

describe("a rule", () => {
  it("takes what is told, and the habits of the house for the rest", () => {
    const { spec, ...rest } = read({ cron: "@hourly" });
    expect(rest).toEqual({
      name: "pagi",
      limitsZone: null,
      zone: "Asia/Jakarta",
      maxPerDay: null,
      minGapMs: null,
      quietFrom: null,
      quietTo: null,
    });
    expect(spec).toMatchObject({
      when: { kind: "cron", cron: "0 * * * *" },
      pick: "newest",
      mode: "digest",
      approval: true,
      late: { policy: "hold", ms: 1_800_000 },
      times: null,
    });
  });

  it("understands every option", () => {
    const { spec, zone, ...limits } = read({
      ...{
        cron: "0 9 * * mon-fri",
        zone: "WITA",
        source: "desk, antara ,desk",
        to: "a,b",
        pick: "oldest",
        mode: "short",
      },
      ...{
        category: "Ekonomi,Hukum",
        author: "Ani",
        minLength: "200",
        maxAge: "1d12h",
        match: "beras",
        exclude: "iklan",
        holdIf: "bunuh",
      },
      ...{
        prefix: "{author} melaporkan:",
        suffix: "Baca: {link}",
        hashtags: "#Satu Dua",
        numbering: true,
        approval: false,
      },
      ...{
        start: "besok 09.00",
        until: "31/12/2026 17.00",
        times: "5",
        maxPerDay: "4",
        minGap: "20m",
        quiet: "22.00-06.00",
        late: "skip",
      },
    });
    expect(zone).toBe("Asia/Makassar");
    expect(limits).toMatchObject({ maxPerDay: 4, minGapMs: 1_200_000, quietFrom: "22:00", quietTo: "06:00" });
    expect(spec).toMatchObject({
      ...{
        sources: ["desk", "antara"],
        accounts: ["a", "b"],
        pick: "oldest",
        mode: "short",
        times: 5,
        numbering: true,
        approval: false,
      },
      ...{ start: "2026-12-02T01:00:00.000Z", until: "2026-12-31T09:00:00.000Z", hashtags: ["#Satu", "Dua"] },
      filters: {
        categories: ["Ekonomi", "Hukum"],
        authors: ["Ani"],
        minLength: 200,
        maxAgeMs: 129_600_000,
        match: [["beras"]],
      },
      late: { policy: "skip", ms: 7_200_000 },
    });
  });

  it.each<[RuleGiven, string]>([
    [{}, "Say when the rule fires"],
    [{ cron: "@hourly", slots: true }, "not several"],
    [{ cron: "0 9 * *" }, "five fields are wanted"],
    [{ cron: "@hourly", zone: "Mars" }, 'no time zone "Mars"'],
    [{ cron: "@hourly", source: " , " }, '--source " , " is not valid'],
    [{ cron: "@hourly", to: undefined }, "Give --to"],
    [{ cron: "@hourly", pick: "best" }, '--pick "best" is not valid: give one of newest, oldest'],
    [{ cron: "@hourly", mode: "long" }, "--mode"],
    [{ cron: "@hourly", times: "0" }, "--times"],
    [{ cron: "@hourly", minLength: "-1" }, "--min-length"],
    [{ cron: "@hourly", minGap: "20" }, '--min-gap "20" is not valid: give a length such as 20m'],
    [{ cron: "@hourly", maxAge: "10s" }, "--max-age"],
    [{ cron: "@hourly", maxPerDay: "1.5" }, "--max-per-day"],
    [{ cron: "@hourly", quiet: "22:00-22:00" }, '--quiet "22:00-22:00" is not valid'],
    [{ cron: "@hourly", quiet: "25:00-06:00" }, "--quiet"],
    [{ cron: "@hourly", late: "never" }, "--late"],
    [{ cron: "@hourly", prefix: "{penulis}" }, "there is no {penulis}"],
    [{ cron: "@hourly", hashtags: "a-b" }, "--hashtags"],
    [{ cron: "@hourly", start: "kemarin" }, '"kemarin" is not a time'],
    [{ cron: "@hourly", until: "2026-11-01 09:00" }, "is already over"],
    [{ cron: "@hourly", start: "2026-12-05 09:00", until: "2026-12-04 09:00" }, "it should be later than --start"],
    [{ cron: "0 0 1 1 *", until: "2026-12-31 09:00" }, "would never fire before"],
    [{ cron: "@hourly", match: "a\0b" }, "NUL"],
  ])("%j is refused in a sentence", (given, sentence) => {
    expect(() => read(given)).toThrow(sentence);
  });

  it.each(["", " ", "a\nb", "x".repeat(101)])("has a name that is not %j", (name) => {
    expect(() => read({ cron: "@hourly" }, name)).toThrow("The rule's name");
  });
});

describe("a length of time", () => {
  it.each([
    ["20m", 1_200_000],
    ["12h", 43_200_000],
    ["1h30m", 5_400_000],
    ["2d", 172_800_000],
    ["90 s", 90_000],
  ])("%s is %d ms", (written, ms) => {
    expect(readLength("--x", written, 1_000, 1e9)).toBe(ms);
  });

  it("is written with its two largest units", () => {
    expect([0, 90_000, 5_400_000, 172_800_000, 259_261_000].map(writtenLength)).toEqual([
      "0s",
      "1m30s",
      "1h30m",
      "2d",
      "3d",
    ]);
  });
});
