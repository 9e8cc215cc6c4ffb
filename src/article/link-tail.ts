/** What may stand behind a domain in a link: port, path and query, as link-characters.ts allows it for the network. */

import { endsPath, endsQuery, inPath, inQuery } from "./link-characters.ts";

const stop = 0x2e;
const colon = 0x3a;
const question = 0x3f;
const open = 0x28;
const close = 0x29;
/** X's own shortener ends after its letters and digits; more than 40 of them are no link of it. */
const shortenerMax = 40;

const is = (units: Uint8Array, unit: number, bits: number) => ((units[unit] ?? 0) & bits) !== 0;
const isDigit = (unit: number) => unit >= 0x30 && unit <= 0x39;

/** Behind `:` and digits at `at`; `at` where there are none. */
export function endOfPort(text: string, at: number): number {
  if (text.charCodeAt(at) !== colon) return at;
  let end = at + 1;
  while (isDigit(text.charCodeAt(end))) end++;
  return end > at + 1 ? end : at;
}

/** Where the path that starts with the slash at `start` ends. */
export function endOfPath(text: string, units: Uint8Array, start: number): number {
  let end = start + 1;
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === open) {
      const filled = closing(text, units, at);
      if (filled < 0) break;
      if (end === at || is(units, open, endsPath)) end = filled + 1;
      at = filled;
    } else if (!is(units, unit, inPath)) break;
    else if (is(units, unit, endsPath)) end = at + 1;
  }
  return end;
}

/** The parenthesis that closes the one at `at`, with at most one filled pair inside; -1: none that a path may hold. */
function closing(text: string, units: Uint8Array, at: number): number {
  let pairs = 0;
  let inside = false;
  let last = at;
  for (let next = at + 1; next < text.length; next++) {
    const unit = text.charCodeAt(next);
    if (unit === open) {
      if (++pairs > 1) return -1;
      inside = true;
      last = next;
    } else if (unit === close) {
      if (next === last + 1 && (inside || pairs === 0)) return -1;
      if (!inside) return next;
      inside = false;
    } else if (!is(units, unit, inPath)) return -1;
  }
  return -1;
}

/** Behind the query that starts with `?` at `at`; `at` where there is none. */
export function endOfQuery(text: string, units: Uint8Array, at: number): number {
  if (text.charCodeAt(at) !== question) return at;
  let end = at;
  for (let next = at + 1; next < text.length; next++) {
    const unit = text.charCodeAt(next);
    if (!is(units, unit, inQuery)) break;
    if (is(units, unit, endsQuery)) end = next + 1;
  }
  return end;
}

/** The end of a link whose domain may be the shortener's; 0: it is too long for one. */
export function shortened(text: string, units: Uint8Array, domainStart: number, end: number): number {
  if (text.charCodeAt(domainStart + 1) !== stop || !/^t\.co\/[a-z0-9]/i.test(text.slice(domainStart, domainStart + 6)))
    return end;
  let code = domainStart + 5;
  while (code < end && /[a-z0-9]/i.test(text.charAt(code))) code++;
  if (code - domainStart - 5 > shortenerMax) return 0;
  return Math.min(end, endOfQuery(text, units, code));
}
