/**
 * Which UTF-16 units may stand where in a link: for X as twitter-text 3 has it, for Mastodon with the wider paths and queries
 * of https://github.com/mastodon/mastodon/blob/main/config/initializers/twitter_regex.rb.
 */

/** In a domain name's label; `-` and `_` inside one have a bit of their own. */
export const inDomain = 1;
export const dash = 2;
/** In a label that X takes without a scheme. */
export const inPlainLabel = 4;
/** A link cannot begin right behind it. */
export const noLinkAfter = 8;
/** In a path, and where a path may end: on `(`, behind a filled pair wherever it stands. */
export const inPath = 16;
export const endsPath = 32;
export const inQuery = 64;
export const endsQuery = 128;

/** First and last unit of each range, as pairs of characters. */
const invalid = "\ufeff\ufeff\ufffe\uffff";
const directions = "\u061c\u061c\u200e\u200f\u202a\u202e\u2066\u2069";
const spaces =
  "\t\r  \x85\x85\xa0\xa0\u1680\u1680\u180e\u180e\u2000\u200a\u2028\u2029\u202f\u202f\u205f\u205f\u3000\u3000";
const punctuation = "!!#/:@[\x5f{~";
const letters = "09AZaz";
/** Latin letters and accents, set on their own too, and what a pattern without regard to case takes for one of them. */
const accents =
  "\xc0\xd6\xd8\xf6\xf8\u024f\u0253\u0254\u0256\u0257\u0259\u0259\u025b\u025b\u0260\u0260\u0263\u0263\u0268\u0269\u026f\u026f\u0272\u0272\u0275\u0275\u0280\u0280\u0283\u0283\u0288\u028c\u0292\u0292\u02bb\u02bb\u0300\u036f\u0399\u0399\u03b9\u03b9\u1e00\u1eff\u1fbe\u1fbe\u2c65\u2c66\u2c7e\u2c7f\ua7dc\ua7dc";
const cyrillic = "\u0400\u04ff\u1c80\u1c87";

const each = (marks: string) => Array.from(marks, (mark) => mark + mark).join("");

function set(table: Uint8Array, ranges: string, bit: number): void {
  for (let at = 0; at < ranges.length; at += 2)
    for (let unit = ranges.charCodeAt(at); unit <= ranges.charCodeAt(at + 1); unit++)
      table[unit] = (table[unit] ?? 0) | bit;
}

function clear(table: Uint8Array, ranges: string, bit: number): void {
  for (let at = 0; at < ranges.length; at += 2)
    for (let unit = ranges.charCodeAt(at); unit <= ranges.charCodeAt(at + 1); unit++)
      table[unit] = (table[unit] ?? 0) & ~bit;
}

const all = "\0\uffff";

function domains(): Uint8Array {
  const table = new Uint8Array(0x10000);
  set(table, all, inDomain);
  clear(table, punctuation + spaces + invalid + directions, inDomain);
  set(table, each("-_"), dash);
  set(table, `${each("-")}${letters}${accents}`, inPlainLabel);
  set(table, `${letters}${each("@\uff20$#\uff03")}${invalid}`, noLinkAfter);
  return table;
}

function forX(): Uint8Array {
  const table = domains();
  set(table, `${letters}${accents}${cyrillic}${each("!*';:=+,.$/%#[]-\u2013_~@|&")}`, inPath);
  set(table, `${letters}${accents}${cyrillic}${each("+-=_#/")}`, endsPath);
  set(table, `${letters}${each("!?*'@();:&=+$/%#[]-_.,~|")}`, inQuery);
  set(table, `${letters}${each("-_&=#/")}`, endsQuery);
  return table;
}

function forMastodon(): Uint8Array {
  const table = domains();
  const outside = `${spaces}${each("<>()?")}`;
  set(table, all, inPath | endsPath);
  clear(table, outside, inPath | endsPath);
  clear(table, each("!*\"'「」;:=,.$%[]~&|@"), endsPath);
  set(table, each("("), endsPath);
  const beyondAscii = "\xa0\ufdcf\ufdf0\uffef";
  set(table, `${letters}${beyondAscii}${each("!?*'();:&=+$/%#[]-_.,~|@^")}`, inQuery);
  set(table, `${letters}${beyondAscii}${each("_&=#/-")}`, endsQuery);
  return table;
}

export const linksOnX = forX();
export const linksOnMastodon = forMastodon();
