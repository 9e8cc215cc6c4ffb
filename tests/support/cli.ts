/** Runs the command line as a person would: a process, its output, its exit code. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { inject } from "vitest";
import { quick } from "./rehearse.ts";

/** The command line, built. */
export const utas = (): string => join(inject("built"), "src/cli/main.js");

export interface Said {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Running {
  readonly cwd: string;
  readonly env?: Record<string, string>;
  readonly input?: string | Uint8Array;
  /** Interrupted (SIGINT) when standard error says this. */
  readonly interruptAt?: string;
  /** Another build of the command line. */
  readonly main?: string;
  /** Called with all that was said on standard error so far, each time there is more. */
  readonly heard?: (err: string) => void;
}

export async function run(
  args: readonly string[],
  { cwd, env = {}, input = "", main = utas(), interruptAt, heard }: Running,
): Promise<Said> {
  const { PATH = "", HOME = "", TMPDIR } = process.env;
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...quick, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  const said = { out: "", err: "" };
  let interrupted = false;
  child.stdout.on("data", (chunk) => {
    said.out += chunk;
  });
  child.stderr.on("data", (chunk) => {
    said.err += chunk;
    heard?.(said.err);
    // Once: a second one ends a process before it has said its farewell.
    if (interruptAt !== undefined && !interrupted && said.err.includes(interruptAt)) interrupted = child.kill("SIGINT");
  });
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const [code] = await once(child, "close");
  return { code: code as number | null, ...said };
}
