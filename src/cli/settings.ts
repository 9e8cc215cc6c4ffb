/** `utas settings`: what is in force and where each value came from; secrets hidden. */

import type { Command } from "commander";
import { readSettingsAndSources } from "../../config/settings.ts";
import { networkIds } from "../platforms/index.ts";
import { print, printJson, table } from "./io.ts";

export const define = (command: Command): Command =>
  command.option("--json", "print JSON").action(({ json }: { json?: true }) => {
    const { inForce } = readSettingsAndSources(networkIds);
    if (json) return printJson(inForce.map(({ variable, value, from }) => ({ variable, value, from })));
    print(
      table([
        ["SETTING", "VALUE", "FROM", "WHY THE DEFAULT"],
        ...inForce.map(({ variable, value, from, why }) => [variable, value ?? "-", from, why]),
      ]),
    );
  });
