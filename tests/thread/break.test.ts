import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Beside, cheapestPlan, type Page, type Unit } from "../../src/thread/break.ts";
import { numberOf, numberWidth } from "../../src/thread/numbering.ts";

const unit = (length: number, breakCost = 0, joinCost = 0): Unit => ({ length, gap: 1, breakCost, joinCost });
const nothing: readonly Beside[] = [{ length: 0, cost: 0 }];
const page = (room: Page["room"], more: Partial<Page> = {}): Page => ({
  room,
  uniformFrom: 2,
  first: nothing,
  last: nothing,
  stub: 60,
  ...more,
});
const startsOf = (units: readonly Unit[], room: number) =>
  cheapestPlan(
    units,
    page(() => room),
  )?.starts;

describe("the cheapest plan", () => {
  it("takes one post where all fits", () => expect(startsOf([unit(30), unit(30), unit(30)], 100)).toEqual([0]));
  it("has none where a unit fits nowhere", () => expect(startsOf([unit(101)], 100)).toBeUndefined());
  it("breaks where it costs least", () =>
    expect(startsOf([unit(40), unit(40, 900), unit(40, 0), unit(40, 900)], 130)).toEqual([0, 2]));
  it("breaks for the sake of a unit that should open a post", () => {
    expect(startsOf([unit(30), unit(65, 0, 1_500)], 100)).toEqual([0, 1]);
  });
  it("would rather not end in a stub", () => {
    expect(startsOf([unit(90), unit(50, 1_000), unit(50, 100), unit(20)], 150)).toEqual([0, 2]);
    expect(startsOf([unit(70), unit(70, 4_000), unit(20)], 150)).toEqual([0, 1]);
  });
  it("knows what stands beside the first and last post", () => {
    const fifty = [{ length: 50, cost: 0 }];
    const plan = cheapestPlan(
      [unit(49), unit(49), unit(50), unit(49)],
      page(() => 100, { first: fifty, last: fifty }),
    );
    expect(plan?.starts).toEqual([0, 1, 3]);
  });
  it("takes what costs least of what fits beside the last post", () => {
    const last = [30, 20, 0].map((length) => ({ length, cost: (30 - length) * 10 }));
    const taken = (length: number) =>
      cheapestPlan(
        [unit(90), unit(length)],
        page(() => 100, { last }),
      )?.last;
    expect([taken(70), taken(71), taken(80), taken(81), taken(100)]).toEqual([0, 1, 1, 2, 2]);
  });

  it("is as cheap as the cheapest of all plans, tried one by one", () => {
    const units = fc.array(
      fc.record({
        length: fc.integer({ min: 1, max: 60 }),
        gap: fc.constantFrom(0, 1, 2),
        breakCost: fc.constantFrom(-40, 0, 30, 900),
        joinCost: fc.constantFrom(0, 0, 1_500),
      }),
      { minLength: 1, maxLength: 9 },
    );
    const room = (position: number, last: boolean) => (position === 1 ? 70 : position < 4 ? 90 : 85) - (last ? 10 : 0);
    const ten = [{ length: 10, cost: 0 }];
    fc.assert(
      fc.property(units, (all) => {
        const found = cheapestPlan(
          all,
          page((position) => room(position, false), { uniformFrom: 4, last: ten }),
        );
        const costs = everyPlan(all.length).map((starts) => costOf(all, starts, room));
        expect(found?.cost ?? Number.POSITIVE_INFINITY).toBeCloseTo(Math.min(...costs), 6);
      }),
    );
  });
});

function everyPlan(count: number): number[][] {
  return Array.from({ length: 2 ** (count - 1) }, (_, bits) => [
    0,
    ...Array.from({ length: count - 1 }, (__, at) => at + 1).filter((at) => (bits >> (at - 1)) & 1),
  ]);
}

/** The cost of a plan, written out as section 6 of the splitting rules says it. */
function costOf(
  units: readonly Unit[],
  starts: readonly number[],
  room: (position: number, last: boolean) => number,
): number {
  return starts.reduce((sum, start, index) => {
    const end = starts[index + 1] ?? units.length;
    const last = end === units.length;
    const own = units.slice(start, end);
    const length = own.reduce((total, one, at) => total + one.length + (at > 0 ? one.gap : 0), 0);
    const most = room(index + 1, last);
    if (length > most) return Number.POSITIVE_INFINITY;
    const joins = own.slice(1).reduce((total, one) => total + one.joinCost, 0);
    if (index === 0) return sum + 1_000 + joins;
    const fill = length / most;
    const emptiness = 260 * Math.max(0, 0.92 - fill) ** 2 + (fill < 0.3 ? 350 : 0);
    return sum + 1_000 + joins + (own[0]?.breakCost ?? 0) + emptiness + (last && length < 60 ? 6_000 : 0);
  }, 0);
}

it("a number is as wide as was reserved for it", () => {
  for (const posts of [2, 9, 10, 12, 99, 100, 999])
    for (const position of [1, 9, 10, 99, 100, 999].filter((one) => one <= posts))
      expect(numberWidth(position, String(posts).length)).toBe(numberOf(position, posts).length);
  expect([numberOf(1, 1), numberWidth(1, 0)]).toEqual(["", 0]);
});
