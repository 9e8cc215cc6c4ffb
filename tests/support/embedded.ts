/** For tests of the embedded server: folders that leave no server behind, and processes that use one and can be killed. */

import { type ChildProcess, execFile, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as timer } from "node:timers/promises";
import { promisify } from "node:util";
import { inject } from "vitest";
import { findPostmaster, type Postmaster } from "../../src/store/postmaster.ts";

const script = join(inject("built"), "tests/support/server-user.js");

/** Faults here are of processes, not of power: the disk need not be waited for. */
export const fast = ["fsync=off", "full_page_writes=off"];
export const isRoot = process.getuid?.() === 0;

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** A user without any rights of root's, if we are root and that user reaches Node, this repository and the temporary folder. */
export const nobody: Account | null = isRoot ? ableAccount("nobody") : null;

function ableAccount(name: string): Account | null {
  const account = accountOf(name);
  const look = `for (const args of ${JSON.stringify([[script], [tmpdir(), 2]])}) require("node:fs").accessSync(...args)`;
  return account && spawnSync(process.execPath, ["-e", look], { ...account, cwd: "/" }).status === 0 ? account : null;
}

export function accountOf(name: string): Account | null {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((one) => one.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(":") ?? [];
  return line ? { uid: Number(uid), gid: Number(gid) } : null;
}

export interface Place extends AsyncDisposable {
  /** A data folder that is not there yet, under a parent closed to all others. */
  readonly folder: string;
  /** Makes the data folder a copy of one that was set up before, which spares the time. */
  copyOf(made: Place): Promise<void>;
  readonly cluster: string;
  server(): Promise<Postmaster | null>;
}

export async function openPlace(name = "data", owner: Account | null = null): Promise<Place> {
  const parent = await mkdtemp(join(tmpdir(), "utas-embedded-"));
  if (owner) await chown(parent, owner.uid, owner.gid);
  const folder = join(parent, name);
  const cluster = join(folder, "pg");
  const server = async () => {
    for (;;) {
      const found = await findPostmaster(cluster);
      if (found !== "unclear") return found;
      await timer(10);
    }
  };
  return {
    folder,
    cluster,
    copyOf: async (made) => void (await promisify(execFile)("cp", ["-a", made.folder, folder])),
    server,
    [Symbol.asyncDispose]: async () => {
      const left = await server().catch(() => null);
      if (left) process.kill(left.pid, "SIGKILL");
      await rm(parent, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

export async function until(what: string, holds: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 20_000; !(await holds()); await timer(10))
    if (Date.now() > deadline) throw new Error(`waited 20 s in vain until ${what}`);
}

export interface User extends AsyncDisposable {
  readonly alive: boolean;
  /** Sends an order of server-user.ts; resolves with what follows the ok, rejects with the failure. */
  order(line: string): Promise<string>;
  kill(): Promise<void>;
}

export function startUser(
  folder: string,
  { env = {}, as = null }: { env?: Record<string, string>; as?: Account | null } = {},
): User {
  const { PATH, TMPDIR } = process.env;
  const child: ChildProcess = spawn(process.execPath, [script, folder, ...fast], {
    env: { PATH, TMPDIR, ...env },
    stdio: ["pipe", "pipe", "pipe"],
    ...(as ? { uid: as.uid, gid: as.gid } : {}),
  });
  const gone = once(child, "exit");
  child.stdin?.on("error", () => undefined);
  let complaint = "";
  child.stderr?.on("data", (chunk) => {
    complaint += chunk;
  });
  const waiting: ((line: string) => void)[] = [];
  if (child.stdout) createInterface({ input: child.stdout }).on("line", (line) => waiting.shift()?.(line));
  const kill = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
    await gone;
  };
  return {
    get alive() {
      return child.exitCode === null && child.signalCode === null;
    },
    kill,
    async order(line) {
      const answered = new Promise<string>((resolve) => waiting.push(resolve));
      child.stdin?.write(`${line}\n`);
      const ended = gone.then(() => `failed the process ended: ${complaint}`);
      const answer = await Promise.race([answered, ended]);
      if (!answer.startsWith("ok")) throw new Error(answer.replace(/^failed\s*/, ""));
      return answer.slice(3);
    },
    [Symbol.asyncDispose]: kill,
  };
}
