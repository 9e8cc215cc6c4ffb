/** Starts processes of workers for tests that kill them. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { quick } from "./rehearse.ts";

const victim = fileURLToPath(new URL("victim.ts", import.meta.url));

export interface Victim extends AsyncDisposable {
  readonly process: ChildProcess;
  /** Resolves when it takes jobs; rejects when it ends before. */
  readonly ready: Promise<void>;
  kill(signal?: NodeJS.Signals): Promise<void>;
}

export function startVictim(env: Record<string, string | undefined>): Victim {
  const { PATH, HOME, TMPDIR } = process.env;
  const given = { PATH, HOME, TMPDIR, ...quick, ...env };
  const set = Object.fromEntries(
    Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  const child = spawn(process.execPath, ["--import", "tsx", victim], { env: set, stdio: ["ignore", "pipe", "pipe"] });
  const said: string[] = [];
  child.stderr?.on("data", (chunk) => said.push(String(chunk)));
  const gone = once(child, "exit");
  const ready = Promise.race([
    new Promise<void>((resolve) => child.stdout?.once("data", () => resolve())),
    gone.then(([code, signal]) => {
      throw new Error(`the worker process ended before it was ready (${code ?? signal}): ${said.join("")}`);
    }),
  ]);
  ready.catch(() => undefined);
  const kill = async (signal: NodeJS.Signals = "SIGKILL") => {
    child.kill(signal);
    await gone;
  };
  return {
    process: child,
    ready,
    kill,
    async [Symbol.asyncDispose]() {
      if (child.exitCode === null && child.signalCode === null) await kill();
    },
  };
}
