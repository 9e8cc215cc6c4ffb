/** Which publications a command means: by id, or by account, network, state and rule. */

import type { Command } from "commander";
import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { findPlatform } from "../platforms/index.ts";
import { type State, states } from "../publication/moves.ts";
import type { Filter, Shown } from "../store/publications.ts";

export interface FilterOptions {
  readonly account?: string;
  readonly platform?: string;
  readonly state?: readonly State[];
  readonly rule?: string;
}

function stateNames(value: string): State[] {
  return value.split(",").map((name) => {
    const known = states.find((one) => one === name.trim().toLowerCase());
    if (!known)
      throw new AppError("option-invalid", {
        option: "--state",
        value: name.trim(),
        hint: `give one of ${states.join(", ")}, or several parted by commas`,
      });
    return known;
  });
}

/** `states` false: the command knows itself which states it means. */
export function withFilter(command: Command, { states = true } = {}): Command {
  command
    .option("--account <account>", "only those of an account (handle or id)")
    .option("--platform <platform>", "only those for a network")
    .option("--rule <name>", "only those that a rule made");
  return states
    ? command.option("--state <states>", "only those in a state, or in several parted by commas", stateNames)
    : command;
}

export const isFilter = ({ account, platform, state, rule }: FilterOptions): boolean =>
  [account, platform, state, rule].some((one) => one !== undefined);

/** Throws `account-unknown`, `platform-unknown` or `rule-unknown`. */
export async function filterOf({ store }: Pick<App, "store">, given: FilterOptions): Promise<Filter> {
  const { account, platform, state, rule } = given;
  return {
    accountId: account === undefined ? undefined : (await store.accounts.get(account)).id,
    platform: platform === undefined ? undefined : findPlatform(platform).id,
    ruleId: rule === undefined ? undefined : await store.rules.everNamed(rule),
    states: state,
  };
}

/** The named ones, or those that the filter finds, in one of `states` where it names none; in the order of making. */
export async function chosen(
  app: Pick<App, "store">,
  ids: readonly string[],
  given: FilterOptions,
  states: readonly State[],
): Promise<Shown[]> {
  const { store } = app;
  if (ids.length > 0) {
    if (isFilter(given))
      throw new AppError("usage", { problem: "Give ids, or --account, --platform, --state and --rule, not both." });
    return Promise.all(ids.map((id) => store.publications.get(id)));
  }
  const filter = await filterOf(app, given);
  return (await store.publications.list({ ...filter, states: filter.states ?? states })).reverse();
}
