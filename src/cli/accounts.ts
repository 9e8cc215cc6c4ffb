/** `utas accounts add|list|set|test|remove|reconnect`. Secrets are read from a file, from standard input or at a prompt, never from an argument. */

import type { Command } from "commander";
import { credentialsVariable, environment } from "../../config/env.ts";
import { type HandedIn, parseCredentials } from "../account/credentials.ts";
import { connect, disconnect, reconnect } from "../actions/connect.ts";
import { AppError } from "../base/errors.ts";
import { accountShape } from "../http/shapes.ts";
import { findSendablePlatform, platforms } from "../platforms/index.ts";
import { fieldsOf, type Platform } from "../platforms/platform.ts";
import { defineChanges, optionsIn, withAccountOptions } from "./accounts-change.ts";
import { authorized, defaultRedirect } from "./authorize.ts";
import { brakesNow } from "./brakes.ts";
import { type HaltOptions, putOn, withHalt } from "./halt.ts";
import { note, print, printJson, readGiven, table, wholeNumber } from "./io.ts";
import { isOpenToOthers } from "./open-file.ts";
import { terminal } from "./prompt.ts";
import { takeOff } from "./resume.ts";
import { type Given, walk, walkSecrets } from "./walk.ts";
import { actor, beginning, changing, reading, withApp } from "./with-app.ts";

interface AddOptions {
  readonly handle?: string;
  readonly credentials?: string;
  readonly authorize?: boolean;
  readonly redirect: string;
  readonly zone?: string;
  readonly monthlyCap?: number | "none";
  readonly json?: true;
}

export function define(command: Command): Command {
  const add = command
    .command("add")
    .description("connect an account; its credentials are proven with one call before anything is stored")
    .argument(
      "<platform>",
      `one of ${platforms
        .filter((one) => one.sender)
        .map((one) => one.id)
        .join(", ")}`,
    )
    .option("--handle <name>", "the account's name; a terminal asks for it")
    .option(
      "--credentials <file>",
      `a JSON file with its credentials, - for standard input; otherwise ${credentialsVariable} holds that JSON, or a terminal asks`,
    )
    .option("--json", "print JSON");
  withAuthorizing(withAccountOptions(add)).action(addAccount);
  defineChanges(command);

  command
    .command("list")
    .description("all accounts, newest first")
    .option("--limit <n>", "so many at most", wholeNumber("--limit"))
    .option("--json", "print JSON")
    .action(listAccounts);
  command
    .command("remove")
    .description("forget an account and its credentials; its history stays")
    .argument("<account>", "handle or id")
    .option("--json", "print JSON")
    .action(removeAccount);
  withHalt(
    command
      .command("pause")
      .description("let nothing leave on an account until it is resumed")
      .argument("<account>", "handle or id"),
  ).action((account: string, options: HaltOptions) => putOn({ account }, options));
  command
    .command("resume")
    .description("let a paused account go on, whether a person or its network paused it")
    .argument("<account>", "handle or id")
    .option("--json", "print JSON")
    .action((account: string, { json }: { json?: true }) => takeOff({ account }, json));
  command
    .command("reconnect")
    .description("prove an account's credentials again, or give new ones; what waited goes on")
    .argument("<account>", "handle or id")
    .option("--credentials <file>", `a JSON file, - for standard input; ${credentialsVariable} otherwise`)
    .option("--json", "print JSON")
    .action(reconnectAccount);
  for (const one of command.commands) if (one.name() === "reconnect") withAuthorizing(one);
  return command;
}

const withAuthorizing = (command: Command): Command =>
  command
    .option("--authorize", "give leave at the network's own page (OAuth 2); the credentials then name the app alone")
    .option("--redirect <url>", "where that page sends you back to", defaultRedirect);

