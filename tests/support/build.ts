/** Vitest's global set-up: builds what is delivered, once a run, so that the processes which tests start are up in a moment. */

import { execFile } from "node:child_process";
import { cp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder that holds the build, beside src. */
    built: string;
  }
}

/** What tests start as processes beside the command line. */
const processes = ["victim", "server-user", "post-once"];

const root = join(import.meta.dirname, "../..");
const tsc = join(root, "node_modules/typescript/bin/tsc");

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const folder = await build();
  project.provide("built", folder);
  return () => rm(folder, { recursive: true, force: true });
}

/** The folder that it has made; who asked for it removes it. */
export async function build(): Promise<string> {
  const folder = join(root, `dist-test-${process.pid}`);
  const config = join(root, `tsconfig.test-${process.pid}.json`);
  await writeFile(
    config,
    JSON.stringify({
      extends: "./tsconfig.build.json",
      compilerOptions: { outDir: folder },
      include: ["config", "src", "workers", ...processes.map((name) => `tests/support/${name}.ts`)],
    }),
  );
  try {
    await promisify(execFile)(process.execPath, [tsc, "-p", config], { cwd: root });
  } finally {
    await rm(config);
  }
  await cp(join(root, "src/store/migrations"), join(folder, "src/store/migrations"), { recursive: true });
  return folder;
}
