/** `utas top`: what waits, what is on its way and what went wrong, kept up to date on a terminal; elsewhere once. */

import type { Command } from "commander";
import { parseDuration } from "../../config/values.ts";
import type { App } from "../app.ts";
import { hours, later } from "../base/clock.ts";
import { AppError, sentenceOf } from "../base/errors.ts";
import { brakeShape } from "../http/shapes.ts";
import { countJobs } from "../queue/board.ts";
import { brakesNow } from "./brakes.ts";
import { print, printJson } from "./io.ts";
import { render, type Seen } from "./top-view.ts";
import { withApp } from "./with-app.ts";

interface Options {
  readonly every: number;
  readonly once?: true;
  readonly json?: true;
}

/** q, and what Ctrl-C and Ctrl-D send to a terminal that hands every key on. */
const ends: ReadonlySet<string> = new Set(["q", "Q", "\u0003", "\u0004"]);

const alternate = { on: "\x1b[?1049h\x1b[?25l", off: "\x1b[?25h\x1b[?1049l", home: "\x1b[H\x1b[J" };

export const define = (command: Command): Command =>
  command
    .option("--every <time>", "how often it looks", every, 2_000)
    .option("--once", "look once and end, as it does without a terminal")
    .option("--json", "look once and print JSON")
    .action((options: Options) =>
      withApp({ create: false, queue: "wanted" }, (app) => {
        if (options.json) return look(app).then((seen) => printJson(shapeOf(seen)));
        const live = process.stdout.isTTY && !options.once;
        return live ? watch(app, options.every) : look(app).then((seen) => print(render(seen, process.stdout.columns)));
      }),
    );

function every(value: string): number {
  const ms = parseDuration(value);
  if (ms === null || ms < 200 || ms > hours(1))
    throw new AppError("option-invalid", {
      option: "--every",
      value,
      hint: "give a time such as 2s, from 200ms to 1h",
    });
  return ms;
}

async function watch(app: App, everyMs: number): Promise<void> {
  const over = new AbortController();
  const stop = () => over.abort();
  const { stdin, stdout } = process;
  const key = (pressed: Buffer) => {
    if (ends.has(pressed.toString().charAt(0))) stop();
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  if (stdin.isTTY) stdin.setRawMode(true).on("data", key).resume();
  stdout.write(alternate.on);
  try {
    while (!over.signal.aborted) {
      const shown = (await screen(() => look(app), stdout.columns)).split("\n").slice(0, Math.max(1, stdout.rows - 2));
      stdout.write(`${alternate.home}${shown.join("\n")}\n\nq ends`);
      await app.clock.wait(everyMs, over.signal);
    }
  } finally {
    stdout.write(alternate.off);
    if (stdin.isTTY) stdin.setRawMode(false).off("data", key).pause();
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}

/** Who keeps it open sees the database come back, and is not thrown out when it goes. */
export const screen = (look: () => Promise<Seen>, columns: number): Promise<string> =>
  look().then(
    (seen) => render(seen, columns),
    (error: unknown) => `!! ${sentenceOf(error)}\nIt is asked again and again.`,
  );

async function look(app: App): Promise<Seen> {
  const { store, clock, settings, backend } = app;
  const now = clock.now();
  const overview = await store.overview.take(now, later(now, settings.horizonMs), later(now, -hours(24)));
  const workers = await store.workers.alive(now, hours(1));
  return {
    ...overview,
    now,
    zone: settings.zone,
    brakes: await store.brakes.list(now),
    brakeLines: await brakesNow(app),
    workers,
    aliveMs: 3 * settings.beatMs,
    queues: backend ? await countJobs(backend).catch(() => null) : null,
    rules: (await store.rules.nextDue(new Date(0))) ?? null,
  };
}

const shapeOf = ({ now, zone, accounts, failures, doubts, brakes, workers, aliveMs, queues, rules }: Seen) => ({
  now,
  zone,
  accounts,
  failures,
  doubts,
  brakes: brakes.map(brakeShape),
  workers: workers.map((one) => ({ ...one, alive: now.getTime() - one.beatAt.getTime() <= aliveMs })),
  queues,
  nextRuleAt: rules,
});
