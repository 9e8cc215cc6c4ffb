/** What Utas shows to Prometheus: counters of this process, gauges of the whole, and the text format that both are written in. */

import { routes } from "../publication/outcome.ts";
import type { Counts } from "../queue/board.ts";
import type { QueueName } from "../queue/jobs.ts";
import type { Measured } from "../store/measures.ts";
import { noticeKinds } from "../store/troubles.ts";
import { type Events, worryingKinds } from "./events.ts";

export interface Metric {
  readonly name: string;
  readonly help: string;
  readonly type: "gauge" | "counter";
  readonly samples: readonly Sample[];
}

interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface Counters {
  metrics(): readonly Metric[];
}

/** Counts what this process tells. */
export function openCounters(events: Pick<Events, "listen">): Counters {
  let [sent, published, deferrals, retries] = [0, 0, 0, 0];
  const faults = new Map<string, number>(worryingKinds.map((kind) => [kind, 0]));
  events.listen((event) => {
    if (event.kind === "sent") sent++;
    if (event.kind === "published") published++;
    if (event.kind === "deferred") {
      deferrals++;
      if (event.until) retries++;
    }
    const before = faults.get(event.kind);
    if (before !== undefined) faults.set(event.kind, before + 1);
  });
  return {
    metrics: () => [
      counter("utas_posts_sent_total", "Posts that this process has sent.", [{ value: sent }]),
      counter("utas_published_total", "Publications that this process has brought to their end.", [
        { value: published },
      ]),
      counter("utas_deferrals_total", "Runs of this process that were put off.", [{ value: deferrals }]),
      counter("utas_retries_total", "Of these, the ones that wait for a next try.", [{ value: retries }]),
      counter("utas_faults_total", "What this process told as a warning.", by("kind", [...faults])),
    ],
  };
}

export interface Whole {
  readonly now: Date;
  readonly version: string;
  readonly beatMs: number;
  /** Null: the database did not answer. */
  readonly measures: Measured | null;
  /** Null: the queue did not answer, or there is none. */
  readonly queues: Readonly<Record<QueueName, Counts>> | null;
  readonly backend: string;
  readonly disk: { readonly freeBytes: number | null; readonly floorBytes: number };
}

export function gauges({ now, version, beatMs, measures, queues, backend, disk }: Whole): Metric[] {
  return [
    gauge("utas_build_info", "The version that runs.", [{ labels: { version, node: process.version }, value: 1 }]),
    gauge("utas_up", "Whether a part answers.", [
      { labels: { part: "database" }, value: measures ? 1 : 0 },
      { labels: { part: "queue" }, value: queues ? 1 : 0 },
    ]),
    ...(measures ? ofDatabase(measures, now, beatMs) : []),
    gauge(
      "utas_queue_jobs",
      "Jobs in each queue.",
      Object.entries(queues ?? {}).flatMap(([queue, counts]) =>
        Object.entries(counts).map(([state, value]) => ({ labels: { queue, state, backend }, value })),
      ),
    ),
    gauge(
      "utas_disk_free_bytes",
      "Free where the data folder is.",
      disk.freeBytes === null ? [] : [{ value: disk.freeBytes }],
    ),
    gauge("utas_disk_floor_bytes", "Below it nothing is sent.", [{ value: disk.floorBytes }]),
    gauge("process_resident_memory_bytes", "Memory of this process.", [{ value: process.memoryUsage().rss }]),
    gauge("process_uptime_seconds", "Since this process began.", [{ value: process.uptime() }]),
  ];
}

