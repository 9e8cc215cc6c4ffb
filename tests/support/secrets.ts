/** Looks for secrets wherever a run of Utas leaves something behind. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "../../src/store/db.ts";
import type { TestDatabase } from "./database.ts";

interface Places {
  readonly dataDir: string;
  readonly database: Pick<TestDatabase, "db">;
  /** By name: what was logged, what Redis wrote down … */
  readonly texts: Readonly<Record<string, string>>;
}

/** Where one of the secrets stands, plain or encoded; nothing of it is told. Sealed credentials may hold them: they are left out. */
export async function placesWithSecrets(
  secrets: readonly string[],
  { dataDir, database, texts }: Places,
): Promise<string[]> {
  const spellings = secrets.flatMap((one) => [one, encodeURIComponent(one), Buffer.from(one).toString("base64")]);
  const holds = (text: string) => spellings.some((one) => text.includes(one));
  const found = Object.entries(texts).flatMap(([name, text]) => (holds(text) ? [name] : []));

  for (const entry of readdirSync(dataDir, { recursive: true, withFileTypes: true }))
    if (entry.isFile() && holds(readFileSync(join(entry.parentPath, entry.name), "latin1"))) found.push(entry.name);

  const tables = await database.db.rows<{ name: string; rows: string }>(sql`
    select table_schema || '.' || table_name as name,
           query_to_xml(format('select to_jsonb(t) - ''sealed'' as row from %I.%I t', table_schema, table_name), true, false, '')::text as rows
      from information_schema.tables where table_schema in ('utas', 'bullmq') and table_type = 'BASE TABLE'`);
  if (tables.length < 10) throw new Error("there should be more tables than that");
  for (const { name, rows } of tables) if (holds(unescaped(rows))) found.push(name);
  return found;
}

const unescaped = (xml: string) =>
  xml.replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ({ amp: "&", lt: "<", gt: ">", quot: '"' })[name] ?? "");
