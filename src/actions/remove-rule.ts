/** Removes a rule; what it has made goes on, and its history stays. */

import type { App } from "../app.ts";
import type { Rule } from "../store/rules.ts";

/** `unfinished`: publications of it that may still go. Throws `rule-unknown`. */
export async function removeRule(
  { store, clock }: Pick<App, "store" | "clock">,
  name: string,
): Promise<{ rule: Rule; unfinished: number }> {
  const rule = await store.rules.get(name);
  await store.rules.remove(rule.id, clock.now());
  return { rule, unfinished: await store.rules.unfinished(rule.id) };
}
