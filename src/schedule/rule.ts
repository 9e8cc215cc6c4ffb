/** What a rule is, and how it is read from what a person gives: every option is checked, and the first wrong one is named. */

import { isTag } from "../article/hashtags.ts";
import { AppError } from "../base/errors.ts";
import { isBroken } from "../base/text.ts";
import { type Mode, modes } from "../thread/split.ts";
import { refusesTemplate } from "../thread/template.ts";
import { firings, readCron } from "./cron.ts";
import type { Filters } from "./filters.ts";
import { holdLate, type Late, parseLate } from "./late.ts";
import { readLength } from "./length.ts";
import { readTime } from "./wish.ts";
import { readPhrases } from "./words.ts";
import { zoneNamed } from "./zone.ts";

export type When =
  | { readonly kind: "cron"; readonly cron: string }
  /** At the slots of each account. */
  | { readonly kind: "slots" }
  /** For each article that arrives. */
  | { readonly kind: "arrival" };

export const picks = ["newest", "oldest"] as const;
export type PickOrder = (typeof picks)[number];

export interface RuleSpec {
  readonly when: When;
  /** Ids. */
  readonly sources: readonly string[];
  readonly accounts: readonly string[];
  readonly pick: PickOrder;
  /** ISO 8601: no firing before, none after. */
  readonly start: string | null;
  readonly until: string | null;
  /** So many firings that take an article. */
  readonly times: number | null;
  readonly filters: Filters;
  readonly mode: Mode;
  readonly numbering: boolean;
  readonly prefix: string | null;
  readonly suffix: string | null;
  /** Null: the article's own, else those found in it. */
  readonly hashtags: readonly string[] | "own" | null;
  /** A person approves each publication. */
  readonly approval: boolean;
  readonly late: Late;
}

/** They bind a rule's publications when they are claimed, and count all of the account's. */
export interface RuleLimits {
  readonly maxPerDay: number | null;
  readonly minGapMs: number | null;
  /** `22:00`, by the rule's zone. */
  readonly quietFrom: string | null;
  readonly quietTo: string | null;
}

/** As options give it; nothing of it is checked yet. */
export interface RuleGiven {
  readonly cron?: string | undefined;
  readonly slots?: boolean | undefined;
  readonly onArrival?: boolean | undefined;
  readonly zone?: string | undefined;
  readonly source?: string | undefined;
  readonly to?: string | undefined;
  readonly pick?: string | undefined;
  readonly mode?: string | undefined;
  readonly category?: string | undefined;
  readonly author?: string | undefined;
  readonly minLength?: string | undefined;
  readonly prefix?: string | undefined;
  readonly suffix?: string | undefined;
  readonly hashtags?: string | undefined;
  readonly numbering?: boolean | undefined;
  readonly start?: string | undefined;
  readonly until?: string | undefined;
  readonly times?: string | undefined;
  readonly match?: string | undefined;
  readonly exclude?: string | undefined;
  readonly holdIf?: string | undefined;
  readonly maxPerDay?: string | undefined;
  readonly minGap?: string | undefined;
  readonly maxAge?: string | undefined;
  readonly quiet?: string | undefined;
  readonly late?: string | undefined;
  /** Unless it is false, every publication waits for a person. */
  readonly approval?: boolean | undefined;
}

/** A rule whose sources and accounts are still names. */
export interface RuleRead extends RuleLimits {
  readonly name: string;
  readonly zone: string;
  /** Whose day and hours its limits mean; null: no zone was given, and each account's own counts. */
  readonly limitsZone: string | null;
  readonly spec: RuleSpec;
}

const yearMs = 366 * 86_400_000;

const invalid = (option: string, value: string, hint: string) =>
  new AppError("option-invalid", { option, value, hint });

/** `home`: the zone unless one is given. Throws `usage`, `option-invalid`, `cron-invalid`, `zone-unknown`, `time-invalid`, `time-over` or `rule-never`. */
export function readRule(name: string, given: RuleGiven, home: string, now: Date): RuleRead {
  for (const [option, value] of Object.entries(given))
    if (typeof value === "string" && isBroken(value))
      throw invalid(`--${dashed(option)}`, value.slice(0, 60), "it holds a NUL character, or half of a character");
  const zone = zoneNamed(given.zone ?? home);
  const start = given.start === undefined ? null : readTime(given.start, zone, now).at;
  const until = given.until === undefined ? null : readTime(given.until, zone, now).at;
  const when = readWhen(given);
  checkEnds(when, zone, { start, until, now, written: given.until ?? "" });
  return {
    name: readName(name),
    zone,
    limitsZone: given.zone === undefined ? null : zone,
    spec: {
      when,
      sources: readNames("--source", given.source),
      accounts: readNames("--to", given.to),
      pick: oneOf("--pick", picks, given.pick ?? "newest"),
      start: start?.toISOString() ?? null,
      until: until?.toISOString() ?? null,
      times: readCount("--times", given.times, 100_000),
      filters: readFilters(given),
      mode: oneOf("--mode", modes, given.mode ?? "digest"),
      numbering: given.numbering ?? false,
      prefix: readTemplate("--prefix", given.prefix),
      suffix: readTemplate("--suffix", given.suffix),
      hashtags: given.hashtags === undefined ? null : readTags("--hashtags", given.hashtags),
      approval: given.approval ?? true,
      late: given.late === undefined ? holdLate : parseLate(given.late),
    },
    ...readLimits(given),
  };
}

