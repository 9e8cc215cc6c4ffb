import { describe, expect, it } from "vitest";
import { facebook } from "../../src/platforms/facebook.ts";
import { measure } from "../../src/thread/measure.ts";

describe("Facebook", () => {
  it("takes 63,206 characters", () => {
    expect(measure("a".repeat(63_206), facebook.limits).valid).toBe(true);
    expect(measure("a".repeat(63_207), facebook.limits)).toMatchObject({ over: 1, valid: false });
  });

  it("shows an article's link as a card", () => {
    expect(facebook.limits.link).toBe("card");
  });
});
