/** The walk through the calendar against croner, a library that walks it its own way, on expressions made at random. */

import { Cron as Croner } from "croner";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCron } from "../../src/schedule/cron.ts";

const number = (least: number, most: number) => fc.integer({ min: least, max: most });

/** One part of a field: a number, a range, a range with a step. */
const part = (least: number, most: number) =>
  fc
    .tuple(number(least, most), number(least, most), fc.option(number(1, most)))
    .map(([one, other, step]) =>
      one === other ? `${one}` : `${Math.min(one, other)}-${Math.max(one, other)}${step ? `/${step}` : ""}`,
    );

/** A field: anything, a step of it, or a list of parts and of what else the field knows. */
const field = (least: number, most: number, special: fc.Arbitrary<string> = part(least, most)) =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant("*") },
    { weight: 1, arbitrary: number(1, most).map((step) => `*/${step}`) },
    {
      weight: 4,
      arbitrary: fc
        .array(fc.oneof({ weight: 3, arbitrary: part(least, most) }, { weight: 1, arbitrary: special }), {
          minLength: 1,
          maxLength: 3,
        })
        .map((parts) => parts.join(",")),
    },
  );

const expression = fc
  .tuple(
    field(0, 59),
    field(0, 23),
    field(1, 31, fc.constant("L")),
    field(1, 12),
    field(
      0,
      6,
      fc.tuple(number(0, 6), number(1, 5)).map(([day, nth]) => `${day}#${nth}`),
    ),
  )
  .map((fields) => fields.join(" "));

describe("the wall times of an expression", () => {
  it("are those that another library finds, from any time on", () => {
    const times = fc.date({ min: new Date("1900-01-01"), max: new Date("2200-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(expression, times, (written, from) => {
        const [, , dayOfMonth = "", , dayOfWeek = ""] = written.split(" ");
        const domAndDow = dayOfMonth.startsWith("*") || dayOfWeek.startsWith("*");
        const other = new Croner(written, { timezone: "UTC", mode: "5-part", paused: true, domAndDow });
        // What never fires, or not for decades, is looked at elsewhere.
        const first = other.nextRun(from);
        fc.pre(first !== null && first.getTime() - from.getTime() < 20 * 366 * 86_400_000);
        const { next } = readCron(written);
        let wall = from.getTime();
        let wanted: Date | null = first;
        for (let count = 0; count < 12 && wanted; count += 1, wanted = other.nextRun(wanted)) {
          const found = next(wall);
          expect(found === null ? null : new Date(found).toISOString(), written).toBe(wanted.toISOString());
          wall = wanted.getTime();
        }
      }),
      { numRuns: 250 },
    );
  });

  it("end with the year 9999", () => {
    const { next } = readCron("0 0 1 1 *");
    expect(next(Date.UTC(9998, 5, 1))).toBe(Date.UTC(9999, 0, 1));
    expect(next(Date.UTC(9999, 0, 1))).toBeNull();
  });
});
