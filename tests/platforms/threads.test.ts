import { describe, expect, it } from "vitest";
import { threads } from "../../src/platforms/threads.ts";
import { measure } from "../../src/thread/measure.ts";

describe("Threads", () => {
  it("takes 500 characters, where an emoji has as many as its bytes", () => {
    expect(threads.limits).toMatchObject({ measure: "emoji-bytes", max: 500, bytesMax: null, urlCost: null });
    expect(measure(`${"a".repeat(475)}👨‍👩‍👧‍👦`, threads.limits)).toMatchObject({ length: 500, valid: true });
    expect(measure(`${"a".repeat(476)}👨‍👩‍👧‍👦`, threads.limits)).toMatchObject({ length: 501, over: 1, valid: false });
  });

  it("knows one topic a post", () => {
    expect(threads.limits.hashtagsMax).toBe(1);
  });
});
