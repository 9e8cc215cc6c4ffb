/** A day in a person's words, English or Indonesian, seen from a given day: `besok`, `mon`, `31/12/2026`, `1 Desember`. */

import { AppError } from "../base/errors.ts";

export interface Day {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly date: number;
  /** The next such day, where the words fit more than one. */
  readonly again?: Omit<Day, "again">;
}

const fromToday: Readonly<Record<string, number>> = {
  "": 0,
  ...{
    today: 0,
    tonight: 0,
    "hari ini": 0,
    nanti: 0,
    "nanti malam": 0,
    "malam ini": 0,
    "siang ini": 0,
    "sore ini": 0,
    "pagi ini": 0,
  },
  ...{
    tomorrow: 1,
    tmr: 1,
    besok: 1,
    esok: 1,
    "besok hari": 1,
    "day after tomorrow": 2,
    "the day after tomorrow": 2,
    lusa: 2,
    "besok lusa": 2,
  },
  // Over, and said so, rather than not understood.
  ...{ yesterday: -1, kemarin: -1, "day before yesterday": -2, "kemarin dulu": -2 },
};

const weekdays: readonly string[][] = [
  ["sunday", "sun", "minggu", "ahad", "min"],
  ["monday", "mon", "senin", "sen"],
  ["tuesday", "tue", "tues", "selasa", "sel"],
  ["wednesday", "wed", "rabu", "rab"],
  ["thursday", "thu", "thur", "thurs", "kamis", "kam"],
  ["friday", "fri", "jumat", "jum'at", "jum"],
  ["saturday", "sat", "sabtu", "sab"],
];

const months: readonly string[][] = [
  ["january", "januari", "jan"],
  ["february", "februari", "pebruari", "feb"],
  ["march", "maret", "mar"],
  ["april", "apr"],
  ["may", "mei"],
  ["june", "juni", "jun"],
  ["july", "juli", "jul"],
  ["august", "agustus", "aug", "agu", "agt"],
  ["september", "sept", "sep"],
  ["october", "oktober", "oct", "okt"],
  ["november", "nopember", "nov", "nop"],
  ["december", "desember", "dec", "des"],
];

const numberIn = (lists: readonly string[][], word: string) => lists.findIndex((names) => names.includes(word));

/** `besok pagi jam 9`: which half of the day it is, the time of day has heard already. */
const partOfDay = / (?:pagi|siang|sore|petang|malam|morning|afternoon|evening)$/;

