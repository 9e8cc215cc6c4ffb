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
export const wallOf = (zone: string, at: number): number => Math.floor(at / 1_000) * 1_000 + offsetAt(zone, at);

/** How far the wall is ahead of UTC at an instant, in ms. */
export function offsetAt(zone: string, at: number): number {
  if (zone === "UTC") return 0;
  return stretchAt(zone, at).offset;
}

/** After an instant no clock change comes before this one (ms); it may be a change itself. */
export const steadyUntil = (zone: string, at: number): number =>
  zone === "UTC" ? Number.POSITIVE_INFINITY : stretchAt(zone, at).end;

/** As the time zone data say it, which takes some microseconds. */
function askOffset(zone: string, at: number): number {
  const whole = Math.floor(at / 1_000) * 1_000;
  const fields: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(whole)) fields[type] = value;
  const year = fields.era === "BC" ? 1 - Number(fields.year) : Number(fields.year);
  const wall = new Date(0);
  wall.setUTCFullYear(year, Number(fields.month) - 1, Number(fields.day));
  wall.setUTCHours(Number(fields.hour), Number(fields.minute), Number(fields.second));
  return wall.getTime() - whole;
}

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
  let change = steadyUntil(zone, wall - day);
  while (offsetAt(zone, change) === before) change = steadyUntil(zone, change);
  return { at: change, note: "gap" };
}

/** Up to and without `end` (ms), from where the stretch before it ends, the offset is the same. */
interface Stretch {
  readonly end: number;
  readonly offset: number;
}

const spans = new Map<string, Map<number, readonly Stretch[]>>();
/** Long enough to be worth keeping, short enough to be looked through at once. */
const span = 64 * day;
const probe = day / 2;

function stretchAt(zone: string, at: number): Stretch {
  const number = Math.floor(at / span);
  let ofZone = spans.get(zone);
  if (!ofZone || ofZone.size > 10_000) {
    ofZone = new Map();
    spans.set(zone, ofZone);
  }
  let stretches = ofZone.get(number);
  if (!stretches) {
    stretches = stretchesIn(zone, number * span);
    ofZone.set(number, stretches);
  }
  for (const stretch of stretches) if (at < stretch.end) return stretch;
  throw new RangeError(`There is no instant ${at}`);
}

function stretchesIn(zone: string, from: number): readonly Stretch[] {
  const found: Stretch[] = [];
  let offset = askOffset(zone, from);
  for (let at = from; at < from + span; at += probe) {
    const later = askOffset(zone, at + probe);
    if (later !== offset) found.push({ end: changeBetween(zone, at, at + probe, offset), offset });
    offset = later;
  }
  return [...found, { end: from + span, offset }];
}

/** The instant of the change within a span of time that holds exactly one, and begins with an offset. */
function changeBetween(zone: string, from: number, to: number, offset: number): number {
  let low = Math.floor(from / 1_000);
  let high = Math.ceil(to / 1_000);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (askOffset(zone, middle * 1_000) === offset) low = middle;
    else high = middle;
  }
  return high * 1_000;
}

/** The first clock change after an instant and before `to`; null: there is none. */
export function nextChange(zone: string, after: number, to: number): number | null {
  for (let end = steadyUntil(zone, after); end < to; end = steadyUntil(zone, end))
    if (offsetAt(zone, end) !== offsetAt(zone, end - 1)) return end;
  return null;
}

/** `2026-12-01 09:00`, as the wall shows it. */
export const shownWall = (wall: number): string => new Date(wall).toISOString().slice(0, 16).replace("T", " ");
