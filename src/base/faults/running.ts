/** Faults of data folder, database, queue and addresses. */

import { fault } from "./fault.ts";

export const runningFaults = {
  "data-folder-missing": fault<{ folder: string }>(
    404,
    1,
    ({ folder }) =>
      `There is no data folder at ${folder}. "utas accounts add" or "utas serve" makes one; UTAS_DATA_DIR names another.`,
  ),
  "data-folder-unusable": fault<{ folder: string; why: string }>(
    500,
    1,
    ({ folder, why }) =>
      `The data folder ${folder} cannot be used: ${why}. Choose another with UTAS_DATA_DIR, or use a server of your own with DATABASE_URL.`,
  ),
  "database-unreachable": fault<{ where: string; why: string }>(
    503,
    1,
    ({ where, why }) => `The database at ${where} cannot be reached: ${why}.`,
  ),
  "database-newer": fault<{ found: number; known: number }>(
    500,
    1,
    ({ found, known }) =>
      `This database is at version ${found}, newer than this Utas knows (${known}). Use the Utas that wrote it, or a newer one.`,
  ),
  "migration-changed": fault<{ file: string }>(
    500,
    1,
    ({ file }) =>
      `Migration ${file} has changed since it was applied here. Restore the file of the release that applied it.`,
  ),
  "database-server-failed": fault<{ why: string; log: string }>(
    500,
    1,
    ({ why, log }) => `The database server did not start: ${why}. Its log: ${log}.`,
  ),
  "database-server-impossible": fault<{ why: string }>(
    500,
    1,
    ({ why }) => `PostgreSQL cannot run here: ${why}. Or use a server of your own with DATABASE_URL.`,
  ),
  "database-too-old": fault<{ where: string; found: string; least: number }>(
    500,
    1,
    ({ where, found, least }) =>
      `The database at ${where} is PostgreSQL ${found}; Utas needs version ${least} or later.`,
  ),
  "database-forbids": fault<{ why: string }>(
    500,
    1,
    ({ why }) =>
      `The database does not let its user set up Utas: ${why}. Give the user the right to create schemas in it.`,
  ),
  "queue-unreachable": fault<{ where: string; why: string }>(
    503,
    1,
    ({ where, why }) => `The queue at ${where} cannot be reached: ${why}.`,
  ),
  "port-taken": fault<{ host: string; port: number; by: string }>(
    500,
    1,
    ({ host, port, by }) => `${host}:${port} is taken by ${by}. Stop it, or choose another port with UTAS_PORT.`,
  ),
  "address-unusable": fault<{ host: string; port: number; why: string }>(
    500,
    1,
    ({ host, port, why }) =>
      `Utas cannot listen on ${host}:${port}: ${why}. Choose another address with UTAS_HOST and UTAS_PORT.`,
  ),
  "service-not-running": fault<Record<string, never>>(
    404,
    1,
    () => `No service is running here, so there is nothing to sign in to. Start one with "utas serve".`,
  ),
} as const;
