/** `utas status`: all publications, newest first; `utas status ID`: one, with its posts and its history. */

import type { Command } from "commander";
import { historyShape, publicationShape } from "../http/shapes.ts";
import type { State } from "../publication/moves.ts";
import type { Wait } from "../publication/wait.ts";
import { writtenLate } from "../schedule/late.ts";
import type { Shown } from "../store/publications.ts";
import { brakesNow, saidOf } from "./brakes.ts";
import { type FilterOptions, filterOf, isFilter, withFilter } from "./filter.ts";
import { print, printJson, table, wholeNumber } from "./io.ts";
import { about, counted, sentOf, short } from "./shapes.ts";
import { reading, withApp } from "./with-app.ts";

interface Options extends FilterOptions {
  readonly failed?: true;
  readonly limit?: number;
  readonly json?: true;
}

export const define = (command: Command): Command =>
  withFilter(command)
    .argument("[id]", "a publication")
    .option("--failed", "only those that have failed, with the reasons")
    .option("--limit <n>", "so many at most", wholeNumber("--limit"))
    .option("--json", "print JSON")
    .action((id: string | undefined, options: Options) =>
      withApp(reading, (app) => (id ? one(app, id, options) : all(app, options))),
    );

/** What a brake may still hold back. */
const movable: ReadonlySet<State> = new Set(["scheduled", "sending", "uncertain", "waiting"]);

/** `waits until 09:20 (Asia/Jakarta): its rule breakfast keeps quiet hours`. */
const saidWait = ({ reason, until }: Wait, zone: string): string =>
  `waits${until ? ` until ${short(until, zone).slice(0, 16)} (${zone})` : ""}: ${reason}`;

const reasonOf = ({ reason }: Shown, wait: Wait | undefined, zone: string): string =>
  wait ? saidWait(wait, zone) : (reason ?? "");

type App = Parameters<Parameters<typeof withApp>[1]>[0];

async function one({ store, clock, settings: { zone } }: App, id: string, { json }: Options): Promise<void> {
  const shown = await store.publications.get(id);
  const [moves, attempts] = [await store.publications.history(id), await store.publications.attempts(id)];
  const wait = (await store.waits.of([id], clock.now())).get(id) ?? null;
  if (json)
    return printJson({
      ...publicationShape(shown),
      waits: wait,
      history: historyShape(moves, attempts),
      corrections: await store.corrections.list(id),
    });
  print(`${shown.id}  ${shown.state}  ${sentOf(shown)} posts out  ${shown.account} (${shown.platform})`);
  if (shown.stopWish) print(`wished: ${shown.stopWish}, obeyed between posts`);
  if (shown.reason) print(`reason: ${shown.reason}`);
  print(
    `due ${short(shown.dueAt, zone)}, late: ${writtenLate(shown.late)}${shown.retryAt ? `, next try ${short(shown.retryAt, zone)}` : ""} (${zone})`,
  );
  if (shown.ruleId) print(`made by the rule ${await store.rules.nameOf(shown.ruleId)}`);
  const brake = movable.has(shown.state) && (await store.brakes.holding(id, clock.now()));
  if (brake) print(saidOf(brake, await store.accounts.list(), zone));
  else if (wait) print(saidWait(wait, zone));
  for (const { position, state, post, remote } of shown.deliveries)
    print(`\n${position}. ${state}${remote?.url ? `  ${remote.url}` : ""}\n${post.text}`);
  for (const { position, oldText, newText, actor, at, state, reason, replyId } of await store.corrections.list(id))
    print(
      `\npost ${position} was corrected by ${actor}, ${short(at, zone)} (${zone}): ${replyId ? `reply ${replyId}` : state}${reason ? `, ${reason}` : ""}\n- ${oldText}\n+ ${newText}`,
    );
  print(`\n${table(moves.map(({ at, move, actor, reason }) => [short(at, zone), move, actor, reason ?? ""]))}`);
}

async function all(app: App, { json, limit, failed, ...given }: Options): Promise<void> {
  const { store, clock, settings } = app;
  const filter = await filterOf(app, given);
  const shown = await store.publications.list({ ...filter, ...(failed && { states: ["failed"] }), limit });
  const waits = await store.waits.of(
    shown.map(({ id }) => id),
    clock.now(),
  );
  if (json) return printJson(shown.map((one) => ({ ...publicationShape(one), waits: waits.get(one.id) ?? null })));
  const { zone } = settings;
  for (const line of await brakesNow(app)) print(line);
  const counts = Object.entries(await store.publications.counts()).map(([state, count]) => `${count} ${state}`);
  const stopped = (await store.accounts.list()).filter(
    (account) => account.state !== "ready" || (account.closedUntil && account.closedUntil > clock.now()),
  );
  for (const account of stopped)
    print(
      `${account.handle} (${account.platform}): ${account.state === "ready" ? `window closed until ${short(account.closedUntil, zone)} (${zone})` : `${account.state}: ${account.reason}`}`,
    );
  const alive = await store.workers.alive(clock.now(), 3 * settings.beatMs);
  const isPart = failed || isFilter(given);
  print(
    `${isPart && counts.length > 0 ? "in all: " : ""}${counts.join(", ") || "no publications yet"}; ${counted(alive.length, "worker")} alive`,
  );
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
          reasonOf(one, waits.get(one.id), zone),
        ]),
      ]),
    );
}
