/** Brings the schema `utas` up to date: numbered SQL files, each applied once, in order, in a transaction of its own, and never changed afterwards. */

import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AppError, sentenceOf } from "../base/errors.ts";
import { type Db, sql } from "./db.ts";

/** Beside this file, in the source as in what is built of it. */
const ourMigrations = fileURLToPath(new URL("migrations", import.meta.url));

interface Migration {
  readonly version: number;
  readonly file: string;
  readonly text: string;
  readonly checksum: string;
}

/** Applies what is missing; several processes may do so at once. Returns the files it applied. */
export async function migrate(db: Db, folder = ourMigrations): Promise<string[]> {
  const known = await readMigrations(folder);
  const applied: string[] = [];
  for (;;) {
    const file = await db.transaction((tx) => applyNext(tx, known));
    if (file === null) return applied;
    applied.push(file);
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".sql")).sort();
  return Promise.all(
    files.map(async (file, index) => {
      const version = Number(/^(\d{4})_\w+\.sql$/.exec(file)?.[1]);
      if (version !== index + 1) throw new Error(`Migration ${file} should be number ${index + 1}, as 0001_name.sql`);
      // Line ends depend on how git checked the file out.
      const text = (await readFile(join(folder, file), "utf8")).replaceAll("\r\n", "\n");
      return { version, file, text, checksum: createHash("sha256").update(text).digest("hex") };
    }),
  );
}

async function applyNext(tx: Db, known: readonly Migration[]): Promise<string | null> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('utas: migrations'))`);
  await prepareLedger(tx);
  const ledger = await tx.rows<{ version: number; checksum: string }>(
    sql`select version, checksum from utas.migrations order by version`,
  );
  const newest = ledger.at(-1)?.version ?? 0;
  if (newest > known.length) throw new AppError("database-newer", { found: newest, known: known.length });
  for (const { version, checksum } of ledger) {
    const ours = known[version - 1];
    if (ours && ours.checksum !== checksum) throw new AppError("migration-changed", { file: ours.file });
  }

  const next = known[newest];
  if (!next) return null;
  await tx.run(sql`set local search_path to utas`);
  await tx.run({ text: next.text, values: [] }).catch((error) => {
    throw new Error(`Migration ${next.file} failed: ${sentenceOf(error)}`, { cause: error });
  });
  await tx.run(
    sql`insert into utas.migrations (version, file, checksum) values (${next.version}, ${next.file}, ${next.checksum})`,
  );
  return next.file;
}

/** Looks before it makes: a user who may not create schemas can use one that an administrator made. */
async function prepareLedger(tx: Db): Promise<void> {
  const found = await tx.row<{ ledger: string | null; schema: string | null }>(
    sql`select to_regclass('utas.migrations')::text as ledger, to_regnamespace('utas')::text as schema`,
  );
  if (found?.ledger) return;
  try {
    if (!found?.schema) await tx.run(sql`create schema utas`);
    await tx.run(sql`
      create table utas.migrations (
        version integer primary key,
        file text not null,
        checksum text not null,
        applied_at timestamptz not null default now())`);
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    throw code === "42501" ? new AppError("database-forbids", { why: message }, { cause: error }) : error;
  }
}
