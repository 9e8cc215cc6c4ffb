/** `utas approve ID…`. */

import type { Command } from "commander";
import { approve } from "../actions/approve.ts";
import { defineWish } from "./wish.ts";

export const define = (command: Command): Command => defineWish(command, { act: approve, filtered: ["waiting"] });