async function addAccount(
  name: string,
  { handle, credentials: file, zone, monthlyCap, authorize = false, redirect, json, ...rest }: AddOptions,
): Promise<void> {
  const platform = findSendablePlatform(name);
  const handed = await handedIn(platform, file);
  const options = { ...handed?.options, ...optionsIn(rest) };
  // Before the app is opened: a slip leaves no data folder behind.
  const given = await walk(
    platform,
    { handle, options, zone, credentials: handed?.credentials ?? null, authorize },
    terminal(),
  );
  await withApp(beginning, async (app) => {
    const account = await connect(app, {
      platform: platform.id,
      handle: given.handle,
      options: given.options,
      credentials: given.authorize
        ? await authorized(app, platform.id, given.credentials ?? {}, redirect)
        : given.credentials,
      monthlyCapMicros: monthlyCap === "none" ? null : monthlyCap,
      ...(zone && { zone }),
    });
    if (json) return printJson(accountShape(account));
    const there = account.identity ? `; it posts as ${account.identity.name}` : "";
    print(`${account.handle} (${platform.label}) is connected as ${account.id}${there}`);
  });
}

/** What --credentials or the environment holds; null: nothing, or the network needs none. */
async function handedIn(platform: Platform, file: string | undefined): Promise<HandedIn | null> {
  const asking = { id: platform.id, fields: fieldsOf(platform) };
  if (file !== undefined) {
    const { bytes } = await readGiven(file, 100_000);
    if (file !== "-" && (await isOpenToOthers(file)))
      note(`Others on this machine may read ${file}. Remove it, or: chmod 600 ${file}`);
    return parseCredentials(asking, new TextDecoder().decode(bytes));
  }
  const found = environment().find(credentialsVariable);
  return found && platform.fields.some((field) => field.secret) ? parseCredentials(asking, found.value) : null;
}

const listAccounts = ({ json, limit }: { json?: true; limit?: number }) =>
  withApp(reading, async (app) => {
    const { store } = app;
    const accounts = (await store.accounts.list()).slice(0, limit);
    if (json) return printJson(accounts.map(accountShape));
    if (accounts.length === 0)
      return print(
        'No account is connected yet. "utas accounts add sandbox --handle rehearsal" connects one without keys.',
      );
    for (const line of await brakesNow(app)) print(line);
    const paused = new Map((await store.brakes.list(app.clock.now())).map((brake) => [brake.subject, brake]));
    print(
      table([
        ["ID", "PLATFORM", "HANDLE", "STATE", "REASON"],
        ...accounts.map((one) => {
          const brake = paused.get(one.id);
          const state = brake && one.state === "ready" ? "paused" : one.state;
          return [one.id, one.platform, one.handle, state, [brake?.reason, one.reason].filter(Boolean).join("; ")];
        }),
      ]),
    );
  });

const removeAccount = (name: string, { json }: { json?: true }) =>
  withApp(changing, async (app) => {
    const account = await disconnect(app, name, actor());
    if (json) return printJson(accountShape(account));
    print(`${account.handle} (${account.platform}) is removed`);
  });

interface ReconnectOptions {
  readonly credentials?: string;
  readonly authorize?: boolean;
  readonly redirect: string;
  readonly json?: true;
}

const reconnectAccount = (name: string, { credentials: file, authorize = false, redirect, json }: ReconnectOptions) =>
  withApp(changing, async (app) => {
    const platform = findSendablePlatform((await app.store.accounts.get(name)).platform);
    const handed = await handedIn(platform, file);
    const asked = authorize && !handed ? await walkSecrets(platform, true, terminal()) : null;
    const again = (given: Pick<Given, "credentials" | "authorize">) =>
      given.authorize
        ? authorized(app, platform.id, given.credentials ?? {}, redirect).then((fresh) => reconnect(app, name, fresh))
        : reconnect(app, name, given.credentials);
    const account = await again(asked ?? { credentials: handed?.credentials ?? null, authorize }).catch(
      async (error: unknown) => {
        // The old ones do not hold any more: who is here may give others.
        const asker = handed || authorize ? null : terminal();
        if (!asker || !(error instanceof AppError) || error.code !== "credentials-refused") throw error;
        note(error.message);
        return again(await walkSecrets(platform, false, asker));
      },
    );
    if (json) return printJson(accountShape(account));
    print(`${account.handle} (${account.platform}) is ${account.state}`);
  });
