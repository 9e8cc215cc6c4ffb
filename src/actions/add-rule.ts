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
  const spec = {
    ...read.spec,
    sources: await named(store.sources, read.spec.sources),
    accounts: await named(store.accounts, read.spec.accounts),
  };
  const nextAt = nextOf({ spec, zone: read.zone, fired: 0 }, await slotsOf(app, spec), now);
  const id = newId("rul");
  await store.rules.add({ ...read, id, spec, nextAt }, actor, now);
  return store.rules.get(id);
}

/** The ids of what is named, each once. Throws what `get` throws. */
export async function named(
  known: { get(name: string): Promise<{ readonly id: string }> },
  names: readonly string[],
): Promise<string[]> {
  const ids = new Set<string>();
  for (const name of names) ids.add((await known.get(name)).id);
  return [...ids];
}
