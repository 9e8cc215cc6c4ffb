/** Walks back from a place in a text, character by character: a regular expression that ends in `$` would try every place before it. */

/** Of a UTF-16 unit: a letter of ASCII, as most are. */
export const isSmall = (unit: number) => unit >= 97 && unit <= 122;
export const isCapital = (unit: number) => unit >= 65 && unit <= 90;

/** Of a UTF-16 unit: white space as texts hold it. */
export const isSpace = (code: number) => code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0x3000;

/** What stands before `at` without a space in it, at most `most` characters. */
export function tokenBefore(text: string, at: number, most: number): string {
  const least = Math.max(0, at - most);
  let from = at;
  while (from > least && !isSpace(text.charCodeAt(from - 1))) from--;
  return text.slice(from, at);
}

/** The end of `token` behind the last of `marks`. */
export function behindLast(token: string, marks: string): string {
  let from = token.length;
  while (from > 0 && !marks.includes(token.charAt(from - 1))) from--;
  return token.slice(from);
}

const inWord = /[\p{L}\p{M}\p{N}%$&'’-]/u;

/** The end of `token` that is one word: letters, digits and what stands inside words and amounts. */
export function wordAtEnd(token: string): string {
  let from = token.length;
  while (from > 0) {
    const code = token.charCodeAt(from - 1);
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57)) from--;
    else if (code >= 0xdc00 && code <= 0xdfff && from > 1) {
      if (!inWord.test(token.slice(from - 2, from))) break;
      from -= 2;
    } else if (inWord.test(token.charAt(from - 1))) from--;
    else break;
  }
  return token.slice(from);
}
