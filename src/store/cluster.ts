/** The cluster of the embedded server: the folder `pg` inside the data folder. Made once, by whoever comes first. */

import { randomBytes } from "node:crypto";
import { access, constants, readdir, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as timer } from "node:timers/promises";
import { AppError } from "../base/errors.ts";
import { makeFolder } from "../base/folder.ts";
import { type Binaries, exists, findBinaries, major, notStarted, requireGlibc, run, serverUser } from "./binaries.ts";

export interface Cluster {
  /** The data folder, with every link resolved: the server's command line holds this path, and is known by it. */
  readonly folder: string;
  readonly path: string;
  readonly log: string;
  readonly binaries: Binaries;
  readonly password: string;
}

export const superuser = "utas";
const passwordFile = "utas.password";
/** Longer than initdb needs on a busy machine; past it a maker is taken for stuck, and passed by. */
const makingTakesMs = 15_000;

interface ClusterOptions {
  /** False: a folder that is not there stays so. */
  readonly create: boolean;
  /** False: a power cut may cost the cluster, as in tests. */
  readonly durable: boolean;
}

const unusable = (folder: string, why: string, cause?: unknown) =>
  new AppError("data-folder-unusable", { folder, why }, { cause });

/** Finds the cluster of a data folder, or makes both. */
export async function prepareCluster(given: string, { create, durable }: ClusterOptions): Promise<Cluster> {
  if (!create && (await versionOf(given, join(given, "pg"))) === null)
    throw new AppError("data-folder-missing", { folder: given });
  const folder = await openFolder(given);
  const path = join(folder, "pg");
  const binaries = await findBinaries();

  if ((await versionOf(folder, path)) === null) await makeCluster(folder, path, binaries, durable);
  const version = await versionOf(folder, path);
  if (version === null) throw unusable(folder, "the folder pg in it is not PostgreSQL's");
  if (version !== String(major))
    throw unusable(folder, `PostgreSQL ${version} wrote it, and this Utas brings PostgreSQL ${major}`);

  const password = await readFile(join(path, passwordFile), "utf8").catch((error) => {
    throw unusable(folder, `pg/${passwordFile} in it cannot be read`, error);
  });
  return { folder, path, log: join(folder, "postgres.log"), binaries, password: password.trim() };
}

/** The major version that wrote a cluster; null: there is none. */
async function versionOf(folder: string, path: string): Promise<string | null> {
  try {
    return (await readFile(join(path, "PG_VERSION"), "utf8")).trim();
  } catch (error) {
    if (isCode(error, "ENOENT")) return null;
    throw unusable(folder, plainReason(error), error);
  }
}

async function openFolder(folder: string): Promise<string> {
  try {
    makeFolder(folder);
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return await realpath(folder);
  } catch (error) {
    throw unusable(folder, plainReason(error), error);
  }
}

/**
 * Made beside its place and renamed into it with its password inside: a cluster is there whole or not at all,
 * and of several makers one wins.
 */
async function makeCluster(folder: string, path: string, binaries: Binaries, durable: boolean): Promise<void> {
  requireGlibc();
  if (await othersMakeIt(folder, path)) return;
  const draft = join(folder, `pg-new-${process.pid}`);
  const password = `${draft}.password`;
  try {
    await writeFile(password, randomBytes(24).toString("base64url"), { mode: 0o600 });
    await initdb(folder, draft, password, binaries, durable);
    await rename(password, join(draft, passwordFile));
    await rename(draft, path);
  } catch (error) {
    // Something has the place already; the caller looks what.
    if (isCode(error, "ENOTEMPTY", "EEXIST", "EPERM") && (await exists(path))) return;
    throw error instanceof AppError ? error : unusable(folder, plainReason(error), error);
  } finally {
    await rm(draft, { recursive: true, force: true });
    await rm(password, { force: true });
  }
}

async function initdb(folder: string, draft: string, password: string, binaries: Binaries, durable: boolean) {
  const user = await serverUser(draft);
  const args = [
    ...["-D", draft, "--username", superuser, "--pwfile", password, "--auth", "scram-sha-256"],
    // The builtin provider sorts and folds alike on every system; what the system calls its locale does not matter.
    ...["--encoding", "UTF8", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8", "--locale", "C"],
    ...["--no-instructions", ...(durable ? [] : ["--no-sync"])],
  ];
  const child = run(user, binaries.initdb, args, { cwd: folder, stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", (error) => reject(notStarted(user, error)));
    child.once("close", resolve);
  });
  const said = child.stderr ? text(child.stderr) : "";
  if ((await ended) === 0) return;
  const lines = (await said).split("\n").filter((line) => line.trim() !== "");
  const reason = lines.find((line) => /error:|FATAL:/.test(line)) ?? lines.at(-1) ?? "no reason given";
  throw unusable(folder, `PostgreSQL could not set up its files (${reason.replace(/\.$/, "")})`);
}

/** Waits for a maker who began before us; removes what makers that were killed left. False: it is ours to make. */
async function othersMakeIt(folder: string, path: string): Promise<boolean> {
  for (const until = performance.now() + makingTakesMs; performance.now() < until; await timer(20)) {
    let making = false;
    for (const name of await readdir(folder)) {
      const pid = Number(/^pg-new-(\d+)/.exec(name)?.[1] ?? process.pid);
      if (pid === process.pid) continue;
      if (isAlive(pid)) making = true;
      else await rm(join(folder, name), { recursive: true, force: true });
    }
    if ((await versionOf(folder, path)) !== null) return true;
    if (!making) return false;
  }
  return false;
}

/** Whether some process has this id now. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
  }
}

export const isCode = (error: unknown, ...codes: string[]) =>
  codes.includes((error as NodeJS.ErrnoException).code ?? "");

const plainReasons: Record<string, string> = {
  EACCES: "this user has no right to read and write there",
  EPERM: "this user has no right to read and write there",
  EROFS: "it is on a file system that can only be read",
  ENOSPC: "its disk is full",
  EDQUOT: "this user's disk quota is used up",
  ENOTDIR: "part of that path is a file, not a folder",
  EEXIST: "that path is a file, not a folder",
  ENAMETOOLONG: "that path is too long",
};

const plainReason = (error: unknown) =>
  plainReasons[(error as NodeJS.ErrnoException).code ?? ""] ?? (error as Error).message;
