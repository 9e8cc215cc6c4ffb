/** `utas rules list`, `show NAME` and `history NAME`. */

import type { Command } from "commander";
import { outlookOf } from "../actions/rule-times.ts";
import type { App } from "../app.ts";
import { firingShape, ruleShape } from "../http/rule-shapes.ts";
import type { Firing } from "../store/firings.ts";
import { print, printJson, table, wholeNumber } from "./io.ts";
import { describeRule, namesOf, shownNext, shownWhen } from "./rules-text.ts";
import { short } from "./shapes.ts";
import { reading, withApp } from "./with-app.ts";

interface Options {
  readonly limit?: number;
  readonly json?: true;
}

/** A rule of every minute has fired so often in a week. */
const historyMost = 10_080;

export function defineShow(command: Command): void {
  command
    .command("list")
    .description("all rules, by name")
    .option("--json", "print JSON")
    .action((options: Options) => withApp(reading, (app) => list(app, options)));
  command
    .command("show")
    .description("one rule: what it does, when it fires next, what it did last")
    .argument("<name>", "its name or id")
    .option("--json", "print JSON")
    .action((name: string, options: Options) => withApp(reading, (app) => show(app, name, options)));
  command
    .command("history")
    .description("each firing, latest first: its instant, what it took, and why when nothing")
    .argument("<name>", "its name or id")
    .option("--limit <n>", `so many at most (${historyMost} unless given)`, wholeNumber("--limit"))
    .option("--json", "print JSON")
    .action((name: string, options: Options) => withApp(reading, (app) => history(app, name, options)));
}

const listedNext = 3;
const listedFirings = 5;

async function list(app: App, { json }: Options): Promise<void> {
  const rules = await app.store.rules.list();
  const taken = await app.store.firings.taken();
  const seen = [];
  for (const rule of rules) seen.push({ rule, outlook: await outlookOf(app, rule, listedNext) });
  if (json) return printJson(seen.map(({ rule, outlook }) => ruleShape(rule, outlook)));
  if (seen.length === 0) return print('No rule is made yet. "utas rules add" makes one.');
  const { zone } = app.settings;
  print(
    table([
      ["NAME", "STATE", "WHEN", "TO", `NEXT (${zone})`, `LAST (${zone})`, "TOOK"],
      ...seen.map(({ rule, outlook: { state, next } }) => [
        rule.name,
        rule.starvedAt && state === "active" ? "starved" : state,
        shownWhen(rule),
        namesOf(rule.accounts),
        short(next[0] ?? null, zone),
        short(rule.lastFiredAt, zone),
        String(taken.get(rule.id) ?? 0),
      ]),
    ]),
  );
}

async function show(app: App, name: string, { json }: Options): Promise<void> {
  const rule = await app.store.rules.get(name);
  const outlook = await outlookOf(app, rule, listedNext);
  const firings = await app.store.firings.history(rule.id, listedFirings);
  if (json) return printJson({ ...ruleShape(rule, outlook), history: firings.map(firingShape) });
  print(`${rule.name}  ${outlook.state}  ${rule.id}`);
  for (const line of describeRule(rule)) print(line);
  print(shownNext(rule, outlook));
  if (rule.skips > 0) print(`Left out before that, as it was wished: ${rule.skips}`);
  if (rule.starvedAt) print(`It has found no article since ${short(rule.fedAt, rule.zone)} (${rule.zone}).`);
  if (firings.length > 0) print(`\n${firingTable(firings, rule.zone)}`);
}

async function history(app: App, name: string, { json, limit }: Options): Promise<void> {
  const rule = await app.store.rules.get(name);
  const firings = await app.store.firings.history(rule.id, limit ?? historyMost);
  if (json) return printJson(firings.map(firingShape));
  if (firings.length === 0) return print(`${rule.name} has not fired yet.`);
  print(firingTable(firings, rule.zone));
}

export function firingTable(firings: readonly Firing[], zone: string): string {
  return table([
    [`AT (${zone})`, "OUTCOME", "ARTICLE", "PUBLICATIONS", "WHY"],
    ...firings.map(({ at, outcome, article, publications, reason }) => [
      short(at, zone),
      outcome,
      article === null ? "" : article.title.length > 40 ? `${article.title.slice(0, 39)}…` : article.title,
      publications.map(({ id, account, state }) => `${id} (${account}, ${state})`).join(", "),
      reason ?? "",
    ]),
  ]);
}
