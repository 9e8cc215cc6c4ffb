/** Processes of workers that are killed, whoever starts them. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { quick } from "./rehearse.ts";

export interface Victim extends AsyncDisposable {
  readonly process: ChildProcess;
  /** Resolves when it takes jobs. */
  readonly ready: Promise<void>;
  /** Rejects when it ends by itself; never resolves. */
  readonly failed: Promise<never>;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

/** `built`: the folder of the build that holds `tests/support/victim.js`. */
export function startVictimIn(built: string, env: Record<string, string | undefined>): Victim {
  const { PATH, HOME, TMPDIR } = process.env;
  const given = { PATH, HOME, TMPDIR, ...quick, ...env };
  const set = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const child = spawn(process.execPath, [join(built, "tests/support/victim.js")], {
    env: set,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  child.stderr?.on("data", (chunk) => said.push(String(chunk)));
  const gone = once(child, "exit");
  const ready = new Promise<void>((resolve) => child.stdout?.once("data", () => resolve()));
  const failed = gone.then(([code]): Promise<never> => {
    if (code === null) return new Promise(() => undefined);
    throw new Error(`the worker process ended by itself (${code}): ${said.join("")}`);
  });
  failed.catch(() => undefined);
  const kill = async (signal: NodeJS.Signals = "SIGKILL") => {
    child.kill(signal);
    await gone;
  };
  return {
    process: child,
    ready,
    failed,
    kill,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) await kill();
    },
  };
}
