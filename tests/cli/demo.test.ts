/** A rehearsal that nobody watches to its end: it leaves no database and no folder behind. */

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { utas } from "../support/cli.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "utas-unwatched-"));
  // As root the database runs as another user, who must reach it.
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Begins a rehearsal, leaves it when it has said `at`, and gives what is left of it. */
async function left(name: string, at: RegExp, leave: (child: ChildProcess) => unknown): Promise<string[]> {
  const temporary = join(folder, name);
  mkdirSync(temporary);
  const { PATH = "", HOME = "" } = process.env;
  const child = spawn(process.execPath, [utas(), "demo"], {
    env: { PATH, HOME, TMPDIR: temporary },
    stdio: ["ignore", "pipe", "ignore"],
  });
  let said = "";
  let isLeft = false;
  child.stdout.on("data", (chunk) => {
    said += chunk;
    if (isLeft || !at.test(said)) return;
    isLeft = true;
    leave(child);
  });
  await once(child, "exit");
  expect(isLeft).toBe(true);
  return readdirSync(temporary).filter((one) => one.startsWith("utas-demo-"));
}

describe("a rehearsal", () => {
  it("ends tidily when its reader has seen enough", async () => {
    expect(await left("pipe", /1 of \d/, ({ stdout }) => stdout?.destroy())).toEqual([]);
  });

  it("ends tidily when its terminal is closed before the database has started", async () => {
    expect(await left("terminal", /Utas/, (child) => child.kill("SIGHUP"))).toEqual([]);
  });
});
