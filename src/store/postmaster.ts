/** The server process of one cluster: who it is by its lock file `postmaster.pid`, how it is started, and how it is stopped. */

import { execFile } from "node:child_process";
import { link, open, readFile, rename, rm, stat } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as timer } from "node:timers/promises";
import { promisify } from "node:util";
import { notStarted, run, serverUser } from "./binaries.ts";
import { type Cluster, isAlive, isCode } from "./cluster.ts";

export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  /** Takes connections, by its own word in the lock file. */
  readonly ready: boolean;
}

/** A lock file without content is just being written; one that stays so is what a crash left. */
const emptyForMs = 5_000;
const logMaxBytes = 5_000_000;

/** The living server of this cluster. Null: there is none, and a lock file that said so is gone. "unclear": look again. */
export async function findPostmaster(cluster: string): Promise<Postmaster | null | "unclear"> {
  const file = join(cluster, "postmaster.pid");
  const content = await readFile(file, "utf8").catch((error) => {
    if (isCode(error, "ENOENT")) return null;
    throw error;
  });
  if (content === null) return null;
  const lines = content.split("\n");
  const pid = Number(lines[0] || Number.NaN);
  const port = Number(lines[3] || Number.NaN);
  if (Number.isInteger(pid) && Number.isInteger(port)) {
    if (await isPostmasterOf(pid, cluster)) return { pid, port, ready: lines[7]?.trim() === "ready" };
  } else {
    const written = await stat(file).catch(() => null);
    if (written && Date.now() - written.mtimeMs < emptyForMs) return "unclear";
  }
  await removeLock(file, content);
  return "unclear";
}

/** PostgreSQL asks only whether any process has the id; after a reboot or in a new container another program often does. */
async function isPostmasterOf(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === "win32") return true;
  if (process.platform === "linux") {
    const [program = "", ...args] = (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).split("\0");
    return program.endsWith("postgres") && args.includes(cluster);
  }
  const { stdout } = await promisify(execFile)("ps", ["-ww", "-o", "command=", "-p", String(pid)]).catch(() => ({
    stdout: "",
  }));
  return stdout.includes("postgres") && stdout.includes(cluster);
}

/** Takes the file away first and looks at what it took: another process may have put a good one there meanwhile. */
async function removeLock(file: string, stale: string): Promise<void> {
  const taken = `${file}.${process.pid}`;
  try {
    await rename(file, taken);
    if ((await readFile(taken, "utf8")) !== stale) await link(taken, file);
  } catch (error) {
    if (!isCode(error, "ENOENT", "EEXIST")) throw error;
  } finally {
    await rm(taken, { force: true });
  }
}

export interface Start {
  /** Null while it runs. */
  readonly ended: () => Promise<string> | null;
}

/** Starts the server. It outlives us; PostgreSQL's own lock lets only one live. */
export async function startPostmaster(cluster: Cluster, port: number, settings: readonly string[]): Promise<Start> {
  const user = await serverUser(cluster.path);
  if (((await stat(cluster.log).catch(() => null))?.size ?? 0) > logMaxBytes)
    await rename(cluster.log, `${cluster.log}.1`).catch(() => undefined);
  const log = await open(cluster.log, "a", 0o600);
  if (user) await log.chown(user.uid, user.gid);
  const from = (await log.stat()).size;
  const fixed = [
    "listen_addresses=127.0.0.1",
    `port=${port}`,
    "unix_socket_directories=",
    "max_connections=200",
    "timezone=UTC",
    "log_timezone=UTC",
    "log_checkpoints=off",
  ];
  const args = ["-D", cluster.path, ...[...fixed, ...settings].flatMap((setting) => ["-c", setting])];
  const child = run(user, cluster.binaries.postgres, args, {
    cwd: cluster.folder,
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  let ended: (() => Promise<string>) | null = null;
  child.once("error", (error) => {
    ended = () => Promise.reject(notStarted(user, error));
  });
  child.once("exit", () => {
    ended = () => lastComplaint(cluster.log, from);
  });
  child.unref();
  await log.close();
  return { ended: () => ended?.() ?? null };
}

async function lastComplaint(file: string, from: number): Promise<string> {
  const lines = (await readFile(file).catch(() => Buffer.alloc(0))).subarray(from).toString().split("\n");
  const fatal = lines.findLast((line) => /(?:FATAL|PANIC|error):/.test(line));
  const said = fatal ?? lines.findLast((line) => line.trim() !== "") ?? "it said nothing";
  return said.replace(/^.*?(?:FATAL|PANIC|error):\s*/, "").replace(/\.$/, "");
}

/** Stops it in order: sessions are ended, everything is written. Resolves when the process is gone. */
export async function stopPostmaster(cluster: Cluster, { pid }: Postmaster, withinMs: number): Promise<void> {
  if (process.platform === "win32")
    await promisify(execFile)(cluster.binaries.pgCtl, ["stop", "-D", cluster.path, "-m", "fast", "-W"]);
  else process.kill(pid, "SIGINT");
  const until = performance.now() + withinMs;
  while (performance.now() < until && (await isPostmasterOf(pid, cluster.path))) await timer(10);
}

/** Whether a program listens on this port of the loopback address. */
export const isPortTaken = (port: number) =>
  new Promise<boolean>((resolve) => {
    const probe = createServer()
      .once("error", (error) => resolve(isCode(error, "EADDRINUSE", "EACCES")))
      .listen(port, "127.0.0.1", () => probe.close(() => resolve(false)));
  });
