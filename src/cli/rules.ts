/** `utas rules …`: rules that publish by themselves. Each command stands in a file of its own topic. */

import type { Command } from "commander";
import { defineAdd, defineSet } from "./rules-add.ts";
import { defineChanges } from "./rules-change.ts";
import { definePreview } from "./rules-preview.ts";
import { defineRun } from "./rules-run.ts";
import { defineShow } from "./rules-show.ts";

export function define(command: Command): Command {
  defineAdd(command);
  defineSet(command);
  defineShow(command);
  defineChanges(command);
  defineRun(command);
  definePreview(command);
  return command;
}
