/** `utas slots set|show|clear|next`: the times of the week at which an account publishes. */

import type { Command } from "commander";
import { clearSlots, setSlots } from "../actions/set-slots.ts";
import { AppError } from "../base/errors.ts";
import { shownMinute, shownWeekday } from "../schedule/slots.ts";
import { shownWall, wallOf } from "../schedule/zone.ts";
import type { AccountSlots } from "../store/slots.ts";
import { print, printJson, table, wholeNumber } from "./io.ts";
import { counted } from "./shapes.ts";
import { changing, reading, withApp } from "./with-app.ts";

const countUnlessTold = 5;
/** Years of them; nobody reads more. */
const countMax = 10_000;

export function define(command: Command): Command {
  command
    .command("set")
    .description("give an account its slots, instead of those it has, and its zone")
    .argument("<account>", "handle or id")
    .option("--zone <zone>", "the account's time zone from now on; the one it has, else UTAS_ZONE, unless given")
    .requiredOption(
      "--at <slots>",
      'days and times, such as "mon-fri 09:00 12:30" or "sabtu 10.00"; may be given more than once',
      (value: string, before: string[] = []) => [...before, value],
    )
    .option("--json", "print JSON")
    .action(set);
  command
    .command("show")
    .description("an account's slots")
    .argument("<account>", "handle or id")
    .option("--json", "print JSON")
    .action(show);
  command
    .command("clear")
    .description("take an account's slots away; what is planned keeps its time")
    .argument("<account>", "handle or id")
    .option("--json", "print JSON")
    .action(clear);
  command
    .command("next")
    .description("an account's next slots, and which are free")
    .argument("<account>", "handle or id")
    .option("--count <n>", `so many (${countUnlessTold} unless given)`, wholeNumber("--count"))
    .option("--json", "print JSON")
    .action(next);
  return command;
}

interface Json {
  readonly json?: true;
}

const set = (account: string, { zone, at, json }: Json & { zone?: string; at: string[] }) =>
  withApp(changing, async (app) => say(await setSlots(app, { account, zone, at }), json));

const show = (name: string, { json }: Json) =>
  withApp(reading, async ({ store }) => say(await store.slots.of((await store.accounts.get(name)).id), json));

const clear = (name: string, { json }: Json) =>
  withApp(changing, async (app) => {
    const { id, handle } = await clearSlots(app, name);
    if (json) printJson({ account: id, slots: [] });
    else print(`${handle} has no slots any more`);
  });

function say({ handle: account, slots, zone }: AccountSlots, json: true | undefined): void {
  const shown = slots.map(({ weekday, minute }) => ({ weekday, at: shownMinute(minute) }));
  if (json) printJson({ account, zone, slots: shown });
  else print(slots.length === 0 ? none(account) : week({ handle: account, slots, zone }));
}

const none = (account: string) =>
  `${account} has no slots. "utas slots set ${account} --zone Asia/Jakarta --at 'mon-fri 09:00'" gives it some.`;

function week({ handle: account, slots, zone }: AccountSlots): string {
  const days = [...new Set(slots.map(({ weekday }) => weekday))];
  const on = (day: number) => slots.filter(({ weekday }) => weekday === day).map(({ minute }) => shownMinute(minute));
  const rows = days.map((day) => [shownWeekday(day), on(day).join(" ")]);
  return `${account}: ${counted(slots.length, "slot")} a week (${zone})\n${table(rows)}`;
}

const next = (name: string, { count = countUnlessTold, json }: Json & { count?: number }) => {
  if (count > countMax)
    throw new AppError("option-invalid", { option: "--count", value: String(count), hint: `${countMax} at most` });
  return withApp(reading, async ({ store, clock }) => {
    const account = await store.accounts.get(name);
    const { zone, slots } = await store.slots.of(account.id);
    const found = await store.slots.next(account.id, count, clock.now());
    if (json)
      return printJson({
        slots: found.map(({ at, free }) => ({ at: at.toISOString().replace(".000Z", "Z"), free })),
      });
    if (slots.length === 0) return print(none(account.handle));
    print(
      table([
        [`SLOT (${zone})`, "DAY", ""],
        ...found.map(({ at, free }) => {
          const wall = wallOf(zone, at.getTime());
          return [shownWall(wall), shownWeekday(new Date(wall).getUTCDay() || 7), free ? "free" : "taken"];
        }),
      ]),
    );
  });
};
