/** A port for a process that must be told its port before it listens. */

import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below the range from which systems hand out ports by themselves, so that no other test's listener or connection takes it meanwhile. */
const range = { from: 20_000, to: 32_000 };

/** A free port of 127.0.0.1. Throws when a hundred in a row are taken. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = randomInt(range.from, range.to);
    if (await isFree(port)) return port;
  }
  throw new Error(`no free port between ${range.from} and ${range.to}`);
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once("error", () => resolve(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
  });
