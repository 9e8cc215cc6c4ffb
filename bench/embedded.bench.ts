/**
 * How long PostgreSQL takes to be there and to go again: ours, in a new data folder (cold) and in one that was used before (warm),
 * beside the same binaries started bare, by initdb and pg_ctl.
 */

import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chownSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openLog } from "../src/base/log.ts";
import { findBinaries, run, serverUser } from "../src/store/binaries.ts";
import { openEmbedded } from "../src/store/embedded.ts";
import { freePort } from "../tests/support/ports.ts";
import type { Topic } from "./topic.ts";

const folders: string[] = [];
process.once("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "utas-bench-"));
  folders.push(folder);
  return folder;
}

const log = openLog("silent");

async function ours(folder: string): Promise<void> {
  await using _server = await openEmbedded(folder, { create: true, log });
}

async function bare(folder: string, { isNew }: { readonly isNew: boolean }): Promise<void> {
  const binaries = await findBinaries();
  const user = await serverUser(folder);
  if (user) chownSync(folder, user.uid, user.gid);
  const cluster = join(folder, "pg");
  const start = (program: string, args: string[]) =>
    ended(program, run(user, program, args, { cwd: folder, stdio: "ignore" }));
  if (isNew) await start(binaries.initdb, ["-D", cluster, "--auth", "trust", "--no-instructions"]);
  const options = `-c listen_addresses=127.0.0.1 -c unix_socket_directories= -p ${await freePort()}`;
  await start(binaries.pgCtl, ["start", "-w", "-D", cluster, "-l", join(folder, "log"), "-o", options]);
  await start(binaries.pgCtl, ["stop", "-w", "-D", cluster, "-m", "fast"]);
}

async function ended(program: string, child: ChildProcess): Promise<void> {
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${program} ended with ${code}`);
}

/** Removed at once, so that a long run does not fill the disk. */
async function inNewFolder(act: (folder: string) => Promise<void>): Promise<void> {
  const folder = newFolder();
  await act(folder);
  rmSync(folder, { recursive: true, force: true });
}

/** A folder that was used before, made at the first call. */
function kept(make: (folder: string) => Promise<void>): () => Promise<string> {
  let made: Promise<string> | null = null;
  return () => {
    made ??= (async () => {
      const folder = newFolder();
      await make(folder);
      return folder;
    })();
    return made;
  };
}

const bareKept = kept((folder) => bare(folder, { isNew: true }));
const oursKept = kept(ours);
const cold = "initdb, then postgres, bare";
const warm = "postgres, bare";

export const topic: Topic = {
  name: "embedded",
  cases: [
    { name: cold, baseline: null, run: () => inNewFolder((folder) => bare(folder, { isNew: true })) },
    { name: "Utas, new data folder", baseline: cold, run: () => inNewFolder(ours) },
    { name: warm, baseline: null, run: async () => bare(await bareKept(), { isNew: false }) },
    { name: "Utas, data folder of before", baseline: warm, run: async () => ours(await oursKept()) },
  ],
};
