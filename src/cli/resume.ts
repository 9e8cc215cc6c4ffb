/** `utas resume`: lifts the brake; what had begun goes on, and the late policy judges the rest. */

import type { Command } from "commander";
import { type Braked, resume } from "../actions/halt.ts";
import type { Brake } from "../store/brakes.ts";
import { brakesNow } from "./brakes.ts";
import { print, printJson } from "./io.ts";
import { sayWhoSends } from "./who-sends.ts";
import { actor, changing, withApp } from "./with-app.ts";

export const define = (command: Command): Command =>
  command
    .option("--platform <platform>", "only this network")
    .option("--json", "print JSON")
    .action(({ platform, json }: { platform?: string; json?: true }) => takeOff({ platform }, json));

/** A network's reason begins with its name. */
const saidOnce = ({ actor: by, reason }: Brake): string => (reason.startsWith(`${by}: `) ? reason : `${by}: ${reason}`);

export const takeOff = (braked: Braked, json?: true): Promise<void> =>
  withApp(changing, async (app) => {
    const lifted = await resume(app, braked, actor());
    const left = await brakesNow(app);
    if (lifted) await sayWhoSends(app, "It goes on");
    if (json) return printJson({ resumed: lifted !== null, brakes: left.length });
    print(lifted ? `It goes on (it was stopped by ${saidOnce(lifted)}).` : "No brake was on there.");
    for (const line of left) print(`Still on: ${line}`);
  });
