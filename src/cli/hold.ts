/** `utas hold ID…`. */

import type { Command } from "commander";
import { hold } from "../actions/hold.ts";
import { defineWish } from "./wish.ts";

export const define = (command: Command): Command =>
  defineWish(command, { act: hold, filtered: ["scheduled", "waiting"] });
