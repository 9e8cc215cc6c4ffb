/** Vitest's global set-up: one PostgreSQL for the whole run, and in it the template that every test file's database is copied from. */

import { readdir, rm, statfs } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runMigrations } from "bullmq";
import { Client } from "pg";
import type { TestProject } from "vitest/node";
import { openLog } from "../../src/base/log.ts";
import { isAlive } from "../../src/store/cluster.ts";
import { openDb } from "../../src/store/db.ts";
import { openEmbedded } from "../../src/store/embedded.ts";
import { migrate } from "../../src/store/migrate.ts";
import { findPostmaster } from "../../src/store/postmaster.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the server, as its superuser. */
    serverUrl: string;
    template: string;
    /** Begins the name of every database of this run. */
    prefix: string;
  }
}

/** Nothing of a test has to survive a power cut. */
const fast = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=400"];
/** In memory where Linux has room there: a database is made for every test, each a thousand small files. */
const memory = "/dev/shm";
const roomNeeded = 4 * 1024 ** 3;

async function folderOf(pid: number): Promise<string> {
  const free = await statfs(memory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  return join(free > roomNeeded ? memory : tmpdir(), `utas-tests-${pid}`);
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.UTAS_TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => undefined } : await startServer();
  const prefix = `utas_test_${process.pid}`;
  const template = `${prefix}_template`;
  await dropLeftovers(server.url);
  await makeTemplate(server.url, template);
  project.provide("serverUrl", server.url);
  project.provide("template", template);
  project.provide("prefix", prefix);
  return async () => {
    if (given) await dropDatabases(server.url, (name) => name.startsWith(`${prefix}_`));
    await server.stop();
  };
}

async function startServer() {
  await removeLeftovers();
  const folder = await folderOf(process.pid);
  const server = await openEmbedded(folder, { create: true, log: openLog("warn"), settings: fast });
  const { user, password, host, port, database } = server.connection;
  return {
    url: `postgres://${user}:${password}@${host}:${port}/${database}`,
    stop: async () => {
      await server[Symbol.asyncDispose]();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Servers and folders of runs that were killed; those of other users are theirs. */
async function removeLeftovers(): Promise<void> {
  for (const parent of [memory, tmpdir()])
    for (const name of await readdir(parent).catch(() => [])) {
      const pid = /^utas-tests-(\d+)$/.exec(name)?.[1];
      if (pid && !isAlive(Number(pid))) await removeServer(join(parent, name)).catch(() => undefined);
    }
}

async function removeServer(folder: string): Promise<void> {
  const server = await findPostmaster(join(folder, "pg"));
  if (server && server !== "unclear") process.kill(server.pid, "SIGQUIT");
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

const dropLeftovers = (url: string) =>
  dropDatabases(url, (name) => {
    const pid = /^utas_test_(\d+)_/.exec(name)?.[1];
    return pid !== undefined && !isAlive(Number(pid));
  });

async function dropDatabases(url: string, which: (name: string) => boolean): Promise<void> {
  await using server = await connect(url);
  const { rows } = await server.client.query<{ datname: string }>("select datname from pg_database");
  for (const { datname } of rows.filter(({ datname }) => which(datname)))
    await server.client.query(`drop database if exists ${datname} with (force)`);
}

async function makeTemplate(url: string, template: string): Promise<void> {
  await using server = await connect(url);
  await server.client.query(`create database ${template}`);
  const inside = new URL(url);
  inside.pathname = template;
  const connection = { connectionString: inside.href };
  {
    await using db = openDb({ connection, size: 1, revive: null, onIdleError: () => undefined });
    await migrate(db);
    await using queue = await connect(inside.href);
    await runMigrations(queue.client, "bullmq");
  }
}

/** One client for as long as its block lasts. */
export async function connect(url: string) {
  const client = new Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  return { client, [Symbol.asyncDispose]: () => client.end() };
}
