/** `utas worker`: workers only; API and page run elsewhere. */

import type { Command } from "commander";
import { startWorkers } from "../../workers/main.ts";
import { openApp } from "../app.ts";
import { openLog } from "../base/log.ts";
import { untilToldToStop } from "./until-told.ts";
import { settingsInForce } from "./with-app.ts";

export const define = (command: Command): Command =>
  command.action(async () => {
    const settings = settingsInForce();
    const log = openLog(settings.logLevel);
    await using app = await openApp(settings, { log, create: true, queue: "needed" });
    await using _workers = startWorkers(app);
    log.info({ queue: app.backend?.kind }, "workers are ready");
    await untilToldToStop();
  });
