/** Random texts that are the same in every run, from pieces that provoke. */

/** Numbers from 0 up to 1, by mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function* randomTexts(pieces: readonly string[], count: number, seed: number, longest = 12): Generator<string> {
  const random = randomFrom(seed);
  for (let made = 0; made < count; made++) {
    const length = 1 + Math.floor(random() * longest);
    yield Array.from({ length }, () => pieces[Math.floor(random() * pieces.length)] ?? "").join("");
  }
}
