/** The commands by which a person moves a publication share one form: an id, a reason, and the publication as it is then. */

import type { Command } from "commander";
import type { App } from "../app.ts";
import { publicationShape } from "../http/shapes.ts";
import type { State } from "../publication/moves.ts";
import type { Granted } from "../store/wishes.ts";
import { print, printJson } from "./io.ts";
import { sayWhoSends } from "./who-sends.ts";
import { actor, changing, withApp } from "./with-app.ts";

const waitsForWorkers: ReadonlySet<State> = new Set(["scheduled", "retracting"]);

type Act = (app: App, id: string, actor: string, reason: string | null) => Promise<Granted>;

export const defineWish = (command: Command, act: Act): Command =>
  command
    .argument("<id>", "a publication")
    .option("--reason <text>", "why, for the history")
    .option("--json", "print JSON")
    .action((id: string, { reason, json }: { reason?: string; json?: true }) =>
      withApp(changing, async (app) => {
        const wish = await act(app, id, actor(), reason ?? null);
        const shown = await app.store.publications.get(id);
        if (waitsForWorkers.has(shown.state)) await sayWhoSends(app, `${id} is ${shown.state}`);
        if (json) return printJson(publicationShape(shown));
        print(`${id} is ${shown.state}${wish.wished ? `; ${command.name()} is obeyed between posts` : ""}`);
      }),
    );
