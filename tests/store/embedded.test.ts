import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, stat, utimes, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLog } from "../../src/base/log.ts";
import { openDb, openPool, sql } from "../../src/store/db.ts";
import { openEmbedded } from "../../src/store/embedded.ts";
import { openServer } from "../../src/store/open.ts";
import {
  accountOf,
  fast,
  isRoot,
  nobody,
  openPlace,
  type Place,
  startUser,
  type User,
  until,
} from "../support/embedded.ts";

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

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

describe("the embedded server", () => {
  it("is there within 10 s at first and within 2 s later, in files closed to all others", async () => {
    await using place = await openPlace();
    const settings = { dataDir: place.folder, databaseUrl: null };
    const measured: number[] = [];
    for (const create of [true, false]) {
      const began = performance.now();
      await using server = await openServer(settings, { create, log });
      measured.push(performance.now() - began);
      expect(server).toMatchObject({ kind: "embedded", where: `the PostgreSQL in ${place.folder}` });
    }
    expect(measured[0]).toBeLessThan(10_000);
    expect(measured[1]).toBeLessThan(2_000);
    expect(await modeOf(place.folder)).toBe("700");
    expect(await modeOf(join(place.cluster, "utas.password"))).toBe("600");
    expect(await modeOf(join(place.folder, "postgres.log"))).toBe("600");
    expect((await readdir(place.folder)).sort()).toEqual(["pg", "postgres.log"]);
  });

  it("is not made by a command that only reads", async () => {
    await using place = await openPlace();
    await expect(open(place, false)).rejects.toMatchObject({
      code: "data-folder-missing",
      facts: { folder: place.folder },
    });
    await expect(stat(place.folder)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it.each(['it\'s "so" $(touch x)`touch y` 日本', "-c; true %p\\n"])("works in a folder named %j", async (name) => {
    await using place = await openPlace(name);
    {
      await using server = await open(place);
      await using db = openDb({ ...server, size: 1, onIdleError: () => undefined });
      const [row] = await db.rows<{ place: string }>(sql`select current_setting('data_directory') as place`);
      expect(row?.place).toBe(place.cluster);
    }
    expect(await readdir(join(place.folder, ".."))).toEqual([name]);
  });

  it.each([{ LC_ALL: "C" }, { LANG: "xx_YY.UTF-9", PGPORT: "1", PGDATA: "/nowhere", TZ: "Asia/Jakarta" }])(
    "keeps all of Unicode and one order of letters, started under %j",
    async (env) => {
      await using place = await openPlace();
      await using starter = startUser(place.folder, { env });
      await starter.order("hold");
      await using server = await open(place);
      await using db = openDb({ ...server, size: 1, onIdleError: () => undefined });
      expect(
        await db.row(sql`
          select lower('ÜĞ') as lower, 'é' < 'f' as accents_last, current_setting('server_encoding') as encoding,
                 current_setting('TimeZone') as zone`),
      ).toEqual({ lower: "üğ", accentsLast: false, encoding: "UTF8", zone: "UTC" });
    },
  );

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

  it("says in a sentence that another major version wrote the folder", async () => {
    await using place = await openPlace();
    await mkdir(place.cluster, { recursive: true });
    await writeFile(join(place.cluster, "PG_VERSION"), "16\n");
    await expect(open(place)).rejects.toMatchObject({ code: "data-folder-unusable" });
    await expect(open(place)).rejects.toThrow("PostgreSQL 16 wrote it, and this Utas brings PostgreSQL 18");
  });

  it("says in a sentence why it does not start, and where its log is", async () => {
    await using place = await openUsed();
    await writeFile(join(place.cluster, "postgresql.auto.conf"), "shared_buffers = lots\n");
    await expect(open(place)).rejects.toMatchObject({
      code: "database-server-failed",
      facts: { log: join(place.folder, "postgres.log"), why: expect.stringContaining("errors") },
    });
  });

  it("says in a sentence that the folder's path is a file, or holds another's pg", async () => {
    await using place = await openPlace();
    await mkdir(join(place.cluster, "mine"), { recursive: true });
    await expect(open(place)).rejects.toThrow("the folder pg in it is not PostgreSQL's");
    const file = join(place.folder, "file");
    await writeFile(file, "");
    await expect(openEmbedded(file, { create: true, log })).rejects.toMatchObject({ code: "data-folder-unusable" });
    await expect(openEmbedded(join(file, "x"), { create: true, log })).rejects.toThrow("is a file, not a folder");
  });

  it("removes what a start that was killed had begun to make", async () => {
    await using place = await openPlace();
    const dead = spawn("true");
    await once(dead, "exit");
    await mkdir(join(place.folder, `pg-new-${dead.pid}`, "base"), { recursive: true });
    await writeFile(join(place.folder, `pg-new-${dead.pid}.password`), "secret");
    await (await open(place))[Symbol.asyncDispose]();
    expect((await readdir(place.folder)).sort()).toEqual(["pg", "postgres.log"]);
  });

  it.skipIf(!nobody)(
    "works for a normal user, and then for root in that user's folder (needs root, and Node where others reach it)",
    async () => {
      await using place = await openPlace("data", nobody);
      {
        await using user = startUser(place.folder, { as: nobody });
        await user.order("hold");
        expect(await user.order("ask")).toBe("1");
        await user.order("leave");
      }
      {
        await using server = await open(place);
        await using db = openDb({ ...server, size: 1, onIdleError: () => undefined });
        expect(await db.row(sql`select count(*) from visits`)).toEqual({ count: 1 });
      }
      await using again = startUser(place.folder, { as: nobody });
      await again.order("hold");
      expect(await again.order("ask")).toBe("2");
      await again.order("leave");
    },
  );

  it.skipIf(!nobody)(
    "says in a sentence that a normal user may not write there (needs root, and Node where others reach it)",
    async () => {
      await using place = await openPlace();
      await using user = startUser(place.folder, { as: nobody });
      await expect(user.order("hold")).rejects.toThrow("this user has no right to read and write there");
    },
  );

  it.skipIf(!isRoot)("runs as another user for root, and says in a sentence that it cannot (needs root)", async () => {
    await using place = await openPlace();
    await (await open(place))[Symbol.asyncDispose]();
    expect((await stat(place.cluster)).uid).toBe((accountOf("postgres") ?? nobody)?.uid);

    await using user = startUser(place.folder, { env: { PATH: "/nowhere" } });
    await expect(user.order("hold")).rejects.toThrow("there is no setpriv (util-linux) to run it as another user");
    expect(await readFile(join(place.cluster, "PG_VERSION"), "utf8")).toBe("18\n");
  });
});
