/** `utas halt --reason R`: from then on nothing leaves, until `utas resume`. */

import type { Command } from "commander";
import { halt } from "../actions/halt.ts";
import type { App } from "../app.ts";
import { brakeShape } from "../http/shapes.ts";
import { readTime } from "../schedule/wish.ts";
import { saidOf } from "./brakes.ts";
import { print, printJson } from "./io.ts";
import { actor, beginning, withApp } from "./with-app.ts";

export interface HaltOptions {
  readonly reason: string;
  readonly until?: string;
  readonly zone?: string;
  readonly json?: true;
}

export const withHalt = (command: Command): Command =>
  command
    .requiredOption("--reason <text>", "why; everybody who looks will read it")
    .option("--until <time>", 'lifts itself then: "tomorrow 06:00", "in 2h", ISO 8601; until resumed unless given')
    .option("--zone <zone>", "the time zone of --until; UTAS_ZONE unless given")
    .option("--json", "print JSON");

export const define = (command: Command): Command =>
  withHalt(command)
    .option("--platform <platform>", "only this network")
    .action((options: HaltOptions & { platform?: string }) => putOn({ platform: options.platform }, options));

export const putOn = (
  braked: { readonly platform?: string | undefined; readonly account?: string | undefined },
  { reason, until, zone, json }: HaltOptions,
): Promise<void> =>
  withApp(beginning, async (app: App) => {
    const end = until === undefined ? null : readTime(until, zone ?? app.settings.zone, app.clock.now()).at;
    const brake = await halt(app, braked, { reason, until: end, actor: actor() });
    if (json) return printJson(brakeShape(brake));
    print(saidOf(brake, await app.store.accounts.list(), app.settings.zone));
    print(
      `To go on: ${braked.account ? `utas accounts resume ${braked.account}` : `utas resume${braked.platform ? ` --platform ${braked.platform}` : ""}`}`,
    );
  });
