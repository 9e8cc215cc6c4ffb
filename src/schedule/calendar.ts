/**
 * The wall times that five read fields ask for, found by walking the calendar: days by month, then the time of the day.
 * Wall times are ms, as if they were UTC.
 */

/** What each field asks for. */
export interface Asked {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  /** The last day of a month, whichever number it has. */
  readonly lastDay: boolean;
  /** January is 1. */
  readonly months: ReadonlySet<number>;
  /** Sunday is 0. */
  readonly weekdays: ReadonlySet<number>;
  /** Friday as the second one of a month is 5 * 8 + 2. */
  readonly nthWeekdays: ReadonlySet<number>;
  /** The day of the month and the day of the week must both match; else one of them is enough. */
  readonly both: boolean;
}

const minuteMs = 60_000;
const minutesOfDay = 1_440;
const dayMs = minutesOfDay * minuteMs;

/** No expression that fires at all waits longer for its day: 29 February, on one weekday, over a century without a leap day. */
const horizonMs = 41 * 366 * dayMs;
/** Beyond the year 9999 an instant is not written in four digits. */
const endOfTime = Date.UTC(10_000, 0, 1);

/** -> the first wall time that is asked for after another one; null: there is none. */
export function walkCalendar(asked: Asked): (wall: number) => number | null {
  const minutes = sorted(asked.minutes);
  const hours = sorted(asked.hours);
  const firstTime = (hours[0] ?? 0) * 60 + (minutes[0] ?? 0);

  /** The first time of a day, in minutes, at or after one; null: only on another day. */
  const timeFrom = (time: number): number | null => {
    const hour = Math.floor(time / 60);
    if (asked.hours.has(hour)) {
      const minute = minutes.find((one) => one >= time % 60);
      if (minute !== undefined) return hour * 60 + minute;
    }
    const later = hours.find((one) => one > hour);
    return later === undefined ? null : later * 60 + (minutes[0] ?? 0);
  };

  return (wall) => {
    const first = Math.floor(wall / minuteMs) + 1;
    const today = Math.floor(first / minutesOfDay);
    const last = Math.floor(Math.min(wall + horizonMs, endOfTime - 1) / minuteMs);
    for (let day = dayFrom(asked, today, last); day !== null; day = dayFrom(asked, day + 1, last)) {
      const time = day === today ? timeFrom(first - today * minutesOfDay) : firstTime;
      if (time === null) continue;
      const found = day * minutesOfDay + time;
      return found > last ? null : found * minuteMs;
    }
    return null;
  };
}

/** The first day that is asked for, at or after one, both counted from 1 January 1970; null: none begins up to the minute `last`. */
function dayFrom(asked: Asked, from: number, last: number): number | null {
  for (let day = from; day * minutesOfDay <= last; ) {
    const date = new Date(day * dayMs);
    const dayOfMonth = date.getUTCDate();
    const length = lengthOf(date.getUTCFullYear(), date.getUTCMonth());
    if (!asked.months.has(date.getUTCMonth() + 1)) {
      day += length - dayOfMonth + 1;
      continue;
    }
    for (let one = dayOfMonth; one <= length; one += 1, day += 1) if (isAsked(asked, day, one, length)) return day;
  }
  return null;
}

function isAsked(asked: Asked, day: number, dayOfMonth: number, length: number): boolean {
  // 1 January 1970 was a Thursday; days before it have negative numbers.
  const weekday = (((day + 4) % 7) + 7) % 7;
  const byMonth = asked.days.has(dayOfMonth) || (asked.lastDay && dayOfMonth === length);
  const byWeek = asked.weekdays.has(weekday) || asked.nthWeekdays.has(weekday * 8 + Math.ceil(dayOfMonth / 7));
  return asked.both ? byMonth && byWeek : byMonth || byWeek;
}

function lengthOf(year: number, month: number): number {
  if (month === 1) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 3 || month === 5 || month === 8 || month === 10 ? 30 : 31;
}

const sorted = (numbers: ReadonlySet<number>): readonly number[] => [...numbers].sort((a, b) => a - b);
