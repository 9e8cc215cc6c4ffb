/**
 * Where the links of a text are, by the rules that X counts with (twitter-text 3): with a scheme, or a bare domain under a
 * top-level domain that exists. One pass, linear in the text.
 */

import { tldEnd } from "./domains.ts";
import { dash, inDomain, inPlainLabel, linksOnX, noLinkAfter } from "./link-characters.ts";
import { endOfPath, endOfPort, endOfQuery, shortened } from "./link-tail.ts";
import { encodedLength } from "./punycode.ts";

export interface Link {
  readonly start: number;
  readonly end: number;
  /** Written with http:// or https://; a bare domain is a link on X only. */
  readonly scheme: boolean;
}

const stop = 0x2e;
const slash = 0x2f;
const colon = 0x3a;
const hyphen = 0x2d;
const underscore = 0x5f;

const labelMax = 63;
const linkMax = 4096;

/** All links of `text` in order; `units` are the network's, of link-characters.ts. */
export function findLinks(text: string, units: Uint8Array = linksOnX): Link[] {
  let dot = text.indexOf(".");
  if (dot < 0) return [];
  const links: Link[] = [];
  const scan: Scan = { text, units, links, taken: 0 };
  while (dot >= 0) {
    if (tldEnd(text, dot + 1) === 0) {
      dot = text.indexOf(".", dot + 1);
      continue;
    }
    let start = dot;
    while (start > scan.taken && inRun(units, text.charCodeAt(start - 1))) start--;
    let end = dot + 1;
    while (end < text.length && inRun(units, text.charCodeAt(end))) end++;
    if (!takeName(scan, start, end)) linksOfRun(scan, start, end);
    dot = text.indexOf(".", Math.max(end, scan.taken));
  }
  return links;
}

interface Scan {
  readonly text: string;
  readonly units: Uint8Array;
  readonly links: Link[];
  /** Where the last match ended: what it took is no part of the next, nor can it stand before it. */
  taken: number;
}

const is = (units: Uint8Array, unit: number, bits: number) => ((units[unit] ?? 0) & bits) !== 0;
const inRun = (units: Uint8Array, unit: number) => unit === stop || is(units, unit, inDomain | dash);

const isLatin = (unit: number) => ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a) || (unit >= 0x30 && unit <= 0x39);

/** The short way for a run that is a name of Latin letters and digits with nothing odd about it, as nearly all are; false: it is not. */
function takeName(scan: Scan, start: number, end: number): boolean {
  const { text } = scan;
  let before = stop;
  let last = 0;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (!isLatin(unit)) {
      if (before === stop || (unit === stop ? before === hyphen : unit !== hyphen)) return false;
      if (unit === stop) last = Math.max(last, tldEnd(text, at + 1));
    }
    before = unit;
  }
  const schemeStart = schemeBefore(text, start);
  const scheme = schemeStart >= 0 && mayBegin(scan, schemeStart);
  if (!scheme && !mayBegin(scan, start)) return false;
  take(scan, start, last, scheme ? schemeStart : -1);
  return true;
}

/** One label of a run of domain characters, up to its full stop. */
interface Label {
  readonly start: number;
  readonly dot: number;
  /** Where a top-level domain behind the full stop ends; 0: none. */
  readonly tldEnd: number;
  /** The longest domain that has this label whole and others behind it ends here; 0: none. */
  longer: number;
  /** Behind the last `_`: only from here on can it be the last label but the top-level domain. */
  readonly nameFrom: number;
  readonly endsWell: boolean;
}

/** Adds the links of one run of domain characters, full stops included. */
function linksOfRun(scan: Scan, start: number, end: number): void {
  const { text, units } = scan;
  const labels = labelsOf(scan, start, end);
  const schemeStart = schemeBefore(text, start);
  for (const label of labels) {
    if (!label.endsWell) continue;
    const whole = label.longer > 0;
    if (!whole && label.tldEnd === 0) continue;
    const from = Math.max(whole ? label.start : label.nameFrom, label.start, start);
    if (label.dot <= scan.taken) continue;
    const scheme =
      label.start === start &&
      schemeStart >= 0 &&
      mayBegin(scan, schemeStart) &&
      is(units, text.charCodeAt(start), inDomain) &&
      from === start;
    const at = scheme ? start : firstBeginning(scan, Math.max(from, scan.taken), label.dot);
    if (at < 0) continue;
    take(scan, at, whole ? label.longer : label.tldEnd, scheme ? schemeStart : -1);
  }
}

function labelsOf({ text, units }: Scan, start: number, end: number): Label[] {
  const labels: Label[] = [];
  let from = start;
  let nameFrom = start;
  for (let at = start; at < end; at++) {
    const unit = text.charCodeAt(at);
    if (unit === underscore) nameFrom = at + 1;
    if (unit !== stop) continue;
    const endsWell = at > from && is(units, text.charCodeAt(at - 1), inDomain);
    labels.push({ start: from, dot: at, tldEnd: tldEnd(text, at + 1), longer: 0, nameFrom, endsWell });
    from = at + 1;
    nameFrom = from;
  }
  // What lies behind a label counts only when each label there is well formed from its first unit on.
  let best = 0;
  for (let at = labels.length - 1; at >= 0; at--) {
    const label = labels[at];
    if (!label) continue;
    label.longer = best;
    const beginsWell = label.endsWell && is(units, text.charCodeAt(label.start), inDomain);
    if (!beginsWell) best = 0;
    else if (best === 0 && label.tldEnd > 0 && label.nameFrom === label.start) best = label.tldEnd;
  }
  return labels;
}

