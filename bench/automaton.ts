/** Sequences of numbers -> the smallest automaton that knows exactly them, for tables that are small and quick to walk. */

interface State {
  ends: boolean;
  readonly next: Map<number, State>;
}

export interface Automaton {
  /** The class of each number that occurs; numbers of one class are never told apart. */
  readonly classes: ReadonlyMap<number, number>;
  /** How many classes there are, with 0 for every number that does not occur. */
  readonly width: number;
  /** For each state the next state by class, in base 36, "" for none. A state is twice its place, plus one where a sequence ends. */
  readonly moves: string;
}

export function automatonOf(sequences: readonly (readonly number[])[]): Automaton {
  const root: State = { ends: false, next: new Map() };
  for (const sequence of sequences) add(root, sequence);
  const states = placesOf(smallest(root));
  const columns = columnsOf(states);
  const classes = new Map([...columns].map(([symbol, column]) => [symbol, column.kind]));
  const kinds = [...new Map([...columns.values()].map((column) => [column.kind, column.cells]))].sort(
    ([a], [b]) => a - b,
  );
  const moves = [...states.values()].map((place) =>
    kinds
      .map(([, cells]) => cells[place] ?? "")
      .join(",")
      .replace(/,+$/, ""),
  );
  return { classes, width: kinds.length + 1, moves: moves.join(" ") };
}

function add(root: State, sequence: readonly number[]): void {
  let state = root;
  for (const symbol of sequence) {
    const next = state.next.get(symbol) ?? { ends: false, next: new Map<number, State>() };
    state.next.set(symbol, next);
    state = next;
  }
  state.ends = true;
}

/** States that lead to the same become one. */
function smallest(root: State): State {
  const known = new Map<string, State>();
  const names = new Map<State, number>();
  const merge = (state: State): State => {
    for (const [symbol, next] of state.next) state.next.set(symbol, merge(next));
    const key = `${state.ends} ${[...state.next].sort(([a], [b]) => a - b).map(([symbol, next]) => `${symbol}:${names.get(next)}`)}`;
    const same = known.get(key) ?? state;
    if (same === state) {
      known.set(key, state);
      names.set(state, names.size);
    }
    return same;
  };
  return merge(root);
}

/** The first state comes first. */
function placesOf(root: State): Map<State, number> {
  const places = new Map<State, number>([[root, 0]]);
  for (const state of places.keys())
    for (const next of state.next.values()) if (!places.has(next)) places.set(next, places.size);
  return places;
}

interface Column {
  readonly kind: number;
  readonly cells: readonly string[];
}

/** Symbols by what they do in each state; those that do the same share a class. */
function columnsOf(states: ReadonlyMap<State, number>): Map<number, Column> {
  const symbols = new Set([...states.keys()].flatMap((state) => [...state.next.keys()]));
  const known = new Map<string, Column>();
  const columns = new Map<number, Column>();
  for (const symbol of [...symbols].sort((a, b) => a - b)) {
    const cells = [...states.keys()].map((state) => {
      const next = state.next.get(symbol);
      return next === undefined ? "" : ((states.get(next) ?? 0) * 2 + (next.ends ? 1 : 0)).toString(36);
    });
    const column = known.get(cells.join()) ?? { kind: known.size + 1, cells };
    known.set(cells.join(), column);
    columns.set(symbol, column);
  }
  return columns;
}
