/**
 * How long a text is on a network. Each network counts in units of its own; the names say how, not who:
 * weighted (X: twitter-text's configuration 3), graphemes (Bluesky), mastodon, emoji-bytes (Threads), little-text (LinkedIn),
 * utf16 (Telegram), codepoints. The same in every engine: what decides a count comes from tables of our own.
 */

import { linksOnMastodon, linksOnX } from "../article/link-characters.ts";
import { findLinks } from "../article/links.ts";
import { findHosts } from "./mentions.ts";
import type { Limits, MeasureName } from "./thread.ts";
import { bytesOf, type Counter, composed, counters, endOfComposing, normalForm } from "./weights.ts";

export { bytesOf } from "./weights.ts";

export type Ruler = Pick<Limits, "measure" | "max" | "bytesMax" | "urlCost">;
type Counting = Pick<Limits, "measure" | "urlCost">;

export interface Measured {
  /** In the network's own units: the number to show. */
  readonly length: number;
  /** In UTF-8. */
  readonly bytes: number;
  /** By how much the text is too long, in the unit of the limit that it breaks; 0: it fits. */
  readonly over: number;
  /** It fits and is not empty. */
  readonly valid: boolean;
}

export function measure(text: string, ruler: Ruler): Measured {
  const length = lengthOf(text, ruler);
  const bytes = bytesOf(text);
  const over = beyond(ruler, length, bytes);
  const refused = ruler.measure === "weighted" && notOnX.test(text);
  return { length, bytes, over, valid: over === 0 && !refused && text.trim() !== "" };
}

/** By how much a text is too long, as `measure` says it. */
export const overBy = (text: string, ruler: Ruler): number =>
  beyond(ruler, lengthOf(text, ruler), ruler.bytesMax === null ? 0 : bytesOf(text));

const beyond = ({ max, bytesMax }: Ruler, length: number, bytes: number): number =>
  Math.max(0, length - max, bytesMax === null ? 0 : bytes - bytesMax);

/** Code points that X answers with an error. */
const notOnX = /[\ufeff\ufffe\uffff]/;

/** The length alone. */
export function lengthOf(text: string, { measure: name, urlCost }: Counting): number {
  if (name !== "weighted") return count(text, name, urlCost, null);
  const normal = composed(text);
  return count(normal.text, name, urlCost, null, normal.plain ? counters.utf16 : counters.weighted);
}

/**
 * Lengths by addition. With `sums = prefixOf(text, …)`, `sums[b] - sums[a]` is `lengthOf(text.slice(a, b), …)` for all a and b that
 * stand at white space or at an end of the text, or between two ideographs far from any domain, where no mark is set on what stands
 * there; and `sums[text.length]` is the whole length always. Elsewhere it holds as long as the cut changes no link, emoji, grapheme or mention.
 * The one exception is X's own: a bare domain with an accent on its first letter loses that letter at the very start of a text.
 * `sums[i + 1] === sums[i]` tells that unit i goes with the one before it: a cut between them would part what counts as one.
 */
export function prefixOf(text: string, { measure: name, urlCost }: Counting): Uint32Array {
  const normal = name === "weighted" ? composed(text).text : text;
  const weights = new Uint32Array(normal.length);
  count(normal, name, urlCost, weights);
  return added(normal === text ? weights : asWritten(text, weights));
}

/** Of each unit the weights before it. */
function added(weights: Uint32Array): Uint32Array {
  const sums = new Uint32Array(weights.length + 1);
  let sum = 0;
  for (let at = 0; at < weights.length; at++) {
    sum += weights[at] ?? 0;
    sums[at + 1] = sum;
  }
  return sums;
}

/** Weights of the composed text, given back to the units that it was composed of. */
function asWritten(text: string, composedWeights: Uint32Array): Uint32Array {
  const weights = new Uint32Array(text.length);
  let from = 0;
  for (let at = 0; at < text.length; ) {
    const end = endOfComposing(text, at);
    const to = from + normalForm(text.slice(at, end)).length;
    for (; from < to; from++) weights[at] = (weights[at] ?? 0) + (composedWeights[from] ?? 0);
    at = end;
  }
  return weights;
}

/** A part of the text with a cost of its own: a link, or what a mention leaves out. */
interface Priced {
  readonly start: number;
  readonly end: number;
  readonly free?: true;
}

function count(
  text: string,
  name: MeasureName,
  urlCost: number | null,
  weights: Uint32Array | null,
  counter: Counter = counters[name],
): number {
  let total = 0;
  let from = 0;
  for (const { start, end, free } of pricedIn(text, name, urlCost)) {
    const cost = free ? 0 : (urlCost ?? 0);
    total += counter(text, from, start, weights) + cost;
    if (weights !== null) weights[start] = cost;
    from = end;
  }
  return total + counter(text, from, text.length, weights);
}

const none: readonly Priced[] = [];

/** A bare domain is a link on X only. */
function pricedIn(text: string, name: MeasureName, urlCost: number | null): readonly Priced[] {
  if (name === "weighted") return urlCost === null ? none : findLinks(text, linksOnX);
  const links = urlCost === null ? none : findLinks(text, linksOnMastodon).filter(({ scheme }) => scheme);
  return name === "mastodon" && text.includes("@") ? withHosts(text, links) : links;
}

function withHosts(text: string, links: readonly Priced[]): Priced[] {
  const priced: Priced[] = [];
  let from = 0;
  for (const link of [...links, null]) {
    for (const host of findHosts(text, from, link?.start ?? text.length)) priced.push({ ...host, free: true });
    if (link) priced.push(link);
    from = link?.end ?? from;
  }
  return priced;
}
