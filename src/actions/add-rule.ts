/** Makes a rule: what was given is checked, its sources and accounts are found, and only then it is stored. */

import type { App } from "../app.ts";
import { newId } from "../base/ids.ts";
import { type RuleGiven, readRule } from "../schedule/rule.ts";
import type { Rule } from "../store/rules.ts";
import { nextOf, slotsOf } from "./rule-times.ts";

/** Throws what is wrong with an option, or `source-unknown`, `account-unknown`, `account-ambiguous`, `rule-exists`. */
export async function addRule(
  app: Pick<App, "store" | "clock" | "settings">,
  name: string,
  given: RuleGiven,
  actor: string,
): Promise<Rule> {
  const { store, clock, settings } = app;
  const now = clock.now();
  const read = readRule(name, given, settings.zone, now);
  const sources: string[] = [];
  for (const source of read.spec.sources) sources.push((await store.sources.get(source)).id);
  const accounts: string[] = [];
  for (const account of read.spec.accounts) accounts.push((await store.accounts.get(account)).id);
  const spec = { ...read.spec, sources: [...new Set(sources)], accounts: [...new Set(accounts)] };
  const nextAt = nextOf({ spec, zone: read.zone, fired: 0 }, await slotsOf(app, spec), now);
  const id = newId("rul");
  await store.rules.add({ ...read, id, spec, nextAt }, actor, now);
  return store.rules.get(id);
}
