/** `utas sign-in`: a fresh link to the service of this data folder. */

import type { Command } from "commander";
import { makeSignInLink } from "../actions/sign-in.ts";
import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { originAt } from "../http/server.ts";
import { note, print, printJson } from "./io.ts";
import { reading, withApp } from "./with-app.ts";

export const define = (command: Command): Command =>
  command.option("--json", "print JSON").action(({ json }: { json?: true }) =>
    withApp(reading, async (app) => {
      const link = await makeSignInLink(app, await originOf(app));
      if (json) return printJson(link);
      print(`${link.url}\nGood once, until ${link.expiresAt.toISOString()}.`);
      if (!(await answers(link.url)))
        note('Nothing answers there at the moment. Start the service with "utas serve", then open the link.');
    }),
  );

const answersWithinMs = 2_000;

const answers = (url: string): Promise<boolean> =>
  fetch(new URL("/health", url), { signal: AbortSignal.timeout(answersWithinMs) }).then(
    () => true,
    () => false,
  );

/** The public address, else where a service said that it listens, else where one would. */
async function originOf({ settings, store }: App): Promise<string> {
  const { publicUrl, host, port } = settings;
  const origin = publicUrl ?? (await store.services.newest()) ?? (port > 0 ? originAt(host, port) : null);
  if (!origin) throw new AppError("service-not-running", {});
  return origin;
}
