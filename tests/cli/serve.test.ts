/** `utas serve` and `utas sign-in` as processes: where it listens, how it is signed in to, and how it stops. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { utas } from "../support/cli.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { quick } from "../support/rehearse.ts";

interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<number | null>;
  out(): string;
  err(): string;
}

let database: TestDatabase;
let folder: string;
let started: Running[];

beforeEach(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "utas-serve-"));
  started = [];
});
afterEach(async () => {
  for (const { process, ended } of started) {
    process.kill("SIGKILL");
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
  await database[Symbol.asyncDispose]();
});

function run(args: readonly string[], env: Record<string, string> = {}): Running {
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [utas(), ...args], {
    env: { PATH, HOME, ...quick, DATABASE_URL: database.url, UTAS_DATA_DIR: folder, UTAS_PORT: "0", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  child.stdout.on("data", (chunk) => {
    said.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said.err += chunk;
  });
  const ended = once(child, "close").then(([code]) => code as number | null);
  const running = { process: child, ended, out: () => said.out, err: () => said.err };
  started.push(running);
  return running;
}

async function serving(env?: Record<string, string>): Promise<Running & { address: string; link: string }> {
  const running = run(["serve"], env);
  const deadline = Date.now() + 30_000;
  while (!/token=/.test(running.out())) {
    if (running.process.exitCode !== null || Date.now() > deadline) throw new Error(`no service: ${running.err()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const [, address = ""] = /listens on (\S+)/.exec(running.out()) ?? [];
  const [, link = ""] = /(http\S+token=\S+)/.exec(running.out()) ?? [];
  return { ...running, address, link };
}

describe("utas serve", () => {
  it("says where it listens and how to sign in, and ends with 0 when it is told to stop", async () => {
    const { address, link, process, ended, err } = await serving();
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(link.startsWith(`${address}/sign-in?token=`)).toBe(true);
    expect((await fetch(link)).status).toBe(200);
    expect(await (await fetch(`${address}/health`)).json()).toMatchObject({ database: "ok", queue: "ok" });

    process.kill("SIGTERM");
    expect(await ended).toBe(0);
    expect(err()).toBe("");
    await expect(fetch(`${address}/health`)).rejects.toThrow();
  });

  it("names the port that is taken, and sends nothing", async () => {
    const squatter = createServer().listen(0, "127.0.0.1");
    await once(squatter, "listening");
    const { port } = squatter.address() as { port: number };
    const { ended, err, out } = run(["serve"], { UTAS_PORT: String(port) });
    expect(await ended).toBe(1);
    expect(err()).toBe(
      `utas: 127.0.0.1:${port} is taken by another program. Stop it, or choose another port with UTAS_PORT.\n`,
    );
    expect(out()).toBe("");
    squatter.close();
  });
});

describe("utas sign-in", () => {
  it("prints a link to the service that runs, on whichever port", async () => {
    const { address } = await serving();
    const { ended, out } = run(["sign-in", "--json"]);
    expect(await ended).toBe(0);
    const { url, expiresAt } = JSON.parse(out()) as { url: string; expiresAt: string };
    expect(url.startsWith(`${address}/sign-in?token=`)).toBe(true);
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now() + 14 * 60_000);
    const body = new URLSearchParams({ token: new URL(url).searchParams.get("token") ?? "" });
    const answer = await fetch(`${address}/sign-in`, { method: "POST", body, redirect: "manual" });
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/board"]);
  });

  it("says that none runs where the port was left open and no service is there", async () => {
    const { process, ended: stopped } = await serving();
    process.kill("SIGTERM");
    await stopped;
    const { ended, err } = run(["sign-in"]);
    expect(await ended).toBe(1);
    expect(err()).toContain("No service is running here");
  });
});
