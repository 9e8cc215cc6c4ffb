/** `utas release`: lets go what the late policy held, spaced or into the next slots, or drops it. */

import type { Command } from "commander";
import { parseDuration } from "../../config/values.ts";
import { release, type Way } from "../actions/release.ts";
import type { App } from "../app.ts";
import { minutes } from "../base/clock.ts";
import { AppError } from "../base/errors.ts";
import { publicationShape } from "../http/shapes.ts";
import type { Shown } from "../store/publications.ts";
import { type FilterOptions, filterOf, withFilter } from "./filter.ts";
import { note, print, printJson } from "./io.ts";
import { confirmed } from "./prompt.ts";
import { counted, dueLine } from "./shapes.ts";
import { sayWhoSends } from "./who-sends.ts";
import { actor, changing, withApp } from "./with-app.ts";

interface Options extends Omit<FilterOptions, "state"> {
  readonly spaced?: number;
  readonly slots?: true;
  readonly drop?: true;
  readonly yes?: true;
  readonly json?: true;
}

const spacedUnlessTold = minutes(10);

export const define = (command: Command): Command =>
  withFilter(command, { states: false })
    .argument("[ids...]", "publications that are held, by whomever; all that were held as late unless given")
    .option("--spaced <time>", "one after another on each account, so far apart (10m unless given)", distance)
    .option("--slots", "into the next free slots of each account instead")
    .option("--drop", "cancel them instead")
    .option("--yes", "do not ask")
    .option("--json", "print JSON")
    .action((ids: string[], options: Options) =>
      withApp(changing, async (app) => {
        const way = wayOf(options);
        const held = await heldOnes(app, ids, options);
        if (held.length === 0) return options.json ? printJson([]) : note("Nothing is held as late.");
        if (!(await confirmed(`${saidOf(way)} ${counted(held.length, "publication")}?`, options.yes ?? false))) return;
        await release(app, held, way, actor());
        const shown = await app.store.publications.named(held.map(({ id }) => id));
        if (way.kind !== "drop") await sayWhoSends(app, "They wait to go");
        if (options.json) return printJson(shown.map(publicationShape));
        for (const one of shown)
          print(
            `${one.id} is ${one.state}${one.state === "scheduled" ? dueLine(one, undefined, app.settings) : ""}  ${one.account}`,
          );
      }),
    );

function distance(value: string): number {
  const ms = parseDuration(value);
  if (ms === null)
    throw new AppError("option-invalid", { option: "--spaced", value, hint: "give a time such as 10m or 1h" });
  return ms;
}

function wayOf({ spaced, slots, drop }: Options): Way {
  if ([spaced !== undefined, slots, drop].filter(Boolean).length > 1)
    throw new AppError("usage", { problem: "Give one of --spaced, --slots and --drop." });
  if (slots) return { kind: "slots" };
  return drop ? { kind: "drop" } : { kind: "spaced", ms: spaced ?? spacedUnlessTold };
}

const saidOf = (way: Way): string =>
  way.kind === "drop"
    ? "drop"
    : `release, ${way.kind === "slots" ? "into the next slots," : `${way.ms / minutes(1)} min apart on each account,`}`;

async function heldOnes(app: App, ids: readonly string[], options: Options): Promise<Shown[]> {
  if (ids.length === 0) return app.store.publications.list({ ...(await filterOf(app, options)), heldLate: true });
  const named = await Promise.all(ids.map((id) => app.store.publications.get(id)));
  for (const { id, state } of named)
    if (state !== "held") throw new AppError("move-refused", { id, move: "release", state, from: "held" });
  return named;
}
