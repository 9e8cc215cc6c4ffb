/** The commands by which a person moves publications share one form: ids or a filter, a reason, and the publications as they are then. */

import type { Command } from "commander";
import type { App } from "../app.ts";
import { AppError, sentenceOf } from "../base/errors.ts";
import { publicationShape } from "../http/shapes.ts";
import type { State } from "../publication/moves.ts";
import type { Shown } from "../store/publications.ts";
import type { Granted } from "../store/wishes.ts";
import { chosen, type FilterOptions, isFilter, withFilter } from "./filter.ts";
import { note, print, printJson } from "./io.ts";
import { confirmed } from "./prompt.ts";
import { counted, dueLine } from "./shapes.ts";
import { sayWhoSends } from "./who-sends.ts";
import { actor, changing, withApp } from "./with-app.ts";

const waitsForWorkers: ReadonlySet<State> = new Set(["scheduled", "retracting"]);

export interface Act {
  readonly act: (app: App, id: string, actor: string, reason: string | null) => Promise<Granted>;
  /** What a filter finds unless it names states itself; null: this command takes ids only. */
  readonly filtered: readonly State[] | null;
  readonly reasonNeeded?: boolean;
}

interface Options extends FilterOptions {
  readonly reason?: string;
  readonly yes?: true;
  readonly json?: true;
}

export function defineWish(command: Command, { act, filtered, reasonNeeded }: Act): Command {
  if (filtered) withFilter(command).option("--yes", "do not ask, whatever the count");
  command.argument(filtered ? "[ids...]" : "<ids...>", "publications");
  if (reasonNeeded) command.requiredOption("--reason <text>", "why, for the history");
  else command.option("--reason <text>", "why, for the history");
  return command.option("--json", "print JSON; with a filter, a list").action((ids: string[], options: Options) =>
    withApp(changing, async (app) => {
      if (ids.length === 0 && !isFilter(options))
        throw new AppError("usage", {
          problem: "Give the id of a publication, or say which with --account, --platform, --state or --rule.",
        });
      const asked = await chosen(app, ids, options, filtered ?? []);
      if (ids.length === 0 && !(await goesOn(command.name(), asked, options))) return;
      const move = (id: string) => act(app, id, actor(), options.reason ?? null);
      const moved = await moveEach(app, command.name(), asked, move, options.json ?? false);
      if (moved.some(({ state }) => waitsForWorkers.has(state)))
        await sayWhoSends(app, moved.length === 1 ? `${moved[0]?.id} is ${moved[0]?.state}` : "They wait to go");
      if (options.json) printJson(ids.length === 1 ? shapes(moved)[0] : shapes(moved));
    }),
  );
}

const shapes = (moved: readonly Shown[]) => moved.map(publicationShape);

/** Asked with the count, before anything is moved. */
async function goesOn(name: string, asked: readonly Shown[], { yes, json }: Options): Promise<boolean> {
  if (asked.length === 0) {
    if (json) printJson([]);
    else note(`Nothing to ${name}: no publication is like that.`);
    return false;
  }
  return confirmed(`${name} ${counted(asked.length, "publication")}?`, yes ?? false);
}

/** When what is scheduled goes; empty: now, or it waits for nothing. */
const waitsUntil = ({ clock, settings }: App, shown: Shown): string =>
  shown.state === "scheduled" && shown.dueAt && shown.dueAt > clock.now() ? dueLine(shown, undefined, settings) : "";

/** One that refuses does not stop the others; its sentence is told, and the exit code is 1. A single one throws its own. */
async function moveEach(
  app: App,
  name: string,
  asked: readonly Shown[],
  move: (id: string) => Promise<Granted>,
  json: boolean,
): Promise<Shown[]> {
  const moved: Shown[] = [];
  for (const { id } of asked) {
    try {
      const wish = await move(id);
      const shown = await app.store.publications.get(id);
      moved.push(shown);
      if (!json)
        print(
          `${id} is ${shown.state}${waitsUntil(app, shown)}${wish.wished ? `; ${name} is obeyed between posts` : ""}`,
        );
    } catch (error) {
      if (asked.length === 1 || !(error instanceof AppError)) throw error;
      note(`utas: ${sentenceOf(error)}`);
      process.exitCode = 1;
    }
  }
  return moved;
}
