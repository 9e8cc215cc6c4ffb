/** `utas rules pause|resume|skip|remove NAME`. */

import type { Command } from "commander";
import { pauseRule, resumeRule } from "../actions/pause-rule.ts";
import { removeRule } from "../actions/remove-rule.ts";
import { outlookOf } from "../actions/rule-times.ts";
import { skipFiring } from "../actions/skip-rule.ts";
import type { App } from "../app.ts";
import { ruleShape } from "../http/rule-shapes.ts";
import type { Rule } from "../store/rules.ts";
import { print, printJson } from "./io.ts";
import { shownNext } from "./rules-text.ts";
import { counted, short } from "./shapes.ts";
import { actor, changing, withApp } from "./with-app.ts";

interface Options {
  readonly reason?: string;
  readonly json?: true;
}

export function defineChanges(command: Command): void {
  const change = (name: string, says: string) =>
    command.command(name).description(says).argument("<name>", "its name or id").option("--json", "print JSON");
  change("pause", "fire no more until it is resumed; what it has made goes on")
    .option("--reason <text>", "why, for the history")
    .action((name: string, { json, reason }: Options) =>
      withApp(changing, async (app) => answer(app, await pauseRule(app, name, actor(), reason ?? null), json)),
    );
  change("resume", "fire again from now on; what fell into the pause is left out").action(
    (name: string, { json }: Options) =>
      withApp(changing, async (app) => answer(app, await resumeRule(app, name, actor()), json)),
  );
  change("skip", "leave out one more firing to come").action((name: string, { json }: Options) =>
    withApp(changing, async (app) => {
      const { rule, at } = await skipFiring(app, name);
      if (json) return printJson({ ...ruleShape(rule, await outlookOf(app, rule, 1)), skipped: at });
      print(
        `${rule.name} leaves out ${at ? `${short(at, rule.zone).slice(0, 16)} (${rule.zone})` : "the next article that arrives"}.`,
      );
      print(shownNext(rule, await outlookOf(app, rule, 1)));
    }),
  );
  change("remove", "fire no more, for good; what it has made goes on").action((name: string, { json }: Options) =>
    withApp(changing, async (app) => {
      const { rule, unfinished } = await removeRule(app, name);
      if (json) return printJson({ id: rule.id, name: rule.name, unfinished });
      print(`${rule.name} is removed.`);
      if (unfinished > 0)
        print(
          `${counted(unfinished, "publication")} of it may still go; "utas status --rule ${rule.id}" shows them, "utas cancel --rule ${rule.id}" cancels them.`,
        );
    }),
  );
}

async function answer(app: App, rule: Rule, json: true | undefined): Promise<void> {
  const outlook = await outlookOf(app, rule, 1);
  if (json) return printJson(ruleShape(rule, outlook));
  print(`${rule.name}: ${shownNext(rule, outlook)}`);
}
