/** Rules in words, for people. */

import type { RuleOutlook } from "../actions/rule-times.ts";
import { writtenLate } from "../schedule/late.ts";
import { writtenLength } from "../schedule/length.ts";
import { shownPhrase } from "../schedule/words.ts";
import type { Named, Rule } from "../store/rules.ts";
import { short } from "./shapes.ts";

export function shownWhen({ spec: { when }, zone }: Rule): string {
  if (when.kind === "cron") return `${when.cron} (${zone})`;
  return when.kind === "slots" ? "at its accounts' slots" : "when an article arrives";
}

export const namesOf = (named: readonly Named[]): string =>
  named.map(({ name, gone }) => (gone ? `${name} (removed)` : name)).join(", ");

/** By the rule's own clocks. */
export function shownNext(rule: Rule, { state, next }: RuleOutlook): string {
  if (state === "paused")
    return `It is paused by ${rule.pausedBy}${rule.pausedReason ? `: ${rule.pausedReason}` : ""}.`;
  if (state === "ended") return "It has ended: no firing is to come.";
  if (rule.spec.when.kind === "arrival") return "It fires for each article that arrives from now on.";
  if (next.length === 0)
    return rule.spec.when.kind === "slots"
      ? 'None of its accounts has a slot: "utas slots set" gives some.'
      : "No firing is to come.";
  return `Next: ${next.map((at) => short(at, rule.zone).slice(0, 16)).join(", ")} (${rule.zone})`;
}

export function describeRule(rule: Rule): string[] {
  const { spec, zone } = rule;
  const { filters } = spec;
  const line = (name: string, value: string | null | false) => (value ? [`  ${name.padEnd(10)} ${value}`] : []);
  const phrases = (list: typeof filters.match) => list.map(shownPhrase).join(", ");
  const at = (iso: string) => `${short(new Date(iso), zone).slice(0, 16)} ${zone}`;
  const limits = [
    rule.maxPerDay !== null && `at most ${rule.maxPerDay} a day`,
    rule.minGapMs !== null && `${writtenLength(rule.minGapMs)} apart`,
    rule.quietFrom !== null && `quiet ${rule.quietFrom}-${rule.quietTo}`,
  ].filter(Boolean);
  return [
    ...line("when", shownWhen(rule)),
    ...line(
      "from",
      spec.when.kind === "arrival" ? namesOf(rule.sources) : `${namesOf(rule.sources)}, ${spec.pick} first`,
    ),
    ...line("to", namesOf(rule.accounts)),
    ...line("mode", `${spec.mode}${spec.numbering ? ", numbered" : ""}`),
    ...line("category", filters.categories.join(", ")),
    ...line("author", filters.authors.join(", ")),
    ...line("match", phrases(filters.match)),
    ...line("exclude", phrases(filters.exclude)),
    ...line("hold if", phrases(filters.holdIf)),
    ...line("length", filters.minLength !== null && `at least ${filters.minLength} characters`),
    ...line("age", filters.maxAgeMs !== null && `at most ${writtenLength(filters.maxAgeMs)}`),
    ...line("prefix", spec.prefix),
    ...line("suffix", spec.suffix),
    ...line("hashtags", spec.hashtags === "own" ? "own" : spec.hashtags && (spec.hashtags.join(" ") || "none")),
    ...line("start", spec.start && at(spec.start)),
    ...line("until", spec.until && at(spec.until)),
    ...line("times", spec.times !== null && `${rule.fired} of ${spec.times}`),
    ...line("limits", limits.join(", ")),
    ...line("late", `${writtenLate(spec.late)}${quietNote(rule)}`),
    ...line("approval", spec.approval ? 'a person approves each publication ("utas approve ID")' : "none is asked for"),
  ];
}

/** Lateness runs on in quiet hours. */
const quietNote = ({ quietFrom, spec: { late } }: Rule): string =>
  quietFrom === null || late.policy === "publish"
    ? ""
    : ` (what waits longer than that in quiet hours is ${late.policy === "hold" ? 'held for "utas release"' : "cancelled"}; with publish it goes when they end)`;
