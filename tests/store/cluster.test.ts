import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openLog } from "../../src/base/log.ts";
import { openDb, sql } from "../../src/store/db.ts";
import { openEmbedded } from "../../src/store/embedded.ts";
import { openServer } from "../../src/store/open.ts";
import { accountOf, fast, isRoot, nobody, openPlace, type Place, startUser } from "../support/embedded.ts";

const log = openLog("silent");
const open = ({ folder }: Place, create = true) => openEmbedded(folder, { create, log, settings: fast });

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

describe("the embedded server's data folder", () => {
  it("is there at first and again later, in files closed to all others", async () => {
    await using place = await openPlace();
    const settings = { dataDir: place.folder, databaseUrl: null };
    for (const create of [true, false]) {
      await using server = await openServer(settings, { create, log });
      expect(server).toMatchObject({ kind: "embedded", where: `the PostgreSQL in ${place.folder}` });
    }
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

  it("says in a sentence that another major version wrote the folder", async () => {
    await using place = await openPlace();
    await mkdir(place.cluster, { recursive: true });
    await writeFile(join(place.cluster, "PG_VERSION"), "16\n");
    await expect(open(place)).rejects.toMatchObject({ code: "data-folder-unusable" });
    await expect(open(place)).rejects.toThrow("PostgreSQL 16 wrote it, and this Utas brings PostgreSQL 18");
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

  it.skipIf(!existsSync("/proc/self"))(
    "says in a sentence that no folder can be made there (needs /proc)",
    async () => {
      await expect(openEmbedded("/proc/utas/data", { create: true, log })).rejects.toMatchObject({
        code: "data-folder-unusable",
      });
    },
  );

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
