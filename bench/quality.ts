/** `npm run quality -- FOLDER [TOPIC...]`: measures every topic of bench/quality/ over a folder of JSONL corpora and prints one table. It gates nothing. */

import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { table } from "../src/cli/io.ts";
import type { Row, Topic } from "./quality/row.ts";

const [folder, ...wanted] = process.argv.slice(2);
if (folder === undefined || !existsSync(folder)) {
  console.error(
    folder === undefined
      ? "Give the folder of the corpora: npm run quality -- FOLDER [TOPIC...]"
      : `There is no folder ${folder}.`,
  );
  process.exit(2);
}

const topics = await topicsIn(join(import.meta.dirname, "quality"));
const unknown = wanted.filter((name) => !topics.has(name));
if (unknown.length > 0) {
  console.error(`There is no topic ${unknown.join(", ")}. There are: ${[...topics.keys()].join(", ")}.`);
  process.exit(2);
}

for (const [name, topic] of topics) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const started = performance.now();
  const rows = await topic.rows(folder);
  console.log(`\n${name} (${((performance.now() - started) / 1_000).toFixed(1)} s)`);
  console.log(rows.length === 0 ? `${folder} holds no corpus for it.` : tableOf(rows));
}

/** Files that export `rows` are topics; the others help them. */
async function topicsIn(place: string): Promise<Map<string, Topic>> {
  const found = new Map<string, Topic>();
  for (const file of readdirSync(place).sort()) {
    const loaded: unknown = await import(join(place, file));
    if (isTopic(loaded)) found.set(file.replace(/\.ts$/, ""), loaded);
  }
  return found;
}

function isTopic(loaded: unknown): loaded is Topic {
  return typeof loaded === "object" && loaded !== null && "rows" in loaded && typeof loaded.rows === "function";
}

function tableOf(rows: readonly Row[]): string {
  return table([
    ["metric", "corpus", "value", "goal"],
    ...rows.map(({ metric, corpus, value, goal }) => [metric, corpus, String(value), goal]),
  ]);
}
