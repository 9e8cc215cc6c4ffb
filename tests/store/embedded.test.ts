import { spawn } from "node:child_process";
import { once } from "node:events";
import { stat, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLog } from "../../src/base/log.ts";
import { openDb, openPool, sql } from "../../src/store/db.ts";
import { openEmbedded } from "../../src/store/embedded.ts";
import { fast, isRoot, openPlace, type Place, startUser, type User, until } from "../support/embedded.ts";

const log = openLog("silent");
const open = ({ folder }: Place, create = true) => openEmbedded(folder, { create, log, settings: fast });

let made: Place;

beforeAll(async () => {
  made = await openPlace();
  await (await open(made))[Symbol.asyncDispose]();
});
afterAll(() => made[Symbol.asyncDispose]());

/** A place where the server has run before. */
async function openUsed(): Promise<Place> {
  const place = await openPlace();
  await place.copyOf(made);
  return place;
}

/** What a kill leaves in the place of a lock file: a line for the process, and the rest as PostgreSQL writes it. */
async function leaveLock({ cluster }: Place, pid: number): Promise<void> {
  await writeFile(
    join(cluster, "postmaster.pid"),
    `${pid}\n${cluster}\n1700000000\n15432\n\n127.0.0.1\n 1 1\nready   \n`,
  );
}

async function killServer(place: Place): Promise<void> {
  const server = await place.server();
  if (server) process.kill(server.pid, "SIGKILL");
}

