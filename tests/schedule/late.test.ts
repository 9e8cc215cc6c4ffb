/** How late a publication may go, as people write it. */

import { describe, expect, it } from "vitest";
import { parseLate, writtenLate } from "../../src/schedule/late.ts";

describe("a late policy", () => {
  it.each([
    ["publish", "publish"],
    ["hold", "hold:30m"],
    ["skip", "skip:2h"],
    ["hold:5m", "hold:5m"],
    ["SKIP:90m", "skip:90m"],
    ["hold:1.5h", "hold:90m"],
    ["hold:45s", "hold:45s"],
    ["hold:120m", "hold:2h"],
  ])("%s is %s", (written, read) => {
    expect(writtenLate(parseLate(written))).toBe(read);
  });

  it.each(["", "later", "hold:", "hold:30", "publish:5m", "skip:99999h", "hold:-5m"])(
    "refuses %j and says what would be right",
    (written) => {
      expect(() => parseLate(written)).toThrow("give publish, hold, hold:30m, skip or skip:2h");
    },
  );
});
