/** `utas cancel ID…`. */

import type { Command } from "commander";
import { cancel } from "../actions/cancel.ts";
import { defineWish } from "./wish.ts";

export const define = (command: Command): Command =>
  defineWish(command, { act: cancel, filtered: ["draft", "waiting", "scheduled", "held", "failed"] });
