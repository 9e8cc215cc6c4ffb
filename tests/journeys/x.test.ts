/** Whole threads to X, which misbehaves at the third of five posts in every way that its stand-in knows. On both queue backends. */

import { describe, expect, it, vi } from "vitest";
import { reconnect } from "../../src/actions/connect.ts";
import { openClosing } from "../../src/base/closing.ts";
import { openLog } from "../../src/base/log.ts";
import { queueBackends } from "../support/backends.ts";
import { openTestDatabase } from "../support/database.ts";
import { type Journey, openJourney } from "../support/rehearse.ts";
import { placesWithSecrets } from "../support/secrets.ts";
import { addXAccount } from "../support/x-journey.ts";
import { openXServer, type XOptions, type XServer, xKeys } from "../support/x-server.ts";

vi.setConfig({ maxConcurrency: 8, testTimeout: 120_000 });
/** Longer than the usual quick ones, since many journeys share one process here. */
const patient = { UTAS_CALL_DEADLINE: "1s", UTAS_LEASE: "2500ms" };

/** Links, the characters that X escapes, emoji, quotes, and two posts that a list shows alike. */
const thread = [
  'Harga beras & gula <naik> 10%: "berat", kata pedagang 🛒 https://example.com/berita?a=1&b=2',
  "Di Pasar Senen 5 < 6 && 7 > 2, ujar ‘Bu Sri’ 👩‍🌾 &amp; kawan-kawan.",
  "Sama persis & tak beda: https://example.com/sama/?x=<1>",
  "Sama  persis & tak beda: https://example.com/sama/?x=<1>",
  "Penutup “selesai” 🇮🇩 lihat example.com/akhir dan https://example.org/a_(b)",
];
const at = 3;

interface Scene {
  readonly journey: Journey;
  readonly server: XServer;
  readonly id: string;
}

interface Case {
  readonly what: string;
  /** Creates that X is asked for in all. */
  readonly creates: number;
  readonly options?: XOptions;
  /** Before the thread begins. */
  readonly trouble?: (server: XServer) => void;
  /** While it is under way. */
  readonly meanwhile?: (scene: Scene) => Promise<void>;
}

const untilAccount = ({ journey }: Scene, state: string) =>
  journey.until(
    `the account is ${state}`,
    async () => (await journey.app.store.accounts.get("herald")).state === state,
  );

const untilAsked = ({ journey, server }: Scene, call: keyof XServer["calls"], times: number) =>
  journey.until(`${call} was asked ${times} times`, async () => server.calls[call] >= times);

const unpluggedFor = async ({ journey, server }: Scene, ms: number) => {
  server.misbehave("unplugged");
  await journey.app.clock.wait(ms);
  await server.plugIn();
};

