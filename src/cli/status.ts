/** `utas status`: all publications, newest first; `utas status ID`: one, with its posts and its history. */

import type { Command } from "commander";
import { historyShape, publicationShape } from "../http/shapes.ts";
import { print, printJson, table, wholeNumber } from "./io.ts";
import { about, counted, sentOf, short } from "./shapes.ts";
import { reading, withApp } from "./with-app.ts";

interface Options {
  readonly limit?: number;
  readonly json?: true;
}

export const define = (command: Command): Command =>
  command
    .argument("[id]", "a publication")
    .option("--limit <n>", "so many at most", wholeNumber("--limit"))
    .option("--json", "print JSON")
    .action((id: string | undefined, options: Options) =>
      withApp(reading, (app) => (id ? one(app, id, options) : all(app, options))),
    );

type App = Parameters<Parameters<typeof withApp>[1]>[0];

async function one({ store, settings: { zone } }: App, id: string, { json }: Options): Promise<void> {
  const shown = await store.publications.get(id);
  const [moves, attempts] = [await store.publications.history(id), await store.publications.attempts(id)];
  if (json) return printJson({ ...publicationShape(shown), history: historyShape(moves, attempts) });
  print(`${shown.id}  ${shown.state}  ${sentOf(shown)} posts out  ${shown.account} (${shown.platform})`);
  if (shown.stopWish) print(`wished: ${shown.stopWish}, obeyed between posts`);
  if (shown.reason) print(`reason: ${shown.reason}`);
  print(`due ${short(shown.dueAt, zone)}${shown.retryAt ? `, next try ${short(shown.retryAt, zone)}` : ""} (${zone})`);
  for (const { position, state, post, remote } of shown.deliveries)
    print(`\n${position}. ${state}${remote?.url ? `  ${remote.url}` : ""}\n${post.text}`);
  print(`\n${table(moves.map(({ at, move, actor, reason }) => [short(at, zone), move, actor, reason ?? ""]))}`);
}

async function all({ store, clock, settings }: App, { json, limit }: Options): Promise<void> {
  const shown = await store.publications.list(limit === undefined ? {} : { limit });
  if (json) return printJson(shown.map(publicationShape));
  const { zone } = settings;
  const counts = Object.entries(await store.publications.counts()).map(([state, count]) => `${count} ${state}`);
  const stopped = (await store.accounts.list()).filter(
    (account) => account.state !== "ready" || (account.closedUntil && account.closedUntil > clock.now()),
  );
  for (const account of stopped)
    print(
      `${account.handle} (${account.platform}): ${account.state === "ready" ? `window closed until ${short(account.closedUntil, zone)} (${zone})` : `${account.state}: ${account.reason}`}`,
    );
  const alive = await store.workers.alive(clock.now(), 3 * settings.beatMs);
  print(`${counts.join(", ") || "no publications yet"}; ${counted(alive.length, "worker")} alive`);
  if (shown.length > 0)
    print(
      table([
        ["ID", "STATE", "OUT", "ACCOUNT", `DUE (${zone})`, "ABOUT", "REASON"],
        ...shown.map((one) => [
          one.id,
          one.state,
          sentOf(one),
          one.account,
          short(one.dueAt, zone),
          about(one),
          one.reason ?? "",
        ]),
      ]),
    );
}