function ofDatabase(found: Measured, now: Date, beatMs: number): Metric[] {
  const since = (at: Date | undefined | null, none: number) => (at ? (now.getTime() - at.getTime()) / 1_000 : none);
  const alive = found.beats.filter((at) => now.getTime() - at.getTime() <= 3 * beatMs);
  const states = (total: (state: string) => number) =>
    ["failed", "uncertain", "held", "waiting"].map((state) => ({ labels: { state }, value: total(state) }));
  const total = (state: string) => sum(found.publications.filter((one) => one.state === state));
  return [
    gauge(
      "utas_publications",
      "Publications in each state.",
      found.publications.map(({ account, platform, state, count }) => ({
        labels: { account, platform, state },
        value: count,
      })),
    ),
    gauge("utas_publications_standing", "Publications that a person should look at.", states(total)),
    gauge("utas_publications_due", "Scheduled and due within the horizon, or overdue.", [{ value: found.due }]),
    gauge("utas_publications_late", "Scheduled, and a minute or more after their time.", [{ value: sum(found.late) }]),
    gauge(
      "utas_account_publications_late",
      "The same by account.",
      found.late.map(({ account, platform, count }) => ({ labels: { account, platform }, value: count })),
    ),
    gauge("utas_oldest_late_seconds", "How long the longest overdue one is overdue.", [
      { value: since(found.oldestLate, 0) },
    ]),
    gauge("utas_publications_for_person", "Uncertain, and only a person can tell.", [{ value: found.forPerson }]),
    gauge(
      "utas_accounts",
      "Accounts by state.",
      found.accounts.map(({ platform, state, count }) => ({ labels: { platform, state }, value: count })),
    ),
    gauge("utas_accounts_broken", "Accounts that are not ready.", [
      { value: sum(found.accounts.filter(({ state }) => state !== "ready")) },
    ]),
    gauge("utas_brakes", "Brakes that are on.", counted("scope", ["everywhere", "platform", "account"], found.brakes)),
    gauge("utas_windows_closed", "Doors that networks keep closed.", counted("route", routes, found.windows)),
    gauge("utas_troubles", "What is wrong now, by kind of notice.", counted("kind", noticeKinds, found.troubles)),
    gauge(
      "utas_notices",
      "Notices on their way, and given up.",
      counted("state", ["waiting", "failed"], found.letters),
    ),
    gauge("utas_workers_alive", "Processes of workers whose clock beats.", [{ value: alive.length }]),
    gauge(
      "utas_beat_age_seconds",
      "Since the clock beat, of the process that beat last and of the one that has been silent longest; +Inf: none is there.",
      [
        { labels: { of: "newest" }, value: since(found.beats.at(-1), Number.POSITIVE_INFINITY) },
        { labels: { of: "oldest" }, value: since(found.beats[0], Number.POSITIVE_INFINITY) },
      ],
    ),
  ];
}

/** One sample a name, 0 included: an alarm on what is not there never fires. */
const counted = <K extends string>(
  label: K,
  names: readonly string[],
  rows: readonly ({ readonly [key in K]: string } & { readonly count: number })[],
): Sample[] =>
  by(
    label,
    names.map((name) => [name, sum(rows.filter((row) => row[label] === name))] as const),
  );

const by = (label: string, pairs: readonly (readonly [string, number])[]): Sample[] =>
  pairs.map(([name, value]) => ({ labels: { [label]: name }, value }));

const sum = (rows: readonly { readonly count: number }[]) => rows.reduce((all, { count }) => all + count, 0);

const gauge = (name: string, help: string, samples: readonly Sample[]): Metric => ({
  name,
  help,
  type: "gauge",
  samples,
});
const counter = (name: string, help: string, samples: readonly Sample[]): Metric => ({
  name,
  help,
  type: "counter",
  samples,
});

/** https://prometheus.io/docs/instrumenting/exposition_formats/#text-based-format */
export const exposition = (metrics: readonly Metric[]): string =>
  metrics
    .map(({ name, help, type, samples }) =>
      [
        `# HELP ${name} ${help.replace(/\\/g, "\\\\").replace(/\n/g, "\\n")}`,
        `# TYPE ${name} ${type}`,
        ...samples.map(({ labels = {}, value }) => `${name}${written(labels)} ${number(value)}`),
        "",
      ].join("\n"),
    )
    .join("");

function written(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${value.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n")}"`,
  );
  return pairs.length > 0 ? `{${pairs.join(",")}}` : "";
}

const number = (value: number) =>
  value === Number.POSITIVE_INFINITY ? "+Inf" : value === Number.NEGATIVE_INFINITY ? "-Inf" : String(value);
