import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isOpenToOthers } from "../../src/cli/open-file.ts";

describe("whether others may read a file", () => {
  let root: string;
  let file: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "utas-open-"));
    mkdirSync(join(root, "kunci"));
    file = join(root, "kunci", "x.json");
    writeFileSync(file, "{}");
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it.each([
    ["whose mode lets them", 0o755, 0o644, true],
    ["whose mode does not", 0o755, 0o600, false],
    ["in a folder that is its owner's alone", 0o700, 0o644, false],
  ])("%s", async (_, folder, mode, open) => {
    chmodSync(root, folder);
    chmodSync(file, mode);
    expect(await isOpenToOthers(file)).toBe(open);
  });
});
