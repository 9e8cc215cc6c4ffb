/** `utas reject ID… --reason R`. */

import type { Command } from "commander";
import { reject } from "../actions/approve.ts";
import { defineWish } from "./wish.ts";

export const define = (command: Command): Command =>
  defineWish(command, { act: reject, filtered: ["waiting"], reasonNeeded: true });
