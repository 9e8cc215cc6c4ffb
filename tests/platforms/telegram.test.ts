import { describe, expect, it } from "vitest";
import { telegram } from "../../src/platforms/telegram.ts";
import { measure } from "../../src/thread/measure.ts";

describe("Telegram", () => {
  it("takes 4,096 UTF-16 units", () => {
    expect(telegram.limits).toMatchObject({ measure: "utf16", max: 4_096, bytesMax: null, urlCost: null });
    expect(measure("👍".repeat(2_048), telegram.limits)).toMatchObject({ length: 4_096, valid: true });
    expect(measure("👍".repeat(2_049), telegram.limits)).toMatchObject({ over: 2, valid: false });
  });

  it("leaves the time between two messages that a channel needs", () => {
    expect(60_000 / telegram.limits.gapMs).toBeLessThanOrEqual(20);
  });
});
