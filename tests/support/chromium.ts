/** A real browser for the tests that want one: this machine's Chromium, else none, and they say that they are skipped. */

import { execFile, execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** Its name on this machine. UTAS_TEST_NO_SKIP makes its absence a failure. */
const browser: string | null = (() => {
  const found = names.find((name) => {
    try {
      execFileSync(name, ["--version"], { stdio: "ignore" });
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined && process.env.UTAS_TEST_NO_SKIP)
    throw new Error("chromium is not installed, and skipping is forbidden here");
  return found ?? null;
})();

export const hasChromium: boolean = browser !== null;
export const chromiumSays = hasChromium ? "" : " (skipped: no chromium on this machine)";

/** Runs a script in an empty page, with no network, and gives what the page then says in plain text. */
export async function saidByPage(script: string): Promise<string> {
  if (browser === null) throw new Error("There is no Chromium on this machine.");
  const folder = await mkdtemp(join(tmpdir(), "utas-chromium-"));
  try {
    const page = join(folder, "page.html");
    await writeFile(page, `<!doctype html><meta charset="utf-8"><title>-</title><body><script src="page.js"></script>`);
    await writeFile(join(folder, "page.js"), script);
    const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"];
    const { stdout } = await promisify(execFile)(
      browser,
      [...flags, `--user-data-dir=${join(folder, "profile")}`, "--dump-dom", `file://${page}`],
      { maxBuffer: 256 * 1024 * 1024 },
    );
    return /<pre>([\s\S]*)<\/pre>/.exec(stdout)?.[1]?.replaceAll("&gt;", ">") ?? stdout;
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
