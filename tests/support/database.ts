/** A database of its own for a test file: a copy of the run's template, dropped when its block ends. */

import { randomBytes } from "node:crypto";
import type { PoolConfig } from "pg";
import { inject } from "vitest";
import { type DbPool, openDb } from "../../src/store/db.ts";
import { connectionFor } from "../../src/store/open.ts";
import { connect } from "./server.ts";

export interface TestDatabase extends AsyncDisposable {
  readonly url: string;
  readonly connection: PoolConfig;
  /** Speaks to the schema utas. */
  readonly db: DbPool;
}

/** False: the server of UTAS_TEST_DATABASE_URL trusts everyone, and wrong passwords cannot be tried. */
export const hasPassword = new URL(inject("serverUrl")).password !== "";

export async function openTestDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const name = `${inject("prefix")}_${randomBytes(5).toString("hex")}`;
  await onServer(`create database ${name} template ${empty ? "template0" : inject("template")} strategy file_copy`);
  const address = new URL(inject("serverUrl"));
  address.pathname = name;
  const connection = { connectionString: address.href };
  const db = openDb({ connection: connectionFor(connection, "utas"), size: 10, revive: null, onIdleError: () => {} });
  return {
    url: address.href,
    connection,
    db,
    [Symbol.asyncDispose]: async () => {
      await db[Symbol.asyncDispose]();
      await onServer(`drop database if exists ${name} with (force)`);
    },
  };
}

async function onServer(statement: string): Promise<void> {
  await using server = await connect(inject("serverUrl"));
  await server.client.query(statement);
}
