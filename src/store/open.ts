/** Opens the server that the settings name: the one at DATABASE_URL, or the embedded one in the data folder. */

import { Client, type PoolConfig } from "pg";
import type { Settings } from "../../config/settings.ts";
import { AppError } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { openEmbedded } from "./embedded.ts";

export interface Server extends AsyncDisposable {
  /** For any Pool; `connectionFor` adds the schema that its statements mean. */
  readonly connection: PoolConfig;
  /** For messages; never holds a password. */
  readonly where: string;
  readonly kind: "given" | "embedded";
  /** Brings the server back when it is gone; null: that is not ours to do. */
  readonly revive: (() => Promise<void>) | null;
}

interface OpenOptions {
  /** False, for commands that only read: a data folder that is not there is not made. */
  readonly create: boolean;
  readonly log: Log;
}

/** Holds what migrations and BullMQ use. */
const leastMajor = 15;
const answersWithinMs = 10_000;

export async function openServer(
  { dataDir, databaseUrl }: Pick<Settings, "dataDir" | "databaseUrl">,
  { create, log }: OpenOptions,
): Promise<Server> {
  if (databaseUrl !== null) return openGiven(databaseUrl);
  const embedded = await openEmbedded(dataDir, { create, log });
  return {
    connection: embedded.connection,
    where: `the PostgreSQL in ${dataDir}`,
    kind: "embedded",
    revive: embedded.revive,
    [Symbol.asyncDispose]: () => embedded[Symbol.asyncDispose](),
  };
}

/** The same connection with one schema as its search path: "utas" for our tables, "bullmq" for the queue's. */
export function connectionFor(connection: PoolConfig, schema: string): PoolConfig {
  const setting = `-c search_path=${schema}`;
  // What a connection string holds wins over what stands beside it.
  if (connection.connectionString === undefined)
    return { ...connection, options: [connection.options, setting].filter(Boolean).join(" ") };
  const url = new URL(connection.connectionString);
  url.searchParams.set("options", [url.searchParams.get("options"), setting].filter(Boolean).join(" "));
  return { ...connection, connectionString: url.href };
}

async function openGiven(url: string): Promise<Server> {
  const connection = { connectionString: url };
  const where = placeOf(connection);
  const found = await askVersion(connection).catch((error: NodeJS.ErrnoException) => {
    throw new AppError("database-unreachable", { where, why: plainReason(error, connection) }, { cause: error });
  });
  if (Number.parseInt(found, 10) < leastMajor)
    throw new AppError("database-too-old", { where, found, least: leastMajor });
  return { connection, where, kind: "given", revive: null, [Symbol.asyncDispose]: async () => undefined };
}

function placeOf(connection: PoolConfig): string {
  try {
    const { host, port, database } = new Client(connection);
    return host.startsWith("/") ? `${host} (${database ?? ""})` : `${host}:${port}/${database ?? ""}`;
  } catch {
    return "DATABASE_URL";
  }
}

async function askVersion(connection: PoolConfig): Promise<string> {
  const client = new Client({ ...connection, connectionTimeoutMillis: answersWithinMs });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>("show server_version");
    return rows[0]?.server_version ?? "";
  } finally {
    await client.end().catch(() => undefined);
  }
}

const plainReasons: Record<string, string> = {
  ECONNREFUSED: "nothing listens there",
  ENOENT: "there is no such socket",
  ENOTFOUND: "there is no host of that name",
  EAI_AGAIN: "the host's name cannot be looked up",
  ETIMEDOUT: "it does not answer",
  EHOSTUNREACH: "there is no way to that host",
  ENETUNREACH: "there is no way to that host",
  ECONNRESET: "it hung up",
  "53300": "it has no connection left",
  "57P03": "it is starting or stopping",
};

function plainReason(error: NodeJS.ErrnoException, connection: PoolConfig): string {
  const known = plainReasons[error.code ?? ""];
  if (known) return known;
  if (/timeout/.test(error.message)) return `it does not answer within ${answersWithinMs / 1_000} s`;
  if (/client password must be a string/.test(error.message))
    return "it asks for a password, and DATABASE_URL has none";
  const { user, database } = new Client(connection);
  if (error.code === "28P01") return `the password for user ${user ?? ""} is wrong`;
  if (error.code === "3D000") return `it has no database ${database ?? ""}`;
  return error.message;
}
