/**
 * Where to break: given units in order, what a break before each costs and how much a post holds, the cheapest thread, by
 * dynamic programming in the manner of Knuth and Plass. It knows lengths and costs, nothing of language.
 */

/** A join that costs so much is none. */
export const forced = 1e9;

export interface Unit {
  /** What stands between this unit and the one before it when both are in one post. */
  readonly gap: number;
  readonly length: number;
  /** Cost of starting a post here. */
  readonly breakCost: number;
  /** Cost of not starting a post here. */
  readonly joinCost: number;
}

/** What may stand beside the prose of the first or last post: how long it is, and what doing with so little costs. */
export interface Beside {
  readonly length: number;
  readonly cost: number;
}

export interface Page {
  /** What a post holds by its position (from 1), without what stands beside its prose. */
  readonly room: (position: number) => number;
  /** From this position on the room is the same for all posts: positions below are layers of their own, all later ones share a table. */
  readonly uniformFrom: number;
  /** At least one choice each, the cheapest first. */
  readonly first: readonly Beside[];
  readonly last: readonly Beside[];
  /** A last post shorter than this looks like a slip. */
  readonly stub: number;
  /** Of each post, against which all else is weighed. */
  readonly postCost?: number;
}

export interface Plan {
  /** Index of the first unit of each post. */
  readonly starts: readonly number[];
  readonly cost: number;
  /** The choice beside the first and the last post. */
  readonly first: number;
  readonly last: number;
}

const usualPostCost = 1_000;
const fillGoal = 0.92;
const fillCost = 260;
const scantFill = 0.3;
const scantCost = 350;
const stubCost = 6_000;
/** Of a post that could hold a book's worth of units, only so many places near its end are tried. */
const triedMax = 200;

export function cheapestPlan(units: readonly Unit[], page: Page): Plan | null {
  const count = units.length;
  const text: Text = {
    units,
    lengths: prefix(units, (unit) => unit.gap + unit.length),
    joins: prefix(units, (unit) => unit.joinCost),
  };
  const reach = furthest(text, page);
  let later = layer(text, page, page.uniformFrom, count, null);
  const layers = [later];
  for (let position = page.uniformFrom - 1; position >= 1; position--) {
    later = layer(text, page, position, Math.min(count, reach[position] ?? count), later);
    layers.unshift(later);
  }
  return follow(layers, text, page);
}

interface Text {
  readonly units: readonly Unit[];
  readonly lengths: Float64Array;
  readonly joins: Float64Array;
}

interface Layer {
  readonly cost: Float64Array;
  readonly next: Int32Array;
}

function prefix(units: readonly Unit[], of: (unit: Unit) => number): Float64Array {
  const sums = new Float64Array(units.length + 1);
  let sum = 0;
  units.forEach((unit, at) => {
    sum += of(unit);
    sums[at + 1] = sum;
  });
  return sums;
}

/** The furthest unit that a post at each position can start with. */
function furthest({ units, lengths }: Text, { room, uniformFrom }: Page): number[] {
  const reach = [0, 0];
  for (let position = 1; position < uniformFrom; position++) {
    let end = reach[position] ?? 0;
    const limit = (lengths[end] ?? 0) + (units[end]?.gap ?? 0) + room(position);
    while (end < units.length && (lengths[end + 1] ?? 0) <= limit) end++;
    reach[position + 1] = end;
  }
  return reach;
}

/** Best continuation for a post at `position` that starts with each unit up to `to`; `later` null: the following posts are of this layer too. */
function layer(text: Text, page: Page, position: number, to: number, later: Layer | null): Layer {
  const { units, lengths, joins } = text;
  const count = units.length;
  const cost = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
  const next = new Int32Array(count + 1).fill(-1);
  cost[count] = 0;
  const after = later?.cost ?? cost;
  const room = page.room(position);
  const least = position === 1 ? leastOf(page.first) : 0;
  let far = count;
  for (let start = Math.min(to, count - 1); start >= 0; start--) {
    const unit = units[start];
    const base = (lengths[start] ?? 0) + (unit?.gap ?? 0);
    while (far > start && (lengths[far] ?? 0) - base + least > room) far--;
    const opens =
      (page.postCost ?? usualPostCost) + (position === 1 ? 0 : (unit?.breakCost ?? 0)) - (joins[start + 1] ?? 0);
    const [from, to] = tried(joins, start, far);
    let cheapest = Number.POSITIVE_INFINITY;
    // The fullest post first: of the others, most cost more already without a look at how empty they are.
    for (let end = to; end >= from; end--) {
      const inside = opens + (joins[end] ?? 0) + (after[end] ?? 0);
      if (inside > cheapest) continue;
      const length = (lengths[end] ?? 0) - base;
      const last = end === count;
      const total =
        inside + (last || position === 1 ? besideCost(page, position, last, length, room) : emptiness(length / room));
      if (total <= cheapest && total < Number.POSITIVE_INFINITY) {
        cheapest = total;
        next[start] = end;
      }
    }
    cost[start] = cheapest;
  }
  return { cost, next };
}

