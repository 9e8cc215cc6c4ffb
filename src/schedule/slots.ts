/** Weekly slots: what a person types for them (`mon-fri 09:00 12:30`, `Sabtu 10.00`) -> times of the week -> instants, by the clocks of a zone. */

import { AppError } from "../base/errors.ts";
import { instantOf, wallOf } from "./zone.ts";

export interface Slot {
  /** 1 is Monday. */
  readonly weekday: number;
  /** Of the day. */
  readonly minute: number;
}

const dayNames: readonly (readonly string[])[] = [
  ["mon", "monday", "mo", "senin", "sen"],
  ["tue", "tuesday", "tues", "tu", "selasa", "sel"],
  ["wed", "wednesday", "we", "rabu", "rab"],
  ["thu", "thursday", "thur", "thurs", "th", "kamis", "kam"],
  ["fri", "friday", "fr", "jumat", "jum"],
  ["sat", "saturday", "sa", "sabtu", "sab"],
  ["sun", "sunday", "su", "minggu", "ahad", "min", "ming"],
];

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const groups: Readonly<Record<string, readonly number[]>> = {
  ...{ daily: everyDay, everyday: everyDay, "tiap-hari": everyDay },
  ...{ weekdays: [1, 2, 3, 4, 5], weekday: [1, 2, 3, 4, 5], "hari-kerja": [1, 2, 3, 4, 5] },
  ...{ weekends: [6, 7], weekend: [6, 7], "akhir-pekan": [6, 7] },
};

/** In the order of the week, each once. Throws `slots-invalid`. */
export function parseSlots(texts: readonly string[]): Slot[] {
  const found = new Map<number, Slot>();
  for (const text of texts) for (const slot of slotsIn(text)) found.set(slot.weekday * 1_440 + slot.minute, slot);
  if (found.size === 0) throw new AppError("slots-invalid", { value: "", hint: "no time is given" });
  return [...found].sort(([a], [b]) => a - b).map(([, slot]) => slot);
}

/** Days, then their times; a day after a time begins anew. */
function slotsIn(text: string): Slot[] {
  const invalid = (hint: string) => new AppError("slots-invalid", { value: text, hint });
  const slots: Slot[] = [];
  let days: number[] = [];
  let timed = false;
  for (const word of wordsOf(text)) {
    const named = daysOf(word);
    if (named) {
      days = timed ? named : [...days, ...named];
      timed = false;
      continue;
    }
    const minute = minuteOf(word);
    if (minute === null) throw invalid(`${JSON.stringify(word)} is neither a day nor a time of day`);
    if (days.length === 0) throw invalid(`${word} has no day before it; for every day: daily ${word}`);
    for (const weekday of days) slots.push({ weekday, minute });
    timed = true;
  }
  if (slots.length === 0 || !timed) throw invalid("a time of day is missing behind the days");
  return slots;
}

const wordsOf = (text: string): string[] =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['’`‘]/g, "")
    .replace(/\b(?:setiap|tiap) hari\b|\bevery day\b/g, "daily")
    .replace(/\bhari kerja\b/g, "weekdays")
    .replace(/\bakhir pekan\b/g, "weekend")
    .replace(/\b(?:setiap|tiap|every|hari|pukul|pkl|jam|at|dan|and)\b\.?/g, " ")
    .replace(/\s*(?:[-–—]|\bs\/d\b|\bs\.d\.|\bsampai\b|\bhingga\b|\bto\b)\s*/g, "-")
    .replace(/(\d) (am|pm)\b/g, "$1$2")
    .split(/[\s,;&]+/)
    .filter(Boolean);

function daysOf(word: string): number[] | null {
  const group = groups[word];
  if (group) return [...group];
  const [from, to, ...more] = word.split("-").map(dayNumber);
  if (from === undefined || from === 0 || to === 0 || more.length > 0) return null;
  if (to === undefined) return [from];
  // Over the week's end: fri-mon is four days.
  return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, ahead) => ((from - 1 + ahead) % 7) + 1);
}

/** 0: no day's name. */
const dayNumber = (word: string): number => dayNames.findIndex((names) => names.includes(word)) + 1;

function minuteOf(word: string): number | null {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$/.exec(word);
  if (!match || (match[2] === undefined && match[3] === undefined)) return null;
  const [said, minute] = [Number(match[1]), Number(match[2] ?? 0)];
  if (match[3] && (said < 1 || said > 12)) return null;
  const hour = match[3] ? (said % 12) + (match[3] === "pm" ? 12 : 0) : said;
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

const dayMs = 86_400_000;

/**
 * The instants of the slots strictly after `from` (ms), without end: one that the clocks skip comes at the first instant after the gap
 * (several in one gap come once), one that they show twice comes the first time only.
 */
export function* nextSlots(slots: readonly Slot[], zone: string, from: number): Generator<number, void, undefined> {
  if (slots.length === 0) return;
  let last = from;
  // From the day before: where the clocks go back over midnight, yesterday's last slot may be to come.
  for (let day = Math.floor(wallOf(zone, from) / dayMs) * dayMs - dayMs; ; day += dayMs) {
    const weekday = new Date(day).getUTCDay() || 7;
    for (const slot of slots) {
      if (slot.weekday !== weekday) continue;
      const { at } = instantOf(zone, day + slot.minute * 60_000);
      if (at <= last) continue;
      last = at;
      yield at;
    }
  }
}

export const shownMinute = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

/** `Mon`, as people read it. */
export const shownWeekday = (weekday: number): string => {
  const name = dayNames[weekday - 1]?.[0] ?? "";
  return name.charAt(0).toUpperCase() + name.slice(1);
};
