/** Changes a rule that is there: what is not given stays. What it has made goes on as it was made. */

import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import type { RuleGiven } from "../schedule/rule.ts";
import { changedRule, firesAnew } from "../schedule/rule-change.ts";
import type { Rule } from "../store/rules.ts";
import { named } from "./add-rule.ts";
import { nextOf, slotsOf } from "./rule-times.ts";

/** It fired meanwhile, or somebody else changed it: then it is looked at again. */
const triesMost = 10;

/** `without`: options to take away, parted by commas. Throws what `addRule` throws, `rule-unknown` or `rule-busy`. */
export async function changeRule(
  app: Pick<App, "store" | "clock" | "settings">,
  name: string,
  given: RuleGiven,
  without: string | undefined,
  actor: string,
): Promise<Rule> {
  const { store, clock } = app;
  for (let tries = 0; tries < triesMost; tries++) {
    const old = await store.rules.get(name);
    const now = clock.now();
    const read = changedRule(old, given, without, now);
    const spec = {
      ...read.spec,
      ...(given.source !== undefined && { sources: await named(store.sources, read.spec.sources) }),
      ...(given.to !== undefined && { accounts: await named(store.accounts, read.spec.accounts) }),
    };
    const anew = firesAnew(old, { zone: read.zone, spec });
    const nextAt = nextOf(
      { spec, zone: read.zone, fired: old.fired },
      await slotsOf(app, spec),
      anew ? now : old.advancedTo,
    );
    if (await store.rules.change(old, { ...read, spec, nextAt, anew }, actor, now)) return store.rules.get(old.id);
  }
  throw new AppError("rule-busy", { name });
}
