/**
 * Time zones: an instant <-> what the clocks on the wall show there. A wall time is held as ms, as if it were UTC.
 * Rules and their changes come from the time zone data that Node brings (Intl).
 */

import { AppError } from "../base/errors.ts";

/** What Indonesians write for their three zones. */
const known: Readonly<Record<string, string>> = {
  WIB: "Asia/Jakarta",
  WITA: "Asia/Makassar",
  WIT: "Asia/Jayapura",
  UTC: "UTC",
  GMT: "UTC",
  Z: "UTC",
};

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    const numeric = "numeric" as const;
    format = new Intl.DateTimeFormat("en-US", {
      ...{ timeZone: zone, calendar: "gregory", numberingSystem: "latn", hourCycle: "h23", era: "short" },
      ...{ year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric },
    });
    formats.set(zone, format);
  }
  return format;
}

/** The zone's IANA name, as the time zone data spell it. Throws `zone-unknown`. */
export function zoneNamed(name: string): string {
  const wanted = known[name.trim().toUpperCase()] ?? name.trim();
  // Only names: an offset such as +07:00 knows no clock changes, and is written with the time itself.
  if (!/^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/.test(wanted))
    throw new AppError("zone-unknown", { zone: name });
  try {
    return formatOf(wanted).resolvedOptions().timeZone;
  } catch {
    throw new AppError("zone-unknown", { zone: name });
  }
}

/** What the clocks on the wall show at an instant (ms), to the second. */
export function wallOf(zone: string, at: number): number {
  const whole = Math.floor(at / 1_000) * 1_000;
  if (zone === "UTC") return whole;
  const fields: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(whole)) fields[type] = value;
  const year = fields.era === "BC" ? 1 - Number(fields.year) : Number(fields.year);
  const wall = new Date(0);
  wall.setUTCFullYear(year, Number(fields.month) - 1, Number(fields.day));
  wall.setUTCHours(Number(fields.hour), Number(fields.minute), Number(fields.second));
  return wall.getTime();
}

/** How far the wall is ahead of UTC at an instant, in ms. */
export const offsetAt = (zone: string, at: number): number => wallOf(zone, at) - Math.floor(at / 1_000) * 1_000;

export interface Reading {
  readonly at: number;
  /** `gap`: the wall never shows that time, this is the first instant after it; `overlap`: it shows it twice, this is the first. */
  readonly note: null | "gap" | "overlap";
}

const day = 86_400_000;

/** The instant at which the wall shows a time. */
export function instantOf(zone: string, wall: number): Reading {
  // No zone is further from UTC than a day, nor changes twice within the two days around.
  const before = offsetAt(zone, wall - day);
  const after = offsetAt(zone, wall + day);
  const fitting = [...new Set([before, after])]
    .map((offset) => wall - offset)
    .filter((at) => wallOf(zone, at) === Math.floor(wall / 1_000) * 1_000)
    .sort((a, b) => a - b);
  const [first, second] = fitting;
  if (first !== undefined) return { at: first, note: second === undefined ? null : "overlap" };
  return { at: changeBetween(zone, wall - day, wall + day), note: "gap" };
}

/** The instant of the change within a span that holds exactly one. */
function changeBetween(zone: string, from: number, to: number): number {
  const offset = offsetAt(zone, from);
  let low = Math.floor(from / 1_000);
  let high = Math.ceil(to / 1_000);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(zone, middle * 1_000) === offset) low = middle;
    else high = middle;
  }
  return high * 1_000;
}

const changesOfSpan = new Map<string, readonly number[]>();
/** Long enough to be worth keeping, short enough to be found at once. */
const span = 64 * day;
const probe = day / 2;

/** The first clock change after an instant and before `to`; null: there is none. */
export function nextChange(zone: string, after: number, to: number): number | null {
  if (zone === "UTC") return null;
  for (let from = Math.floor(after / span) * span; from < to; from += span)
    for (const change of changesIn(zone, from)) if (change > after) return change < to ? change : null;
  return null;
}

function changesIn(zone: string, from: number): readonly number[] {
  const key = `${zone} ${from}`;
  const found = changesOfSpan.get(key);
  if (found) return found;
  const changes: number[] = [];
  let offset = offsetAt(zone, from);
  for (let at = from; at < from + span; at += probe) {
    const later = offsetAt(zone, at + probe);
    if (later !== offset) changes.push(changeBetween(zone, at, at + probe));
    offset = later;
  }
  if (changesOfSpan.size > 10_000) changesOfSpan.clear();
  changesOfSpan.set(key, changes);
  return changes;
}

/** `2026-12-01 09:00`, as the wall shows it. */
export const shownWall = (wall: number): string => new Date(wall).toISOString().slice(0, 16).replace("T", " ");
