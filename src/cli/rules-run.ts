/** `utas rules run NAME`: fires a rule now, beside its times; `--dry-run` says of each article which filter takes or leaves it. */

import type { Command } from "commander";
import { lookAtRule, runRule } from "../actions/run-rule.ts";
import { unseenBy } from "../actions/unseen.ts";
import type { App } from "../app.ts";
import { firingShape, lookedShape } from "../http/rule-shapes.ts";
import { note, print, printJson, table, wholeNumber } from "./io.ts";
import { firingTable } from "./rules-show.ts";
import { counted, short } from "./shapes.ts";
import { actor, changing, reading, withApp } from "./with-app.ts";

interface Options {
  readonly dryRun?: true;
  readonly limit: number;
  readonly json?: true;
}

const lookedAtMost = 1_000;

export function defineRun(command: Command): void {
  command
    .command("run")
    .description("fire it now, beside its times; or say what that would do")
    .argument("<name>", "its name or id")
    .option("--dry-run", "change nothing, and say of each article which filter takes or leaves it")
    .option(
      "--limit <n>",
      `with --dry-run: so many articles at most (${lookedAtMost} unless given)`,
      wholeNumber("--limit"),
      lookedAtMost,
    )
    .option("--json", "print JSON")
    .action((name: string, options: Options) => (options.dryRun ? dryRun(name, options) : run(name, options)));
}

const run = (name: string, { json }: Options) =>
  withApp(changing, async (app) => {
    const rule = await app.store.rules.get(name);
    await sayUnseen(app, name);
    const firing = await runRule(app, name, actor());
    if (json) return printJson(firingShape(firing));
    print(firingTable([firing], rule.zone));
  });

const dryRun = (name: string, { json, limit }: Options) =>
  withApp(reading, async (app) => {
    await sayUnseen(app, name);
    const looked = await lookAtRule(app, name, limit);
    const takes = looked.find(({ verdict }) => verdict === "takes");
    if (json) return printJson({ takes: takes?.article ?? null, articles: looked.map(lookedShape) });
    if (looked.length === 0) return print("No article has come from its sources yet.");
    const { zone } = app.settings;
    print(
      table([
        ["VERDICT", "FILTER", "ARTICLE", `ARRIVED (${zone})`, "WHY"],
        ...looked.map(({ verdict, filter, article: { title }, arrivedAt, says, threads }) => [
          verdict,
          filter ?? "",
          title.length > 50 ? `${title.slice(0, 49)}…` : title,
          short(arrivedAt, zone),
          [
            says,
            ...threads.map(({ account, posts, reason }) => `${account}: ${posts === null ? reason : `${posts} posts`}`),
          ].join("; "),
        ]),
      ]),
    );
    print(takes ? `\nIt would take ${takes.article.id}: ${takes.article.title}` : "\nIt would take none of them.");
  });

/** A rule sees articles; what lies in a folder becomes one when somebody looks. */
async function sayUnseen(app: App, name: string): Promise<void> {
  for (const { source, files, broken } of await unseenBy(app, await app.store.rules.get(name)))
    note(
      broken === null
        ? `${source}: ${counted(files, "file")} not looked at yet; "utas sources collect ${source}" looks now, a worker within seconds`
        : `${source}: ${broken}`,
    );
}
