import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** What takes longest for its size, by which files are ordered otherwise, so that no worker is left alone with it at the end. */
const long = [
  "journeys/storm",
  "journeys/mastodon",
  "journeys/bluesky",
  "cli/commands",
  "cli/splitting",
  "cli/rules",
  "journeys/killed",
  "journeys/browser",
];
/** Rooms whose files keep nothing from one test to the next: their tests share what they have loaded, in half of the time. */
const pure = ["account", "article", "config", "publication", "schedule", "thread"].map(
  (room) => `tests/${room}/**/*.test.ts`,
);

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = long.findIndex((part) => moduleId.includes(`/tests/${part}`));
      return at < 0 ? long.length : at;
    };
    return (await super.sort(files)).sort((one, other) => rank(one) - rank(other));
  }
}

/** Not inherited (`extends`), or each project would set the whole run up once more. */
const patience = { testTimeout: 60_000, hookTimeout: 120_000 };

export default defineConfig({
  test: {
    globalSetup: ["tests/support/build.ts", "tests/support/server.ts"],
    sequence: { sequencer: LongestFirst },
    projects: [
      { test: { name: "pure", include: pure, isolate: false, ...patience } },
      { test: { name: "all", include: ["tests/**/*.test.ts"], exclude: [...pure, "**/node_modules/**"], ...patience } },
    ],
  },
});