const cases: readonly Case[] = [
  { what: "nothing at all", creates: 5 },
  ...(["fail-after", "lose-answer", "cut-midway", "hang-after", "drip", "huge", "garbled"] as const).map((how) => ({
    what: `${how}: it takes the post and does not say so`,
    creates: 5,
    trouble: (server: XServer) => server.misbehave(how, at),
  })),
  ...(["fail-before", "cut-before", "hang", "rate-limit", "rate-limit-unsaid"] as const).map((how) => ({
    what: `${how}: it does not take the post`,
    creates: 6,
    options: { closedMs: 1_500 },
    trouble: (server: XServer) => server.misbehave(how, at),
  })),
  {
    what: "a window of two posts that closes on success",
    creates: 5,
    options: { window: { limit: 2, perMs: 1_500 } },
  },
  {
    what: "a window that is used up while the answer of its last post is lost",
    creates: 6,
    options: { window: { limit: 3, perMs: 6_000 } },
    trouble: (server) => server.misbehave("lose-answer", at),
  },
  {
    what: "a token that expired, until the account is connected again",
    creates: 6,
    trouble: (server) => server.misbehave("expired-token", at),
    meanwhile: async (scene) => {
      await untilAccount(scene, "unauthorized");
      await reconnect(scene.journey.app, "herald", xKeys);
    },
  },
  {
    what: "credits that are used up, until the account is resumed",
    creates: 6,
    trouble: (server) => server.misbehave("no-credit", at),
    meanwhile: async (scene) => {
      await untilAccount(scene, "paused");
      await reconnect(scene.journey.app, "herald", null);
    },
  },
  {
    what: "a lost answer, and a list that lags behind for several look-ups",
    creates: 5,
    options: { lagMs: 3_000 },
    trouble: (server) => server.misbehave("lose-answer", at),
  },
  {
    what: "a lost answer, a list that lags until the post counts as absent, and the refusal of its duplicate",
    creates: 6,
    options: { lagMs: 20_000 },
    trouble: (server) => server.misbehave("lose-answer", at),
  },
  {
    what: "a lost answer, and a list behind a closed door",
    creates: 5,
    options: { closedMs: 1_500 },
    trouble(server) {
      server.misbehave("lose-answer", at);
      server.misbehave("rate-limit", 1, "list");
      server.misbehave("rate-limit-unsaid", 2, "list");
    },
  },
  {
    what: "a lost answer, and a list that breaks in every way",
    creates: 5,
    trouble(server) {
      server.misbehave("lose-answer", at);
      (["fail-before", "cut-midway", "hang", "huge", "garbled", "drip"] as const).forEach((how, index) => {
        server.misbehave(how, index + 1, "list");
      });
    },
  },
  {
    what: "a lost answer, and a token that expired before the look-up",
    creates: 5,
    trouble(server) {
      server.misbehave("lose-answer", at);
      server.misbehave("expired-token", 1, "list");
    },
    meanwhile: async (scene) => {
      await untilAccount(scene, "unauthorized");
      await reconnect(scene.journey.app, "herald", xKeys);
    },
  },
  {
    what: "a server that cannot be reached for a while between two posts",
    creates: 6,
    trouble: (server) => server.misbehave("rate-limit-unsaid", at),
    meanwhile: async (scene) => {
      await untilAsked(scene, "create", at);
      await unpluggedFor(scene, 1_700);
    },
  },
  {
    what: "a lost answer, and a server that cannot be reached for a while after it",
    creates: 5,
    options: { lagMs: 1_000 },
    trouble: (server) => server.misbehave("lose-answer", at),
    meanwhile: async (scene) => {
      await untilAsked(scene, "create", at);
      await unpluggedFor(scene, 1_700);
    },
  },
  {
    what: "trouble at every post",
    creates: 6,
    options: { closedMs: 1_000 },
    trouble(server) {
      (["lose-answer", "garbled", "rate-limit", "huge", "cut-midway", "hang-after"] as const).forEach((how, index) => {
        server.misbehave(how, index + 1);
      });
    },
  },
];

describe.concurrent.each(queueBackends)("a thread to X, jobs on $name", ({ available, open }) => {
  const test = available ? it.concurrent : it.skip;
  test.each(cases)("survives: $what", async ({ creates, options, trouble, meanwhile }) => {
    const closing = openClosing();
    const kept = <T extends AsyncDisposable>(one: T): T => {
      closing.add(() => one[Symbol.asyncDispose]());
      return one;
    };
    try {
      const server = kept(await openXServer(options));
      const { redis } = kept(await open());
      const database = kept(await openTestDatabase());
      const logged: string[] = [];
      const journey = kept(
        await openJourney({
          databaseUrl: database.url,
          redisUrl: redis?.url(),
          env: { ...patient, UTAS_X_URL: server.url },
          log: openLog("trace", { write: (line) => void logged.push(line) }),
        }),
      );
      await addXAccount(journey, database, "herald");
      trouble?.(server);
      const { id } = await journey.publish("herald", thread);
      await meanwhile?.({ journey, server, id });
      const { deliveries } = await journey.untilState(id, "published");

      const posts = server.posts();
      expect(posts.map(({ text }) => text)).toEqual(thread);
      expect(posts.map(({ parentId }) => parentId)).toEqual([null, ...posts.slice(0, -1).map((post) => post.id)]);
      expect(deliveries.map(({ remote }) => remote?.id)).toEqual(posts.map((post) => post.id));
      expect(server.calls.create).toBe(creates);
      expect(server.callsAgainstClosedDoor).toBe(0);
      expect(
        await placesWithSecrets(Object.values(xKeys), {
          dataDir: journey.app.settings.dataDir,
          database,
          texts: { log: logged.join(""), redis: redis?.written() ?? "", events: JSON.stringify(journey.events) },
        }),
      ).toEqual([]);
    } finally {
      await closing[Symbol.asyncDispose]();
    }
  });
});
