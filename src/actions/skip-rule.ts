/** Leaves out one more firing of a rule. */

import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import type { Rule } from "../store/rules.ts";
import { instantsOf, slotsOf, whyOver } from "./rule-times.ts";

export interface SkippedFiring {
  readonly rule: Rule;
  /** The firing that is left out; null: the next article that arrives. */
  readonly at: Date | null;
}

/** Throws `rule-unknown`, or `rule-over` when there is nothing left to skip. */
export async function skipFiring(app: Pick<App, "store" | "clock">, name: string): Promise<SkippedFiring> {
  const { store, clock } = app;
  const now = clock.now();
  const rule = await store.rules.get(name);
  const over = whyOver(rule, now);
  if (over) throw new AppError("rule-over", { name: rule.name, why: over });
  const byArrival = rule.spec.when.kind === "arrival";
  const upTo = rule.advancedTo > now ? rule.advancedTo : now;
  const at = byArrival
    ? undefined
    : instantsOf(rule, await slotsOf(app, rule.spec), upTo, rule.skips + 1)[rule.skips]?.at;
  if (!byArrival && at === undefined)
    throw new AppError("rule-over", { name: rule.name, why: "it has no firing to come" });
  await store.rules.skip(rule.id);
  return { rule: await store.rules.get(rule.id), at: at === undefined ? null : new Date(at) };
}
