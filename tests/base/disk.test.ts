/** Room on the disk: measured where the data folder is or will be; below the floor it is low. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openDisk } from "../../src/base/disk.ts";

const quiet = { onError: () => undefined };

describe("the disk", () => {
  it("is measured where the folder is, and where it would be made", async () => {
    const folder = mkdtempSync(join(tmpdir(), "utas-disk-"));
    const there = await openDisk({ folder, floorBytes: 1, ...quiet });
    const not = await openDisk({ folder: join(folder, "not", "yet"), floorBytes: 1, ...quiet });
    rmSync(folder, { recursive: true });
    expect(there.freeBytes).toBeGreaterThan(0);
    expect(not.freeBytes).toBeGreaterThan(0);
    expect([there.low, not.low]).toEqual([false, false]);
  });

  it.each([
    [499, 500, true],
    [500, 500, false],
    [0, 0, false],
  ])("with %i free of %i needed is low: %s", async (free, floorBytes, low) => {
    expect((await openDisk({ folder: "/", floorBytes, freeOf: async () => free, ...quiet })).low).toBe(low);
  });

  it("that cannot be measured stops nobody, and says why", async () => {
    const said: string[] = [];
    const disk = await openDisk({
      folder: "/",
      floorBytes: 500,
      freeOf: () => Promise.reject(new Error("EIO")),
      onError: ({ message }) => said.push(message),
    });
    expect([disk.low, disk.freeBytes, said]).toEqual([false, null, ["EIO"]]);
  });

  it("is low no more once there is room again", async () => {
    let free = 1;
    const disk = await openDisk({ folder: "/", floorBytes: 500, freeOf: async () => free, ...quiet });
    free = 900;
    expect(disk.low).toBe(true);
    await disk.measure();
    expect(disk.low).toBe(false);
  });
});
