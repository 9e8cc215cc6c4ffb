/** Pauses a rule, and lets it go on; what fell into the pause is left out. */

import type { App } from "../app.ts";
import type { Rule } from "../store/rules.ts";
import { nextOf, slotsOf } from "./rule-times.ts";

type Parts = Pick<App, "store" | "clock">;

/** Paused already, it stays as it is. Throws `rule-unknown`. */
export async function pauseRule(
  { store, clock }: Parts,
  name: string,
  actor: string,
  reason: string | null,
): Promise<Rule> {
  const { id } = await store.rules.get(name);
  await store.rules.pause(id, actor, reason, clock.now());
  return store.rules.get(id);
}

/** Not paused, it stays as it is. Throws `rule-unknown`. */
export async function resumeRule(app: Parts, name: string, actor: string): Promise<Rule> {
  const { store, clock } = app;
  const now = clock.now();
  const rule = await store.rules.get(name);
  await store.rules.resume(rule.id, nextOf(rule, await slotsOf(app, rule.spec), now), actor, now);
  return store.rules.get(rule.id);
}