/** Where `http://` or `https://` right before `start` begins, or -1. */
function schemeBefore(text: string, start: number): number {
  if (
    text.charCodeAt(start - 1) !== slash ||
    text.charCodeAt(start - 2) !== slash ||
    text.charCodeAt(start - 3) !== colon
  )
    return -1;
  const name = text.slice(Math.max(0, start - 8), start - 3).toLowerCase();
  if (name === "https") return start - 8;
  return name.endsWith("http") ? start - 7 : -1;
}

/** At the very start of a text, or behind a character that no match has taken and that allows it. */
const mayBegin = ({ text, units, taken }: Scan, at: number) =>
  at === 0 || (at > taken && !is(units, text.charCodeAt(at - 1), noLinkAfter));

/** The first place in a label where a domain may begin. The text's first character is tried as what stands before one, then as its first. */
function firstBeginning(scan: Scan, from: number, dot: number): number {
  const { text, units } = scan;
  const begins = (at: number) => at < dot && is(units, text.charCodeAt(at), inDomain) && mayBegin(scan, at);
  if (from === 0 && begins(1)) return 1;
  for (let at = from; at < dot; at++) if (begins(at)) return at;
  return -1;
}

/** A match: the domain from `start` to `end`, with port, path and query. Adds what of it is a link. */
function take(scan: Scan, start: number, end: number, schemeStart: number): void {
  const { text, units, links } = scan;
  const pathStart = endOfPort(text, end);
  const pathEnd = text.charCodeAt(pathStart) === slash ? endOfPath(text, units, pathStart) : pathStart;
  const last = endOfQuery(text, units, pathEnd);
  scan.taken = last;
  const whole = schemeStart >= 0 ? last - schemeStart + (start - schemeStart) : last - start + "https://".length;
  if (whole > linkMax) return;
  const kind = kindOfDomain(text, units, start, end);
  if (kind === "refused") return;
  if (schemeStart >= 0) {
    const linkEnd = shortened(text, units, start, last);
    if (linkEnd > 0) links.push({ start: schemeStart, end: linkEnd, scheme: true });
  } else if (start === 0 || !isJoint(text.charCodeAt(start - 1))) {
    const behind = pathEnd > pathStart ? last - end : 0;
    if (kind === "plain") links.push({ start, end: end + behind, scheme: false });
    else plainLinks(scan, start, end, behind);
  }
}

/** Behind one of these no link begins without a scheme. */
const isJoint = (unit: number) => unit === hyphen || unit === underscore || unit === stop || unit === slash;

/** Without a scheme only the domains in Latin letters inside count; a path belongs to the last of them. */
function plainLinks({ text, units, links }: Scan, start: number, end: number, behind: number): void {
  let found: Link | null = null;
  let at = start;
  while (at < end) {
    if (!is(units, text.charCodeAt(at), inPlainLabel)) {
      at++;
      continue;
    }
    let domain = 0;
    let run = at;
    for (; run < end; run++) {
      const unit = text.charCodeAt(run);
      if (unit === stop) {
        const tld = tldEnd(text, run + 1);
        if (tld > 0 && tld <= end) domain = tld;
        if (text.charCodeAt(run + 1) === stop) break;
      } else if (!is(units, unit, inPlainLabel)) break;
    }
    if (domain > 0) {
      if (found) links.push(found);
      found = { start: at, end: domain, scheme: false };
      at = domain;
    } else at = run;
  }
  if (found) links.push({ ...found, end: found.end + behind });
}

/** Refused: a label is over the name system's length once it is written in ASCII. Plain: X takes all of it without a scheme. */
function kindOfDomain(text: string, units: Uint8Array, start: number, end: number): "plain" | "other" | "refused" {
  let from = start;
  let latin = true;
  let plain = true;
  for (let at = start; at <= end; at++) {
    const unit = at === end ? stop : text.charCodeAt(at);
    if (unit !== stop) {
      if (unit >= 0x7f || unit < 0x20) latin = false;
      if (!is(units, unit, inPlainLabel)) plain = false;
      continue;
    }
    if ((latin ? at - from : encodedLength(text.slice(from, at))) > labelMax) return "refused";
    from = at + 1;
    latin = true;
  }
  if (plain) return "plain";
  return !text.startsWith("xn--", start) || hasPlainDomain(text, units, start, end) ? "other" : "refused";
}

/** An encoded name cannot hold other letters. */
function hasPlainDomain(text: string, units: Uint8Array, start: number, end: number): boolean {
  for (let at = start + 1; at < end; at++)
    if (text.charCodeAt(at) === stop && is(units, text.charCodeAt(at - 1), inPlainLabel)) {
      const tld = tldEnd(text, at + 1);
      if (tld > 0 && tld <= end) return true;
    }
  return false;
}
