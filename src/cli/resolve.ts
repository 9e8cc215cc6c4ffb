/** `utas resolve ID --sent URL | --not-sent`. */

import type { Command } from "commander";
import { resolve } from "../actions/resolve.ts";
import { AppError } from "../base/errors.ts";
import { publicationShape } from "../http/shapes.ts";
import { print, printJson } from "./io.ts";
import { actor, changing, withApp } from "./with-app.ts";

interface Options {
  readonly sent?: string;
  readonly notSent?: true;
  readonly json?: true;
}

export const define = (command: Command): Command =>
  command
    .argument("<id>", "an uncertain publication")
    .option("--sent <url>", "the post in question is out, at this address")
    .option("--not-sent", "the post in question is not there; it is sent again")
    .option("--json", "print JSON")
    .action(async (id: string, { sent, notSent, json }: Options) => {
      if ((sent === undefined) === (notSent === undefined))
        throw new AppError("usage", { problem: "Say --sent URL or --not-sent." });
      await withApp(changing, async (app) => {
        const shown = await resolve(app, id, sent ?? null, actor());
        if (json) return printJson(publicationShape(shown));
        print(`${id} is ${shown.state}`);
      });
    });
