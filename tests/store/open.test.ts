import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openLog } from "../../src/base/log.ts";
import { openDb, sql } from "../../src/store/db.ts";
import { connectionFor, openServer } from "../../src/store/open.ts";
import { hasPassword, openTestDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database[Symbol.asyncDispose]());

const open = (databaseUrl: string) =>
  openServer({ dataDir: "/nowhere", databaseUrl }, { create: true, log: openLog("silent") });

const altered = (parts: Partial<Record<"hostname" | "port" | "password" | "pathname", string>>) =>
  Object.assign(new URL(database.url), parts).href;

describe("a given server", () => {
  it("is used as it is, and named without its password", async () => {
    await using server = await open(database.url);
    const { hostname, port, pathname } = new URL(database.url);
    expect(server).toMatchObject({ kind: "given", where: `${hostname}:${port}${pathname}`, revive: null });
  });

  it.skipIf(!hasPassword)("says in plain words why it cannot be reached, and never the password", async () => {
    const silent = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const address = silent.address();
    const port = typeof address === "object" && address ? String(address.port) : "";
    const cases = {
      "hung up|terminated": altered({ port, password: "pass-1" }),
      "nothing listens there": altered({ port: "1", password: "pass-1" }),
      "no host of that name|cannot be looked up": altered({ hostname: "no-such-host.invalid", password: "pass-1" }),
      "the password for user .+ is wrong": altered({ password: "pass-1" }),
      "it asks for a password, and DATABASE_URL has none": altered({ password: "" }),
      "it has no database nowhere": altered({ pathname: "/nowhere" }),
    };
    for (const [why, url] of Object.entries(cases)) {
      const error = await open(url).catch((thrown) => thrown);
      expect(error).toMatchObject({ code: "database-unreachable" });
      expect(error.message).toMatch(new RegExp(why));
      expect(error.message).not.toContain("pass-1");
      expect(error.message).not.toContain(new URL(database.url).password);
    }
    await new Promise((resolve) => silent.close(resolve));
  });
});

describe("connectionFor", () => {
  it.each(["utas", "bullmq"])(
    "leads every statement to the schema %s, beside options that were there",
    async (schema) => {
      const url = new URL(database.url);
      url.searchParams.set("options", "-c statement_timeout=7s");
      const { hostname, port, username, password, pathname } = url;
      const apart = {
        ...{ host: hostname, port: Number(port), user: username, password, database: pathname.slice(1) },
        options: "-c statement_timeout=7s",
      };
      for (const connection of [{ connectionString: url.href }, apart]) {
        await using db = openDb({
          connection: connectionFor(connection, schema),
          size: 1,
          revive: null,
          onIdleError: () => undefined,
        });
        expect(
          await db.row(sql`select current_schema as schema, current_setting('statement_timeout') as timeout`),
        ).toEqual({ schema, timeout: "7s" });
      }
    },
  );
});
