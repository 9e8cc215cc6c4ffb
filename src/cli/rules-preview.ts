/** `utas rules preview`: when a cron rule fires. Needs no database. */

import type { Command } from "commander";
import { AppError } from "../base/errors.ts";
import { firings, readCron } from "../schedule/cron.ts";
import { shownWall, wallOf, zoneNamed } from "../schedule/zone.ts";
import { instant } from "./instants.ts";
import { print, printJson, wholeNumber } from "./io.ts";
import { answerLines, type Fields } from "./lines.ts";
import { settingsInForce } from "./with-app.ts";

interface Asked {
  readonly cron: string;
  readonly zone: string;
  readonly from: Date;
  readonly count?: number | undefined;
  readonly until?: Date | undefined;
}

interface Options extends Partial<Asked> {
  readonly jsonl?: string | true;
  readonly json?: true;
}

const countUnlessTold = 5;
/** A minute rule's ten weeks; nobody reads more, and nothing should hang on a slip. */
const countMax = 100_000;

export function definePreview(command: Command): void {
  command
    .command("preview")
    .description("when a cron rule fires: strictly after --from, up to and including --until")
    .option("--cron <expression>", 'five fields in quotes, such as "0 9 * * mon-fri"')
    .option("--zone <zone>", "the rule's time zone; UTAS_ZONE unless given")
    .option("--from <instant>", "now unless given", instant("--from"))
    .option("--count <n>", `so many firings (${countUnlessTold} unless given)`, wholeNumber("--count"))
    .option("--until <instant>", "instead of --count", instant("--until"))
    .option(
      "--jsonl [file]",
      'read one rule a line, { "id", "cron", "zone", "from", "count" | "until" }, from a file or standard input, and answer a line each',
    )
    .option("--json", "print JSON")
    .action(preview);
}

async function preview({ jsonl, json, cron, zone, from = new Date(), count, until }: Options): Promise<void> {
  if (jsonl) return answerLines(jsonl === true ? "-" : jsonl, (fields) => ({ firings: firingsOf(askedIn(fields)) }));
  if (cron === undefined) throw new AppError("usage", { problem: "Give the rule's expression with --cron." });
  if (count !== undefined && until) throw new AppError("usage", { problem: "Give --count or --until, not both." });
  const home = zoneNamed(zone ?? settingsInForce().zone);
  const found = firingsOf({ cron, zone: home, from, count, until });
  if (json) return printJson({ firings: found });
  for (const one of found) print(`${one}  ${shownWall(wallOf(home, Date.parse(one)))} ${home}`);
}

function askedIn({ cron, zone, from, count, until }: Fields): Asked {
  const text = (name: string, value: unknown): string => {
    if (typeof value !== "string") throw new AppError("usage", { problem: `"${name}" should be a string.` });
    return value;
  };
  if (count !== undefined && (typeof count !== "number" || !Number.isInteger(count) || count < 1))
    throw new AppError("usage", { problem: '"count" should be a whole number from 1.' });
  return {
    cron: text("cron", cron),
    zone: text("zone", zone),
    from: instant("from")(text("from", from)),
    count: count as number | undefined,
    until: until === undefined ? undefined : instant("until")(text("until", until)),
  };
}

/** As ISO 8601 to the second. Throws `cron-invalid`, `zone-unknown` or `option-invalid`. */
function firingsOf({ cron, zone, from, count, until }: Asked): string[] {
  const most = count ?? (until ? countMax : countUnlessTold);
  const found: string[] = [];
  for (const at of firings(readCron(cron), zoneNamed(zone), from.getTime())) {
    if (until && at > until.getTime()) break;
    if (found.length === countMax)
      throw new AppError("option-invalid", {
        option: "until",
        value: until?.toISOString() ?? String(count),
        hint: `more than ${countMax} firings are not listed; ask for a shorter time`,
      });
    found.push(new Date(at).toISOString().replace(".000Z", "Z"));
    if (!until && found.length === most) break;
  }
  return found;
}
