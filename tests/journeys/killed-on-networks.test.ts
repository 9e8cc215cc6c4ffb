/**
 * Workers are killed at random while they publish to servers that speak the networks' own APIs; what stands there afterwards is read back from
 * them: each thread once, whole, in order. UTAS_TEST_FULL=all kills more often; UTAS_CHAOS_SEED repeats a run.
 */

import { describe, expect, it, vi } from "vitest";
import { connect } from "../../src/actions/connect.ts";
import { sql } from "../../src/store/db.ts";
import { openCarelessServer } from "../support/careless-server.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { hasPds, openPds } from "../support/pds.ts";
import { startVictim } from "../support/processes.ts";
import { randomFrom } from "../support/random.ts";
import { type Journey, openJourney } from "../support/rehearse.ts";

if (!hasPds) {
  const how = "the reference PDS is not installed: npm ci --prefix tests/servers/pds";
  if (process.env.UTAS_TEST_NO_SKIP) throw new Error(how);
  console.warn(`skipped: ${how}`);
}

vi.setConfig({ testTimeout: 600_000 });

const seed = Number(process.env.UTAS_CHAOS_SEED ?? Math.floor(Math.random() * 2 ** 31));
const rounds = process.env.UTAS_TEST_FULL === "all" ? 10 : 5;
const allowed = { UTAS_ALLOWED_PRIVATE_HOSTS: "127.0.0.1" };
/** Signing in takes a server that hashes passwords a while; a lease that lapses soon is for those that die. */
const env = { ...allowed, UTAS_CALL_DEADLINE: "10s", UTAS_LEASE: "21s" };
const victims = { ...allowed, UTAS_CALL_DEADLINE: "1500ms", UTAS_LEASE: "3500ms" };

/** What a server shows of a post. */
interface ReadBack {
  readonly id: string;
  readonly text: string;
  readonly parent: string | null;
}

interface Member {
  readonly handle: string;
  read(): Promise<readonly ReadBack[]>;
}

const partsOf = (name: string) => [1, 2, 3, 4].map((part) => `${name} 👩‍🌾 日本 & <b>, bagian ${part} dari 4. #Banjir`);

/** A thread to every member in every round, and in every round the worker dies up to `withinMs` after a post began to leave. Returns how often one was in the air then. */
async function killAtRandom(
  { database, journey }: { database: TestDatabase; journey: Journey },
  members: readonly Member[],
  withinMs: number,
): Promise<number> {
  const { app } = journey;
  const random = randomFrom(seed);
  const given = { DATABASE_URL: database.url, UTAS_DATA_DIR: app.settings.dataDir, ...victims };
  const inTheAir = async (since: Date) =>
    (await database.db.rows(sql`select from utas.deliveries where state = 'sending' and started_at >= ${since}`))
      .length > 0;
  const until = async (what: string, holds: () => Promise<boolean>) => {
    const late = AbortSignal.timeout(120_000);
    while (!(await holds())) {
      if (late.aborted) throw new Error(`waited in vain until ${what}`);
      await app.clock.wait(10);
    }
  };
  const ids: string[] = [];
  let struck = 0;
  for (let round = 0; round < rounds; round++) {
    for (const { handle } of members) ids.push((await journey.publish(handle, partsOf(`Putaran ${round}`))).id);
    await using victim = startVictim(given);
    await Promise.race([victim.failed, victim.ready]);
    const since = app.clock.now();
    await Promise.race([victim.failed, until("a post is in the air", () => inTheAir(since))]);
    await app.clock.wait(random() * withinMs);
    await victim.kill();
    if (await inTheAir(since)) struck += 1;
  }
  await using _last = startVictim(given);
  for (const id of ids)
    await until(`${id} is out`, async () => (await app.store.publications.get(id)).state === "published");
  return struck;
}

/** Exactly the planned posts, each thread in order and each part a reply to the one before it. */
async function expectOnce({ read }: Member): Promise<void> {
  const found = await read();
  const seen = Array.from({ length: rounds }, (_, round) => {
    const mine = found.filter(({ text }) => text.startsWith(`Putaran ${round} `));
    return mine.map(({ text, parent }, at) => ({ text, after: parent === (mine[at - 1]?.id ?? null) }));
  });
  const planned = Array.from({ length: rounds }, (_, round) =>
    partsOf(`Putaran ${round}`).map((text) => ({ text, after: true })),
  );
  expect(seen).toEqual(planned);
  expect(found).toHaveLength(rounds * 4);
}

describe(`a worker killed at random (seed ${seed})`, () => {
  it("leaves each thread once on servers with Mastodon's API that ignore or race the key", async () => {
    await using ignoring = await openCarelessServer({ keys: "ignored", slowMs: 250 });
    await using racing = await openCarelessServer({ keys: "raced", slowMs: 250 });
    await using database = await openTestDatabase();
    await using journey = await openJourney({ databaseUrl: database.url, env, workers: false });
    const servers = { ignoring, racing };
    const members: Member[] = [];
    for (const [handle, { url, token, statuses }] of Object.entries(servers)) {
      await connect(journey.app, {
        platform: "mastodon",
        handle,
        options: { server: url },
        credentials: { accessToken: token },
      });
      members.push({ handle, read: async () => statuses });
    }
    const struck = await killAtRandom({ database, journey }, members, 400);
    expect(struck).toBeGreaterThan(0);
    for (const member of members) await expectOnce(member);
    for (const { statuses } of Object.values(servers))
      expect(
        new Set(statuses.map(({ parent, visibility, language }) => [parent === null, visibility, language].join())),
      ).toEqual(new Set(["true,public,id", "false,unlisted,id"]));
  });

  it.skipIf(!hasPds)("leaves each thread once on the reference personal data server", async () => {
    await using pds = await openPds();
    await using database = await openTestDatabase();
    await using journey = await openJourney({ databaseUrl: database.url, env, workers: false });
    const members: Member[] = [];
    for (const atomic of ["on", "off"]) {
      const handle = `herald-${atomic}.test`;
      const { did, appPassword } = await pds.join(handle);
      const options = { server: pds.url, atomic };
      await connect(journey.app, { platform: "bluesky", handle, options, credentials: { appPassword } });
      const read = async () =>
        (await pds.posts(did)).map(({ uri, value }) => {
          const { parent = null } = (value.reply ?? {}) as { parent?: { uri: string } };
          return { id: uri, text: value.text, parent: parent?.uri ?? null };
        });
      members.push({ handle, read });
    }
    const struck = await killAtRandom({ database, journey }, members, 60);
    expect(struck).toBeGreaterThan(0);
    for (const member of members) await expectOnce(member);
  });
});
