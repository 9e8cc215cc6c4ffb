/** Opens Utas for a journey: real database, real queue, workers in this process, and a rehearsal network that misbehaves on command. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environment } from "../../config/env.ts";
import { readSettings, type Settings } from "../../config/settings.ts";
import { connect } from "../../src/actions/connect.ts";
import type { GivenImage } from "../../src/actions/illustrate.ts";
import { plan } from "../../src/actions/plan.ts";
import { sweep } from "../../src/actions/sweep.ts";
import { type App, openApp } from "../../src/app.ts";
import { type Log, openLog } from "../../src/base/log.ts";
import { networkIds } from "../../src/platforms/index.ts";
import type { Fault, FaultPlan } from "../../src/platforms/rehearsal.ts";
import type { State } from "../../src/publication/moves.ts";
import type { Late } from "../../src/schedule/late.ts";
import type { Shown } from "../../src/store/publications.ts";
import type { Event } from "../../src/telemetry/events.ts";
import { startWorkers } from "../../workers/main.ts";

/** Times short enough for a test, in the proportions of the real ones. */
export const quick = {
  UTAS_CALL_DEADLINE: "400ms",
  UTAS_LEASE: "1200ms",
  UTAS_BEAT: "1s",
  UTAS_HORIZON: "30s",
  UTAS_BACK_OFF: "50ms",
  UTAS_ABSENCE_FLOOR: "700ms",
  UTAS_LOG_LEVEL: "silent",
};

export const quickSettings = (env: Record<string, string | undefined>): Settings =>
  readSettings(networkIds, environment({ ...quick, ...env }));

/** What goes wrong at which post (from 1) of which account, in order, each once. */
export type Faults = Record<string, readonly { readonly at: number; readonly fault: Fault }[]>;

export interface Journey extends AsyncDisposable {
  readonly app: App;
  readonly events: readonly Event[];
  /** How many creates the rehearsal network was asked for, faults included. */
  sends(handle: string): number;
  addAccount(handle: string, options?: Record<string, string>): Promise<string>;
  publish(
    handle: string,
    posts: readonly string[],
    options?: { dueAt?: Date; images?: readonly GivenImage[]; late?: Late },
  ): Promise<Shown>;
  timeline(handle: string): Promise<string[]>;
  untilState(id: string, ...states: State[]): Promise<Shown>;
  until(what: string, holds: () => Promise<boolean>): Promise<void>;
}

export interface JourneyOptions {
  readonly databaseUrl: string;
  readonly redisUrl?: string | undefined;
  readonly faults?: Faults | FaultPlan;
  readonly env?: Record<string, string>;
  /** False: nothing takes jobs; the test rings itself. */
  readonly workers?: boolean;
  readonly log?: Log;
  /** Free bytes of the disk. */
  readonly freeOf?: () => Promise<number>;
}

function eachOnce(faults: Faults): FaultPlan {
  const left = new Map(Object.entries(faults).map(([handle, list]) => [handle, [...list]]));
  return ({ handle, position }) => {
    const mine = left.get(handle) ?? [];
    const index = mine.findIndex(({ at }) => at === position);
    return index < 0 ? null : (mine.splice(index, 1)[0]?.fault ?? null);
  };
}

export async function openJourney({
  databaseUrl,
  redisUrl,
  faults = {},
  env = {},
  workers = true,
  log = openLog("silent"),
  freeOf,
}: JourneyOptions): Promise<Journey> {
  const folder = mkdtempSync(join(tmpdir(), "utas-journey-"));
  const settings = quickSettings({ UTAS_DATA_DIR: folder, DATABASE_URL: databaseUrl, REDIS_URL: redisUrl, ...env });
  const sends = new Map<string, number>();
  const faultAt = typeof faults === "function" ? faults : eachOnce(faults);
  const app = await openApp(
    settings,
    { log, create: true, queue: "needed" },
    {
      ...(freeOf && { freeOf }),
      faults: (create) => {
        sends.set(create.handle, (sends.get(create.handle) ?? 0) + 1);
        return faultAt(create);
      },
    },
  );
  const running = workers ? startWorkers(app) : null;
  const events: Event[] = [];
  app.events.listen((event) => events.push(event));

  const until = async (what: string, holds: () => Promise<boolean>) => {
    const deadline = Date.now() + 50_000;
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error(`waited 50 s in vain until ${what}`);
      await app.clock.wait(25);
    }
  };

  return {
    app,
    events,
    sends: (handle) => sends.get(handle) ?? 0,
    addAccount: async (handle, options = {}) =>
      (await connect(app, { platform: "sandbox", handle, options, credentials: null })).id,
    async publish(handle, posts, { dueAt, images = [], late } = {}) {
      const [first = "", ...rest] = posts;
      const post = (text: string) => ({ text, language: "id" });
      const content = { thread: { posts: [post(first), ...rest.map(post)] as const } };
      const [made] = await plan(app, {
        content,
        accounts: [handle],
        dueAt: dueAt ?? null,
        numbering: false,
        images,
        late,
        actor: "test",
      });
      if (!made) throw new Error("nothing was planned");
      return made;
    },
    timeline: async (handle) =>
      (await app.rehearsal.timeline((await app.store.accounts.get(handle)).id)).map(({ text }) => text),
    async untilState(id, ...states) {
      await until(`${id} is ${states.join(" or ")}`, async () =>
        states.includes((await app.store.publications.get(id)).state),
      );
      return app.store.publications.get(id);
    },
    until,
    async [Symbol.asyncDispose]() {
      await running?.[Symbol.asyncDispose]();
      await app[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A thread of so many different posts. */
export const posts = (count: number, about = "Kabar"): string[] =>
  Array.from({ length: count }, (_, index) => `${about}, bagian ${index + 1} dari ${count}.`);

export const sweepOnce = (app: App): Promise<void> => sweep(app, "test");
