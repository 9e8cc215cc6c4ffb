/** Rules and their firings as commands print them with --json. Scripts rely on these names. */

import type { RuleState } from "../actions/rule-times.ts";
import type { Looked } from "../actions/run-rule.ts";
import { writtenLate } from "../schedule/late.ts";
import { writtenLength } from "../schedule/length.ts";
import type { Firing } from "../store/firings.ts";
import type { Rule } from "../store/rules.ts";

export const ruleShape = (
  rule: Rule,
  { state, next }: { readonly state: RuleState; readonly next: readonly Date[] },
) => {
  const { spec } = rule;
  const { filters } = spec;
  return {
    id: rule.id,
    name: rule.name,
    state,
    when: spec.when,
    zone: rule.zone,
    sources: rule.sources,
    accounts: rule.accounts,
    pick: spec.pick,
    start: spec.start,
    until: spec.until,
    times: spec.times,
    filters: {
      category: filters.categories,
      author: filters.authors,
      match: filters.match.map((phrase) => phrase.join(" ")),
      exclude: filters.exclude.map((phrase) => phrase.join(" ")),
      holdIf: filters.holdIf.map((phrase) => phrase.join(" ")),
      minLength: filters.minLength,
      maxAge: filters.maxAgeMs === null ? null : writtenLength(filters.maxAgeMs),
    },
    mode: spec.mode,
    numbering: spec.numbering,
    prefix: spec.prefix,
    suffix: spec.suffix,
    hashtags: spec.hashtags,
    approval: spec.approval,
    late: writtenLate(spec.late),
    limits: {
      maxPerDay: rule.maxPerDay,
      minGap: rule.minGapMs === null ? null : writtenLength(rule.minGapMs),
      quiet: rule.quietFrom === null ? null : `${rule.quietFrom}-${rule.quietTo}`,
    },
    next,
    skips: rule.skips,
    fired: rule.fired,
    lastFiredAt: rule.lastFiredAt,
    paused: rule.pausedAt && { at: rule.pausedAt, by: rule.pausedBy, reason: rule.pausedReason },
    starvedAt: rule.starvedAt,
    createdBy: rule.createdBy,
    createdAt: rule.createdAt,
  };
};

export const firingShape = ({ at, firedAt, actor, outcome, article, publications, reason }: Firing) => ({
  at,
  firedAt,
  outcome,
  article,
  publications,
  reason,
  actor,
});

export const lookedShape = ({ article, arrivedAt, verdict, filter, says, threads }: Looked) => ({
  article,
  arrivedAt,
  verdict,
  filter,
  says,
  threads,
});
