/**
 * Cron expressions of five fields, in a zone -> the instants at which they fire: what the fields say (crontab(5)), which one is wrong,
 * and what a clock change does. The calendar itself is walked in calendar.ts.
 */

import { AppError } from "../base/errors.ts";
import { walkCalendar } from "./calendar.ts";
import { instantOf, offsetAt, steadyUntil, wallOf } from "./zone.ts";

export interface Cron {
  readonly expression: string;
  /** Goes by the running clock: nothing in a gap, both passes of an overlap. Else once for each date and time on the wall. */
  readonly running: boolean;
  /** The first wall time that matches after another one; null: none. */
  readonly next: (wall: number) => number | null;
}

interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names: readonly string[];
  /** What else one part of it may be, beside numbers. */
  readonly special?: { readonly form: RegExp; readonly says: string };
}

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

const fields: readonly [Field, Field, Field, Field, Field] = [
  { name: "minute", least: 0, most: 59, names: [] },
  { name: "hour", least: 0, most: 23, names: [] },
  { name: "day of month", least: 1, most: 31, names: [], special: { form: /^l$/, says: "L for the last day" } },
  { name: "month", least: 1, most: 12, names: monthNames },
  {
    name: "day of week",
    least: 0,
    most: 7,
    names: weekdayNames,
    special: { form: /^(?:[0-7]|sun|mon|tue|wed|thu|fri|sat)#[1-5]$/, says: "fri#2 for the second Friday" },
  },
];

const nicknames: Readonly<Record<string, string>> = {
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@midnight": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};

/** Throws `cron-invalid`, naming the field, its value and what it may be. */
export function readCron(expression: string): Cron {
  const written = expression.trim().toLowerCase();
  const parts = (nicknames[written] ?? written).split(/\s+/);
  if (written === "" || parts.length !== fields.length)
    throw wrong(
      expression,
      "expression",
      written,
      `five fields are wanted: ${fields.map((one) => one.name).join(", ")}`,
    );
  const starred = (index: number) => (parts[index] ?? "").startsWith("*");
  const read = (index: 0 | 1 | 2 | 3 | 4) => readField(expression, fields[index], parts[index] ?? "");
  const [minutes, hours, days, months, weekdays] = [read(0), read(1), read(2), read(3), read(4)];
  const next = walkCalendar({
    minutes: minutes.numbers,
    hours: hours.numbers,
    days: days.numbers,
    lastDay: days.isLast,
    months: months.numbers,
    weekdays: weekdays.numbers,
    nthWeekdays: weekdays.nth,
    // crontab(5): with both day fields restricted either one matches; a field that begins with * restricts only as far as it says.
    both: starred(2) || starred(4),
  });
  if (next(Date.UTC(2000, 0, 1)) === null)
    throw wrong(
      expression,
      "day of month",
      parts[2] ?? "",
      "no month that is asked for has such a day, so it would never fire",
    );
  return {
    expression: parts.join(" "),
    running: parts[0]?.includes("*") === true || parts[1]?.includes("*") === true,
    next,
  };
}

interface Values {
  readonly numbers: ReadonlySet<number>;
  /** L is among them. */
  readonly isLast: boolean;
  /** As `Asked.nthWeekdays`. */
  readonly nth: ReadonlySet<number>;
}

function readField(expression: string, field: Field, value: string): Values {
  const { name, least, most, names, special } = field;
  const range = `${least}-${most}${names.length > 0 ? ` or ${names[0]}-${names.at(-1)}` : ""}`;
  const hint = `give numbers from ${range}, lists (1,3), ranges (1-5), steps (*/2, 1-9/2)${special ? `, ${special.says}` : ""}`;
  const fail = (why = hint) => wrong(expression, name, value, why);
  const numberOf = (text: string): number => {
    const at = names.indexOf(text);
    const number = at >= 0 ? at + (field.name === "month" ? 1 : 0) : /^\d{1,2}$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most)) throw fail();
    return number;
  };

  const numbers = new Set<number>();
  const nth = new Set<number>();
  let isLast = false;
  for (const part of value.split(",")) {
    if (special?.form.test(part)) {
      const [day = "", which] = part.split("#");
      if (which === undefined) isLast = true;
      else nth.add((numberOf(day) % 7) * 8 + Number(which));
      continue;
    }
    const match = /^(?:\*|([a-z0-9]+)(?:-([a-z0-9]+))?)(?:\/(\d{1,2}))?$/.exec(part);
    if (!match) throw fail();
    const [, from, to, step] = match;
    const low = from === undefined ? least : numberOf(from);
    // A number with a step runs to the end, as in most crons; alone it is itself. Sunday is counted once.
    const end = from === undefined || (to === undefined && step !== undefined) ? (most === 7 ? 6 : most) : low;
    const high = to === undefined ? end : numberOf(to);
    const by = step === undefined ? 1 : Number(step);
    if (by === 0) throw fail("a step of 0 never comes to the next one");
    if (high < low) throw fail(`${from}-${to} runs backwards; write it as two ranges with a comma`);
    for (let number = low; number <= high; number += by) numbers.add(most === 7 ? number % 7 : number);
  }
  return { numbers, isLast, nth };
}

const wrong = (expression: string, field: string, value: string, hint: string) =>
  new AppError("cron-invalid", { expression, field, value, hint });

/** The instants at which an expression fires in a zone, strictly after `from` (ms), in order. */
export function* firings(cron: Cron, zone: string, from: number): Generator<number, void, undefined> {
  yield* cron.running ? byRunningClock(cron, zone, from) : byDateAndTime(cron, zone, from);
}

/** Each matching date and time on the wall once: in a gap at the first instant after it, in an overlap at the first of the two. */
function* byDateAndTime(cron: Cron, zone: string, from: number): Generator<number, void, undefined> {
  let last = from;
  // A wall time of up to a day before may stand for an instant after `from`: its whole day was left out.
  let wall: number | null = cron.next(wallOf(zone, from) - 26 * 3_600_000);
  for (; wall !== null; wall = cron.next(wall)) {
    const { at } = instantOf(zone, wall);
    if (at <= last) continue;
    yield at;
    last = at;
  }
}

/** As the clock runs, stretch by stretch; within one the wall is ahead of UTC by the same amount. */
function* byRunningClock(cron: Cron, zone: string, from: number): Generator<number, void, undefined> {
  for (let after = from; ; ) {
    const offset = offsetAt(zone, after);
    const end = steadyUntil(zone, after);
    let wall = cron.next(after + offset);
    for (; wall !== null && wall - offset < end; wall = cron.next(wall)) yield wall - offset;
    if (wall === null) return;
    // The end itself may be the first minute of the next stretch.
    const shown = end + offsetAt(zone, end);
    if (cron.next(shown - 1) === shown) yield end;
    after = end;
  }
}
