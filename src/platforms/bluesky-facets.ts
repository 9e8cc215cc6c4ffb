/** What can be clicked in a text on Bluesky: links, tags and mentions, by UTF-8 bytes: https://docs.bsky.app/docs/advanced-guides/post-richtext */

import { linksInAnyScript } from "../article/link-letters.ts";
import { findLinks } from "../article/links.ts";
import { countGraphemes } from "../thread/graphemes.ts";
import { bytesOf } from "../thread/measure.ts";

export interface Facet {
  readonly index: { readonly byteStart: number; readonly byteEnd: number };
  readonly features: readonly [Feature];
}

type Feature =
  | { readonly $type: "app.bsky.richtext.facet#link"; readonly uri: string }
  | { readonly $type: "app.bsky.richtext.facet#tag"; readonly tag: string }
  | { readonly $type: "app.bsky.richtext.facet#mention"; readonly did: string };

/** A stretch of the text, in UTF-16 units. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

const tag = /(?<![\p{L}\p{M}\p{N}_&/#])[#＃](?=[\p{N}_]*\p{L})[\p{L}\p{M}\p{N}_]+/gu;
const mention =
  /(?<![\p{L}\p{M}\p{N}_./@-])@((?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?)(?![\p{L}\p{N}@-])/giu;
const tagGraphemes = 64;
const tagBytes = 640;
/** https://atproto.com/specs/handle */
const handleMax = 253;

/** The handles that a text mentions, once each, without their @. */
export const mentionsIn = (text: string): string[] => [
  ...new Set(mentions(text).map(({ handle }) => handle.toLowerCase())),
];

/** `dids`: who the mentioned are; a name that nobody has stays plain text. */
export function facetsOf(text: string, dids: Readonly<Record<string, string>>): Facet[] {
  const found: (Stretch & { readonly feature: Feature })[] = [];
  for (const { start, end, scheme } of findLinks(text, linksInAnyScript)) {
    const uri = uriOf(text.slice(start, end), scheme);
    if (uri) found.push({ start, end, feature: { $type: "app.bsky.richtext.facet#link", uri } });
  }
  const isFree = ({ start, end }: Stretch) => !found.some((one) => start < one.end && end > one.start);
  for (const { handle, ...at } of mentions(text)) {
    const did = dids[handle.toLowerCase()];
    if (did && isFree(at)) found.push({ ...at, feature: { $type: "app.bsky.richtext.facet#mention", did } });
  }
  for (const match of text.matchAll(tag)) {
    const name = match[0].slice(1);
    const at = { start: match.index, end: match.index + match[0].length };
    if (isFree(at) && countGraphemes(name) <= tagGraphemes && bytesOf(name) <= tagBytes)
      found.push({ ...at, feature: { $type: "app.bsky.richtext.facet#tag", tag: name } });
  }
  return inBytes(
    text,
    found.sort((one, other) => one.start - other.start),
  );
}

function mentions(text: string): (Stretch & { readonly handle: string })[] {
  return Array.from(text.matchAll(mention), (match) => ({
    start: match.index,
    end: match.index + match[0].length,
    handle: match[1] ?? "",
  })).filter(({ handle }) => handle.length <= handleMax);
}

/** As it is written, unless it holds what no URI may: then as browsers write it. */
function uriOf(link: string, scheme: boolean): string | null {
  const whole = scheme ? link : `https://${link}`;
  if (!URL.canParse(whole)) return null;
  return /^[\x21-\x7e]+$/.test(whole) ? whole : new URL(whole).href;
}

/** In order, so that each byte of the text is counted once. */
function inBytes(text: string, found: readonly (Stretch & { readonly feature: Feature })[]): Facet[] {
  let [at, bytes] = [0, 0];
  const until = (unit: number) => {
    bytes += bytesOf(text.slice(at, unit));
    at = unit;
    return bytes;
  };
  return found.map(({ start, end, feature }) => ({
    index: { byteStart: until(start), byteEnd: until(end) },
    features: [feature],
  }));
}