const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function readName(name: string): string {
  const plain = name.trim();
  if (!/^[^\p{Cc}]{1,100}$/u.test(plain) || isBroken(plain))
    throw invalid("The rule's name", name.slice(0, 120), "give 1 to 100 characters in one line, such as breakfast");
  return plain;
}

function readWhen({ cron, slots, onArrival }: RuleGiven): When {
  const asked = [cron !== undefined, slots, onArrival].filter(Boolean).length;
  if (asked !== 1)
    throw new AppError("usage", {
      problem: `Say when the rule fires, in one way: --cron EXPRESSION, --slots or --on-arrival${asked > 1 ? ", not several" : ""}.`,
    });
  if (cron !== undefined) return { kind: "cron", cron: readCron(cron).expression };
  return { kind: slots ? "slots" : "arrival" };
}

interface Ends {
  readonly start: Date | null;
  readonly until: Date | null;
  readonly now: Date;
  readonly written: string;
}

function checkEnds(when: When, zone: string, { start, until, now, written }: Ends): void {
  if (!until) return;
  const from = start && start > now ? start : now;
  if (until <= from) throw invalid("--until", written, "it should be later than --start");
  if (when.kind !== "cron") return;
  const first = firings(readCron(when.cron), zone, from.getTime() - 1).next();
  if (first.done || first.value > until.getTime())
    throw new AppError("rule-never", { cron: when.cron, zone, until: until.toISOString() });
}

function readNames(option: string, written: string | undefined): string[] {
  if (written === undefined)
    throw new AppError("usage", { problem: `Give ${option}, one name or several parted by commas.` });
  return readList(option, written);
}

function readList(option: string, written: string | undefined): string[] {
  if (written === undefined) return [];
  const names = written
    .split(",")
    .map((name) => name.trim())
    .filter(Boolean);
  if (names.length === 0) throw invalid(option, written, "give at least one name");
  return [...new Set(names)];
}

const readFilters = ({ category, author, match, exclude, holdIf, minLength, maxAge }: RuleGiven): Filters => ({
  categories: readList("--category", category),
  authors: readList("--author", author),
  match: match === undefined ? [] : readPhrases("--match", match),
  exclude: exclude === undefined ? [] : readPhrases("--exclude", exclude),
  holdIf: holdIf === undefined ? [] : readPhrases("--hold-if", holdIf),
  minLength: readCount("--min-length", minLength, 1_000_000),
  maxAgeMs: maxAge === undefined ? null : readLength("--max-age", maxAge, 60_000, yearMs),
});

function readLimits({ maxPerDay, minGap, quiet }: RuleGiven): RuleLimits {
  return {
    maxPerDay: readCount("--max-per-day", maxPerDay, 10_000),
    minGapMs: minGap === undefined ? null : readLength("--min-gap", minGap, 1_000, 31 * 86_400_000),
    ...readQuiet(quiet),
  };
}

/** `22:00-06:00`, also `22.00-06.00`. */
function readQuiet(written: string | undefined): Omit<RuleLimits, "maxPerDay" | "minGapMs"> {
  if (written === undefined) return { quietFrom: null, quietTo: null };
  const match = /^(\d{1,2})[:.](\d{2})\s*[-–]\s*(\d{1,2})[:.](\d{2})$/.exec(written.trim());
  const [, fromHour = "", fromMinute = "", toHour = "", toMinute = ""] = match ?? [];
  const from = `${fromHour.padStart(2, "0")}:${fromMinute}`;
  const to = `${toHour.padStart(2, "0")}:${toMinute}`;
  if (
    !match ||
    Number(fromHour) > 23 ||
    Number(toHour) > 23 ||
    Number(fromMinute) > 59 ||
    Number(toMinute) > 59 ||
    from === to
  )
    throw invalid("--quiet", written, "give two different times of the day, such as 22:00-06:00");
  return { quietFrom: from, quietTo: to };
}

function readCount(option: string, written: string | undefined, most: number): number | null {
  if (written === undefined) return null;
  if (!/^\d{1,9}$/.test(written) || Number(written) < 1 || Number(written) > most)
    throw invalid(option, written, `give a whole number from 1 to ${most}`);
  return Number(written);
}

function oneOf<T extends string>(option: string, values: readonly T[], written: string): T {
  const found = values.find((one) => one === written);
  if (found === undefined) throw invalid(option, written, `give one of ${values.join(", ")}`);
  return found;
}

function readTemplate(option: string, written: string | undefined): string | null {
  if (written === undefined) return null;
  const hint = refusesTemplate(written);
  if (hint) throw invalid(option, written, hint);
  return written;
}

/** `own`, `none`, or tags parted by spaces or commas, with or without their #. */
function readTags(option: string, written: string): readonly string[] | "own" {
  if (written === "own") return written;
  if (written === "none") return [];
  const given = written.split(/[\s,]+/).filter(Boolean);
  if (given.length === 0 || !given.every(isTag))
    throw invalid(option, written, "give own, none, or tags of letters and digits such as EkonomiDesa,#Banjarmasin");
  return given;
}
