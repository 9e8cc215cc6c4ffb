/** Unpacks the tables of `generated/`: ranges of characters with a class each, written as "gap.class.length" in base 36, where a nought is left out. */

const number = (digits: string | undefined) => (digits ? Number.parseInt(digits, 36) : 0);

/** Calls `put` for each range: its first and last character, and its class from 1. */
export function eachRange(packed: string, put: (first: number, last: number, kind: number) => void): void {
  let at = 0;
  for (const token of packed.split(" ")) {
    const [gap, kind, length] = token.split(".");
    const first = at + number(gap);
    const last = first + number(length);
    put(first, last, number(kind));
    at = last + 1;
  }
}

/** The class of every character below `size`, 0 for none. */
export function tableOf(packed: string, size: number): Uint8Array {
  const table = new Uint8Array(size);
  eachRange(packed, (first, last, kind) => table.fill(kind, Math.min(first, size), Math.min(last + 1, size)));
  return table;
}
