/**
 * A storm: threads on many accounts of one network that does everything wrong at random, while the processes that send them are killed at
 * random statements and at random posts. Afterwards the network itself is read.
 */

import { later } from "../../src/base/clock.ts";
import { openClosing } from "../../src/base/closing.ts";
import type { Shown } from "../../src/store/publications.ts";
import { openKillingProxy } from "./killing-proxy.ts";
import { randomFrom } from "./random.ts";
import { type Journey, openJourney, posts } from "./rehearse.ts";
import { type Lane, type Network, type NetworkOptions, stormy } from "./storm-networks.ts";
import { startVictimIn } from "./victims.ts";

export interface Storm {
  /** A name in `stormy`. */
  readonly network: string;
  readonly runs: number;
  readonly lanes: number;
  readonly seed: number;
  readonly databaseUrl: string;
  /** For the queue, unless PostgreSQL is to carry it as well. */
  readonly redisUrl?: string | undefined;
  /** The folder of the build. */
  readonly built: string;
  /** A process is killed at a statement or a post within so many of its first. */
  readonly lives: { readonly statements: number; readonly posts: number };
  /** Called now and then with how many are settled. */
  readonly heard?: (settled: number) => void;
  /** True: no other thread is begun, those that are under way go on to their end. */
  readonly isOver?: () => boolean;
  /** Gives up at once: what was opened is closed, and there is no tally. */
  readonly stop?: AbortSignal;
}

/** Runs are threads. */
export interface Tally {
  readonly runs: number;
  readonly kills: number;
  readonly faults: number;
  /** Posts that are out twice. */
  readonly doubled: number;
  /** Posts that Utas calls sent and nobody sees. */
  readonly lost: number;
  readonly outOfOrder: number;
  /** Failed, or of a fate that only a person can tell. */
  readonly unsettled: number;
  readonly wrong: readonly string[];
}

/** Long enough for a machine that does much else. */
const env = {
  UTAS_CALL_DEADLINE: "2s",
  UTAS_LEASE: "5s",
  UTAS_BEAT: "3s",
  UTAS_HORIZON: "30s",
  UTAS_BACK_OFF: "50ms",
  UTAS_ABSENCE_FLOOR: "1s",
};
const processes = 2;
const atOnce = 10;
/** Nothing is waited for longer. */
const patienceMs = 600_000;

export async function storm({
  network: name,
  runs,
  lanes: count,
  seed,
  databaseUrl,
  redisUrl,
  built,
  lives,
  heard,
  isOver = () => false,
  stop,
}: Storm): Promise<Tally> {
  const random = randomFrom(seed);
  const closing = openClosing();
  try {
    const killers = new Set<() => void>();
    const open = stormy[name];
    if (!open) throw new Error(`there is no network ${name}`);
    const heardPost = () => {
      for (const kill of killers) kill();
    };
    const options: NetworkOptions = { lanes: count, heard: heardPost };
    const network = await open(options);
    closing.add(() => network[Symbol.asyncDispose]());
    const journey = await openJourney({ databaseUrl, redisUrl, workers: false, env: { ...env, ...network.env } });
    closing.add(() => journey[Symbol.asyncDispose]());
    const lanes = await network.connect(journey);
    const victims = keepKilling(journey, network, { databaseUrl, redisUrl, built, lives, random, killers });
    closing.add(() => victims.end());
    const sending = sendAll(journey, network, lanes, { runs, random, heard, isOver });
    // What is still under way when everything is closed ends as it may.
    sending.catch(() => undefined);
    const { made, faults } = await Promise.race([sending, victims.running.then(() => sending), givenUp(stop)]);
    return await tallyOf(journey, lanes, made, { faults, kills: victims.kills });
  } finally {
    await closing[Symbol.asyncDispose]();
  }
}

/** Rejects as soon as it is told to stop. */
const givenUp = (stop: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => {
    const tell = () => reject(new Error("stopped"));
    if (stop?.aborted) tell();
    else stop?.addEventListener("abort", tell, { once: true });
  });

interface Killing extends Pick<Storm, "databaseUrl" | "redisUrl" | "built" | "lives"> {
  readonly random: () => number;
  /** Called at every post that comes to the network. */
  readonly killers: Set<() => void>;
}

