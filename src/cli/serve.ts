/** `utas serve`: API, board and workers in one process, until it is told to stop. */

import type { Command } from "commander";
import { makeSignInLink } from "../actions/sign-in.ts";
import { openApp } from "../app.ts";
import { openLog } from "../base/log.ts";
import { serve } from "../main.ts";
import { version } from "./delivered.ts";
import { print } from "./io.ts";
import { untilToldToStop } from "./until-told.ts";
import { settingsInForce } from "./with-app.ts";

export const define = (command: Command): Command =>
  command.action(async () => {
    const settings = settingsInForce();
    const log = openLog(settings.logLevel);
    await using app = await openApp(settings, { log, create: true, queue: "needed" });
    await using service = await serve(app, version());
    const told = untilToldToStop();
    const { url } = await makeSignInLink(app, settings.publicUrl ?? service.address);
    print(`Utas ${version()} listens on ${service.address}`);
    print(`Sign in (once, within 15 minutes): ${url}`);
    await told;
    log.info("stopping");
  });
