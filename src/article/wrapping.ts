/** Tells a line break inside a sentence, as programs and PDFs leave it, from one that ends a line for good. */

const closing = /[.!?…:;。！？"”’»)\]]$/;
/** A line this long may be wrapped whatever its first letter. */
const longLine = 50;
const wordsMin = 4;

export const closes = (line: string): boolean => closing.test(line);

const wideStart = /^[「『（\u3040-\u30ff\u3400-\u9fff\uff10-\uff19\d]/;
/** Behind a quotation what says that it is one: "…」 / と述べた". */
const quoted = /^(?:と|など|って|との|という|とした|を|が|は|に|も)/;

/** Japanese and Chinese have no small letters: a line goes on behind a comma, or behind a quotation with the word that reports it. */
export const goesOnWide = (last: string, next: string): boolean =>
  /[\u3040-\u30ff\u3400-\u9fff]/.test(last) &&
  ((/[、，]$/.test(last) && wideStart.test(next)) || (/[」』]$/.test(last) && quoted.test(next)));

/** The next line goes on in a small letter, and the one before it began as a sentence does. */
export function goesOn(last: string, next: string): boolean {
  if (goesOnWide(last, next)) return true;
  if (!/^\p{Ll}/u.test(next) || closing.test(last)) return false;
  return last.length >= longLine || (/^["“'‘(]?\p{Lu}/u.test(last) && last.split(" ", wordsMin).length === wordsMin);
}
