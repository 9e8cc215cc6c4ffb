/** `utas correct ID --post N --text TEXT|-`: edits a post that is out, or replies under its thread. */

import type { Command } from "commander";
import { correct } from "../actions/correct.ts";
import { publicationShape } from "../http/shapes.ts";
import { findPlatform } from "../platforms/index.ts";
import { costOf } from "../platforms/price.ts";
import { note, print, printJson, readGiven, wholeNumber } from "./io.ts";
import { sendFromHere } from "./send-from-here.ts";
import { saidOfCost, sentOf } from "./shapes.ts";
import { sayWhoSends } from "./who-sends.ts";
import { actor, changing, withApp } from "./with-app.ts";

interface Options {
  readonly post: number;
  readonly text: string;
  readonly wait?: true;
  readonly json?: true;
}

export const define = (command: Command): Command =>
  command
    .argument("<id>", "a publication that is out")
    .requiredOption("--post <n>", "which of its posts, from 1", wholeNumber("--post"))
    .requiredOption("--text <text>", "what it should say; - for standard input")
    .option("--wait", "send a reply from here and return when it is out")
    .option("--json", "print JSON")
    .action(async (id: string, { post: position, text: given, wait, json }: Options) => {
      const text = given === "-" ? new TextDecoder().decode((await readGiven("-", 1_000_000)).bytes).trim() : given;
      await withApp(changing, async (app) => {
        const made = await correct(app, { id, position, text, actor: actor() });
        if (made.kind === "edited") {
          if (json) return printJson({ correction: "edited", url: made.url });
          return print(`post ${position} of ${id} says so now${made.url ? `: ${made.url}` : ""}`);
        }
        const cost = costOf(findPlatform(made.reply.platform), [{ text }], app.settings);
        if (cost) note(`${made.reply.account}: ${saidOfCost(cost)}`);
        const isInterrupted = wait && !(await sendFromHere(app, [made.reply.id], !json));
        const reply = wait ? await app.store.publications.get(made.reply.id) : made.reply;
        if (reply.state === "scheduled" && !wait) await sayWhoSends(app, "Stored");
        if (json) printJson({ correction: "reply", publication: publicationShape(reply) });
        else {
          const why = reply.reason ? `: ${reply.reason}` : "";
          const out = wait ? `, ${sentOf(reply)} posts out` : "";
          print(`${reply.id}  ${reply.state}${why}${out}  replies under ${id}, since its network shows no edits`);
        }
        if (wait && reply.state !== "published") process.exitCode = isInterrupted ? 130 : 1;
      });
    });
