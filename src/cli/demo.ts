/** `utas demo`: an article becomes three threads on three rehearsal accounts, through the real queue and a real database in a folder of its own; one closed window and one lost answer are thrown in. */

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import type { Command } from "commander";
import { environment } from "../../config/env.ts";
import { readSettings } from "../../config/settings.ts";
import { startWorkers } from "../../workers/main.ts";
import { accept, articleMaxBytes, readSource } from "../actions/accept.ts";
import { connect } from "../actions/connect.ts";
import { plan } from "../actions/plan.ts";
import { type App, openApp } from "../app.ts";
import { openLog } from "../base/log.ts";
import { networkIds } from "../platforms/index.ts";
import type { Fault, FaultPlan } from "../platforms/rehearsal.ts";
import type { Shown } from "../store/publications.ts";
import type { Event } from "../telemetry/events.ts";
import { deliveredFile, version } from "./delivered.ts";
import { type Given, print, readGiven } from "./io.ts";
import { untilToldToStop } from "./until-told.ts";

const likenesses = ["x", "bluesky", "mastodon"] as const;
const handleOf = (like: string) => `rehearsal-${like}`;
const patienceMs = 120_000;

export const define = (command: Command): Command =>
  command.argument("[file]", "an article of your own instead of the sample").action(async (file?: string) => {
    const source = await readGiven(file ?? sample(), articleMaxBytes);
    readSource(source);
    const stop = new AbortController();
    void untilToldToStop().then(() => stop.abort());
    // A terminal that is closed ends a rehearsal too; one that is nobody's any more has nothing to show.
    process.once("SIGHUP", () => process.emit("SIGTERM"));
    const folder = await mkdtemp(join(tmpdir(), "utas-demo-"));
    try {
      await rehearse(folder, source, stop.signal);
    } catch (error) {
      // The signal ends the database's own programs too, so what they say then is no news.
      if (!stop.signal.aborted) throw error;
      interrupted();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

const sample = () => fileURLToPath(deliveredFile("samples/pasar-terapung.txt"));

/** What goes wrong on the way, once each. Chosen when the threads are known, so that a short one meets it too. */
interface Trouble {
  readonly plan: FaultPlan;
  expect(handle: string, position: number, fault: Fault): void;
}

function trouble(): Trouble {
  const faults = new Map<string, Fault>();
  const key = (handle: string, position: number) => `${handle} ${position}`;
  return {
    expect: (handle, position, fault) => void faults.set(key(handle, position), fault),
    plan: ({ handle, position }) => {
      const fault = faults.get(key(handle, position)) ?? null;
      faults.delete(key(handle, position));
      return fault;
    },
  };
}

function interrupted(): void {
  print("Interrupted; the rehearsal and its database are gone.");
  process.exitCode = 130;
}

async function rehearse(folder: string, source: Given, stop: AbortSignal): Promise<void> {
  const startedAt = performance.now();
  print(`Utas ${version()}: a rehearsal with ${relative(".", source.name)}, in a database of its own (${folder}).\n`);
  const settings = readSettings(
    networkIds,
    environment({ UTAS_DATA_DIR: folder, UTAS_BEAT: "1s", UTAS_BACK_OFF: "500ms" }),
  );
  const ahead = trouble();
  await using app = await openApp(
    settings,
    { log: openLog("silent"), create: true, queue: "needed" },
    { faults: ahead.plan },
  );
  for (const like of likenesses)
    await connect(app, { platform: "sandbox", handle: handleOf(like), options: { like }, credentials: null });
  const tally = count(app);
  const article = await accept(app, source);
  print(
    `"${article.title}" (${article.language}, ${article.blocks.length} blocks, ${article.hashtags.length} hashtags of its own)\n`,
  );

  const planned = await plan(app, {
    content: { article },
    accounts: likenesses.map(handleOf),
    dueAt: null,
    numbering: true,
    actor: "demo",
  });
  const [first, second] = planned;
  if (first) ahead.expect(first.account, Math.min(3, first.deliveries.length), { kind: "rate-limit", forMs: 2_000 });
  if (second) ahead.expect(second.account, Math.min(2, second.deliveries.length), { kind: "lose-answer" });
  await using _workers = startWorkers(app);
  if (!(await allSettled(app, planned, stop))) return interrupted();
  await sumUp(app, planned, tally, (performance.now() - startedAt) / 1_000);
}

interface Tally {
  retries: number;
  reconciled: number;
}

function count(app: App): Tally {
  const tally: Tally = { retries: 0, reconciled: 0 };
  app.events.listen((event: Event) => {
    if (event.kind === "sent") print(`${event.account}  ${event.position} of ${event.of}\n${indented(event.text)}\n`);
    if (event.kind === "deferred" && event.until) {
      tally.retries++;
      print(`${event.account}  post ${event.position} waits: ${event.reason} (until ${event.until.toISOString()})\n`);
    }
    if (event.kind === "doubted")
      print(
        `${event.account}  post ${event.position} has an unknown fate: ${event.reason}. It is looked up before anything else is sent.\n`,
      );
    if (event.kind === "reconciled") {
      tally.reconciled++;
      print(
        `${event.account}  post ${event.position} ${event.found ? "had arrived; it is not sent again" : "had not arrived; it is sent again"}.\n${indented(event.text)}\n`,
      );
    }
  });
  return tally;
}

const indented = (text: string) => text.replace(/^/gm, "  │ ");

/** Each publication comes to rest: published, failed, held or cancelled. False: somebody said stop. */
async function allSettled(app: App, planned: readonly Shown[], stop: AbortSignal): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  const open = new Set(planned.map(({ id }) => id));
  while (open.size > 0 && performance.now() < deadline && !stop.aborted) {
    for (const id of open)
      if (["published", "failed", "held", "cancelled"].includes((await app.store.publications.get(id)).state))
        open.delete(id);
    await app.clock.wait(50, stop);
  }
  return !stop.aborted;
}

async function sumUp(app: App, planned: readonly Shown[], tally: Tally, tookS: number): Promise<void> {
  let posts = 0;
  let duplicates = 0;
  let whole = true;
  for (const { accountId, deliveries } of planned) {
    const timeline = (await app.rehearsal.timeline(accountId)).map(({ text }) => text);
    const wanted = deliveries.map(({ post }) => post.text);
    posts += timeline.length;
    duplicates += timeline.length - new Set(timeline).size;
    whole &&= JSON.stringify(timeline) === JSON.stringify(wanted);
  }
  print(
    `posts ${posts}, retries ${tally.retries}, reconciled ${tally.reconciled}, duplicates ${duplicates}, seconds ${tookS.toFixed(1)}`,
  );
  print(
    whole
      ? "Every timeline is exactly the thread that was planned."
      : "A timeline differs from the thread that was planned.",
  );
  if (!whole || duplicates > 0) process.exitCode = 1;
}