/** Processes of workers, each killed at some statement or some post, and another put in its place. */
function keepKilling(
  journey: Journey,
  { env: networkEnv }: Network,
  { databaseUrl, redisUrl, built, lives, random, killers }: Killing,
) {
  const state = { kills: 0 };
  const over = new AbortController();
  const isOver = new Promise<void>((resolve) => over.signal.addEventListener("abort", () => resolve()));
  const oneAfterAnother = async () => {
    while (!over.signal.aborted) {
      const atStatement = random() < 0.5;
      let strike: () => void = () => undefined;
      const struck = new Promise<void>((resolve) => {
        strike = resolve;
      });
      await using proxy = await openKillingProxy({
        url: databaseUrl,
        mark: "",
        at: atStatement ? 40 + Math.floor(random() * lives.statements) : 0,
        strike: async () => {
          await victim.kill();
          state.kills += 1;
          strike();
        },
      });
      const { dataDir } = journey.app.settings;
      await using victim = startVictimIn(built, {
        DATABASE_URL: proxy.url,
        REDIS_URL: redisUrl,
        UTAS_DATA_DIR: dataDir,
        ...env,
        ...networkEnv,
      });
      let left = atStatement ? Number.POSITIVE_INFINITY : 1 + Math.floor(random() * lives.posts);
      const onPost = () => {
        left -= 1;
        if (left !== 0) return;
        state.kills += 1;
        void victim.kill().then(strike);
      };
      killers.add(onPost);
      await Promise.race([struck, victim.failed, isOver]);
      killers.delete(onPost);
    }
  };
  const running = Promise.all(Array.from({ length: processes }, oneAfterAnother));
  running.catch(() => undefined);
  return {
    get kills() {
      return state.kills;
    },
    /** Rejects when a process could not be started or ended by itself; never resolves before the end. */
    running,
    async end() {
      over.abort();
      await running;
    },
  };
}

interface Sending {
  readonly runs: number;
  readonly random: () => number;
  readonly heard: Storm["heard"] | undefined;
  readonly isOver: () => boolean;
}

async function sendAll(
  journey: Journey,
  network: Network,
  lanes: readonly Lane[],
  { runs, random, heard, isOver }: Sending,
) {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const made = new Map<Lane, string[]>(lanes.map((lane) => [lane, []]));
  let [begun, faults, settled] = [0, 0, 0];
  const disturb = (lane: Lane, most: number) => {
    for (let at = 1; at <= most; at++) {
      if (random() > 0.3) continue;
      lane.misbehave(pick(network.faults), at, random() < 0.8 ? "create" : "look");
      faults += 1;
    }
  };
  const goesOn = () => begun < runs && !isOver();
  const fill = async (lane: Lane, open: Map<string, Lane>) => {
    for (let room = atOnce - [...open.values()].filter((one) => one === lane).length; room > 0 && goesOn(); room--) {
      begun += 1;
      const length = 1 + Math.floor(random() * 5);
      disturb(lane, length);
      const { id } = await journey.publish(lane.handle, posts(length, `Badai ${begun}`));
      made.get(lane)?.push(id);
      open.set(id, lane);
    }
  };
  const { clock, store } = journey.app;
  const open = new Map<string, Lane>();
  let deadline = later(clock.now(), patienceMs);
  do {
    await Promise.all(lanes.map((lane) => fill(lane, open)));
    for (const shown of await store.publications.named([...open.keys()]))
      if (isSettled(shown)) {
        open.delete(shown.id);
        settled += 1;
        deadline = later(clock.now(), patienceMs);
      }
    heard?.(settled);
    if (clock.now() > deadline) throw new Error(`nothing was settled for ten minutes: ${[...open.keys()].join(", ")}`);
    if (open.size > 0) await clock.wait(500);
  } while (open.size > 0 || goesOn());
  return { made, faults };
}

const needsAPerson = ({ state, nextAskAt, claim }: Shown) => state === "uncertain" && nextAskAt === null && claim > 0;
const isSettled = (shown: Shown) => ["published", "failed", "held"].includes(shown.state) || needsAPerson(shown);

async function tallyOf(
  { app }: Journey,
  lanes: readonly Lane[],
  made: ReadonlyMap<Lane, readonly string[]>,
  { faults, kills }: { readonly faults: number; readonly kills: number },
): Promise<Tally> {
  let [doubled, lost, outOfOrder, unsettled] = [0, 0, 0, 0];
  const wrong: string[] = [];
  for (const lane of lanes) {
    const out = lane.posts();
    for (const shown of await app.store.publications.named(made.get(lane) ?? [])) {
      const { id, state, reason, deliveries } = shown;
      const note = (what: string) => void wrong.push(`${lane.handle} ${id} (${state}): ${what}`);
      if (state !== "published") {
        unsettled += 1;
        note(`needs a person: ${reason}`);
      }
      const texts = deliveries.map(({ post }) => post.text);
      const there = out.filter(({ text }) => texts.includes(text));
      const twice = there.length - new Set(there.map(({ text }) => text)).size;
      doubled += twice;
      if (twice > 0) note(`twice: ${there.map(({ id: at, text }) => `${at} ${text}`).join("; ")}`);
      const missing = deliveries.filter(
        (one) => (one.state === "sent" || state === "published") && !there.some(({ text }) => text === one.post.text),
      );
      lost += missing.length;
      if (missing.length > 0) note(`not there: ${missing.map(({ position }) => position).join(", ")}`);
      const inOrder = there.every(
        ({ text, parentId }, at) => twice > 0 || (text === texts[at] && parentId === (there[at - 1]?.id ?? null)),
      );
      if (inOrder) continue;
      outOfOrder += 1;
      note(`out of order: ${there.map(({ id: at, text, parentId }) => `${at} under ${parentId} ${text}`).join("; ")}`);
    }
  }
  const runs = [...made.values()].reduce((sum, { length }) => sum + length, 0);
  return { runs, kills, faults, doubled, lost, outOfOrder, unsettled, wrong };
}
