/**
 * A process that uses the embedded server of the folder it is given, and obeys lines on its standard input:
 * `cycle n` opens, writes a row and leaves n times; `hold` opens; `ask` writes a row through the opened server; `leave` closes.
 * It answers each with one line: `ok …`, or `failed …`.
 */

import { createInterface } from "node:readline";
import { sentenceOf } from "../../src/base/errors.ts";
import { openLog } from "../../src/base/log.ts";
import { openDb, sql } from "../../src/store/db.ts";
import { openEmbedded } from "../../src/store/embedded.ts";

const [folder = "", ...settings] = process.argv.slice(2);

async function open() {
  const server = await openEmbedded(folder, { create: true, log: openLog("silent"), settings });
  const { connection, revive } = server;
  const db = openDb({ connection, size: 2, revive, onIdleError: () => undefined });
  return {
    port: connection.port,
    write: () =>
      db.transaction(async (tx) => {
        await tx.run(sql`select pg_advisory_xact_lock(1)`);
        await tx.run(sql`create table if not exists visits (pid integer)`);
        await tx.run(sql`insert into visits values (${process.pid})`);
        return (await tx.row<{ count: number }>(sql`select count(*) from visits`))?.count;
      }),
    async close() {
      await db[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

let held: Awaited<ReturnType<typeof open>> | undefined;

async function obey(order: string, times: number): Promise<unknown> {
  if (order === "hold") {
    held = await open();
    return held.port;
  }
  if (order === "ask") return held?.write();
  if (order === "leave") return held?.close();
  for (let cycle = 0; cycle < times; cycle++) {
    const opened = await open();
    await opened.write();
    await opened.close();
  }
  return times;
}

for await (const line of createInterface({ input: process.stdin })) {
  const [order = "", times = "0"] = line.split(" ");
  const answer = await obey(order, Number(times)).then(
    (result) => `ok ${result ?? ""}`,
    (error) => `failed ${error.code ?? ""} ${sentenceOf(error)}`,
  );
  console.log(answer.replaceAll("\n", " "));
}
