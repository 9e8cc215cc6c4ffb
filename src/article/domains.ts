/** Finds top-level domains in a text: those of the root zone, and any in its ASCII form (`xn--…`). */

import { tlds } from "./generated/tlds.ts";

const longest = 63;
const nameStop = /[0-9a-zA-Z@+-]/;

/** Those with other than ASCII letters by their first unit, longest first. */
const international = new Map<number, string[]>();
for (const tld of tlds)
  if (/[^ -~]/.test(tld)) international.set(tld.charCodeAt(0), [...(international.get(tld.charCodeAt(0)) ?? []), tld]);
for (const names of international.values()) names.sort((a, b) => b.length - a.length);

const isLetter = (unit: number) => (unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a;

/** The end of the top-level domain that starts at `at`, or 0. */
export function tldEnd(text: string, at: number): number {
  const first = text.charCodeAt(at);
  if (first < 0x80 && !isLetter(first)) return 0;
  const most = Math.min(text.length, at + longest);
  let end = at;
  while (end < most && isLetter(text.charCodeAt(end))) end++;
  const next = text.charCodeAt(end);
  if (end - at > 1) {
    // "xn--" is two letters and a dash.
    if (next === 0x2d) return end - at === 2 ? encodedEnd(text, at) : 0;
    if (next < 0x80 && nameStop.test(text.charAt(end))) return 0;
    if (tlds.has(text.slice(at, end).toLowerCase())) return end;
  }
  return next < 0x80 && end > at ? 0 : internationalEnd(text, at);
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
    if (text.slice(at, end).toLowerCase() === name && !nameStop.test(text.charAt(end))) return end;
  }
  return 0;
}