/** Null: not understood. `today`: a wall time. Which days a month has is the caller's to check. */
export function dayOf(text: string, today: number): Day | null {
  const words = text
    .replace(/[’`]/g, "'")
    .replace(/,/g, " ")
    .replace(/\b(?:on|pada|tanggal|tgl\.?|hari|the|di)\b(?! ini)/g, " ")
    .replace(/(\d)(?:st|nd|rd|th)\b/g, "$1")
    .replace(/\s+/g, " ")
    .trim();
  const near = fromToday[words] ?? fromToday[words.replace(partOfDay, "")];
  if (near !== undefined) return shifted(today, near);
  const day = words.replace(partOfDay, "");
  return nextWeekday(day, today) ?? onWeekday(day, today) ?? onDate(day, today);
}

function shifted(today: number, days: number): Day {
  const then = new Date(today + days * 86_400_000);
  return { year: then.getUTCFullYear(), month: then.getUTCMonth() + 1, date: then.getUTCDate() };
}

/** The next one, today's included while its time is to come. */
function onWeekday(words: string, today: number): Day | null {
  const weekday = numberIn(weekdays, words.replace(/\.$/, "").replace(/ ini$|^this /, ""));
  if (weekday < 0) return null;
  const ahead = (weekday - new Date(today).getUTCDay() + 7) % 7;
  return { ...shifted(today, ahead), again: shifted(today, ahead + 7) };
}

/** `Senin pekan depan`, `monday next week`; `Senin depan`, `next monday` only where both its readings give one day. Throws `time-invalid`. */
function nextWeekday(words: string, today: number): Day | null {
  const match = /^(?:(\S+) (?:next week|(?:pekan|minggu) depan)|next (\S+)|(\S+) depan)$/.exec(words);
  const weekday = numberIn(weekdays, match?.[1] ?? match?.[2] ?? match?.[3] ?? "");
  if (weekday < 0) return null;
  const sinceMonday = (of: number) => (of + 6) % 7;
  const thisWeek = sinceMonday(weekday) - sinceMonday(new Date(today).getUTCDay());
  const inNextWeek = shifted(today, thisWeek + 7);
  if (match?.[1]) return inNextWeek;
  // The coming one may be of this week; "minggu depan" is next Sunday or next week, tomorrow is never plainly "next".
  const plain = thisWeek <= 0 && thisWeek + 7 > 1 && words !== "minggu depan";
  if (plain) return inNextWeek;
  const days = [thisWeek > 0 ? thisWeek : thisWeek + 7, thisWeek > 0 ? thisWeek + 7 : thisWeek + 14].map((ahead) =>
    isoOf(shifted(today, ahead)),
  );
  throw new AppError("time-invalid", { value: words, hint: `it may mean ${days.join(" or ")}; give the date` });
}

const isoOf = ({ year, month, date }: Day): string =>
  new Date(Date.UTC(year, month - 1, date)).toISOString().slice(0, 10);

function onDate(words: string, today: number): Day | null {
  const unnamed = weekdays.flat().find((name) => words.startsWith(`${name} `));
  const found = datedIn(unnamed ? words.slice(unnamed.length + 1) : words, today);
  if (!found || unnamed === undefined) return found;
  // A weekday beside the date must be that day's: one of the two is a slip.
  const weekday = numberIn(weekdays, unnamed);
  const falls = (day: Omit<Day, "again">) =>
    new Date(Date.UTC(day.year, day.month - 1, day.date)).getUTCDay() === weekday;
  if (falls(found)) return found;
  const is = weekdays[new Date(Date.UTC(found.year, found.month - 1, found.date)).getUTCDay()]?.[0] ?? "";
  throw new AppError("time-invalid", {
    value: words,
    hint: `that day is a ${is.charAt(0).toUpperCase()}${is.slice(1)}; leave the weekday out, or mend the date`,
  });
}

function datedIn(bare: string, today: number): Day | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(bare);
  if (iso) return { year: Number(iso[1]), month: Number(iso[2]), date: Number(iso[3]) };
  const numbers = /^(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?$/.exec(bare);
  if (numbers) return dated(Number(numbers[1]), Number(numbers[2]), numbers[3], today);
  const dayFirst = /^(\d{1,2}) ([a-z]+)\.?(?: (\d{4}))?$/.exec(bare);
  if (dayFirst) return named(dayFirst[2], dayFirst[1], dayFirst[3], today);
  const monthFirst = /^([a-z]+)\.? (\d{1,2})(?: (\d{4}))?$/.exec(bare);
  return monthFirst ? named(monthFirst[1], monthFirst[2], monthFirst[3], today) : null;
}

function named(month = "", date = "", year: string | undefined, today: number): Day | null {
  const index = numberIn(months, month);
  return index < 0 ? null : dated(Number(date), index + 1, year, today);
}

function dated(date: number, month: number, year: string | undefined, today: number): Day {
  if (year !== undefined) return { year: Number(year.length === 2 ? `20${year}` : year), month, date };
  const thisYear = new Date(today).getUTCFullYear();
  return { year: thisYear, month, date, again: { year: thisYear + 1, month, date } };
}

/** The day of `12/1/2026` where it might be a month: here the day comes first, and an American means December. Null: it reads one way only. */
export function dayWhereMonthMayBe(written: string): number | null {
  const match = /(?<![\d/.-])(\d{1,2})[/.-](\d{1,2})[/.-](?:\d{4}|\d{2})(?!\d)/.exec(written);
  const [first, second] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)];
  return first !== second && first >= 1 && first <= 12 && second >= 1 && second <= 12 ? first : null;
}
