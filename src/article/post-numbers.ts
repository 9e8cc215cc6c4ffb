/** Finds the numbers of posts, "1/12" to "12/12" at the ends of lines: the text is a thread already, and is numbered anew. */

const numbered = /(?<=\S) (?:(\d{1,4})\/(\d{1,4})|\((\d{1,4})\/(\d{1,4})\))(?=\n|$)/g;

export interface Unnumbered {
  readonly text: string;
  /** As they stood, in order; none unless all are there. */
  readonly numbers: readonly string[];
}

/** The text without them. One that is missing, twice there or out of order makes them the author's own words. */
export function withoutPostNumbers(text: string): Unnumbered {
  const found = / \(?1\/\d/.test(text) ? [...text.matchAll(numbered)] : [];
  const posts = found.findLast((one) => positionOf(one) === countOf(one) && countOf(one) > 1);
  if (!posts) return { text, numbers: [] };
  const bracketed = posts[3] !== undefined;
  const ours = found.filter((one) => countOf(one) === countOf(posts) && (one[3] !== undefined) === bracketed);
  if (ours.length !== countOf(posts) || ours.some((one, at) => positionOf(one) !== at + 1))
    return { text, numbers: [] };
  let bare = "";
  let from = 0;
  for (const one of ours) {
    bare += text.slice(from, one.index);
    from = one.index + one[0].length;
  }
  return { text: bare + text.slice(from), numbers: ours.map((one) => one[0].trim()) };
}

const positionOf = (found: RegExpExecArray) => Number(found[1] ?? found[3]);
const countOf = (found: RegExpExecArray) => Number(found[2] ?? found[4]);
