/** Storms on the three networks, short ones; `npm run soak` runs a thousand threads and more on each. */

import { describe, expect, inject, it } from "vitest";
import { openTestDatabase } from "../support/database.ts";
import { storm } from "../support/storm.ts";
import { stormy } from "../support/storm-networks.ts";

const seed = Number(process.env.UTAS_STORM_SEED ?? Math.floor(Math.random() * 2 ** 31));
const lives = { statements: 240, posts: 12 };
const runs = process.env.UTAS_TEST_FULL === "all" ? 60 : 14;

describe("threads in a storm", () => {
  it.each(Object.keys(stormy))(
    `on %s are out once, whole and in order, and settle by themselves (seed ${seed})`,
    { timeout: 600_000 },
    async (network) => {
      await using database = await openTestDatabase();
      const { url: databaseUrl } = database;
      const tally = await storm({ network, runs, lanes: 4, seed, databaseUrl, built: inject("built"), lives });
      expect(tally).toMatchObject({ runs, doubled: 0, lost: 0, outOfOrder: 0, unsettled: 0, wrong: [] });
      expect(tally.kills).toBeGreaterThan(0);
    },
  );
});
