/** Every setting: its variable, its default and the reason for it. `readSettings` collects all faults and names each variable. */

import { resolve } from "node:path";
import { AppError } from "../src/base/errors.ts";
import { credentialsVariable, type Environment, environment } from "./env.ts";
import {
  beat,
  bytes,
  duration,
  emailAddress,
  hosts,
  money,
  oneOf,
  type Parse,
  secretKey,
  serverAddress,
  synonyms,
  tags,
  text,
  token,
  webAddress,
  wholeNumber,
  zone,
} from "./values.ts";

interface Setting<T> {
  readonly variable: string;
  readonly parse: Parse<T>;
  /** As a person would write it; null: unset. */
  readonly byDefault: string | null;
  readonly why: string;
  readonly secret?: boolean;
}

const table = {
  dataDir: {
    variable: "UTAS_DATA_DIR",
    parse: (value: string) => resolve(value),
    byDefault: ".utas",
    why: "beside the work, so that a first try needs no rights and leaves with its folder",
  },
  databaseUrl: {
    variable: "DATABASE_URL",
    parse: serverAddress("postgres:", "postgresql:"),
    byDefault: null,
    why: "unset: Utas runs a PostgreSQL of its own in the data folder",
    secret: true,
  },
  redisUrl: {
    variable: "REDIS_URL",
    parse: serverAddress("redis:", "rediss:"),
    byDefault: null,
    why: "unset: the queue lives in the same PostgreSQL",
    secret: true,
  },
  host: {
    variable: "UTAS_HOST",
    parse: text,
    byDefault: "127.0.0.1",
    why: "nobody outside this machine reaches a fresh install",
  },
  port: {
    variable: "UTAS_PORT",
    parse: wholeNumber(0, 65_535),
    byDefault: "8080",
    why: "a usual port that needs no rights; 0 takes a free one",
  },
  publicUrl: {
    variable: "UTAS_PUBLIC_URL",
    parse: webAddress,
    byDefault: null,
    why: "unset: the address it listens on; links, cookies and trusted proxies follow it",
  },
  zone: {
    variable: "UTAS_ZONE",
    parse: zone,
    byDefault: "UTC",
    why: "times without a zone of their own are shown and read in it",
  },
  secretKey: {
    variable: "UTAS_SECRET_KEY",
    parse: secretKey,
    byDefault: null,
    why: "unset: a key made at first start, in the data folder, readable by its owner only",
    secret: true,
  },
  logLevel: {
    variable: "UTAS_LOG_LEVEL",
    parse: oneOf("fatal", "error", "warn", "info", "debug", "trace", "silent"),
    byDefault: "info",
    why: "what an operator wants to read the next morning",
  },
  allowedPrivateHosts: {
    variable: "UTAS_ALLOWED_PRIVATE_HOSTS",
    parse: hosts,
    byDefault: "",
    why: "none: no address that an article or an account names reaches into the own network",
  },
  smtpUrl: {
    variable: "UTAS_SMTP_URL",
    parse: serverAddress("smtp:", "smtps:"),
    byDefault: null,
    why: "unset: notices by e-mail need a server to hand them to",
    secret: true,
  },
  smtpFrom: {
    variable: "UTAS_SMTP_FROM",
    parse: emailAddress,
    byDefault: null,
    why: "unset: the user of UTAS_SMTP_URL where that is an address, else utas@ and this machine's name",
  },
  metricsToken: {
    variable: "UTAS_METRICS_TOKEN",
    parse: token,
    byDefault: null,
    why: "unset: /metrics answers this machine alone",
    secret: true,
  },
  diskFloorBytes: {
    variable: "UTAS_DISK_FLOOR",
    parse: bytes,
    byDefault: "500MB",
    why: "with less free where the data folder is, nothing is sent: the database must have room to write down what left",
  },
  deadlineMs: {
    variable: "UTAS_CALL_DEADLINE",
    parse: duration(100, 300_000),
    byDefault: "30s",
    why: "networks answer in seconds; past it a call's fate is looked up",
  },
  leaseMs: {
    variable: "UTAS_LEASE",
    parse: duration(200, 900_000),
    byDefault: "45s",
    why: "longer than a call may take, short enough that a killed worker's thread goes on within a minute",
  },
  beatMs: {
    variable: "UTAS_BEAT",
    parse: beat,
    byDefault: "10s",
    why: "how often lost bells are hung again and lapsed leases are taken up",
  },
  horizonMs: {
    variable: "UTAS_HORIZON",
    parse: duration(1_000, 3_600_000),
    byDefault: "120s",
    why: "only what is due within it is a job in the queue; the rest are rows",
  },
  tries: {
    variable: "UTAS_TRIES",
    parse: wholeNumber(1, 100),
    byDefault: "8",
    why: "with doubling waits about two minutes of faults in a row, then a person looks",
  },
  backOffMs: {
    variable: "UTAS_BACK_OFF",
    parse: duration(10, 900_000),
    byDefault: "1s",
    why: "the first wait after a fault; doubled each time, to 15 minutes",
  },
  absenceFloorMs: {
    variable: "UTAS_ABSENCE_FLOOR",
    parse: duration(100, 3_600_000),
    byDefault: "120s",
    why: "a network's list may lag; sooner than that a missing post is not taken for absent",
  },
  hashtagsHouse: {
    variable: "UTAS_HASHTAGS_HOUSE",
    parse: tags,
    byDefault: "",
    why: "none: tags that every thread carries behind the article's own are the newsroom's to name",
  },
  hashtagsBlock: {
    variable: "UTAS_HASHTAGS_BLOCK",
    parse: tags,
    byDefault: "",
    why: "none: tags that are never set, whoever asks",
  },
  hashtagsSynonyms: {
    variable: "UTAS_HASHTAGS_SYNONYMS",
    parse: synonyms,
    byDefault: "",
    why: "none: found tags keep the name that Utas knows; Korut=KoreaUtara sets another",
  },
  postPrice: {
    variable: "UTAS_X_POST_PRICE",
    parse: money,
    byDefault: "0.015",
    why: "dollars that X takes for a post since 2026-04-20; shown before a thread goes, and counted for --monthly-cap",
  },
  linkPrice: {
    variable: "UTAS_X_LINK_PRICE",
    parse: money,
    byDefault: "0.20",
    why: "dollars that X takes for a post with a link",
  },
  concurrency: {
    variable: "UTAS_CONCURRENCY",
    parse: wholeNumber(1, 256),
    byDefault: "64",
    why: "publications in flight in one process; sends mostly wait for the network",
  },
} as const satisfies Record<string, Setting<unknown>>;

