/** `utas timeline ACCOUNT`: what the followers of a sandbox account would see, oldest first. */

import type { Command } from "commander";
import { AppError } from "../base/errors.ts";
import { print, printJson, wholeNumber } from "./io.ts";
import { short } from "./shapes.ts";
import { reading, withApp } from "./with-app.ts";

export const define = (command: Command): Command =>
  command
    .argument("<account>", "a sandbox account's handle or id")
    .option("--limit <n>", "the newest so many", wholeNumber("--limit"))
    .option("--json", "print JSON")
    .action((name: string, { json, limit }: { json?: true; limit?: number }) =>
      withApp(reading, async ({ store, rehearsal }) => {
        const account = await store.accounts.get(name);
        const timeline = await rehearsal.timeline(account.id);
        if (timeline.length === 0 && account.identity?.id !== account.handle)
          throw new AppError("option-invalid", {
            option: "account",
            value: name,
            hint: `${account.platform} keeps its timeline itself; look there`,
          });
        const posts = limit === undefined ? timeline : timeline.slice(-limit);
        if (json) return printJson(posts.map(({ id, text, parentId, at }) => ({ id, text, parentId, at })));
        for (const post of posts) print(`${short(post.at)}${post.parentId ? "  (reply)" : ""}\n${post.text}\n`);
      }),
    );
