/** What a person types for a time, in English or Indonesian -> an instant. The zone's wall decides; what the clocks do there is said, never done silently. */

import { AppError } from "../base/errors.ts";
import { clockOf } from "./wish-clock.ts";
import { type Day, dayOf } from "./wish-days.ts";
import { instantOf, shownWall, wallOf, zoneNamed } from "./zone.ts";

export interface Wished {
  readonly at: Date;
  /** As the wall of the zone shows it: `2026-12-01 09:00`. */
  readonly local: string;
  readonly zone: string;
  /** `gap`: the clocks skip that time, this is the first instant after; `overlap`: it comes twice, this is the first. */
  readonly note: null | "gap" | "overlap";
}

/** `now`, the account's next free slot, or a time. */
export type Wish = "now" | "next" | Wished;

const words: Readonly<Record<string, "now" | "next">> = {
  now: "now",
  sekarang: "now",
  next: "next",
  "next slot": "next",
  berikutnya: "next",
};

/**
 * Throws `time-invalid` (what was not understood), `time-over`, `zone-unknown`.
 * `zone`: where the wish names none. A zone or an offset in the wish wins over it. `mayBeOver`: an instant that is over is one as well.
 */
export function readWish(wish: string, zone: string, now: Date, mayBeOver = false): Wish {
  const written = wish.normalize("NFKC").trim().replace(/\s+/g, " ");
  if (written.length > 100) throw new AppError("time-invalid", { value: `${written.slice(0, 60)}…`, hint: tooLong });
  const word = words[written.toLowerCase()];
  if (word) return word;
  const home = zoneNamed(zone);
  const found = inWhile(written, home, now) ?? exact(written, home) ?? onTheWall(written, home, now);
  if (!mayBeOver) refuseOver(found, now, " to publish now");
  return found;
}

function refuseOver({ at, local, zone }: Wished, now: Date, meant: string): void {
  if (at <= now) throw new AppError("time-over", { value: `${local} ${zone}`, now: shown(now.getTime(), zone), meant });
}

/** ISO 8601 with an offset, or any wish that is a time. Throws `time-invalid`, `time-over`. */
export function readTime(wish: string, zone: string, now: Date): Wished {
  const found = readWish(wish, zone, now, true);
  if (typeof found === "string") throw new AppError("time-invalid", { value: wish, hint: "a time is wanted here" });
  refuseOver(found, now, "");
  return found;
}

const tooLong = "a time is a few words";

const shown = (at: number, zone: string) => `${shownWall(wallOf(zone, at))} ${zone}`;

const wished = (at: number, zone: string, note: Wished["note"] = null): Wished => ({
  at: new Date(at),
  local: shownWall(wallOf(zone, at)),
  zone,
  note,
});

const units: readonly [RegExp, number][] = [
  [/^(?:s|sec|secs|seconds?|detik|dtk)$/, 1_000],
  [/^(?:m|min|mins|minutes?|menit|mnt)$/, 60_000],
  [/^(?:h|hr|hrs|hours?|jam|j)$/, 3_600_000],
  [/^(?:d|days?|hari)$/, 86_400_000],
  [/^(?:w|weeks?|minggu|pekan)$/, 604_800_000],
];

/** `in 20m`, `dalam 1 jam 30 menit`, `20 menit lagi`, `in 1h30m`. */
function inWhile(written: string, zone: string, now: Date): Wished | null {
  const lower = written.toLowerCase();
  const length = /^(?:in|dalam) (.+)$/.exec(lower)?.[1] ?? /^(.+) (?:lagi|from now)$/.exec(lower)?.[1];
  if (length === undefined) return null;
  let ms = 0;
  const left = length.replace(
    /(\d{1,5}(?:[.,]\d{1,2})?) ?([a-z]+)(?: (?:and|dan))? ?/g,
    (_, count: string, unit: string) => {
      const each = units.find(([form]) => form.test(unit))?.[1];
      if (each === undefined) return unit;
      ms += Math.round(Number(count.replace(",", ".")) * each);
      return "";
    },
  );
  if (left !== "" || ms === 0)
    throw new AppError("time-invalid", { value: written, hint: "say it as in 20m, in 2 hours, 30 menit lagi" });
  return wished(now.getTime() + ms, zone);
}

const isoForm =
  /^(\d{4})-(\d{1,2})-(\d{1,2})[T ](\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:\.\d{1,9})?)? ?(Z|[+-]\d{2}(?::?\d{2})?|\[?[A-Za-z][A-Za-z0-9_+/-]*\]?)?$/i;

/** `20261201T090000Z`: ISO 8601 without its marks. */
const basicForm = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})(?=$|[Z+-])/i;

