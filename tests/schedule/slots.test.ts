/** Weekly slots: what people write for them, and the instants that they mean. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextSlots, parseSlots, type Slot, shownMinute } from "../../src/schedule/slots.ts";
import { wallOf } from "../../src/schedule/zone.ts";

const written = (slots: readonly Slot[]) =>
  slots.map(({ weekday, minute }) => `${weekday} ${shownMinute(minute)}`).join(", ");
const instants = (slots: readonly Slot[], zone: string, from: string, count: number) => {
  const found: string[] = [];
  for (const at of nextSlots(slots, zone, Date.parse(from))) {
    found.push(new Date(at).toISOString().replace(".000Z", "Z"));
    if (found.length === count) break;
  }
  return found;
};

describe("parseSlots", () => {
  it.each([
    [
      ["mon-fri 09:00 12:30", "sat 10:00"],
      "1 09:00, 1 12:30, 2 09:00, 2 12:30, 3 09:00, 3 12:30, 4 09:00, 4 12:30, 5 09:00, 5 12:30, 6 10:00",
    ],
    [["senin-rabu 09.00"], "1 09:00, 2 09:00, 3 09:00"],
    [["Senin s/d Selasa pukul 9.00, 12.30"], "1 09:00, 1 12:30, 2 09:00, 2 12:30"],
    [["Jum’at 7am"], "5 07:00"],
    [["sabtu, minggu 10:00; senin 08:00"], "1 08:00, 6 10:00, 7 10:00"],
    [["fri-mon 6pm"], "1 18:00, 5 18:00, 6 18:00, 7 18:00"],
    [["setiap hari 12 pm"], "1 12:00, 2 12:00, 3 12:00, 4 12:00, 5 12:00, 6 12:00, 7 12:00"],
    [["hari kerja 12am"], "1 00:00, 2 00:00, 3 00:00, 4 00:00, 5 00:00"],
    [["akhir pekan 23.59"], "6 23:59, 7 23:59"],
    [["mon 09:00", "monday 9:00", "MON 09.00"], "1 09:00"],
  ])("reads %j", (texts, expected) => expect(written(parseSlots(texts))).toBe(expected));

  it.each([
    ["09:00", "daily 09:00"],
    ["mon", "time of day is missing"],
    ["mon 09:00 tue", "time of day is missing"],
    ["mon 24:00", '"24:00"'],
    ["mon 9:60", '"9:60"'],
    ["mon 13pm", '"13pm"'],
    ["mon 9", '"9"'],
    ["moonday 09:00", '"moonday"'],
    ["mon-tue-wed 09:00", '"mon-tue-wed"'],
    ["", "missing"],
  ])("refuses %j in a sentence that says why", (text, why) => expect(() => parseSlots([text])).toThrow(why));
});

describe("nextSlots", () => {
  it("comes strictly after an instant, week after week", () => {
    const slots = parseSlots(["mon 09:00", "wed 09:00"]);
    expect(instants(slots, "Asia/Jakarta", "2026-11-23T02:00:00Z", 3)).toEqual([
      "2026-11-25T02:00:00Z",
      "2026-11-30T02:00:00Z",
      "2026-12-02T02:00:00Z",
    ]);
  });

  it("takes the first instant after a gap, once for several slots in it", () => {
    const slots = parseSlots(["sun 02:00 02:30 03:00 04:00"]);
    expect(instants(slots, "Europe/Berlin", "2027-03-27T12:00:00Z", 3)).toEqual([
      "2027-03-28T01:00:00Z",
      "2027-03-28T02:00:00Z",
      "2027-04-04T00:00:00Z",
    ]);
  });

  it("takes the first of the two passes of an overlap", () => {
    const slots = parseSlots(["sun 02:30"]);
    expect(instants(slots, "Europe/Berlin", "2027-10-30T12:00:00Z", 2)).toEqual([
      "2027-10-31T00:30:00Z",
      "2027-11-07T01:30:00Z",
    ]);
    // From between the passes: the second is no slot.
    expect(instants(slots, "Europe/Berlin", "2027-10-31T00:45:00Z", 1)).toEqual(["2027-11-07T01:30:00Z"]);
  });

  it("moves the slots of a day that a zone left out to the instant after it", () => {
    expect(instants(parseSlots(["fri 10:00 12:00"]), "Pacific/Apia", "2011-12-30T00:00:00Z", 2)).toEqual([
      "2011-12-30T10:00:00Z",
      "2012-01-05T20:00:00Z",
    ]);
  });

  it("of no slots there is none", () => expect([...nextSlots([], "UTC", 0)]).toEqual([]));

  it("is, away from clock changes, every minute whose weekday and time are a slot's", () => {
    const slot = fc.record({ weekday: fc.integer({ min: 1, max: 7 }), minute: fc.integer({ min: 0, max: 1_439 }) });
    const zones = fc.constantFrom("Asia/Jakarta", "Asia/Kathmandu", "Pacific/Kiritimati", "UTC");
    const day = 86_400_000;
    fc.assert(
      fc.property(
        fc.array(slot, { minLength: 1, maxLength: 4 }),
        zones,
        fc.integer({ min: 0, max: 500 }),
        (some, zone, days) => {
          const slots = [...new Map(some.map((one) => [one.weekday * 1_440 + one.minute, one])).values()].sort(
            (a, b) => a.weekday - b.weekday || a.minute - b.minute,
          );
          const from = Date.UTC(2026, 0, 1) + days * day;
          const expected: number[] = [];
          for (let at = from + 60_000; at <= from + 7 * day; at += 60_000) {
            const wall = new Date(wallOf(zone, at));
            const [weekday, minute] = [wall.getUTCDay() || 7, wall.getUTCHours() * 60 + wall.getUTCMinutes()];
            if (slots.some((one) => one.weekday === weekday && one.minute === minute)) expected.push(at);
          }
          const found: number[] = [];
          for (const at of nextSlots(slots, zone, from)) {
            if (at > from + 7 * day) break;
            found.push(at);
          }
          expect(found).toEqual(expected);
        },
      ),
      { numRuns: 12 },
    );
  });
});
