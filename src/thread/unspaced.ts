/** Phrases of the scripts that set no spaces: where a line may end in Japanese and Chinese, with what a break there costs. */

export interface Phrase {
  readonly text: string;
  /** Of a break before it. */
  readonly cost: number;
}

const cost = { clause: 630, comma: 900, phrase: 4_500, inside: 6_500, never: 9_000 } as const;

const wide = /[\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f\uf900-\ufaff]/;

export const isUnspaced = (word: string): boolean => wide.test(word);

const noStart = /^[、。，．・：；？！゛゜ヽヾゝゞ々ー）」』】〕〉》”’ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ%％℃]/;
const noEnd = /[（「『【〔〈《“‘]$/;
const run =
  /[\u30a0-\u30ff\uff66-\uff9f]+|[\u3400-\u9fff々\uf900-\ufaff]+|[\u3040-\u309f]+|[\p{N}\p{L}\p{M}._:/@#%-]+?(?=[\u3040-\u30ff\u3400-\u9fff])|./gsu;

/** A phrase ends where hiragana gives way to another script, and after marks. */
export function phrasesOf(word: string): Phrase[] {
  const parts: Phrase[] = [];
  for (const [found] of word.matchAll(run)) {
    const last = parts.at(-1);
    const before = last?.text ?? "";
    const price = costBefore(before, found);
    if (last && price >= cost.never) parts[parts.length - 1] = { text: before + found, cost: last.cost };
    else parts.push({ text: found, cost: price });
  }
  return parts;
}

function costBefore(before: string, after: string): number {
  if (before === "") return 0;
  if (noStart.test(after) || noEnd.test(before)) return cost.never;
  if (/[。！？][」』）]?$/.test(before)) return cost.clause;
  if (/[、，：；]$/.test(before)) return cost.comma;
  if (/[\u3040-\u309f]$/.test(before) && !/^[\u3040-\u309f]/.test(after)) return cost.phrase;
  return wide.test(before) || wide.test(after) ? cost.inside : cost.never;
}
