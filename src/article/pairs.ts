/** Which places of a text stand inside a quotation or in brackets. Unpaired marks do not count, so that a stray one harms nothing. */

const closes: Readonly<Record<string, string>> = {
  "”": "“",
  "»": "«",
  ")": "(",
  "]": "[",
  "」": "「",
  "』": "『",
  "）": "（",
  "】": "【",
  "》": "《",
};
const opens = new Set(Object.values(closes));
const marks = /["“”«»()[\]「」『』（）【】《》]/g;
/** A pair longer than this is a slip of the pen rather than a quotation. */
const pairMax = 3_000;

export interface Pair {
  readonly open: number;
  readonly close: number;
}

/** The outermost pairs in order; quotation marks of the straight kind are paired one after the other when their number is even. */
export function findPairs(text: string): Pair[] {
  const found: Pair[] = [];
  const waiting: { mark: string; at: number }[] = [];
  const straight: number[] = [];
  for (const { 0: char, index: at } of text.matchAll(marks)) {
    if (char === '"') straight.push(at);
    else if (opens.has(char)) waiting.push({ mark: char, at });
    else if (closes[char] !== undefined) {
      const last = waiting.findLastIndex((one) => one.mark === closes[char]);
      const open = waiting[last];
      if (!open || waiting.length - last > 8) continue;
      waiting.length = last;
      found.push({ open: open.at, close: at });
    }
    if (waiting.length > 64) waiting.shift();
  }
  if (straight.length % 2 === 0)
    for (let i = 0; i < straight.length; i += 2) found.push({ open: straight[i] ?? 0, close: straight[i + 1] ?? 0 });
  return outermost(found.filter((pair) => pair.close - pair.open <= pairMax));
}

function outermost(pairs: Pair[]): Pair[] {
  const kept: Pair[] = [];
  for (const pair of pairs.sort((a, b) => a.open - b.open)) {
    const last = kept.at(-1);
    if (!last || pair.open > last.close) kept.push(pair);
    else if (pair.close > last.close) kept[kept.length - 1] = { open: last.open, close: pair.close };
  }
  return kept;
}

/** Answers for ascending places whether each is inside a pair. */
export function insideOf(pairs: readonly Pair[]): (at: number) => boolean {
  let next = 0;
  return (at) => {
    while (next < pairs.length && (pairs[next]?.close ?? 0) < at) next++;
    const pair = pairs[next];
    return pair !== undefined && pair.open < at && at <= pair.close;
  };
}
