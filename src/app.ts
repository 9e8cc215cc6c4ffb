/** The one place where parts meet. `openApp` opens them in order and closes them in reverse; tests hand in parts of their own. */

import type { Settings } from "../config/settings.ts";
import { openVault, type Vault } from "./account/vault.ts";
import { type Clock, type CorrectedClock, openClock, provenError } from "./base/clock.ts";
import { openClosing } from "./base/closing.ts";
import { type Disk, openDisk } from "./base/disk.ts";
import { sentenceOf } from "./base/errors.ts";
import { type Fetch, openFetch } from "./base/fetch.ts";
import { openHttp } from "./base/http.ts";
import type { Log } from "./base/log.ts";
import { openReach } from "./base/reach.ts";
import type { Line, Platform } from "./platforms/platform.ts";
import type { FaultPlan, Rehearsal } from "./platforms/rehearsal.ts";
import type { Bounds } from "./publication/outcome.ts";
import { type Backend, openBackend } from "./queue/backend.ts";
import { type Bells, openBells } from "./queue/bell.ts";
import { fitted } from "./sources/images.ts";
import { openDb, openPool } from "./store/db.ts";
import { migrate } from "./store/migrate.ts";
import { connectionFor, openServer } from "./store/open.ts";
import { openRehearsal } from "./store/rehearsal.ts";
import { openStore, type Store } from "./store/store.ts";
import { type Events, openEvents } from "./telemetry/events.ts";
import { type Counters, openCounters } from "./telemetry/metrics.ts";
import { openPost, type Post } from "./telemetry/notices.ts";

export interface App extends AsyncDisposable {
  readonly settings: Settings;
  readonly log: Log;
  readonly clock: Clock;
  readonly random: () => number;
  readonly store: Store;
  readonly vault: Vault;
  readonly events: Events;
  /** What this process has done, for who measures. */
  readonly counters: Counters;
  readonly bells: Bells;
  /** Null: this process has no queue (it only reads, or the queue is away and the sweep carries the bells). */
  readonly backend: Backend | null;
  readonly rehearsal: Rehearsal;
  readonly bounds: Bounds;
  /** Where the data folder is; while it is low nothing new is begun. */
  readonly disk: Disk;
  /** What takes notices to their channels. */
  readonly post: Post;
  line(platform: Platform): Line;
  /** Reads an address that a person or a page names, under guard. */
  readonly fetch: Fetch;
  /** Measures how far the database's clock is from ours, and corrects ours. Returns the offset in ms. */
  correctClock(): Promise<number>;
}

export interface Opening {
  readonly log: Log;
  /** False: the data folder must be there already. */
  readonly create: boolean;
  /** `wanted`: without a queue it goes on, since the sweep of the workers hangs every bell. */
  readonly queue: "needed" | "wanted" | "none";
}

export interface Overrides {
  readonly clock?: CorrectedClock;
  readonly random?: () => number;
  readonly faults?: FaultPlan;
  /** Free bytes of a folder's file system. */
  readonly freeOf?: (folder: string) => Promise<number>;
}

export async function openApp(
  settings: Settings,
  { log, create, queue }: Opening,
  overrides: Overrides = {},
): Promise<App> {
  const closing = openClosing();
  const opened = <T extends AsyncDisposable>(part: T): T => {
    closing.add(() => part[Symbol.asyncDispose]());
    return part;
  };
  const idle = (what: string) => (error: Error) =>
    log.debug({ why: error.message }, `an idle connection of the ${what} was lost`);

  try {
    const clock = overrides.clock ?? openClock();
    const vault = openVault(settings, { create });
    const server = opened(await openServer(settings, { create, log }));
    const { revive } = server;
    const db = opened(
      openDb({ connection: connectionFor(server.connection, "utas"), size: 16, revive, onIdleError: idle("store") }),
    );
    await migrate(db);
    const store = openStore(db, settings.zone);
    const rehearsalDb = opened(
      openDb({
        connection: connectionFor(server.connection, "utas"),
        size: 4,
        revive,
        onIdleError: idle("rehearsal network"),
      }),
    );
    const rehearsal = openRehearsal(rehearsalDb, overrides.faults);

    const openQueue = () =>
      openBackend({
        redisUrl: settings.redisUrl,
        openPool: (size) =>
          openPool({ connection: connectionFor(server.connection, "bullmq"), size, onIdleError: idle("queue") }),
        onError: idle("queue"),
      });
    const backend = queue === "none" ? null : await openQueue().catch((error) => withoutQueue(queue, error, log));
    if (backend) opened(backend);

    const http = opened(openHttp(clock));
    const reach = openReach(settings.allowedPrivateHosts);
    const events = openEvents(log);
    const disk = await openDisk({
      folder: settings.dataDir,
      floorBytes: settings.diskFloorBytes,
      onError: (error) => log.warn({ why: error.message }, "the free disk could not be measured"),
      ...(overrides.freeOf && { freeOf: overrides.freeOf }),
    });
    const correctClock = async () => {
      const before = clock.now();
      const there = await store.time();
      const offsetMs = clock.offsetMs + provenError(before, there, clock.now());
      if (Math.abs(offsetMs) > 1_000)
        log.warn({ offsetMs }, "this machine's clock differs from the database's; the database's counts");
      if (!overrides.clock) clock.correct(offsetMs);
      return offsetMs;
    };
    await correctClock();

    return {
      settings,
      log,
      clock,
      random: overrides.random ?? Math.random,
      store,
      vault,
      events,
      counters: openCounters(events),
      bells: backend
        ? openBells(backend, log, settings.horizonMs)
        : { hang: async () => undefined, takeDownFailed: async () => undefined },
      backend,
      rehearsal,
      disk,
      post: openPost({ ...settings, http }),
      bounds: { tries: settings.tries, backOffMs: settings.backOffMs, firstAskMs: settings.backOffMs * 2 },
      line: (platform) => ({
        ...{ url: settings.platformUrls[platform.id] ?? platform.url ?? "", http, clock, rehearsal, reach },
        picture: async (id, limits) => {
          const image = await store.images.find(id);
          return image ? fitted(image, limits) : null;
        },
      }),
      fetch: openFetch({ http, clock, reach }),
      correctClock,
      [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
    };
  } catch (error) {
    await closing[Symbol.asyncDispose]();
    throw error;
  }
}

function withoutQueue(queue: Opening["queue"], error: unknown, log: Log): null {
  if (queue === "needed") throw error;
  log.warn({ why: sentenceOf(error) }, "the queue is away; the workers' sweep will ring instead");
  return null;
}
