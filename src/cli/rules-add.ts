/** `utas rules add` and `set`: make or change a rule, and say when it fires and how its filters were understood. */

import type { Command } from "commander";
import { addRule } from "../actions/add-rule.ts";
import { changeRule } from "../actions/change-rule.ts";
import { outlookOf } from "../actions/rule-times.ts";
import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { ruleShape } from "../http/rule-shapes.ts";
import { type RuleGiven, readRule } from "../schedule/rule.ts";
import type { Rule } from "../store/rules.ts";
import { print, printJson } from "./io.ts";
import { describeRule, shownNext } from "./rules-text.ts";
import { actor, changing, settingsInForce, withApp } from "./with-app.ts";

type Options = RuleGiven & { readonly json?: true };

const listed = 3;

export function defineAdd(command: Command): void {
  withRuleOptions(
    command
      .command("add")
      .description("make a rule: when it fires, it publishes an article from its sources to its accounts")
      .argument("<name>", "how people call it"),
  ).action(add);
}

export function defineSet(command: Command): void {
  withRuleOptions(
    command
      .command("set")
      .description("change a rule; what is not given stays, and what it has made goes on as it was made")
      .argument("<name>", "its name or id")
      // Before --no-approval, which alone would mean that it is on unless told.
      .option("--approval", "a person approves each publication from now on"),
  )
    .option("--without <options>", "options to take away, parted by commas, such as quiet,max-per-day")
    .action(set);
}

const withRuleOptions = (command: Command): Command =>
  command
    .option("--cron <expression>", 'when: five fields in quotes, such as "0 9 * * mon-fri"')
    .option("--slots", "when: at the slots of each account")
    .option("--on-arrival", "when: for each article that arrives from now on")
    .option(
      "--zone <zone>",
      "the time zone of --cron, --start and --until (UTAS_ZONE unless given), and of --quiet and --max-per-day (the account's unless given)",
    )
    .option("--source <sources>", "names or ids of sources, parted by commas")
    .option("--to <accounts>", "handles or ids of accounts, parted by commas; each gets its own thread")
    .option("--pick <order>", "newest (unless given) or oldest of the articles that an account has not had")
    .option("--mode <mode>", "digest (unless given), full, short or link")
    .option("--category <categories>", "only articles of one of these sections, parted by commas")
    .option("--author <authors>", "only articles by one of these people, parted by commas")
    .option("--match <words>", "only articles with one of these words, in any form; a phrase in quotes")
    .option("--exclude <words>", "no article with one of these words; beats --match")
    .option("--hold-if <words>", "with one of these words a publication waits for a person")
    .option("--min-length <n>", "only articles with so many characters of text")
    .option("--max-age <length>", "only articles that arrived no longer ago, such as 12h")
    .option("--prefix <template>", "a line before each thread, such as {author} melaporkan:")
    .option("--suffix <template>", "a line behind each thread, such as Baca selengkapnya: {link}")
    .option("--hashtags <tags>", "own (only the article's), none, or tags of your choice")
    .option("--numbering", "end each post with its number")
    .option("--start <time>", "no firing before")
    .option("--until <time>", "no firing after")
    .option("--times <n>", "end after so many firings that took an article")
    .option("--max-per-day <n>", "its publications wait when the account has had so many that day")
    .option("--min-gap <length>", "its publications keep this distance from others of the account, such as 20m")
    .option("--quiet <hours>", "its publications wait out these hours, such as 22:00-06:00")
    .option("--late <policy>", "publish, hold:30m (unless given) or skip:2h: what becomes of a firing that is later")
    .option("--no-approval", "publish without asking; unless given, a person approves each publication")
    .option("--json", "print JSON");

async function add(name: string, { json, ...given }: Options): Promise<void> {
  // Before the app is opened: a slip is told at once.
  readRule(name, given, settingsInForce().zone, new Date());
  await withApp(changing, async (app) => {
    const rule = await addRule(app, name, given, actor());
    await answer(app, rule, `The rule ${rule.name} is made (${rule.id}).`, json);
  });
}

const set = (name: string, { json, without, ...given }: Options & { readonly without?: string }): Promise<void> =>
  withApp(changing, async (app) => {
    if (Object.keys(given).length === 0 && without === undefined)
      throw new AppError("usage", { problem: "Give what is to change, with the options of rules add, or --without." });
    const rule = await changeRule(app, name, given, without, actor());
    await answer(app, rule, `The rule ${rule.name} is changed.`, json);
  });

async function answer(app: App, rule: Rule, done: string, json: true | undefined): Promise<void> {
  const outlook = await outlookOf(app, rule, listed);
  if (json) return printJson(ruleShape(rule, outlook));
  print(done);
  for (const line of describeRule(rule)) print(line);
  print(shownNext(rule, outlook));
}
