/** `utas sources add|list|remove|collect`: the folders that articles come from. */

import type { Command } from "commander";
import { type Collected, collect, lookLeaseMs } from "../actions/collect.ts";
import { forgetSource, watchFolder } from "../actions/watch-folder.ts";
import type { App } from "../app.ts";
import { seconds } from "../base/clock.ts";
import { AppError } from "../base/errors.ts";
import type { ShownSource } from "../store/sources.ts";
import { note, print, printJson, table } from "./io.ts";
import { counted, short } from "./shapes.ts";
import { sayWhoSends } from "./who-sends.ts";
import { beginning, changing, reading, withApp } from "./with-app.ts";

interface Json {
  readonly json?: true;
}

export function define(command: Command): Command {
  command
    .command("add")
    .description("watch a folder: each .txt, .md and .html file that comes into it, or changes there, is an article")
    .argument("<folder>", "the folder; those below it are left alone")
    .option("--name <name>", "what you call it; the folder's own name unless given")
    .option(
      "--take <n>",
      "of the files that are there already, take the newest so many as articles (0 unless given); later ones all are",
      take,
    )
    .option("--json", "print JSON")
    .action(add);
  command
    .command("list")
    .description("all sources, what they brought, and what stands in their way")
    .option("--json", "print JSON")
    .action(list);
  command
    .command("remove")
    .description("watch a source no more; what it brought stays")
    .argument("<source>", "name or id")
    .option("--json", "print JSON")
    .action(remove);
  command
    .command("collect")
    .description("look at a source now, and wait a few seconds for files that are still being written")
    .argument("<source>", "name or id")
    .option("--json", "print JSON")
    .action(collectNow);
  return command;
}

function take(value: string): number {
  if (!/^\d{1,6}$/.test(value))
    throw new AppError("option-invalid", { option: "--take", value, hint: "give a whole number from 0" });
  return Number(value);
}

const add = (folder: string, { name, take = 0, json }: Json & { name?: string; take?: number }) =>
  withApp(beginning, async (app) => {
    const { source, passedOver } = await watchFolder(app, { folder, name, take });
    if (take > 0) await looked(app, source);
    const shown = await app.store.sources.get(source.id);
    if (json) return printJson(sourceShape(shown));
    const brought = take > 0 ? ` ${counted(shown.arrivals, "article")} taken,` : "";
    print(
      `${shown.name} is watched as ${shown.id} (${shown.address});${brought} ${counted(passedOver, "file")} passed over`,
    );
    for (const { file, reason } of shown.troubles) note(`${file}: ${reason}`);
    if (passedOver > 0 && take === 0)
      note(
        `Files that were there before are no articles unless they change. To have the newest ten of them: utas sources remove ${shown.id}, then add it again with --take 10.`,
      );
    await sayWhoSends(app, "Added");
  });

const remove = (name: string, { json }: Json) =>
  withApp(changing, async (app) => {
    const source = await forgetSource(app, name);
    if (json) printJson({ id: source.id, removed: true });
    else print(`${source.name} is watched no more`);
  });

const list = ({ json }: Json) =>
  withApp(reading, async ({ store, settings: { zone } }) => {
    const sources = await store.sources.list();
    if (json) return printJson(sources.map(sourceShape));
    if (sources.length === 0) return print('There is no source yet. "utas sources add FOLDER" watches a folder.');
    print(
      table([
        ["ID", "NAME", "ARTICLES", `LAST LOOK (${zone})`, "STATE", "FOLDER"],
        ...sources.map((one) => [
          one.id,
          one.name,
          String(one.arrivals),
          short(one.collectedAt, zone) || "never",
          stateOf(one, zone),
          one.address,
        ]),
      ]),
    );
    for (const { name, troubles } of sources)
      for (const { file, reason } of troubles) print(`${name}: ${file} brings no article: ${reason}`);
  });

const stateOf = ({ brokenReason, brokenSince }: ShownSource, zone: string): string =>
  brokenReason === null ? "ok" : `broken since ${short(brokenSince, zone)}: ${brokenReason}`;

const sourceShape = (one: ShownSource) => ({
  id: one.id,
  name: one.name,
  kind: one.kind,
  address: one.address,
  state: one.brokenReason === null ? "ok" : "broken",
  reason: one.brokenReason,
  since: one.brokenSince,
  collectedAt: one.collectedAt,
  arrivals: one.arrivals,
  lastArrivalAt: one.lastArrivalAt,
  troubles: one.troubles,
});

const collectNow = (name: string, { json }: Json) =>
  withApp(changing, async (app) => {
    const source = await app.store.sources.get(name);
    const found = await looked(app, source);
    if (found.broken !== null) process.exitCode = 1;
    if (json) return printJson(found);
    if (found.broken !== null) return print(`${source.name} is broken: ${found.broken}`);
    print(`${source.name}: ${counted(found.arrived.length, "new article")}`);
    for (const { article, title, file } of found.arrived) print(`${article}  ${file}  ${title}`);
    for (const { file, reason } of found.refused) print(`${file} brings no article: ${reason}`);
    for (const file of found.waiting) print(`${file} is still being written; a later look takes it`);
  });

/** Longer than a file that has come to its end is left alone. */
const patienceMs = seconds(8);

/** Looks until no file is being written any more, or patience ends. Throws `source-busy`. */
async function looked(app: App, { id, name }: ShownSource): Promise<Collected> {
  const until = app.clock.now().getTime() + patienceMs;
  const looks: Collected[] = [];
  for (;;) {
    const turn = await app.store.sources.claim({ id, leaseMs: lookLeaseMs }, app.clock.now());
    if (turn) looks.push(await collect(app, turn));
    if (app.clock.now().getTime() > until || looks.at(-1)?.waiting.length === 0) break;
    await app.clock.wait(500);
  }
  const last = looks.at(-1);
  if (!last) throw new AppError("source-busy", { source: name });
  const [arrived, refused] = [looks.flatMap((one) => one.arrived), looks.flatMap((one) => one.refused)];
  return { ...last, arrived, refused };
}
