/**
 * Runs each topic's `bench/<topic>.bench.ts` and prints speed, time of a call and ratio to the named baseline:
 * `npm run bench`, or `npm run bench -- count split --ms 1000`. It prints; nothing passes or fails by time.
 */

import { readdirSync } from "node:fs";
import { arch, cpus, platform } from "node:os";
import { parseArgs } from "node:util";
import type { Case, Topic } from "./topic.ts";

/** All cases take turns, so that a busy machine slows them alike. */
const rounds = 5;
const samplesMax = 200_000;

interface Figures {
  /** Calls a second in the best round: the least disturbed one. */
  readonly speed: number;
  readonly p50: number;
  readonly p99: number;
}

const { values, positionals } = parseArgs({
  options: { ms: { type: "string", default: "500" } },
  allowPositionals: true,
});
const ms = Number(values.ms);
if (!(ms > 0)) fail(`--ms "${values.ms}" is not a time for each case. Give milliseconds, as --ms 500.`);

const known = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".bench.ts"))
  .map((file) => file.replace(".bench.ts", ""))
  .sort();
const unknown = positionals.find((name) => !known.includes(name));
if (unknown !== undefined) fail(`There is no topic ${unknown}. Known: ${known.join(", ")}.`);

console.log(`Node ${process.versions.node}, ${platform()} ${arch()}, ${cpus().length} x ${cpus()[0]?.model ?? "?"}`);
for (const name of positionals.length > 0 ? positionals : known) {
  const { topic } = (await import(new URL(`${name}.bench.ts`, import.meta.url).href)) as { topic: Topic };
  print(topic, await measureAll(topic));
}

async function measureAll({ name, cases }: Topic): Promise<Map<string, Figures>> {
  const missing = cases.find(({ baseline }) => baseline !== null && !cases.some((one) => one.name === baseline));
  if (missing) fail(`${name}: the baseline ${missing.baseline} of ${missing.name} is no case of this topic.`);
  const samples = new Map(cases.map((one) => [one, [] as number[]]));
  const speeds = new Map(cases.map((one) => [one, 0]));
  for (const one of cases) await turn(one, ms / rounds, []);
  for (let round = 0; round < rounds; round++)
    for (const [one, taken] of samples)
      speeds.set(one, Math.max(speeds.get(one) ?? 0, await turn(one, ms / rounds, taken)));
  return new Map([...samples].map(([one, taken]) => [one.name, { speed: speeds.get(one) ?? 0, ...quantiles(taken) }]));
}

/** Runs a case for so long, notes how long a call took each time, and gives the calls a second. */
async function turn({ run, calls = 1 }: Case, forMs: number, samples: number[]): Promise<number> {
  const began = performance.now();
  let runs = 0;
  for (let now = began; now - began < forMs; ) {
    // Only what promises is waited for, since even that takes a moment.
    const promised = run();
    if (promised) await promised;
    const after = performance.now();
    if (samples.length < samplesMax) samples.push((after - now) / calls);
    now = after;
    runs++;
  }
  return (runs * calls * 1000) / (performance.now() - began);
}

function quantiles(samples: readonly number[]): { p50: number; p99: number } {
  const sorted = [...samples].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { p50: at(0.5), p99: at(0.99) };
}

function print({ name, cases }: Topic, figures: ReadonlyMap<string, Figures>): void {
  const rows = cases.map(({ name: what, baseline, bytes, calls = 1 }) => {
    const { speed, p50, p99 } = figures.get(what) ?? { speed: 0, p50: 0, p99: 0 };
    const other = baseline === null ? undefined : figures.get(baseline)?.speed;
    return [
      what,
      `${scaled(speed)}/s`,
      bytes === undefined ? "" : `${((speed / calls) * bytes * 1e-6).toFixed(2)} MB/s`,
      time(p50),
      time(p99),
      other ? `${ratio(speed / other)} x ${baseline}` : "baseline",
    ];
  });
  const all = [[name, "calls", "throughput", "p50", "p99", "ratio"], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  const line = (row: readonly string[]) =>
    row.map((cell, column) =>
      column === 0 || column === 5 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
  console.log(`\n${all.map((row) => line(row).join("  ").trimEnd()).join("\n")}`);
}

function scaled(speed: number): string {
  if (speed >= 1e6) return `${(speed / 1e6).toFixed(2)} M`;
  return speed >= 1e4 ? `${(speed / 1e3).toFixed(1)} k` : speed.toFixed(speed < 10 ? 2 : 0);
}

function ratio(value: number): string {
  return value.toFixed(value < 10 ? 2 : 0);
}

function time(took: number): string {
  if (took < 0.001) return `${(took * 1e6).toFixed(0)} ns`;
  return took < 1 ? `${(took * 1e3).toFixed(took < 0.01 ? 2 : 0)} µs` : `${took.toFixed(took < 10 ? 2 : 0)} ms`;
}

function fail(problem: string): never {
  console.error(problem);
  process.exit(2);
}
