/** `utas history ID`: every move and every attempt, newest first. */

import type { Command } from "commander";
import { historyShape } from "../http/shapes.ts";
import { print, printJson, table, wholeNumber } from "./io.ts";
import { short } from "./shapes.ts";
import { reading, withApp } from "./with-app.ts";

export const define = (command: Command): Command =>
  command
    .argument("<id>", "a publication")
    .option("--limit <n>", "so many at most", wholeNumber("--limit"))
    .option("--json", "print JSON")
    .action((id: string, { json, limit }: { json?: true; limit?: number }) =>
      withApp(reading, async ({ store, settings: { zone } }) => {
        await store.publications.get(id);
        const entries = historyShape(await store.publications.history(id), await store.publications.attempts(id)).slice(
          0,
          limit,
        );
        if (json) return printJson(entries);
        print(
          table(
            entries.map((entry) =>
              "move" in entry
                ? [short(entry.at, zone), entry.move, entry.actor, entry.reason ?? ""]
                : [
                    short(entry.at, zone),
                    `post ${entry.post}, attempt ${entry.attempt}`,
                    entry.outcome ?? "under way",
                    entry.reason ?? "",
                  ],
            ),
          ),
        );
      }),
    );
