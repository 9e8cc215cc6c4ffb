/**
 * Where the links of a text are, by the rules that X counts with (twitter-text 3): with a scheme, or a bare domain under a
 * top-level domain that exists. One pass, linear in the text.
 */

import { tlds } from "./generated/tlds.ts";
import { encodedLength } from "./punycode.ts";

export interface Link {
  readonly start: number;
  readonly end: number;
  /** Written with http:// or https://; a bare domain is a link on X only. */
  readonly scheme: boolean;
}

const notInDomain = /[\s\p{Cc}!-,/:-@[-^`{-~\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]/u;
/** Accents that X takes for Latin letters, set on their own too. */
const accents =
  "\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f\\u0253\\u0254\\u0256\\u0257\\u0259\\u025b\\u0263\\u0268\\u026f\\u0272\\u0289\\u028b\\u02bb\\u0300-\\u036f\\u1e00-\\u1eff";
const asciiLabelRun = new RegExp(`[-.a-z0-9${accents}]`, "i");
const noLinkAfter = /[A-Za-z0-9@\uff20$#\uff03\ufffe\ufeff\uffff]/;
const pathChar = new RegExp(`[a-z0-9!*';:=+,.$/%#\\[\\]\\-\u2013_~@|&\u0400-\u04ff${accents}]`, "i");
const pathEnd = new RegExp(`[a-z0-9+\\-=_#/\u0400-\u04ff${accents}]`, "i");
const queryChar = /[a-z0-9!?*'@();:&=+$/%#[\]\-_.,~|]/i;
const queryEnd = /[a-z0-9\-_&=#/]/i;
const labelMax = 63;
/** A domain has at most 253 characters; looking no further keeps the scan linear. */
const runMax = 300;

/** All links of `text` in order. */
export function findLinks(text: string): Link[] {
  const links: Link[] = [];
  /** Where the last match ended: what it took is no part of the next. */
  let taken = 0;
  let from = 0;
  for (let dot = text.indexOf("."); dot >= 0; dot = text.indexOf(".", Math.max(from, dot + 1))) {
    if (tldEnd(text, dot + 1) === 0) continue;
    let start = dot;
    while (start > Math.max(taken, dot - runMax) && inRun(text, start - 1)) start--;
    let end = dot + 1;
    while (end < Math.min(text.length, dot + runMax) && inRun(text, end)) end++;
    const match = linksOfRun(text, start, end, taken, links);
    taken = match ?? taken;
    from = match ?? end;
  }
  return links;
}

const inRun = (text: string, at: number) => !notInDomain.test(text.charAt(at));

/** Adds the links of one run of domain characters; gives the end of what it took, null when there was nothing. */
function linksOfRun(text: string, start: number, end: number, taken: number, links: Link[]): number | null {
  const dots = dotsOf(text, start, end);
  if (!dots.some((dot) => dot.tldEnd > 0)) return null;
  const scheme = /https?:\/\/$/i.exec(text.slice(Math.max(0, start - 8), start))?.[0] ?? "";
  const schemeStart = start - scheme.length;
  const allowedBefore = (at: number) => at === 0 || (at > taken && !noLinkAfter.test(text.charAt(at - 1)));

  if (scheme && allowedBefore(schemeStart)) {
    const domain = domainFrom(start, dots);
    if (domain > 0 && fitsNameSystem(text.slice(start, domain))) {
      const matchEnd = endOfLink(text, domain);
      const linkEnd = shortened(text, start, matchEnd);
      if (linkEnd > 0) links.push({ start: schemeStart, end: linkEnd, scheme: true });
      return matchEnd;
    }
  }
  for (let at = start; at < end; at++) {
    if (!isLabelEdge(text, at) || !allowedBefore(at)) continue;
    const domain = domainFrom(at, dots);
    if (domain < 0) {
      at = Math.max(at, (dots.find((dot) => dot.at > at)?.at ?? end) - 1);
      continue;
    }
    if (at > 0 && /[-_./]/.test(text.charAt(at - 1))) return domain;
    return bareLinks(text, at, domain, links);
  }
  return null;
}

interface Dot {
  readonly at: number;
  /** Where a top-level domain after this dot ends; 0: none. */
  readonly tldEnd: number;
  /** Index of the first label from which all labels up to this dot are well formed, as a domain name's last label. */
  readonly chain: number;
  readonly nameOk: boolean;
}

function dotsOf(text: string, start: number, end: number): Dot[] {
  const dots: Dot[] = [];
  let labelStart = start;
  let chain = start;
  for (let at = start; at < end; at++) {
    if (text.charAt(at) !== ".") continue;
    const label = text.slice(labelStart, at);
    const edges = at > labelStart && isLabelEdge(text, at - 1);
    // A label that starts badly may still be entered past its first characters; one that ends badly may not.
    if (!edges) chain = at + 1;
    else if (!isLabelEdge(text, labelStart)) chain = labelStart + 1;
    const nameOk = edges && !label.includes("_") && !(/^xn--/i.test(label) && /[^\u0020-\u007e]/.test(label));
    dots.push({ at, tldEnd: tldEnd(text, at + 1), chain, nameOk });
    labelStart = at + 1;
  }
  return dots;
}

const isLabelEdge = (text: string, at: number) => {
  const char = text.charAt(at);
  return char !== "-" && char !== "_" && char !== "." && char !== "" && !notInDomain.test(char);
};

/** Where the longest domain that starts at `at` ends, top-level domain included; -1: none does. */
function domainFrom(at: number, dots: readonly Dot[]): number {
  let best = -1;
  for (const dot of dots) {
    if (dot.at <= at) continue;
    if (dot.chain > at) break;
    if (dot.tldEnd > 0 && dot.nameOk) best = dot.tldEnd;
  }
  return best;
}

const fitsNameSystem = (domain: string) => domain.split(".").every((label) => encodedLength(label) <= labelMax);

/** The end of the top-level domain that starts at `at`, or 0. */
function tldEnd(text: string, at: number): number {
  const ascii = /^(?:xn--[-0-9a-z]+|[a-z]+)/i.exec(text.slice(at, at + labelMax))?.[0];
  if (ascii) {
    const end = at + ascii.length;
    const known = /^xn--/i.test(ascii) || tlds.has(ascii.toLowerCase());
    return known && !/[0-9a-zA-Z@+-]/.test(text.charAt(end)) ? end : 0;
  }
  if (text.charCodeAt(at) < 0x80) return 0;
  for (let length = 24; length > 1; length--) {
    const end = at + length;
    if (end <= text.length && tlds.has(text.slice(at, end)) && !/[0-9a-zA-Z@+-]/.test(text.charAt(end))) return end;
  }
  return 0;
}

/** Without a scheme only the ASCII domains inside count; a path belongs to the last of them, a port or query only with a path. */
function bareLinks(text: string, start: number, end: number, links: Link[]): number {
  let last: Link | null = null;
  let at = start;
  while (at < end) {
    if (!asciiLabelRun.test(text.charAt(at)) || text.charAt(at) === ".") {
      at++;
      continue;
    }
    let runEnd = at;
    while (runEnd < end && asciiLabelRun.test(text.charAt(runEnd))) runEnd++;
    let domain = -1;
    for (let dot = text.lastIndexOf(".", runEnd - 1); dot > at && domain < 0; dot = text.lastIndexOf(".", dot - 1)) {
      const found = tldEnd(text, dot + 1);
      if (found > 0 && found <= end) domain = found;
    }
    if (domain > 0) {
      if (last) links.push(last);
      last = fitsNameSystem(text.slice(at, domain)) ? { start: at, end: domain, scheme: false } : null;
    }
    at = Math.max(runEnd, domain);
  }
  if (!last) return end;
  const hasPath = last.end === end && /^(?::[0-9]+)?\//.test(text.slice(end, end + 8));
  const matchEnd = endOfLink(text, end);
  links.push({ ...last, end: hasPath ? matchEnd : last.end });
  return matchEnd;
}

/** Port, path and query after a domain that ends at `at`. */
function endOfLink(text: string, at: number): number {
  let end = at;
  const port = /^:[0-9]+/.exec(text.slice(end, end + 8))?.[0];
  if (port) end += port.length;
  if (text.charAt(end) === "/") end = endOfPath(text, end);
  if (text.charAt(end) === "?") {
    let query = end + 1;
    let queryLast = 0;
    for (; query < text.length && queryChar.test(text.charAt(query)); query++)
      if (queryEnd.test(text.charAt(query))) queryLast = query + 1;
    if (queryLast > 0) end = queryLast;
  }
  return end;
}

function endOfPath(text: string, slash: number): number {
  let end = slash + 1;
  for (let at = slash + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "(") {
      const close = closingParenthesis(text, at);
      if (close < 0) break;
      at = close;
      end = close + 1;
    } else if (!pathChar.test(char)) break;
    else if (pathEnd.test(char)) end = at + 1;
  }
  return end;
}

/** The parenthesis that closes the one at `open`, at most one more pair inside, -1 when the path does not hold it. */
function closingParenthesis(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === "(") depth++;
    else if (char === ")") depth--;
    else if (!pathChar.test(char)) return -1;
    if (depth > 2) return -1;
    if (depth === 0) return at === open + 1 ? -1 : at;
  }
  return -1;
}

/** X's own shortener ends after its letters and digits; more than 40 of them are no link of it (0). */
function shortened(text: string, domainStart: number, end: number): number {
  const match = /^t\.co\/([a-z0-9]+)(\?[a-z0-9!?*'@();:&=+$/%#[\]\-_.,~|]*[a-z0-9\-_&=#/])?/i.exec(
    text.slice(domainStart, end),
  );
  if (!match) return end;
  return (match[1] ?? "").length > 40 ? 0 : domainStart + match[0].length;
}
