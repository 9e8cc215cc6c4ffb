/** What a send's outcome leads to, case by case. */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hours, later, minutes, seconds } from "../../src/base/clock.ts";
import { absenceCountsFrom, type Circumstances, judge, nextAsk, weighAbsence } from "../../src/publication/outcome.ts";
import { backOff, clampWait } from "../../src/publication/retry.ts";

const now = new Date("2026-11-24T03:00:00Z");
const about: Circumstances = {
  now,
  random: () => 1,
  tries: 0,
  doubtedBefore: false,
  bounds: { tries: 8, backOffMs: 1_000, firstAskMs: 2_000 },
};

describe("the judgement of a send", () => {
  it("waits after a fault twice as long each time, and gives up at the last try", () => {
    const fault = { kind: "deferred", cause: "fault", notBefore: null, reason: "refused" } as const;
    const waits = [0, 1, 2, 3, 4, 5, 6].map((tries) => {
      const { ending } = judge(fault, { ...about, tries });
      return ending.move === "defer" ? (ending.retryAt?.getTime() ?? 0) - now.getTime() : ending.move;
    });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000]);
    expect(judge(fault, { ...about, tries: 7 }).ending).toMatchObject({ move: "fail" });
  });

  it("does not count a closed window, closes it for the whole account, and believes the network's time", () => {
    const until = later(now, minutes(7));
    const verdict = judge(
      { kind: "deferred", cause: "window", notBefore: until, reason: "429" },
      { ...about, tries: 7 },
    );
    expect(verdict).toEqual({
      ending: { move: "defer", retryAt: until, tries: 7, reason: "429" },
      effect: { closed: { route: "create", until } },
    });
  });

  it("never sends again what may have been sent", () => {
    expect(judge({ kind: "unknown", reason: "cut" }, about).ending).toMatchObject({
      move: "doubt",
      nextAskAt: later(now, 2_000),
    });
  });

  it("takes a duplicate for a refusal, but after a doubt for the earlier try that did arrive", () => {
    const duplicate = { kind: "rejected", duplicate: true, reason: "duplicate" } as const;
    expect(judge(duplicate, about).ending.move).toBe("fail");
    expect(judge(duplicate, { ...about, doubtedBefore: true }).ending.move).toBe("doubt");
  });

  it("tries again where a session was refused that had just been begun, and at last stops the account", () => {
    const refused = { kind: "unauthorized", accountState: "unauthorized", reason: "expired" } as const;
    const outcome = { kind: "deferred", cause: "fault", notBefore: null, reason: "expired", refused } as const;
    expect(judge(outcome, about)).toMatchObject({ ending: { move: "defer", tries: 1 }, effect: {} });
    const last = { ...about, tries: about.bounds.tries - 1 };
    expect(judge(outcome, last)).toMatchObject({
      ending: { move: "defer", tries: last.tries },
      effect: { stopped: { state: "unauthorized", reason: "expired" } },
    });
  });

  it("stops the account that is refused, not the publication", () => {
    const verdict = judge(
      { kind: "unauthorized", accountState: "paused", reason: "no credit" },
      { ...about, tries: 7 },
    );
    expect(verdict.ending).toMatchObject({ move: "defer", retryAt: null, tries: 7 });
    expect(verdict.effect).toEqual({ stopped: { state: "paused", reason: "no credit" } });
  });
});

describe("a wait", () => {
  it("lies between half of the doubled time and the whole of it, and never above 15 minutes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (tries, random) => {
          const full = Math.min(minutes(15), 1_000 * 2 ** (tries - 1));
          const wait = backOff(tries, 1_000, () => random);
          expect(wait).toBeGreaterThanOrEqual(full / 2);
          expect(wait).toBeLessThanOrEqual(full);
        },
      ),
    );
  });

  it.each([
    ["in the past", -seconds(30), seconds(1)],
    ["of a moment", 10, seconds(1)],
    ["of ten minutes", minutes(10), minutes(10)],
    ["of three days", hours(72), hours(24)],
  ])("that a server asks for %s is kept within a second and a day", (_, asked, kept) => {
    expect(clampWait(later(now, asked), now)).toEqual(later(now, kept));
  });
});

describe("a look-up that found nothing", () => {
  const lookUp = { by: "look-up", notBeforeMs: seconds(10), asks: 2 } as const;
  const asked = { startedAt: now, deadlineMs: seconds(30), absenceFloorMs: minutes(2), refusedAsDuplicate: false };

  it("counts only after the floor, after the deadline and the network's lag, and after two asks", () => {
    expect(absenceCountsFrom(lookUp, asked)).toEqual(later(now, minutes(2)));
    expect(absenceCountsFrom(lookUp, { ...asked, absenceFloorMs: 0 })).toEqual(later(now, seconds(40)));
    expect(weighAbsence(lookUp, { ...asked, now: later(now, minutes(2) - 1), asks: 9 })).toBe("ask again");
    expect(weighAbsence(lookUp, { ...asked, now: later(now, minutes(2)), asks: 1 })).toBe("ask again");
    expect(weighAbsence(lookUp, { ...asked, now: later(now, minutes(2)), asks: 2 })).toBe("absent");
  });

  it("proves nothing about a post that the network calls a duplicate: in the end a person looks", () => {
    const duplicate = { ...asked, refusedAsDuplicate: true, now: later(now, hours(1)) };
    expect(weighAbsence(lookUp, { ...duplicate, asks: 11 })).toBe("ask again");
    expect(weighAbsence(lookUp, { ...duplicate, asks: 12 })).toBe("ask a person");
  });

  it("is repeated at the very moment when absence begins to count", () => {
    expect(nextAsk(1, now, 2_000, later(now, 500))).toEqual(later(now, 500));
    expect(nextAsk(1, now, 2_000, later(now, 5_000))).toEqual(later(now, 2_000));
    expect(nextAsk(20, now, 2_000, now)).toEqual(later(now, 60_000));
  });
});
