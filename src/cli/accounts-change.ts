/** `utas accounts set` and `utas accounts test`. */

import type { Command } from "commander";
import { postingFields } from "../account/posting.ts";
import { setAccount } from "../actions/set-account.ts";
import { type Tested, testAccount } from "../actions/test-account.ts";
import { AppError } from "../base/errors.ts";
import { parseMoney, writtenMoney } from "../base/money.ts";
import { accountShape, brakeShape } from "../http/shapes.ts";
import { platforms } from "../platforms/index.ts";
import { print, printJson, table } from "./io.ts";
import { short } from "./shapes.ts";
import { changing, withApp } from "./with-app.ts";

/** The networks' own fields that are no secret, once each. */
const plainFields = () =>
  new Map(
    platforms.flatMap((one) =>
      one.sender
        ? one.fields
            .filter((field) => !field.secret)
            .map((field) => [field.name, `${one.label}: ${field.label}, such as ${field.example}`] as const)
        : [],
    ),
  );

/** All that an account may be given beside its name and its credentials. */
export function withAccountOptions(command: Command): Command {
  command.option("--zone <zone>", "its IANA time zone");
  for (const [name, label] of plainFields()) command.option(`--${name} <${name}>`, label);
  for (const { name, label, example } of postingFields)
    command.option(`--${name} <${name}>`, `${label}, such as "${example}"`);
  return command.option(
    "--monthly-cap <dollars>",
    "what its posts may cost in a month, where its network charges; a thread above it is held whole (none: no cap)",
    monthlyCap,
  );
}

/** Commander takes a null for an option without a value. */
function monthlyCap(value: string): number | "none" {
  if (/^(?:none|)$/i.test(value.trim())) return "none";
  const micros = parseMoney(value);
  if (micros === null)
    throw new AppError("option-invalid", {
      option: "--monthly-cap",
      value,
      hint: "give dollars such as 20 or 12.50, or none",
    });
  return micros;
}

export const optionsIn = (given: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => typeof entry[1] === "string"));

export function defineChanges(command: Command): void {
  withAccountOptions(
    command
      .command("set")
      .description('change an account\'s name, zone or options; an empty value ("") takes an option away')
      .argument("<account>", "handle or id")
      .option("--handle <name>", "another name"),
  )
    .option("--json", "print JSON")
    .action(set);
  command
    .command("test")
    .description("ask an account's network who we are there, what it takes and what is left")
    .argument("<account>", "handle or id")
    .option("--json", "print JSON")
    .action(test);
}

interface SetOptions {
  readonly handle?: string;
  readonly zone?: string;
  readonly monthlyCap?: number | "none";
  readonly json?: true;
}

async function set(name: string, { handle, zone, monthlyCap: cap, json, ...rest }: SetOptions): Promise<void> {
  const options = optionsIn(rest);
  if (handle === undefined && zone === undefined && cap === undefined && Object.keys(options).length === 0)
    throw new AppError("usage", { problem: "Say what to change, such as --zone Asia/Jakarta or --numbering 1/12." });
  await withApp(changing, async (app) => {
    const account = await setAccount(app, name, {
      handle,
      zone,
      options,
      monthlyCapMicros: cap === "none" ? null : cap,
    });
    if (json) return printJson(accountShape(account));
    const now = Object.entries(account.options).map(([option, value]) => `${option} ${JSON.stringify(value)}`);
    const { monthlyCapMicros } = account;
    print(
      [
        `${account.handle} (${account.platform}) is changed: zone ${account.zone ?? `${app.settings.zone} (the newsroom's)`}`,
        ...(monthlyCapMicros === null ? [] : [`monthly cap ${writtenMoney(monthlyCapMicros)}`]),
        ...now,
      ].join(", "),
    );
  });
}

const test = (name: string, { json }: { json?: true }) =>
  withApp(changing, async (app) => {
    const tested = await testAccount(app, name);
    if (json) return printJson(testedShape(tested));
    const { account, limits, brake, quota, tokenUntil, windows, spentMicros } = tested;
    const { zone } = app.settings;
    const at = (when: Date) => `${short(when, zone)} (${zone})`;
    const cap = account.monthlyCapMicros;
    const state = brake && account.state === "ready" ? "paused" : account.state;
    print(
      table(
        [
          [
            "account",
            `${account.handle} (${account.platform}), ${state}${account.reason ? `: ${account.reason}` : ""}`,
          ],
          [
            "paused",
            brake ? `by ${brake.actor}: ${brake.reason}; to go on: utas accounts resume ${account.handle}` : "",
          ],
          ["is there", `${account.identity?.name} (${account.identity?.id})`],
          ["server runs", account.identity?.software ?? ""],
          ["posts", `at most ${limits.max}${limits.urlCost === null ? "" : `, a link counts ${limits.urlCost}`}`],
          ["images", `${limits.media.images} a post, a description of at most ${limits.media.altMax}`],
          [
            "calls left",
            quota
              ? `${quota.left}${quota.of === null ? "" : ` of ${quota.of}`}${quota.resetAt ? `, until ${at(quota.resetAt)}` : ""}`
              : "",
          ],
          ["token holds", tokenUntil ? `until ${at(tokenUntil)}` : ""],
          [
            "spent",
            spentMicros === null
              ? ""
              : `${writtenMoney(spentMicros)} this month${cap === null ? "" : ` of ${writtenMoney(cap)}`}`,
          ],
          ...windows.map(({ route, closedUntil, shared }) => [
            "closed",
            `${route} until ${at(closedUntil)}${shared ? ", with all accounts of its app or server" : ""}`,
          ]),
        ].filter(([, value]) => value),
      ),
    );
  });

const dollars = (micros: number | null) => (micros === null ? null : micros / 1e6);

const testedShape = ({ account, limits, brake, quota, tokenUntil, windows, spentMicros }: Tested) => ({
  ...accountShape(account),
  brake: brake && brakeShape(brake),
  limits: { max: limits.max, urlCost: limits.urlCost, images: limits.media.images, altMax: limits.media.altMax },
  quota,
  tokenUntil,
  windows,
  spent: dollars(spentMicros),
  monthlyCap: dollars(account.monthlyCapMicros),
});
