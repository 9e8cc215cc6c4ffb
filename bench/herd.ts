/**
 * A thousand publications for one instant, beside a bare BullMQ worker that does the same sends: how late each is, on both queues.
 * `npm run herd`, or `npm run herd -- --count 1000 --accounts 20 --redis redis://127.0.0.1:6379`. It prints; nothing passes or fails by time.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { environment } from "../config/env.ts";
import { readSettings } from "../config/settings.ts";
import { connect } from "../src/actions/connect.ts";
import { plan } from "../src/actions/plan.ts";
import { type App, openApp } from "../src/app.ts";
import { openLog } from "../src/base/log.ts";
import { findPlatform, networkIds } from "../src/platforms/index.ts";
import { type Backend, openBackend } from "../src/queue/backend.ts";
import { openPool } from "../src/store/db.ts";
import { connectionFor, openServer } from "../src/store/open.ts";
import { startWorkers } from "../workers/main.ts";

const { values } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    accounts: { type: "string", default: "20" },
    redis: { type: "string" },
  },
});
const count = Number(values.count);
const accounts = Number(values.accounts);

for (const redis of [undefined, ...(values.redis ? [values.redis] : [])]) {
  const folder = mkdtempSync(join(tmpdir(), "utas-herd-"));
  const settings = readSettings(
    networkIds,
    environment({ UTAS_DATA_DIR: folder, UTAS_LOG_LEVEL: "error", REDIS_URL: redis }),
  );
  try {
    await using app = await openApp(settings, { log: openLog("error"), create: true, queue: "needed" });
    const ids: string[] = [];
    for (let one = 0; one < accounts; one++)
      ids.push(
        (await connect(app, { platform: "sandbox", handle: `kawanan${one}`, options: {}, credentials: null })).id,
      );
    console.log(`${redis ? "Redis" : "PostgreSQL"}: ${count} publications on ${accounts} accounts, lateness in ms`);
    print("bare BullMQ worker", await bare(app, ids));
    print("Utas", await ours(app, ids));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Jobs that wait for the instant, and a worker that does nothing but send: no order, no state, no second look. */
async function bare(app: App, ids: readonly string[]): Promise<number[]> {
  const { settings } = app;
  await using server = await openServer(settings, { create: true, log: app.log });
  await using backend: Backend = await openBackend({
    redisUrl: settings.redisUrl,
    openPool: (size) =>
      openPool({ connection: connectionFor(server.connection, "bullmq"), size, onIdleError: () => undefined }),
    onError: () => undefined,
  });
  const { sender } = findPlatform("sandbox");
  if (!sender) throw new Error("the sandbox cannot send");
  const due = new Date(Date.now() + 4_000);
  const queue = backend.queues.retract;
  await queue.addBulk(
    Array.from({ length: count }, (_, at) => ({
      name: "send",
      data: { id: `${ids[at % ids.length]}`, bell: at },
      opts: { delay: due.getTime() - Date.now(), removeOnComplete: true },
    })),
  );
  const accountsById = new Map((await app.store.accounts.list()).map((one) => [one.id, one]));
  const late: number[] = [];
  const worker = backend.worker(
    "retract",
    async ({ data: { id, bell } }) => {
      const account = accountsById.get(id);
      if (!account) throw new Error(`no account ${id}`);
      const login = { account, credentials: {}, line: app.line(findPlatform("sandbox")) };
      const signal = AbortSignal.timeout(30_000);
      const deadlineAt = new Date(Date.now() + 30_000);
      const post = { text: `Kabar polos ${bell}.`, language: "id" };
      const isOwned = async () => false;
      const place = { key: `bare-${bell}`, position: 1, root: null, parent: null };
      const context = { ...place, handles: {}, isOwned, deadlineAt, signal };
      const sent = await sender.create(login, post, context);
      if (sent.kind !== "sent") throw new Error(sent.reason);
      late.push(Date.now() - due.getTime());
    },
    settings.concurrency,
  );
  while (late.length < count) await app.clock.wait(100);
  await worker.close();
  return late;
}

async function ours(app: App, ids: readonly string[]): Promise<number[]> {
  const due = new Date(app.clock.now().getTime() + Math.max(10_000, count * 40));
  const made: string[] = [];
  for (let at = 0; at < count; at += ids.length) {
    const posts = [{ text: `Kabar kawanan ${at}.`, language: "id" }] as const;
    const to = ids.slice(0, count - at);
    const planned = await plan(app, {
      content: { thread: { posts } },
      accounts: to,
      dueAt: due,
      numbering: false,
      actor: "herd",
    });
    made.push(...planned.map(({ id }) => id));
  }
  if (app.clock.now() > due) throw new Error("the instant was over before all were planned; this machine is too busy");
  await using _workers = startWorkers(app);
  for (;;) {
    const { published = 0, ...others } = await app.store.publications.counts();
    if (published === count) break;
    if (app.clock.now().getTime() - due.getTime() > 300_000) throw new Error(`still ${JSON.stringify(others)}`);
    await app.clock.wait(200);
  }
  let posted = 0;
  for (const id of ids) {
    const timeline = await app.rehearsal.timeline(id);
    posted += new Set(timeline.map(({ text }) => text).filter((text) => text.includes("kawanan"))).size;
    if (timeline.length !== new Set(timeline.map(({ text }) => text)).size) throw new Error("a post is out twice");
  }
  if (posted !== count) throw new Error(`${posted} of ${count} are out`);
  const shown = await app.store.publications.named(made);
  return shown.flatMap(({ deliveries }) => deliveries.map(({ sentAt }) => (sentAt?.getTime() ?? 0) - due.getTime()));
}

function print(what: string, late: readonly number[]): void {
  const sorted = [...late].sort((a, b) => a - b);
  const at = (share: number) => String(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  console.log(
    `  ${what.padEnd(20)} p50 ${at(0.5).padStart(6)}  p99 ${at(0.99).padStart(6)}  all out ${at(1).padStart(6)}`,
  );
}
