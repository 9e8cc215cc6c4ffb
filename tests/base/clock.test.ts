/** The one clock: what corrects it, and what does not move it. */

import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { hours, openClock, provenError } from "../../src/base/clock.ts";

describe("the clock", () => {
  afterEach(() => vi.restoreAllMocks());

  it("is not moved by a measurement over which the process slept for an hour", () => {
    expect(provenError(new Date(0), new Date(3), new Date(hours(1)))).toBe(0);
  });

  it("ends up no further from the database's than the measurement's way took", () => {
    const ms = fc.integer({ min: -hours(24), max: hours(24) });
    const way = fc.integer({ min: 0, max: 5_000 });
    fc.assert(
      fc.property(ms, way, way, (errorMs, thereMs, backMs) => {
        const there = 1_000_000_000_000;
        const [before, after] = [there - thereMs - errorMs, there + backMs - errorMs];
        const left = errorMs - provenError(new Date(before), new Date(there), new Date(after));
        expect(Math.abs(left)).toBeLessThanOrEqual(thereMs + backMs);
      }),
    );
  });

  it("does not go back when the machine's clock is set back", () => {
    const clock = openClock();
    const before = clock.now();
    vi.spyOn(Date, "now").mockReturnValue(before.getTime() - hours(1));
    expect(clock.now() >= before).toBe(true);
  });

  it("goes on with the machine's clock when that ran on while the machine slept", () => {
    const clock = openClock();
    const woken = Date.now() + hours(1);
    vi.spyOn(Date, "now").mockReturnValue(woken);
    expect(clock.now().getTime()).toBe(woken);
  });
});
