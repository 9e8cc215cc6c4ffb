/** `utas retract ID`. */

import type { Command } from "commander";
import { retract } from "../actions/retract.ts";
import { defineWish } from "./wish.ts";

export const define = (command: Command): Command => defineWish(command, { act: retract, filtered: null });
