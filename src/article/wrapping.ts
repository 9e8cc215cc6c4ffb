/** Tells a line break inside a sentence, as programs and PDFs leave it, from one that ends a line for good. */

const closing = /[.!?…:;。！？"”’»)\]]$/;
/** A line this long may be wrapped whatever its first letter. */
const longLine = 50;
const wordsMin = 4;

export const closes = (line: string): boolean => closing.test(line);

/** The next line goes on in a small letter, and the one before it began as a sentence does. */
export function goesOn(last: string, next: string): boolean {
  if (!/^\p{Ll}/u.test(next) || closing.test(last)) return false;
  return last.length >= longLine || (/^["“'‘(]?\p{Lu}/u.test(last) && last.split(" ", wordsMin).length === wordsMin);
}
