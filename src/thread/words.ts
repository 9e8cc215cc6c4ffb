/** Cuts a sentence that no post can hold: after a clause, else between words, and inside a word only when it is longer than a post itself. */

import { splitGraphemes } from "unicode-segmenter/grapheme";
import { titles } from "../article/abbreviations.ts";
import { findPairs, insideOf } from "../article/pairs.ts";

export interface Cut {
  readonly text: string;
  /** White space between the part before and this one, as written. */
  readonly gap: string;
  /** Cost of breaking before it. */
  readonly cost: number;
}

const cost = {
  clause: 630,
  comma: 900,
  conjunction: 3_600,
  word: 4_500,
  wide: 4_500,
  wideInside: 6_500,
  inside: 9_000,
} as const;
const extra = { number: 1_500, name: 500, pair: 300 } as const;

const wide = /[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f\uf900-\ufaff]/;
const conjunction =
  /^(?:yang|dan|atau|tetapi|tapi|karena|sebab|agar|supaya|ketika|saat|jika|bila|untuk|dengan|serta|sehingga|namun|sementara|and|or|but|because|that|which|who|when|while|if|with|for|so|than|que|y|o|pero|porque|cuando|para|con|et|ou|mais|und|oder|aber|dass)$/i;

export function cutSentence(text: string, lengthOf: (text: string) => number, room: number): Cut[] {
  const inside = insideOf(findPairs(text));
  const cuts: Cut[] = [];
  let before = "";
  for (const match of text.matchAll(/(\s*)(\S+)/g)) {
    const [whole, gap = "", word = ""] = match;
    const start = match.index + whole.length - word.length;
    const pair = inside(start) ? extra.pair : 0;
    const first = cuts.length === 0 ? 0 : costBetween(before, word) + pair;
    for (const [at, part] of partsOf(word, lengthOf, room).entries())
      cuts.push({ text: part.text, gap: at === 0 ? gap : "", cost: at === 0 ? first : part.cost + pair });
    before = word;
  }
  return cuts;
}

function costBetween(before: string, word: string): number {
  if (/[;:—–]["”’»)]?$/.test(before) || /^[—–]/.test(word)) return cost.clause;
  if (/[,،，、]["”’»)]?$/.test(before)) return cost.comma;
  if (/[.!?…]["”’»)\]]?$/.test(before) && /^["“«(]?[\p{Lu}\p{N}]/u.test(word) && !titles.has(before.replace(/\.$/, "")))
    return cost.clause;
  if (conjunction.test(word)) return cost.conjunction;
  const number =
    /^\p{Sc}?[\p{N}.,]+$/u.test(before) ||
    (/^\p{N}/u.test(word) && /^(?:Rp|No|US\$|pukul|Pasal|ayat|Jl|page|about|\p{Lu}\p{Ll}+)\.?$/u.test(before));
  const name = /^\p{Lu}/u.test(before) && /^\p{Lu}/u.test(word);
  return cost.word + (number || titles.has(before.replace(/\.$/, "")) ? extra.number : name ? extra.name : 0);
}

interface Part {
  readonly text: string;
  readonly cost: number;
}

/** One part as a rule; the words of a script without spaces; pieces of a word too long for any post. */
function partsOf(word: string, lengthOf: (text: string) => number, room: number): Part[] {
  const parts = wide.test(word) ? wideParts(word) : [{ text: word, cost: 0 }];
  return parts.flatMap((part) => (lengthOf(part.text) <= room ? [part] : pieces(part, lengthOf, room)));
}

const noStart = /^[、。，．・：；？！゛゜ヽヾゝゞ々ー）」』】〕〉》”’ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ%％℃]/;
const noEnd = /[（「『【〔〈《“‘]$/;
const run =
  /[\u30a0-\u30ff\uff66-\uff9f]+|[\u3400-\u9fff々\uf900-\ufaff]+|[\u3040-\u309f]+|[\p{N}\p{L}\p{M}._:/@#%-]+?(?=[\u3040-\u30ff\u3400-\u9fff])|./gsu;

/** Japanese and Chinese: a phrase ends where hiragana gives way to another script, and after marks. */
function wideParts(word: string): Part[] {
  const parts: Part[] = [];
  for (const [found] of word.matchAll(run)) {
    const last = parts.at(-1);
    const before = last?.text ?? "";
    const price = wideCost(before, found);
    if (last && price >= cost.inside) parts[parts.length - 1] = { text: before + found, cost: last.cost };
    else parts.push({ text: found, cost: price });
  }
  return parts;
}

function wideCost(before: string, after: string): number {
  if (before === "") return 0;
  if (noStart.test(after) || noEnd.test(before)) return cost.inside;
  if (/[。！？][」』）]?$/.test(before)) return cost.clause;
  if (/[、，：；]$/.test(before)) return cost.comma;
  if (/[\u3040-\u309f]$/.test(before) && !/^[\u3040-\u309f]/.test(after)) return cost.wide;
  return wide.test(before) || wide.test(after) ? cost.wideInside : cost.inside;
}

/** Quarter posts of whole graphemes, so that a megabyte of one word stays cheap. */
function pieces(part: Part, lengthOf: (text: string) => number, room: number): Part[] {
  const target = Math.max(1, Math.floor(room / 4));
  const found: Part[] = [];
  let text = "";
  let length = 0;
  for (const grapheme of splitGraphemes(part.text)) {
    const more = lengthOf(grapheme);
    if (text !== "" && length + more > target) {
      found.push({ text, cost: found.length === 0 ? part.cost : cost.inside });
      text = "";
      length = 0;
    }
    text += grapheme;
    length += more;
  }
  if (text !== "") found.push({ text, cost: found.length === 0 ? part.cost : cost.inside });
  return found;
}
