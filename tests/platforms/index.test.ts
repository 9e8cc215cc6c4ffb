import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { findPlatform, findSendablePlatform, platformIds, platforms } from "../../src/platforms/index.ts";
import { lookOf } from "../../src/platforms/platform.ts";
import { describeLook } from "./contract-look.ts";

const folder = new URL("../../src/platforms/", import.meta.url);

describe("the list of platforms", () => {
  it("names every platform that has a file, each once", () => {
    const files = readdirSync(folder).filter((file) =>
      readFileSync(new URL(file, folder), "utf8").includes("= definePlatform({"),
    );
    expect([...platformIds].sort()).toEqual(files.map((file) => file.replace(".ts", "")).sort());
  });

  it("finds a platform by its id, and names the known ones when there is none", () => {
    for (const platform of platforms) expect(findPlatform(platform.id)).toBe(platform);
    expect(() => findPlatform("friendster")).toThrow(
      `There is no platform friendster. Known: ${platformIds.join(", ")}.`,
    );
  });

  it("finds only platforms that can be sent to when one is to send, and names them when it is another", () => {
    expect(findSendablePlatform("x").sender).not.toBeNull();
    expect(() => findSendablePlatform("nostr")).toThrow(/cannot send there yet. It sends to: (?:\w+, )*x[.,]/);
    expect(() => findSendablePlatform("friendster")).toThrow("There is no platform friendster");
  });

  it.each(platforms)("holds limits that a thread can be planned by: $label", ({ limits, fields }) => {
    expect(limits.max).toBeGreaterThan(0);
    expect(limits.postsMax).toBeGreaterThan(1);
    expect(limits.urlCost ?? 0).toBeLessThan(limits.max);
    expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length);
  });
});

for (const platform of platforms) describeLook(platform);

describe("the look of an account", () => {
  it("is its network's, and on the sandbox that of the network which it is like", () => {
    expect(lookOf(findPlatform("bluesky"), { options: {} })).toBe(findPlatform("bluesky").look);
    expect(lookOf(findPlatform("sandbox"), { options: {} })).toBe(findPlatform("x").look);
    expect(lookOf(findPlatform("sandbox"), { options: { like: "mastodon" } })).toBe(findPlatform("mastodon").look);
  });
});
