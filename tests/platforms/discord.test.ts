import { describe, expect, it } from "vitest";
import { discord } from "../../src/platforms/discord.ts";
import { measure } from "../../src/thread/measure.ts";

describe("Discord", () => {
  it("takes 2,000 code points", () => {
    expect(measure("👍".repeat(2_000), discord.limits)).toMatchObject({ length: 2_000, valid: true });
    expect(measure("👍🏽".repeat(1_001), discord.limits)).toMatchObject({ length: 2_002, over: 2, valid: false });
  });

  it("carries no hashtags, which are plain text there", () => {
    expect(discord.limits.hashtagsMax).toBe(0);
  });
});
