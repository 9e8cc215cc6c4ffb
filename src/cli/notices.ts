/** `utas notices add|list|remove|test`: where notices go. Secrets are read from a file, from standard input or at a prompt, never from an argument. */

import type { Command } from "commander";
import { credentialsVariable, environment } from "../../config/env.ts";
import { emailAddress } from "../../config/values.ts";
import type { HandedIn } from "../account/credentials.ts";
import { addChannel, channelCredentials, noticeKindsIn, removeChannel, testChannel } from "../actions/channels.ts";
import { AppError, sentenceOf } from "../base/errors.ts";
import type { ChannelShown, KeptChannel } from "../store/channels.ts";
import { noticeKinds } from "../store/troubles.ts";
import { type ChannelKind, channelKind, channelKinds, channels } from "../telemetry/notices.ts";
import { names, note, print, printJson, readGiven, table } from "./io.ts";
import { askForCredentials } from "./prompt.ts";
import { counted, short } from "./shapes.ts";
import { beginning, changing, reading, withApp } from "./with-app.ts";

interface AddOptions {
  readonly to?: string[];
  readonly credentials?: string;
  readonly only?: string[];
  readonly json?: true;
}

export function define(command: Command): Command {
  command
    .command("add")
    .description("send notices to a channel from now on; its secrets are sealed")
    .argument("<kind>", `one of ${channelKinds.join(", ")}`)
    .option("--to <addresses>", "e-mail: the addresses, parted by commas", names("--to"))
    .option(
      "--credentials <file>",
      `the other channels: a JSON file, - for standard input; otherwise ${credentialsVariable} holds that JSON, or a terminal asks`,
    )
    .option("--only <kinds>", `only these kinds of notices: ${noticeKinds.join(", ")}`, names("--only"))
    .option("--json", "print JSON")
    .action(add);
  command
    .command("list")
    .description("all channels, and how their notices fare")
    .option("--json", "print JSON")
    .action(list);
  command
    .command("remove")
    .description("forget a channel and its secrets")
    .argument("<channel>", "its id, or where it leads")
    .option("--json", "print JSON")
    .action(remove);
  command
    .command("test")
    .description("send a trial message at once, and say what was answered")
    .argument("[channel]", "its id, or where it leads; all when left out")
    .option("--json", "print JSON")
    .action(test);
  return command;
}

async function add(name: string, { to, credentials: file, only, json }: AddOptions): Promise<void> {
  const kind = channelKind(name);
  const kinds = only ? noticeKindsIn(only) : null;
  const byMail = channels[kind].request === null;
  const given = byMail ? addressed(kind, to, file) : await handedIn(kind, to, file);
  await withApp(beginning, async (app) => {
    const { channel, secret } = await addChannel(app, { kind, kinds, ...given });
    if (json) return printJson({ ...shapeOf(channel), ...(secret && { secret }) });
    print(`Notices go to ${kind} ${channel.label} (${channel.id}). To try it: utas notices test ${channel.id}`);
    if (secret) {
      note("Its signing secret, shown this once; give it to whoever receives:");
      print(secret);
    }
  });
}

function addressed(kind: ChannelKind, to: readonly string[] | undefined, file: string | undefined): HandedIn {
  if (file !== undefined) throw new AppError("usage", { problem: `${kind} takes no --credentials; give --to.` });
  if (!to) throw new AppError("usage", { problem: `${kind} needs --to with at least one address.` });
  const addresses = [...new Set(to)].map((value) => {
    try {
      return emailAddress(value);
    } catch (cause) {
      throw new AppError("option-invalid", { option: "--to", value, hint: sentenceOf(cause) }, { cause });
    }
  });
  return { credentials: {}, options: { to: addresses.join(",") } };
}

async function handedIn(kind: ChannelKind, to: unknown, file: string | undefined): Promise<HandedIn> {
  if (to !== undefined) throw new AppError("usage", { problem: `${kind} takes no --to; give --credentials.` });
  if (file !== undefined) {
    const { bytes } = await readGiven(file, 100_000);
    return channelCredentials(kind, new TextDecoder().decode(bytes));
  }
  const fromEnvironment = environment().find(credentialsVariable);
  if (fromEnvironment) return channelCredentials(kind, fromEnvironment.value);
  const asked = channels[kind].fields.filter(({ required }) => required);
  return channelCredentials(kind, JSON.stringify(await askForCredentials(kind, asked)));
}

const shapeOf = ({ id, kind, label, kinds }: Omit<KeptChannel, "sealed">) => ({ id, kind, to: label, only: kinds });

const shownShape = (one: ChannelShown) => ({
  ...shapeOf(one),
  waiting: one.waiting,
  failed: one.failed,
  sentAt: one.sentAt?.toISOString() ?? null,
  reason: one.trouble,
});

const list = ({ json }: { json?: true }) =>
  withApp(reading, async ({ store, settings: { zone } }) => {
    const shown = await store.channels.list();
    if (json) return printJson(shown.map(shownShape));
    if (shown.length === 0) return print('Notices go nowhere yet. "utas notices add" tells where.');
    print(
      table([
        ["ID", "KIND", "TO", "ONLY", "WAITING", "FAILED", `LAST SENT (${zone})`, "REASON"],
        ...shown.map((one) => [
          one.id,
          one.kind,
          one.label,
          one.kinds?.join(",") ?? "all",
          String(one.waiting),
          String(one.failed),
          short(one.sentAt, zone),
          one.trouble ?? "",
        ]),
      ]),
    );
  });

const remove = (name: string, { json }: { json?: true }) =>
  withApp(changing, async (app) => {
    const channel = await removeChannel(app, name);
    if (json) return printJson(shapeOf(channel));
    print(`No more notices go to ${channel.kind} ${channel.label}`);
  });

/** Every channel is tried, whatever the one before said; the exit code is 1 when one did not take it. */
const test = (name: string | undefined, { json }: { json?: true }) =>
  withApp(changing, async (app) => {
    const tried = name ? [await app.store.channels.get(name)] : await app.store.channels.live();
    const results: { id: string; kind: string; to: string; taken: boolean; answer: string }[] = [];
    for (const channel of tried) {
      const { id, kind, label: to } = channel;
      try {
        results.push({ id, kind, to, taken: true, answer: await testChannel(app, channel) });
      } catch (fault) {
        if (!(fault instanceof AppError) || fault.code !== "notice-not-taken") throw fault;
        results.push({ id, kind, to, taken: false, answer: sentenceOf(fault) });
      }
    }
    if (results.some(({ taken }) => !taken)) process.exitCode = 1;
    if (json) return printJson(results);
    for (const { kind, to, taken, answer } of results)
      (taken ? print : note)(taken ? `${kind} ${to} took it: ${answer || "no words"}` : answer);
    if (results.length > 1) note(`${counted(results.length, "channel")} tried`);
    if (results.length === 0) print('Notices go nowhere yet. "utas notices add" tells where.');
  });
