/** `utas move ID --at WISH`: another time for what has not left yet. */

import type { Command } from "commander";
import { move } from "../actions/move.ts";
import { publicationShape } from "../http/shapes.ts";
import { print, printJson } from "./io.ts";
import { dueLine } from "./shapes.ts";
import { sayWhoSends } from "./who-sends.ts";
import { actor, changing, withApp } from "./with-app.ts";

interface Options {
  readonly at: string;
  readonly zone?: string;
  readonly json?: true;
}

export const define = (command: Command): Command =>
  command
    .argument("<id>", "a publication")
    .requiredOption("--at <time>", 'when: "tomorrow 09:00", "besok 09.00", "in 20m", "now", "next", ISO 8601')
    .option("--zone <zone>", "the time zone of --at; the account's, else UTAS_ZONE, unless given")
    .option("--json", "print JSON")
    .action((id: string, { at, zone, json }: Options) =>
      withApp(changing, async (app) => {
        await move(app, id, { wish: at, zone }, actor());
        const shown = await app.store.publications.get(id);
        if (shown.state === "scheduled") await sayWhoSends(app, `${id} is scheduled`);
        if (json) return printJson(publicationShape(shown));
        print(`${id} is ${shown.state}${dueLine(shown, zone, app.settings)}`);
      }),
    );
