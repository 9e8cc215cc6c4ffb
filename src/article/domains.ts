/** Finds top-level domains in a text: those of the root zone, and any in its ASCII form (`xn--…`). */

import { tlds } from "./generated/tlds.ts";

const isLetter = (unit: number) => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;
/** A digit, a letter, `@`, `+` or `-`: before these no name ends. */
const goesOn = (unit: number) =>
  isLetter(unit) || (unit >= 0x30 && unit <= 0x39) || unit === 0x40 || unit === 0x2b || unit === 0x2d;

/** Those in ASCII by a number made of their letters, and the others by their first unit, longest first. */
const latin = new Map<number, string[]>();
const international = new Map<number, string[]>();
for (const tld of tlds) {
  if (/^[a-z]+$/.test(tld)) add(latin, numberOf(tld), tld);
  else if (!tld.startsWith("xn--")) add(international, tld.charCodeAt(0), tld);
}
for (const names of international.values()) names.sort((a, b) => b.length - a.length);

function add(names: Map<number, string[]>, key: number, name: string): void {
  names.set(key, [...(names.get(key) ?? []), name]);
}

function numberOf(name: string): number {
  let number = 0;
  for (let at = 0; at < name.length; at++) number = withLetter(number, name.charCodeAt(at) | 0x20);
  return number;
}

function withLetter(number: number, letter: number): number {
  return (Math.imul(number, 31) + letter) | 0;
}

/** The end of the top-level domain that starts at `at`, or 0. */
export function tldEnd(text: string, at: number): number {
  let end = at;
  let number = 0;
  for (; isLetter(text.charCodeAt(end)); end++) number = withLetter(number, text.charCodeAt(end) | 0x20);
  const length = end - at;
  const next = text.charCodeAt(end);
  if (length > 1) {
    // "xn--" is two letters and a dash.
    if (next === 0x2d) return length === 2 ? encodedEnd(text, at) : 0;
    if (goesOn(next)) return 0;
    for (const name of latin.get(number) ?? none) if (name.length === length && isAt(text, at, name)) return end;
  }
  return next >= 0x80 ? internationalEnd(text, at) : 0;
}

const none: readonly string[] = [];

function isAt(text: string, at: number, name: string): boolean {
  for (let letter = 0; letter < name.length; letter++)
    if ((text.charCodeAt(at + letter) | 0x20) !== name.charCodeAt(letter)) return false;
  return true;
}

function encodedEnd(text: string, at: number): number {
  const found = /^xn--[-0-9a-z]+/i.exec(text.slice(at, at + 256));
  if (!found) return 0;
  let end = at + found[0].length;
  while (/[-0-9a-z]/i.test(text.charAt(end))) end++;
  return end;
}

function internationalEnd(text: string, at: number): number {
  const names = international.get(text.charAt(at).toLowerCase().charCodeAt(0));
  if (!names) return 0;
  for (const name of names) {
    const end = at + name.length;
    if (text.slice(at, end).toLowerCase() === name && !goesOn(text.charCodeAt(end))) return end;
  }
  return 0;
}
