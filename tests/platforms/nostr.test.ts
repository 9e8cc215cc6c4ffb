import { describe, expect, it } from "vitest";
import { nostr } from "../../src/platforms/nostr.ts";
import { measure } from "../../src/thread/measure.ts";

describe("Nostr", () => {
  it("counts code points, as relays do", () => {
    expect(measure("漢".repeat(8_196), nostr.limits)).toMatchObject({ length: 8_196, valid: true });
    expect(measure("漢".repeat(8_197), nostr.limits)).toMatchObject({ over: 1, valid: false });
  });

  it("has no address of its own, since every account names its relays", () => {
    expect(nostr.url).toBeNull();
  });
});
