/** Opens the app for one command, and closes it whatever happens. */

import { userInfo } from "node:os";
import { environment } from "../../config/env.ts";
import { readSettings, type Settings } from "../../config/settings.ts";
import type { App, Opening, Overrides } from "../app.ts";
import { type Log, openLog } from "../base/log.ts";
import { networkIds } from "../platforms/index.ts";

export const settingsInForce = (): Settings => readSettings(networkIds);

/** A one-shot command says what matters itself; its log speaks up only when something is wrong, unless it is asked to. */
export const quietLog = (settings: Settings): Log =>
  openLog(environment().find("UTAS_LOG_LEVEL") ? settings.logLevel : "error");

export async function withApp<T>(
  opening: Omit<Opening, "log">,
  work: (app: App) => Promise<T>,
  overrides?: Overrides,
): Promise<T> {
  const settings = settingsInForce();
  const { openApp } = await import("../app.ts");
  await using app = await openApp(settings, { log: quietLog(settings), ...opening }, overrides);
  if (opening.queue === "none") return await work(app);
  // What goes wrong in this very process is told as soon as anywhere else.
  const { heedTroubles } = await import("../actions/heed.ts");
  await using _heeding = heedTroubles(app);
  return await work(app);
}

/** For commands that only read: no folder is made, no queue is opened. */
export const reading = { create: false, queue: "none" } as const;
/** For commands that change what is there. */
export const changing = { create: false, queue: "wanted" } as const;
/** For commands that may be the first. */
export const beginning = { create: true, queue: "wanted" } as const;

/** Who does it, for the history. */
export function actor(): string {
  try {
    return `cli:${userInfo().username}`;
  } catch {
    return "cli";
  }
}
