/** `utas timeline ACCOUNT`: what the followers of a sandbox account would see, oldest first. */

import type { Command } from "commander";
import { timelineOf } from "../actions/timeline.ts";
import { seenShape } from "../http/shapes.ts";
import { print, printJson, wholeNumber } from "./io.ts";
import { short } from "./shapes.ts";
import { reading, withApp } from "./with-app.ts";

export const define = (command: Command): Command =>
  command
    .argument("<account>", "a sandbox account's handle or id")
    .option("--limit <n>", "the newest so many", wholeNumber("--limit"))
    .option("--json", "print JSON")
    .action((name: string, { json, limit }: { json?: true; limit?: number }) =>
      withApp(reading, async (app) => {
        const timeline = await timelineOf(app, name);
        const posts = limit === undefined ? timeline : timeline.slice(-limit);
        if (json) return printJson(posts.map(seenShape));
        for (const post of posts)
          print(
            `${short(post.at, app.settings.zone)}${post.parentId ? "  (reply)" : ""}\n${post.text}${post.card ? `\n[${post.card.title}: ${post.card.url}]` : ""}\n`,
          );
      }),
    );
