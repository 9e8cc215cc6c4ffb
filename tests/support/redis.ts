/** A real Redis for the tests that want one: this machine's redis-server, else none, and they say that they are skipped. */

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { freePort } from "./ports.ts";

/** Whether this machine has a Redis to test with. UTAS_TEST_NO_SKIP makes its absence a failure. */
export const hasRedis: boolean = (() => {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    if (process.env.UTAS_TEST_NO_SKIP) throw new Error("redis-server is not installed, and skipping is forbidden here");
    return false;
  }
})();

export const redisSays = hasRedis ? "" : " (skipped: no redis-server on this machine)";

export interface TestRedis extends AsyncDisposable {
  url(database?: number): string;
  flush(): Promise<void>;
  stop(): Promise<void>;
  start(): Promise<void>;
  /** Every command that ever changed something, as Redis wrote it down. */
  written(): string;
}

export async function openRedis(): Promise<TestRedis> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "utas-redis-"));
  let server: ChildProcess | null = null;
  const url = (database = 0) => `redis://127.0.0.1:${port}/${database}`;

  const start = async () => {
    server = spawn(
      "redis-server",
      ["--port", String(port), "--bind", "127.0.0.1", "--dir", folder, "--appendonly", "yes", "--save", ""],
      { stdio: "ignore" },
    );
    const client = new Redis(url(), { retryStrategy: () => 20, maxRetriesPerRequest: 500 });
    client.on("error", () => undefined);
    await client.ping();
    client.disconnect();
  };
  const stop = async () => {
    const running = server;
    if (!running) return;
    server = null;
    await new Promise<void>((resolve) => {
      running.once("exit", () => resolve());
      running.kill("SIGTERM");
    });
  };
  await start();
  return {
    url,
    start,
    stop,
    written: () =>
      readdirSync(join(folder, "appendonlydir"))
        .map((name) => readFileSync(join(folder, "appendonlydir", name), "latin1"))
        .join("\n"),
    async flush() {
      const client = new Redis(url());
      await client.flushall();
      client.disconnect();
    },
    async [Symbol.asyncDispose]() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