/** The ends to try for a post from `start` that holds what comes before `far`: first and last. */
function tried(joins: Float64Array, start: number, far: number): readonly [from: number, to: number] {
  if (far - start <= triedMax) return [start + 1, far];
  let end = start + 1;
  let beyond = far + 1;
  while (beyond - end > 1) {
    const middle = (end + beyond) >> 1;
    if ((joins[middle] ?? 0) - (joins[start + 1] ?? 0) < forced) end = middle;
    else beyond = middle;
  }
  return [Math.max(start + 1, end - triedMax), end];
}

const leastOf = (choices: readonly Beside[]) => Math.min(...choices.map((one) => one.length));

/** Of a first or last post: the cheapest that fits beside it, and how empty that leaves it. */
function besideCost(page: Page, position: number, last: boolean, length: number, room: number): number {
  const chosen = choose(page, position, last, room - length);
  if (!chosen) return Number.POSITIVE_INFINITY;
  const beside = (chosen.first?.length ?? 0) + (chosen.last?.length ?? 0);
  const cost = (chosen.first?.cost ?? 0) + (chosen.last?.cost ?? 0);
  // The first post may be short: it is the hook.
  if (position === 1) return cost;
  return cost + emptiness(length / (room - beside)) + (length < page.stub ? stubCost : 0);
}

interface Chosen {
  readonly first: Beside | null;
  readonly last: Beside | null;
}

function choose({ first, last }: Page, position: number, isLast: boolean, left: number): Chosen | null {
  const fits = (one: Beside, taken: number) => one.length + taken <= left;
  if (position > 1) {
    const found = last.find((one) => fits(one, 0));
    return found ? { first: null, last: found } : null;
  }
  if (!isLast) {
    const found = first.find((one) => fits(one, 0));
    return found ? { first: found, last: null } : null;
  }
  let best: { first: Beside; last: Beside } | null = null;
  for (const one of first)
    for (const other of last)
      if (fits(one, other.length) && (!best || one.cost + other.cost < best.first.cost + best.last.cost))
        best = { first: one, last: other };
  return best;
}

const emptiness = (fill: number): number =>
  fillCost * Math.max(0, fillGoal - fill) ** 2 + (fill < scantFill ? scantCost : 0);

function follow(layers: readonly Layer[], text: Text, page: Page): Plan | null {
  const count = text.units.length;
  const cost = layers[0]?.cost[0] ?? Number.POSITIVE_INFINITY;
  if (!Number.isFinite(cost)) return null;
  const starts: number[] = [];
  let at = 0;
  for (let position = 1; at < count; position++) {
    starts.push(at);
    at = (layers[position - 1] ?? layers.at(-1))?.next[at] ?? count;
    if (at < 0) return null;
  }
  return { starts, cost, ...besideOf(starts, text, page) };
}

/** What was chosen beside the first and the last post of a plan. */
function besideOf(starts: readonly number[], { units, lengths }: Text, page: Page): Pick<Plan, "first" | "last"> {
  const leftOf = (position: number) => {
    const start = starts[position - 1] ?? 0;
    const end = starts[position] ?? units.length;
    return page.room(position) - ((lengths[end] ?? 0) - (lengths[start] ?? 0) - (units[start]?.gap ?? 0));
  };
  const opening = choose(page, 1, starts.length === 1, leftOf(1));
  const closing = starts.length === 1 ? opening : choose(page, starts.length, true, leftOf(starts.length));
  const indexOf = (choices: readonly Beside[], chosen: Beside | null | undefined) =>
    chosen ? choices.indexOf(chosen) : 0;
  return { first: indexOf(page.first, opening?.first), last: indexOf(page.last, closing?.last) };
}
