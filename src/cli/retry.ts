/** `utas retry ID…`. */

import type { Command } from "commander";
import { schedule } from "../actions/schedule.ts";
import { defineWish } from "./wish.ts";

export const define = (command: Command): Command => defineWish(command, { act: schedule, filtered: ["failed"] });
