import { describe, expect, it } from "vitest";
import { bluesky } from "../../src/platforms/bluesky.ts";

describe("Bluesky", () => {
  it("is known by the limits of its post lexicon", () => {
    expect(bluesky.limits).toMatchObject({ measure: "graphemes", max: 300, bytesMax: 3_000, urlCost: null });
    expect(bluesky.limits.media).toMatchObject({ images: 4, altMax: 2_000, maxBytes: 2_000_000 });
  });

  it("carries an article's link as a card, which costs no text", () => {
    expect(bluesky.limits.link).toBe("card");
  });
});
