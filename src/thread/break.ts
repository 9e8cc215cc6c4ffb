/**
 * Where to break: given units in order, what a break before each costs and how much a post holds, the cheapest thread, by
 * dynamic programming in the manner of Knuth and Plass. It knows lengths and costs, nothing of language.
 */

export interface Unit {
  /** What stands between this unit and the one before it when both are in one post. */
  readonly gap: number;
  readonly length: number;
  /** Cost of starting a post here. */
  readonly breakCost: number;
  /** Cost of not starting a post here. */
  readonly joinCost: number;
}

/** Room for prose in a post, by its position (from 1) and whether it is the last. */
export type Room = (position: number, last: boolean) => number;

export interface Plan {
  /** Index of the first unit of each post. */
  readonly starts: readonly number[];
  readonly cost: number;
}

const postCost = 1_000;
const fillGoal = 0.92;
const fillCost = 260;
const scantFill = 0.3;
const scantCost = 350;
const stubLength = 60;
const stubCost = 1_300;

/**
 * `uniformFrom`: from this position on the room is the same for all posts (the width of a number changes at 10 and 100 only),
 * so that positions below it are layers of their own and all later ones share a table.
 */
export function cheapestPlan(units: readonly Unit[], room: Room, uniformFrom: number): Plan | null {
  const count = units.length;
  const lengths = prefix(units, (unit) => unit.gap + unit.length);
  const joins = prefix(units, (unit) => unit.joinCost);
  const reach = furthest(units, lengths, room, uniformFrom);
  let later = layer(units, lengths, joins, room, uniformFrom, count, null);
  const layers = [later];
  for (let position = uniformFrom - 1; position >= 1; position--) {
    later = layer(units, lengths, joins, room, position, Math.min(count, reach[position] ?? count), later);
    layers.unshift(later);
  }
  return follow(layers, count);
}

interface Layer {
  readonly cost: Float64Array;
  readonly next: Int32Array;
}

function prefix(units: readonly Unit[], of: (unit: Unit) => number): Float64Array {
  const sums = new Float64Array(units.length + 1);
  units.forEach((unit, at) => {
    sums[at + 1] = (sums[at] ?? 0) + of(unit);
  });
  return sums;
}

/** The furthest unit that a post at each position can start with. */
function furthest(units: readonly Unit[], lengths: Float64Array, room: Room, uniformFrom: number): number[] {
  const reach = [0, 0];
  for (let position = 1; position < uniformFrom; position++) {
    let end = reach[position] ?? 0;
    const limit = (lengths[end] ?? 0) + (units[end]?.gap ?? 0) + room(position, false);
    while (end < units.length && (lengths[end + 1] ?? 0) <= limit) end++;
    reach[position + 1] = end;
  }
  return reach;
}

/** Best continuation for a post at `position` that starts with each unit up to `to`; `later` null: the following posts are of this layer too. */
function layer(
  units: readonly Unit[],
  lengths: Float64Array,
  joins: Float64Array,
  room: Room,
  position: number,
  to: number,
  later: Layer | null,
): Layer {
  const count = units.length;
  const cost = new Float64Array(count + 1).fill(Number.POSITIVE_INFINITY);
  const next = new Int32Array(count + 1).fill(-1);
  if (later === null) cost[count] = 0;
  const roomInside = room(position, false);
  const roomLast = room(position, true);
  for (let start = Math.min(to, count - 1); start >= 0; start--) {
    const base = (lengths[start] ?? 0) + (units[start]?.gap ?? 0);
    const opens = position === 1 ? 0 : (units[start]?.breakCost ?? 0);
    for (let end = start + 1; end <= count; end++) {
      const length = (lengths[end] ?? 0) - base;
      if (length > Math.max(roomInside, roomLast)) break;
      const last = end === count;
      if (length > (last ? roomLast : roomInside)) continue;
      const after = last ? 0 : later ? (later.cost[end] ?? 0) : (cost[end] ?? 0);
      const inside = (joins[end] ?? 0) - (joins[start + 1] ?? 0);
      const total =
        postCost +
        opens +
        inside +
        after +
        emptiness(position, length / (last ? roomLast : roomInside)) +
        (last ? stub(position, length) : 0);
      if (total < (cost[start] ?? 0)) {
        cost[start] = total;
        next[start] = end;
      }
    }
  }
  return { cost, next };
}

/** The first post may be short: it is the hook. */
function emptiness(position: number, fill: number): number {
  if (position === 1) return 0;
  return fillCost * Math.max(0, fillGoal - fill) ** 2 + (fill < scantFill ? scantCost : 0);
}

/** A last post of a few words looks like a slip. */
const stub = (position: number, length: number) => (position > 1 && length < stubLength ? stubCost : 0);

function follow(layers: readonly Layer[], count: number): Plan | null {
  const cost = layers[0]?.cost[0] ?? Number.POSITIVE_INFINITY;
  if (!Number.isFinite(cost)) return null;
  const starts: number[] = [];
  let at = 0;
  for (let position = 1; at < count; position++) {
    starts.push(at);
    at = (layers[position - 1] ?? layers.at(-1))?.next[at] ?? count;
    if (at < 0) return null;
  }
  return { starts, cost };
}