type Table = typeof table;
type Value<K extends keyof Table> = ReturnType<Table[K]["parse"]> | (Table[K]["byDefault"] extends null ? null : never);

export type Settings = { readonly [K in keyof Table]: Value<K> } & {
  /** API roots that the operator set, by platform id. */
  readonly platformUrls: Readonly<Record<string, string>>;
};

/** One line of `utas settings`. A secret's value is never in it. */
export interface InForce {
  readonly variable: string;
  readonly value: string | null;
  readonly from: string;
  readonly why: string;
}

export interface Read {
  readonly settings: Settings;
  readonly inForce: readonly InForce[];
}

/** Reads all settings and says where each came from. Throws `settings-invalid` with every fault at once. */
export function readSettingsAndSources(platformIds: readonly string[], env: Environment = environment()): Read {
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  const inForce: InForce[] = [];

  const take = (setting: Setting<unknown>): unknown => {
    const { variable, byDefault, why, secret = false } = setting;
    try {
      const found = env.find(variable);
      const written = found?.value ?? byDefault;
      const shown = written === null ? null : secret ? "(hidden)" : written;
      inForce.push({ variable, value: shown, from: found?.from ?? "default", why });
      return written === null ? null : parsed(setting, written);
    } catch (thrown) {
      problems.push(`  ${variable} ${(thrown as Error).message}`);
      return null;
    }
  };

  for (const [name, setting] of Object.entries(table)) values[name] = take(setting);

  const platformUrls: Record<string, string> = {};
  for (const id of platformIds) {
    const url = take({
      variable: urlVariable(id),
      parse: webAddress,
      byDefault: null,
      why: "unset: the network's own API",
    });
    if (typeof url === "string") platformUrls[id] = url;
  }

  const known = new Set([credentialsVariable, ...inForce.map((one) => one.variable)]);
  for (const name of env.names("UTAS_"))
    if (!known.has(name) && !known.has(name.replace(/_FILE$/, "")))
      problems.push(`  ${name} is not a setting of Utas; "utas settings" lists them`);

  const settings = { ...values, platformUrls } as Settings;
  problems.push(...togetherWrong(settings));
  if (problems.length > 0) throw new AppError("settings-invalid", { problems: problems.join("\n") });
  return { settings, inForce };
}

export const readSettings = (platformIds: readonly string[], env?: Environment): Settings =>
  readSettingsAndSources(platformIds, env).settings;

const urlVariable = (platformId: string) => `UTAS_${platformId.toUpperCase().replace(/[^A-Z0-9]/g, "_")}_URL`;

/** What is left of a lease when a call's deadline is over must still hold the writing down of its outcome. */
export const leaseMarginMs = (leaseMs: number) => Math.min(5_000, leaseMs / 4);

/** What is wrong of settings that are each right by themselves; one that could not be read is compared with nothing. */
function togetherWrong({ leaseMs, deadlineMs, beatMs, horizonMs, host, publicUrl }: Settings): string[] {
  const found: string[] = [];
  const read = (...given: (number | string | null)[]) => given.every((one) => one !== null);
  if (read(leaseMs, deadlineMs) && leaseMs - leaseMarginMs(leaseMs) <= deadlineMs)
    found.push(
      `  UTAS_LEASE (${leaseMs} ms) should be longer than UTAS_CALL_DEADLINE (${deadlineMs} ms) by a quarter, or by 5 s`,
    );
  if (read(horizonMs, beatMs) && horizonMs < 2 * beatMs)
    found.push(`  UTAS_HORIZON (${horizonMs} ms) should be at least twice UTAS_BEAT (${beatMs} ms)`);
  if (read(host) && !isLoopback(host) && publicUrl === null)
    found.push(`  UTAS_PUBLIC_URL should be set when UTAS_HOST (${host}) is not this machine alone`);
  return found;
}

export const isLoopback = (host: string) => host === "localhost" || host === "::1" || /^127\./.test(host);

function parsed(setting: Setting<unknown>, written: string): unknown {
  try {
    return setting.parse(written);
  } catch (thrown) {
    const shown = setting.secret ? "" : ` (${JSON.stringify(written)})`;
    throw new Error(`${shown ? `${shown.trim()} ` : ""}${(thrown as Error).message}`, { cause: thrown });
  }
}
