/** Says so when what was just stored waits for a worker that nobody has started. */

import type { App } from "../app.ts";
import { note } from "./io.ts";

/** `what`: the beginning of the sentence, as "Stored". */
export async function sayWhoSends({ store, clock, settings }: App, what: string): Promise<void> {
  if ((await store.workers.alive(clock.now(), 3 * settings.beatMs)).length > 0) return;
  note(`${what}, but no worker is alive to do it. Start one with "utas serve" or "utas worker".`);
}
