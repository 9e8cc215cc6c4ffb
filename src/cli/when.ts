/** `utas when WISH`: the instant that a wish means, and what the clocks do then. Needs no database. */

import type { Command } from "commander";
import { AppError } from "../base/errors.ts";
import { readWish, type Wished } from "../schedule/wish.ts";
import { shownWall, wallOf, zoneNamed } from "../schedule/zone.ts";
import { instant } from "./instants.ts";
import { print, printJson } from "./io.ts";
import { settingsInForce } from "./with-app.ts";

interface Options {
  readonly zone?: string;
  readonly now?: Date;
  readonly json?: true;
}

export const define = (command: Command): Command =>
  command
    .argument(
      "<wish...>",
      "a time as people type it: tomorrow 09:00, besok 09.00, Sabtu 10.00, 31/12/2026 09.00, in 20m",
    )
    .option("--zone <zone>", "the time zone where the wish names none; UTAS_ZONE unless given")
    .option("--now <instant>", "seen from then instead of from now, in ISO 8601 with an offset", instant("--now"))
    .option("--json", "print JSON")
    .action(tell);

function tell(words: readonly string[], { zone: named, now = new Date(), json }: Options): void {
  const wish = words.join(" ");
  const zone = zoneNamed(named ?? settingsInForce().zone);
  const found = readWish(wish, zone, now);
  if (found === "next")
    throw new AppError("time-invalid", { value: wish, hint: "the next slot is an account's: none is named here" });
  const time: Wished =
    found === "now" ? { at: now, local: shownWall(wallOf(zone, now.getTime())), zone, note: null } : found;
  if (json) printJson(time);
  else print(`${time.local} ${time.zone} (${time.at.toISOString()})${time.note ? `; ${notes[time.note]}` : ""}`);
}

const notes = {
  gap: "the clocks skip the time that was asked for, so this is the first instant after it",
  overlap: "the clocks show that time twice, and this is the first of the two",
} as const;