describe("the embedded server", () => {
  it("is started once by processes that come at the same moment, and stopped by the last that leaves", async () => {
    await using place = await openPlace();
    const users = Array.from({ length: 4 }, () => startUser(place.folder));
    const ports = await Promise.all(users.map((user) => user.order("hold")));
    expect(new Set(ports).size).toBe(1);
    for (const user of users) {
      expect(await place.server()).not.toBeNull();
      await user.order("ask");
      await user.order("leave");
    }
    expect(await place.server()).toBeNull();
    for (const user of users) await user.kill();
  });

  it("serves three processes that come and go 36 times without one error", async () => {
    await using place = await openUsed();
    const users = Array.from({ length: 3 }, () => startUser(place.folder));
    expect(await Promise.all(users.map((user) => user.order("cycle 12")))).toEqual(["12", "12", "12"]);
    const [last] = users;
    await last?.order("hold");
    expect(await last?.order("ask")).toBe("37");
    await last?.order("leave");
    expect(await place.server()).toBeNull();
    for (const user of users) await user.kill();
  });

  it("survives whoever started it, and is stopped by who is left", async () => {
    await using place = await openUsed();
    await using starter = startUser(place.folder);
    const port = await starter.order("hold");
    await using other = startUser(place.folder);
    expect(await other.order("hold")).toBe(port);

    await starter.kill();

    expect(await other.order("ask")).toBe("1");
    await other.order("leave");
    expect(await place.server()).toBeNull();
  });

  it("is brought back on the same port when it is killed under everybody", async () => {
    await using place = await openUsed();
    await using one = startUser(place.folder);
    await using two = startUser(place.folder);
    const port = await one.order("hold");
    await two.order("hold");
    for (let round = 1; round <= 3; round++) {
      await killServer(place);
      const counts = await Promise.all([one.order("ask"), two.order("ask")]).catch((error: Error) => {
        // A query that was under way is never repeated; the next one works.
        expect(error.message).toMatch(/Connection terminated|57P0|ECONN|not queryable/);
        return Promise.all([one.order("ask"), two.order("ask")]);
      });
      expect(counts).toHaveLength(2);
      // Sessions of the killed server may have answered until now.
      await until("it is back", async () => (await place.server())?.ready === true);
      expect(String((await place.server())?.port)).toBe(port);
    }
  });

  it("serves the next whatever was killed, and loses nothing that it said was written", async () => {
    await using place = await openUsed();
    let written = 0;
    const users: User[] = [];
    const all: Promise<void>[] = [];
    const join = async (user: User) => {
      users.push(user);
      await user.order("hold").catch((error) => {
        if (user.alive) throw error;
      });
      while (user.alive) if (await user.order("ask").catch(() => null)) written++;
    };
    for (const strike of ["nobody", "user", "server", "user and server", "all", "server", "user"]) {
      const struck = strike === "all" ? users.splice(0) : strike.startsWith("user") ? users.splice(0, 1) : [];
      for (const user of struck) await user.kill();
      if (/server|all/.test(strike)) await killServer(place);
      while (users.length < 3) all.push(join(startUser(place.folder)));
      const enough = written + 20;
      await until("rows are written", async () => written > enough);
    }
    for (const user of users) await user.kill();
    await Promise.all(all);
    await using server = await open(place);
    await using db = openDb({ ...server, size: 1, onIdleError: () => undefined });
    expect((await db.row<{ count: number }>(sql`select count(*) from visits`))?.count).toBeGreaterThanOrEqual(written);
  });

  it("is brought back for a bare pool, such as the queue's", async () => {
    await using place = await openUsed();
    await using server = await open(place);
    const pool = openPool({ connection: server.connection, size: 1, onIdleError: () => undefined });
    await pool.query("select 1");
    const killed = await place.server();
    await killServer(place);
    await until("the pool is served again", () =>
      pool.query("select 1").then(
        () => true,
        () => false,
      ),
    );
    expect((await place.server())?.pid).not.toBe(killed?.pid);
    await pool.end();
  });

  it("comes back with all that was written when everything was killed", async () => {
    await using place = await openUsed();
    {
      await using one = startUser(place.folder);
      await using two = startUser(place.folder);
      await one.order("hold");
      await two.order("hold");
      await Promise.all([one.order("ask"), two.order("ask")]);
      await Promise.all([one.kill(), two.kill(), killServer(place)]);
    }
    await using next = startUser(place.folder);
    await next.order("hold");
    expect(await next.order("ask")).toBe("3");
  });

  it("is taken over when all its users were killed, and stopped by the next that leaves", async () => {
    await using place = await openUsed();
    const killed = startUser(place.folder);
    await killed.order("hold");
    await killed.kill();
    const before = await place.server();
    {
      await using server = await open(place);
      expect(server.connection.port).toBe(before?.port);
      expect((await place.server())?.pid).toBe(before?.pid);
    }
    expect(await place.server()).toBeNull();
  });

  it("starts though its lock file names a living process of its user, or holds nothing", async () => {
    await using place = await openUsed();
    const { uid, gid } = await stat(place.cluster);
    const stranger = spawn("sleep", ["600"], isRoot ? { uid, gid } : {});
    await once(stranger, "spawn");
    await leaveLock(place, stranger.pid ?? 0);
    await (await open(place))[Symbol.asyncDispose]();

    const lock = join(place.cluster, "postmaster.pid");
    await writeFile(lock, "");
    await utimes(lock, 0, 0);
    await (await open(place))[Symbol.asyncDispose]();
    expect(stranger.exitCode).toBeNull();
    stranger.kill();
  });

  it("keeps its port, and takes another only when a stranger listens there", async () => {
    await using place = await openUsed();
    const portOf = async () => {
      await using server = await open(place);
      return server.connection.port;
    };
    const first = await portOf();
    expect(await portOf()).toBe(first);

    const stranger = createServer().listen(first, "127.0.0.1");
    await once(stranger, "listening");
    const second = await portOf();
    expect(second).not.toBe(first);
    await new Promise((resolve) => stranger.close(resolve));
    expect(await portOf()).toBe(second);
  });

  it("says in a sentence why it does not start, and where its log is", async () => {
    await using place = await openUsed();
    await writeFile(join(place.cluster, "postgresql.auto.conf"), "shared_buffers = lots\n");
    await expect(open(place)).rejects.toMatchObject({
      code: "database-server-failed",
      facts: { log: join(place.folder, "postgres.log"), why: expect.stringContaining("errors") },
    });
  });
});
