/** Mends text that was UTF-8 and was read as Windows-1252 on its way: "â€œ" is a quotation mark, "Ã©" is "é". Only what no language writes so. */

import type { Removed } from "./article.ts";

/** What Windows-1252 has in place of U+0080 to U+009F. */
const signs = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const high = `\\u0080-\\u00bf${signs}`;
/** Two bytes of small letters and signs, three of punctuation, four of emoji; "â€" alone lost its last, the closing mark. */
const misread = new RegExp(
  `Ã[\\u0080-\\u009f\\u00a1-\\u00bf‰]|Â[\\u00a0-\\u00bf]|â[${high}][${high}]|ðŸ[${high}]{2}|â€"?`,
  "gu",
);
/** A word with such letters in it: what is reported. */
const word = /[^ \n\t]{0,60}[ÃÂâð][^ \n\t]{1,60}|[^ \n\t]{0,60}â€/gu;
const told = 500;

/** The text with such letters as they were written; each word is reported as it stood. */
export const mendEncoding = (text: string, removed: Removed[]): string =>
  /[ÃÂâð][\u0080-\uffff]/.test(text)
    ? mended(text, word, (found) => found.replace(misread, (span) => decoded(span) ?? span), removed)
    : text;

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ldquo: "“",
  rdquo: "”",
  lsquo: "‘",
  rsquo: "’",
  ndash: "–",
  mdash: "—",
  hellip: "…",
};
const entity = /&(?:([a-z]{2,6})|#(\d{2,6}));/g;

/** A plain text with the characters that it calls by name as in HTML ("&amp;", "&#8217;"): copies of a page's source and exports of old systems do. */
export const mendNames = (text: string, removed: Removed[]): string =>
  text.includes("&") ? mended(text, /[^\s&]{0,60}&\S{1,60}/g, (found) => found.replace(entity, named), removed) : text;

function named(whole: string, name?: string, number?: string): string {
  if (name) return entities[name] ?? whole;
  const code = Number(number);
  const control = code < 32 || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code < 0xe000);
  return control || code > 0x10ffff ? whole : String.fromCodePoint(code);
}

function mended(text: string, form: RegExp, mend: (found: string) => string, removed: Removed[]): string {
  let count = 0;
  return text.replace(form, (found) => {
    const put = mend(found);
    if (put !== found && count++ < told)
      removed.push({ text: found, reason: "letters read in the wrong encoding", block: null, offset: null });
    return put;
  });
}

function decoded(span: string): string | null {
  if (span === "â€") return "”";
  if (span === 'â€"') return "–";
  const bytes = Array.from(span, (char) => {
    const sign = signs.indexOf(char);
    return sign < 0 ? char.charCodeAt(0) : 0x80 + sign;
  });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}
