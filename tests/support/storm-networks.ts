/** The three networks of a storm: stand-ins with an account in each lane, which misbehave and lag. */

import { connect } from "../../src/actions/connect.ts";
import { openClosing } from "../../src/base/closing.ts";
import type { Misbehaviour, StandPost } from "../platforms/stand.ts";
import { openSkyServer, parentOf, skyKeys } from "./bluesky-server.ts";
import { type Habits, mastodonKeys, openMastodonServer } from "./mastodon-server.ts";
import type { Journey } from "./rehearse.ts";
import { openXServer, xKeysOf } from "./x-server.ts";

/** One account, and the network that it is on. */
export interface Lane {
  readonly handle: string;
  /** The `at`th post from now on, or the `at`th look for one, goes so. */
  misbehave(how: Misbehaviour, at: number, call: "create" | "look"): void;
  posts(): readonly StandPost[];
}

export interface Network extends AsyncDisposable {
  readonly env: Readonly<Record<string, string>>;
  /** What it may do to a post. */
  readonly faults: readonly Misbehaviour[];
  connect(journey: Journey): Promise<readonly Lane[]>;
}

export interface NetworkOptions {
  readonly lanes: number;
  /** A post has come to any of its servers. */
  readonly heard: () => void;
}

const plenty = 1_000_000;
const closedMs = 400;
/** So late a list shows a post: sooner than any network's absence counts. */
const lagMs = 1_500;

const everywhere: readonly Misbehaviour[] = [
  ...(["fail-before", "fail-after", "cut-before", "lose-answer", "cut-midway", "hang", "hang-after"] as const),
  ...(["drip", "drip-head", "huge", "garbled", "nonsense", "rate-limit", "rate-limit-unsaid"] as const),
];

/** The pauses and budgets of the real ones would make a storm a breeze. */
const unhurried = async ({ app }: Journey, id: string) =>
  void (await app.store.accounts.set(id, { limits: { gapMs: 0, budgets: [] } }));

const each = async <T>(count: number, make: (lane: number) => Promise<T>): Promise<T[]> => {
  const made: T[] = [];
  for (let lane = 0; lane < count; lane++) made.push(await make(lane));
  return made;
};

async function openX({ lanes, heard }: NetworkOptions): Promise<Network> {
  const server = await openXServer({ window: { limit: plenty, perMs: 900_000 }, lagMs, closedMs, heard });
  return {
    env: { UTAS_X_URL: server.url },
    faults: everywhere,
    connect: (journey) =>
      each(lanes, async (lane) => {
        const user = String(1_000 + lane);
        const about = { platform: "x", handle: `jalur${lane}`, options: {}, credentials: xKeysOf(user) };
        await unhurried(journey, (await connect(journey.app, about)).id);
        return {
          handle: about.handle,
          misbehave: (how, at, call) => server.misbehave(how, at, call === "look" ? "list" : "create"),
          posts: () => server.posts().filter(({ by }) => by === user),
        };
      }),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** Every second account sends its threads post by post. */
async function openBluesky({ lanes, heard }: NetworkOptions): Promise<Network> {
  const closing = openClosing();
  const window = { points: plenty, perMs: 3_600_000 };
  const nameOf = (lane: number) => `jalur${lane}.test`;
  const servers = await each(lanes, async (lane) => {
    const who = {
      did: `did:plc:${lane.toString(2).replace(/0/g, "a").replace(/1/g, "b").padStart(24, "a")}`,
      handle: nameOf(lane),
    };
    const server = await openSkyServer({ who, window, lagMs: 300, closedMs, heard });
    closing.add(() => server[Symbol.asyncDispose]());
    return server;
  });
  return {
    env: { UTAS_ALLOWED_PRIVATE_HOSTS: "127.0.0.1" },
    faults: [...everywhere, "expired-token"],
    connect: async (journey) => {
      const made: Lane[] = [];
      for (const [lane, server] of servers.entries()) {
        const options = { server: server.url, ...(lane % 2 === 1 && { atomic: "off" }) };
        const handle = nameOf(lane);
        const { id } = await connect(journey.app, { platform: "bluesky", handle, options, credentials: skyKeys });
        await unhurried(journey, id);
        made.push({
          handle,
          misbehave: (how, at, call) => server.misbehave(how, at, call === "look" ? "getRecord" : "create"),
          posts: () =>
            server.posts().map((record) => ({ id: record.uri, text: record.value.text, parentId: parentOf(record) })),
        });
      }
      return made;
    },
    [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
  };
}

const kinds: readonly Habits[] = [
  { software: "mastodon 4.3.2", keys: "honoured" },
  { software: "snac 2.94", keys: "ignored", dropsParents: true, emptyErrors: true, firstVersionOnly: true },
  { software: "hollo 0.6.18", keys: "raced", markdown: true },
  { software: "akkoma 3.10.4", keys: "replayed", firstVersionOnly: true },
];

async function openMastodon({ lanes, heard }: NetworkOptions): Promise<Network> {
  const closing = openClosing();
  const window = { limit: plenty, perMs: 10_800_000 };
  const servers = await each(lanes, async (lane) => {
    const server = await openMastodonServer({ ...kinds[lane % kinds.length], window, lagMs, closedMs, heard });
    closing.add(() => server[Symbol.asyncDispose]());
    return server;
  });
  return {
    env: { UTAS_ALLOWED_PRIVATE_HOSTS: "127.0.0.1" },
    faults: everywhere,
    connect: async (journey) => {
      const made: Lane[] = [];
      for (const [lane, server] of servers.entries()) {
        const about = { platform: "mastodon", handle: `jalur${lane}`, options: { server: server.url } };
        await unhurried(journey, (await connect(journey.app, { ...about, credentials: mastodonKeys })).id);
        made.push({
          handle: about.handle,
          misbehave: (how, at, call) => server.misbehave(how, at, call === "look" ? "list" : "create"),
          posts: () => server.posts(),
        });
      }
      return made;
    },
    [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
  };
}

export const stormy: Readonly<Record<string, (options: NetworkOptions) => Promise<Network>>> = {
  X: openX,
  Bluesky: openBluesky,
  Mastodon: openMastodon,
};
