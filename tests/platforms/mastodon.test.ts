import { describe, expect, it } from "vitest";
import { mastodon } from "../../src/platforms/mastodon.ts";

describe("Mastodon", () => {
  it("is known by the defaults of its servers", () => {
    expect(mastodon.limits).toMatchObject({ measure: "mastodon", max: 500, bytesMax: null, urlCost: 23 });
    expect(mastodon.limits.media).toMatchObject({ images: 4, altMax: 1_500 });
  });

  it("carries link and hashtags in the first post, the only one that public lists show", () => {
    expect([mastodon.limits.link, mastodon.limits.hashtags]).toEqual(["first", "first"]);
  });

  it("has no address of its own, since every account names its server", () => {
    expect(mastodon.url).toBeNull();
  });
});
