/** The name that somebody most likely meant. */

/** Of the names, the one that differs least from a word; null: none is near. A third of the letters may differ, in whatever case; of two one may. */
export function nearest(word: string, names: readonly string[]): string | null {
  const near = names
    .map((name) => ({ name, steps: stepsBetween(word.toLowerCase(), name.toLowerCase()) }))
    .filter(({ name, steps }) => steps <= allowed(Math.min(name.length, word.length)))
    .sort((a, b) => a.steps - b.steps);
  return near[0]?.name ?? null;
}

const allowed = (letters: number) => (letters < 2 ? 0 : Math.max(1, Math.floor(letters / 3)));

/** Letters put in, left out, replaced, or changed with their neighbour, until one word is the other. */
function stepsBetween(from: string, to: string): number {
  // Nobody types so long a name, and the work grows with the product of both lengths.
  if (Math.abs(from.length - to.length) > 10) return Number.POSITIVE_INFINITY;
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const same = from[i - 1] === to[j - 1] ? 0 : 1;
      let least = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      next.push(least);
    }
    [before, row] = [row, next];
  }
  return row[to.length] ?? 0;
}
