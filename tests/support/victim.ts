/** A process of workers that tests kill, stop and wake: settings from its environment, one line on standard output when it takes jobs. */

import { readSettings } from "../../config/settings.ts";
import { openApp } from "../../src/app.ts";
import { openLog } from "../../src/base/log.ts";
import { networkIds } from "../../src/platforms/index.ts";
import { startWorkers } from "../../workers/main.ts";

const settings = readSettings(networkIds);
const app = await openApp(settings, { log: openLog(settings.logLevel), create: true, queue: "needed" });
const workers = startWorkers(app);
process.once("SIGTERM", async () => {
  await workers[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
});
console.log("ready");