/** ISO 8601, also with a space, with an offset, a zone's name, or neither. */
function exact(written: string, home: string): Wished | null {
  const match = isoForm.exec(written.replace(basicForm, "$1-$2-$3T$4:$5:$6"));
  if (!match) return null;
  const [, year, month, day, hour, minute, second = "0", tail = ""] = match;
  const wall =
    wallFrom(written, Number(year), Number(month), Number(day), Number(hour), Number(minute)) + Number(second) * 1_000;
  if (Number(second) > 59) throw new AppError("time-invalid", { value: written, hint: "seconds go to 59" });
  const offset = /^([+-])(\d{2})(?::?(\d{2}))?$/.exec(tail);
  if (offset) {
    const [, sign, hours, minutes = "0"] = offset;
    if (Number(hours) > 15 || Number(minutes) > 59)
      throw new AppError("time-invalid", { value: written, hint: `no place is ${tail} from UTC` });
    return wished(wall - (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000, home);
  }
  // "T…Z" is an instant, shown in the reader's own zone.
  if (/^z$/i.test(tail)) return wished(wall, home);
  return placed(wall, tail === "" ? home : zoneNamed(tail.replace(/[[\]]/g, "")));
}

function placed(wall: number, zone: string): Wished {
  const { at, note } = instantOf(zone, wall);
  return wished(at, zone, note);
}

function wallFrom(written: string, year: number, month: number, day: number, hour: number, minute: number): number {
  if (hour > 23 || minute > 59)
    throw new AppError("time-invalid", { value: written, hint: "a day goes from 00:00 to 23:59" });
  if (year < 1_000) throw new AppError("time-invalid", { value: written, hint: "a year has four digits, as 2026" });
  const wall = Date.UTC(year, month - 1, day, hour, minute);
  const read = new Date(wall);
  if (read.getUTCMonth() !== month - 1 || read.getUTCDate() !== day)
    throw new AppError("time-invalid", {
      value: written,
      hint: `there is no day ${day} in month ${month}${/^\d{4}-/.test(written) ? "" : "; the day comes first, as 31/12/2026"}`,
    });
  return wall;
}

/** A day and a time of day, in either order, and perhaps a zone. */
function onTheWall(written: string, home: string, now: Date): Wished {
  const { rest, zone } = zoneAtEnd(written, home);
  const today = wallOf(zone, now.getTime());
  const clock = clockOf(rest.toLowerCase());
  if (!clock) {
    const then = sameTimeOn(rest, today);
    if (then !== null) return placed(then, zone);
  }
  if (!clock)
    throw new AppError("time-invalid", {
      value: written,
      hint: hintFor(rest.toLowerCase()),
    });
  const day = dayOf(clock.rest, today);
  if (!day)
    throw new AppError("time-invalid", {
      value: written,
      hint: `${JSON.stringify(clock.rest.trim())} is not understood`,
    });
  const wallOn = ({ year, month, date }: Day) => wallFrom(written, year, month, date, clock.hour, clock.minute);
  const wall = wallOn(day);
  // A weekday or a date without a year whose time is over today means the next one.
  if (day.again && instantOf(zone, wall).at <= now.getTime()) return placed(wallOn(day.again), zone);
  return placed(wall, zone);
}

/** What is missing, or what no clock shows. */
function hintFor(text: string): string {
  if (/\bmidnight\b|\b(?:jam|pukul|pkl\.?|pk\.?) ?12 (?:malam|midnight)\b|malam jam 12\b|\b24[.:]00\b/.test(text))
    return "midnight ends one day and begins the next: say 00:00 and the day that it begins";
  if (/\d[.:]\d|\d ?[ap]m\b/.test(text)) return "a day goes from 00:00 to 23:59";
  if (partsOfDay.test(text)) return "say which hour of it, as besok 09.00, tomorrow 7pm";
  return "say a day and a time, as tomorrow 09:00, besok 09.00, 31/12/2026 09.00";
}

/** Which hour of it is meant, only the speaker knows. */
const partsOfDay = /\b(?:pagi|siang|sore|petang|malam|morning|afternoon|evening|night|tonight)\b/;

/** A day alone, to come and in words (`lusa`, `tomorrow`, `Sabtu`): at this time of day, to the minute. Null: it is not. */
function sameTimeOn(text: string, today: number): number | null {
  const lower = text.toLowerCase();
  const day = /\d/.test(lower) || partsOfDay.test(lower) ? null : dayOf(lower, today);
  if (!day) return null;
  const midnight = ({ year, month, date }: Day) => Date.UTC(year, month - 1, date);
  const todays = Math.floor(today / 86_400_000) * 86_400_000;
  const clock = Math.floor((today - todays) / 60_000) * 60_000;
  const chosen = midnight(day) > todays || !day.again ? midnight(day) : midnight(day.again);
  return chosen === todays ? null : chosen + clock;
}

/** `… WIB`, `… Asia/Jakarta`, `… (WITA)`. */
function zoneAtEnd(written: string, home: string): { rest: string; zone: string } {
  const match = /^(.*\S) \(?(wib|wita|wit|utc|gmt|[A-Za-z_]+\/[A-Za-z0-9_+/-]+)\)?$/i.exec(written);
  return match ? { rest: match[1] ?? "", zone: zoneNamed(match[2] ?? "") } : { rest: written, zone: home };
}
