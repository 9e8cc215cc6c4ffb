import { describe, expect, it } from "vitest";
import { nearest } from "../../src/base/nearest.ts";

describe("the nearest name", () => {
  const names = ["publish", "status", "retry", "to", "x"];
  it.each([
    ["publihs", "publish"],
    ["PUBLISH", "publish"],
    ["pubish", "publish"],
    ["stats", "status"],
    ["too", "to"],
    ["rety", "retry"],
  ])("to %s is %s", (word, name) => expect(nearest(word, names)).toBe(name));

  it.each(["orkut", "q", "", "retract", "a".repeat(100_000)])("to %s is none", (word) =>
    expect(nearest(word, names)).toBeNull(),
  );
});
