import { describe, expect, it } from "vitest";
import { clampedWait, instants, onceOnly, type Reply, repeatable, shown } from "../../src/platforms/call.ts";

const now = new Date("2026-12-01T09:00:00Z");
const answer = (status: number): Reply => ({ kind: "answer", status, headers: {}, body: undefined });
const broken = (left: boolean): Reply => ({ kind: "broken", left, reason: "the line broke" });

describe("a reply", () => {
  it.each([
    ["200", answer(200), "answer", "answer"],
    ["403", answer(403), "answer", "answer"],
    ["429", answer(429), "answer", "answer"],
    ["408", answer(408), "unknown", "deferred"],
    ["500", answer(500), "unknown", "deferred"],
    ["503", answer(503), "unknown", "deferred"],
    ["a call that broke after it was written", broken(true), "unknown", "deferred"],
    ["a call that never left", broken(false), "deferred", "deferred"],
  ])(
    "means what it says, or is of unknown fate for a create and put off for a call that may be repeated: %s",
    (_, reply, once, again) => {
      expect(onceOnly("X", reply).kind).toBe(once);
      expect(repeatable("X", reply).kind).toBe(again);
    },
  );
});

describe("a header that says when the window opens", () => {
  it("is read in the shape that the network uses", () => {
    const nine30 = new Date("2026-12-01T09:30:00Z");
    expect(instants.unixSeconds(String(nine30.getTime() / 1_000))).toEqual(nine30);
    expect(instants.secondsFromNow("1800", now)).toEqual(nine30);
    expect(instants.iso("2026-12-01T16:30:00+07:00")).toEqual(nine30);
    expect(instants.retryAfter("1800", now)).toEqual(nine30);
    expect(instants.retryAfter("Tue, 01 Dec 2026 09:30:00 GMT", now)).toEqual(nine30);
  });

  it.each([undefined, "", "soon", "1e300"])("is no time when it is missing or makes no sense: %s", (value) => {
    expect(instants.unixSeconds(value)).toBeNull();
    expect(instants.secondsFromNow(value, now)).toBeNull();
    expect(instants.iso(value)).toBeNull();
    expect(instants.retryAfter(value, now)).toBeNull();
  });

  it.each([
    ["2026-12-01T09:00:00.500Z", "2026-12-01T09:00:01Z"],
    ["2026-12-01T10:00:00Z", "2026-12-01T10:00:00Z"],
    ["2027-12-01T00:00:00Z", "2026-12-02T09:00:00Z"],
  ])("makes nobody wait for less than a second or more than a day: %s", (said, waits) => {
    expect(clampedWait(new Date(said), now)).toEqual(new Date(waits));
  });

  it("is no word where its time is over, so that nobody calls again at once", () => {
    expect(clampedWait(new Date("2026-12-01T08:58:00Z"), now)).toBeNull();
  });
});

describe("a network's own words", () => {
  it("are shown on one line, not endless, and without a credential, however it is written", () => {
    const credentials = { token: "s3cret/+=" };
    expect(shown("bad token s3cret/+=\n\tand s3cret%2F%2B%3D", credentials)).toBe("bad token [secret] and [secret]");
    expect(shown("x".repeat(5_000), credentials)).toHaveLength(300);
  });
});
