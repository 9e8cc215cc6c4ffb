import { describe, expect, it } from "vitest";
import { linkedin } from "../../src/platforms/linkedin.ts";
import { measure } from "../../src/thread/measure.ts";

describe("LinkedIn", () => {
  it("takes 3,000 characters of what a reader sees, escapes aside", () => {
    expect(linkedin.limits).toMatchObject({ measure: "little-text", max: 3_000, bytesMax: null });
    expect(measure(String.raw`\(a\)`.repeat(1_000), linkedin.limits)).toMatchObject({ length: 3_000, valid: true });
    expect(measure(`${"(a)".repeat(1_000)}b`, linkedin.limits)).toMatchObject({ over: 1, valid: false });
  });

  it("shows an article's link as a card, which who posts builds", () => {
    expect(linkedin.limits.link).toBe("card");
  });
});
