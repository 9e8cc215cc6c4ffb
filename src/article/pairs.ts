/** Which places of a text stand inside a quotation or in brackets. Unpaired marks do not count, so that a stray one harms nothing. */

const brackets: Readonly<Record<string, string>> = {
  ")": "(",
  "]": "[",
  "」": "「",
  "』": "『",
  "）": "（",
  "】": "【",
  "》": "《",
};
const quotes: Readonly<Record<string, string>> = { "”": "“„", "“": "„", "»": "«", "’": "‘", "'": "'" };
const opens = new Set([...Object.values(brackets), "“", "„", "«", "‘"]);
const marks = /["“”„«»()[\]「」『』（）【】《》'‘’]/g;
/** A pair longer than this is a slip of the pen rather than a quotation or a remark. */
const quotationMax = 3_000;
const bracketMax = 700;

const blank = /^[\s([{“‘«—–/-]?$/;
const behind = /^[\s.,;:!?…)\]}”’»。、—–-]?$/;
const stop = /[.,!?…]/;

export interface Pair {
  readonly open: number;
  readonly close: number;
}

/**
 * The outermost pairs in order. A straight mark opens or closes by what stands beside it, and only where that leaves both open takes turns:
 * so a mark that was forgotten spoils its own quotation, not the rest of the paragraph. One that closes with none open closes what
 * was open around the last: "The "Villa" of it," he said.
 */
export function findPairs(text: string): Pair[] {
  const found: Pair[] = [];
  const waiting: { mark: string; at: number }[] = [];
  let straight = -1;
  /** Left open when another opened inside it. */
  let around = -1;
  let single = -1;
  for (const { 0: char, index: at } of text.matchAll(marks)) {
    const [left, right] = [text.charAt(at - 1), text.charAt(at + 1)];
    if (char === '"') {
      const [mayOpen, mayClose] = [blank.test(left) && !/^\s?$/.test(right), !/^\s?$/.test(left) && behind.test(right)];
      const closing = mayOpen === mayClose ? straight >= 0 : mayClose;
      if (closing) {
        const open = straight >= 0 ? straight : around;
        if (open >= 0) found.push({ open, close: at });
        if (straight < 0) around = -1;
        straight = -1;
      } else {
        around = straight;
        straight = at;
      }
      single = -1;
    } else if (char === "'" || char === "‘" || char === "’") {
      if (single >= 0 && char !== "‘" && closesSingle(left, right)) {
        found.push({ open: single, close: at });
        single = -1;
      } else if (char !== "’" && blank.test(left) && /^[\p{L}"“]/u.test(right)) single = at;
    } else if (quotes[char] !== undefined && waiting.some((one) => quotes[char]?.includes(one.mark))) {
      take(waiting, quotes[char], at, found);
    } else if (opens.has(char)) {
      const again = char === "“" || char === "«" ? waiting.findIndex((one) => one.mark === char) : -1;
      if (again >= 0) waiting.splice(again, 1);
      waiting.push({ mark: char, at });
    } else if (brackets[char] !== undefined && !isSmiley(text, at)) take(waiting, brackets[char], at, found);
    if (waiting.length > 64) waiting.shift();
  }
  return outermost(found.filter((pair) => pair.close - pair.open <= longest(text.charAt(pair.open))));
}

const longest = (mark: string) =>
  mark === "(" || mark === "[" || mark === "'" || mark === "‘" ? bracketMax : quotationMax;
const isSmiley = (text: string, at: number) => /[:;]-?$/.test(text.slice(Math.max(0, at - 2), at));

/** A single mark is an apostrophe as well: it closes only where a stop stands beside it, and no pair reaches over a double mark. */
const closesSingle = (left: string, right: string) =>
  behind.test(right) && (stop.test(left) || /^[.,;:!?…)]/.test(right));

function take(waiting: { mark: string; at: number }[], wanted: string, at: number, found: Pair[]) {
  const last = waiting.findLastIndex((one) => wanted.includes(one.mark));
  const open = waiting[last];
  if (!open || waiting.length - last > 8) return;
  waiting.length = last;
  found.push({ open: open.at, close: at });
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
