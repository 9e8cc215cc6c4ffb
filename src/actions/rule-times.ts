/** The instants of a rule as they stand now: its own, or the slots of its accounts. */

import type { App } from "../app.ts";
import { type Instant, instantsAfter, nextAfter, type SlotsAfter } from "../schedule/next.ts";
import type { RuleSpec } from "../schedule/rule.ts";
import { nextSlots } from "../schedule/slots.ts";
import type { Rule } from "../store/rules.ts";

export type RuleSlots = ReadonlyMap<string, SlotsAfter>;

/** Of a rule that fires at slots: those of its accounts, each in its zone. */
export async function slotsOf({ store }: Pick<App, "store">, { when, accounts }: RuleSpec): Promise<RuleSlots> {
  const found = new Map<string, SlotsAfter>();
  if (when.kind !== "slots") return found;
  for (const id of accounts) {
    const { slots, zone } = await store.slots.of(id);
    if (slots.length > 0) found.set(id, (from) => nextSlots(slots, zone, from));
  }
  return found;
}

/** Null: it has had all its times, or none is left before its end. */
export function nextOf(
  { spec, zone, fired }: Pick<Rule, "spec" | "zone" | "fired">,
  slots: RuleSlots,
  after: Date,
): Date | null {
  if (spec.times !== null && fired >= spec.times) return null;
  const at = nextAfter(spec, zone, slots, after.getTime());
  return at === null ? null : new Date(at);
}

/** The firings to come, those that a person wished to be left out among them. */
export function instantsOf(
  { spec, zone, fired, skips }: Rule,
  slots: RuleSlots,
  after: Date,
  count: number,
): Instant[] {
  const most = spec.times === null ? count : Math.min(count, spec.times - fired + skips);
  const found: Instant[] = [];
  if (most < 1) return found;
  for (const instant of instantsAfter(spec, zone, slots, after.getTime())) {
    found.push(instant);
    if (found.length === most) break;
  }
  return found;
}

/** Why it fires no more; null: it goes on, or is only paused. */
export function whyOver({ spec, fired }: Rule, now: Date): string | null {
  if (spec.times !== null && fired >= spec.times) return `it has had its ${spec.times} times`;
  return spec.until !== null && new Date(spec.until) < now ? `it ended at ${spec.until}` : null;
}

export type RuleState = "active" | "paused" | "ended";

export interface RuleOutlook {
  readonly state: RuleState;
  /** Its firings to come, without those that are left out by a person's wish. */
  readonly next: readonly Date[];
}

export async function outlookOf(app: Pick<App, "store" | "clock">, rule: Rule, count: number): Promise<RuleOutlook> {
  const now = app.clock.now();
  if (whyOver(rule, now) !== null) return { state: "ended", next: [] };
  if (rule.pausedAt !== null) return { state: "paused", next: [] };
  const slots = await slotsOf(app, rule.spec);
  const upTo = rule.advancedTo > now ? rule.advancedTo : now;
  const coming = instantsOf(rule, slots, upTo, rule.skips + count).slice(rule.skips);
  return { state: "active", next: coming.map(({ at }) => new Date(at)) };
}
