/** What `utas top` shows, as text. */

import type { countJobs } from "../queue/board.ts";
import type { Brake } from "../store/brakes.ts";
import type { AccountLine, Overview } from "../store/overview.ts";
import { table } from "./io.ts";
import { counted, short } from "./shapes.ts";

export interface Seen extends Overview {
  readonly now: Date;
  readonly zone: string;
  readonly brakes: readonly Brake[];
  readonly brakeLines: readonly string[];
  /** Processes of workers, those that fell silent lately too. */
  readonly workers: readonly { readonly id: string; readonly beatAt: Date }[];
  /** A beat no older than this is a sign of life. */
  readonly aliveMs: number;
  /** Null: the queue does not answer. */
  readonly queues: Awaited<ReturnType<typeof countJobs>> | null;
  /** When the next rule fires. */
  readonly rules: Date | null;
}

export function render(seen: Seen, columns = 120): string {
  const cut = (line: string) => (line.length > columns ? `${line.slice(0, Math.max(1, columns - 1))}…` : line);
  return [
    `Utas at ${short(seen.now, seen.zone)} (${seen.zone})`,
    ...seen.brakeLines.map((line) => `!! ${line}`),
    workersLine(seen),
    queuesLine(seen),
    "",
    ...accountsTable(seen),
    ...causes(
      "Failed",
      seen.failures,
      seen.failures.map(() => "utas retry ID"),
    ),
    ...causes(
      "Of unknown fate",
      seen.doubts,
      seen.doubts.map(({ forPerson }) => (forPerson ? "utas resolve ID" : "it is looked up by itself")),
    ),
  ]
    .map(cut)
    .join("\n");
}

function workersLine({ workers, now, aliveMs }: Seen): string {
  const ages = workers.map(({ beatAt }) => now.getTime() - beatAt.getTime());
  const alive = ages.filter((age) => age <= aliveMs);
  const silent = ages.length - alive.length;
  const lost = silent > 0 ? `; ${silent} fell silent within the last hour` : "";
  if (alive.length === 0)
    return `!! no worker is alive: nothing goes out. Start one with "utas serve" or "utas worker"${lost}`;
  return `${counted(alive.length, "worker")} alive, the last beat ${Math.round(Math.min(...alive) / 1_000)} s ago${lost}`;
}

function queuesLine({ queues, rules, now, zone }: Seen): string {
  const next = rules ? `; the next rule fires ${rules <= now ? "now" : `at ${short(rules, zone)}`}` : "";
  if (!queues) return `!! the queue does not answer; the workers' sweep rings instead${next}`;
  const depths = Object.entries(queues).flatMap(([name, { waiting, active, delayed }]) => {
    const parts = [`${active} active`, `${waiting} waiting`, `${delayed} delayed`].filter(
      (part) => !part.startsWith("0 "),
    );
    return parts.length === 0 ? [] : [`${name} ${parts.join(", ")}`];
  });
  return `queues: ${depths.join("; ") || "empty"}${next}`;
}

function accountsTable({ accounts, brakes, now, zone }: Seen): string[] {
  if (accounts.length === 0) return ["no account is connected yet"];
  const braked = new Set(brakes.map(({ subject }) => subject));
  const number = (count: number) => (count === 0 ? "·" : String(count));
  const stateOf = ({ id, platform, state, closedUntil }: AccountLine): string => {
    if (state !== "ready") return state;
    if (braked.has(id)) return "paused";
    if (braked.has("") || braked.has(platform)) return "halted";
    return closedUntil
      ? `limited to ${short(closedUntil, zone).slice(closedOn(closedUntil, now) ? 11 : 5, 16)}`
      : "ready";
  };
  const rows = accounts.map((one) => [
    one.account,
    one.platform,
    stateOf(one),
    ...[one.due, one.late, one.sending, one.uncertain, one.waiting, one.held, one.failed, one.scheduled].map(number),
    number(one.publishedToday),
    one.next ? short(one.next, zone).slice(5, 16) : "",
    one.reason ?? "",
  ]);
  const head = ["ACCOUNT", "PLATFORM", "STATE", "DUE", "LATE", "SENDING", "UNCERTAIN", "WAITING", "HELD", "FAILED"];
  return table([[...head, "SCHEDULED", "24 H", "NEXT", ""], ...rows]).split("\n");
}

const closedOn = (at: Date, now: Date) => at.getTime() - now.getTime() < 12 * 3_600_000;

function causes(
  title: string,
  found: readonly { readonly reason: string; readonly count: number; readonly id: string }[],
  ways: readonly string[],
): string[] {
  if (found.length === 0) return [];
  return [
    "",
    `${title}:`,
    ...found.map(({ reason, count, id }, at) => `  ${count} × ${(ways[at] ?? "").replaceAll("ID", id)}: ${reason}`),
  ];
}
