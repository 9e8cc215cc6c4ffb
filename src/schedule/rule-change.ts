/** A change of a rule: what is given anew is read as for a new rule, what is taken away is as if it had never been given, all else stays. */

import { AppError } from "../base/errors.ts";
import { type RuleGiven, type RuleLimits, type RuleRead, type RuleSpec, readRule } from "./rule.ts";

/** What stands so far; sources and accounts by their ids. */
export interface Standing extends RuleLimits {
  readonly name: string;
  readonly zone: string;
  readonly limitsZone: string | null;
  readonly spec: RuleSpec;
}

/** Options that a rule may do without, by their names. */
const spare = {
  category: "category",
  author: "author",
  match: "match",
  exclude: "exclude",
  "hold-if": "holdIf",
  "min-length": "minLength",
  "max-age": "maxAge",
  prefix: "prefix",
  suffix: "suffix",
  hashtags: "hashtags",
  numbering: "numbering",
  start: "start",
  until: "until",
  times: "times",
  "max-per-day": "maxPerDay",
  "min-gap": "minGap",
  quiet: "quiet",
} as const satisfies Record<string, keyof RuleGiven>;

/** Throws what `readRule` throws, and `option-invalid` for what is both given and taken away. */
export function changedRule(old: Standing, given: RuleGiven, without: string | undefined, now: Date): RuleRead {
  const gone = readSpare(without, given);
  const { when } = old.spec;
  const isTimed = given.cron !== undefined || given.slots || given.onArrival;
  const needed: RuleGiven = {
    ...(!isTimed &&
      (when.kind === "cron" ? { cron: when.cron } : when.kind === "slots" ? { slots: true } : { onArrival: true })),
    source: old.spec.sources.join(","),
    to: old.spec.accounts.join(","),
    ...(old.limitsZone !== null && { zone: old.zone }),
  };
  const read = readRule(old.name, { ...needed, ...given }, old.zone, now);
  const from = (...options: (keyof RuleGiven)[]) =>
    options.some((option) => given[option] !== undefined || gone.has(option)) ? read : old;
  const spec: RuleSpec = {
    when: read.spec.when,
    sources: read.spec.sources,
    accounts: read.spec.accounts,
    pick: from("pick").spec.pick,
    start: from("start").spec.start,
    until: from("until").spec.until,
    times: from("times").spec.times,
    filters: {
      categories: from("category").spec.filters.categories,
      authors: from("author").spec.filters.authors,
      match: from("match").spec.filters.match,
      exclude: from("exclude").spec.filters.exclude,
      holdIf: from("holdIf").spec.filters.holdIf,
      minLength: from("minLength").spec.filters.minLength,
      maxAgeMs: from("maxAge").spec.filters.maxAgeMs,
    },
    mode: from("mode").spec.mode,
    numbering: from("numbering").spec.numbering,
    prefix: from("prefix").spec.prefix,
    suffix: from("suffix").spec.suffix,
    hashtags: from("hashtags").spec.hashtags,
    approval: from("approval").spec.approval,
    late: from("late").spec.late,
  };
  if (spec.start !== null && spec.until !== null && spec.until <= spec.start)
    throw new AppError("option-invalid", {
      option: given.until === undefined ? "--start" : "--until",
      value: given.until ?? given.start ?? "",
      hint: "--until should be later than --start",
    });
  const { quietFrom, quietTo } = from("quiet");
  return {
    name: old.name,
    zone: read.zone,
    limitsZone: read.limitsZone,
    spec,
    maxPerDay: from("maxPerDay").maxPerDay,
    minGapMs: from("minGap").minGapMs,
    quietFrom,
    quietTo,
  };
}

function readSpare(without: string | undefined, given: RuleGiven): ReadonlySet<keyof RuleGiven> {
  const invalid = (value: string, hint: string) => new AppError("option-invalid", { option: "--without", value, hint });
  const names = (without ?? "").split(",").map((name) => name.trim().replace(/^--/, ""));
  if (without === undefined) return new Set();
  const gone = new Set<keyof RuleGiven>();
  for (const name of names) {
    const option = Object.entries(spare).find(([written]) => written === name)?.[1];
    if (!option) throw invalid(name, `name options to take away, parted by commas: ${Object.keys(spare).join(", ")}`);
    if (given[option] !== undefined) throw invalid(name, `--${name} is given as well; say one of the two`);
    gone.add(option);
  }
  return gone;
}

/** True: its instants, or the articles whose arrival it waits for, are others from now on. */
export function firesAnew(
  old: Pick<Standing, "zone" | "spec">,
  { zone, spec }: Pick<Standing, "zone" | "spec">,
): boolean {
  const timing = (one: RuleSpec, itsZone: string) => {
    const { when, start, until, accounts, sources } = one;
    const more = when.kind === "cron" ? [when.cron, itsZone] : when.kind === "slots" ? accounts : sources;
    return JSON.stringify([when.kind, start, until, more]);
  };
  return timing(old.spec, old.zone) !== timing(spec, zone);
}
