/** Where a line may end in the scripts that set no spaces (Japanese, Chinese, Thai), with what a break there costs: phrases by a model, kinsoku by rule. */

import { phraseModels } from "./generated/phrase-models.ts";
import { splitGraphemes } from "./graphemes.ts";

export interface Phrase {
  readonly text: string;
  /** Of a break before it. */
  readonly cost: number;
}

const cost = { clause: 630, comma: 900, phrase: 4_500, never: 9_000 } as const;

const script = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uff66-\uff9f\uf900-\ufaff]/;
export const isUnspaced = (word: string): boolean => script.test(word);
/** Thai sets a space where other scripts set a comma or a full stop. */
export const endsThai = (word: string): boolean => /[\u0e00-\u0e7f]$/.test(word);

const noStart =
  /^[、。，．・：；？！゛゜ヽヾゝゞ々ー）」』】〕〉》”’ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ%％℃‰…‥〜～ๆฯ,.:;?!)\]}]/;
const noEnd = /[（「『【〔〈《“‘([{￥$＄#＃@＠]$/;
/** Words, numbers, links, mentions and tags of other scripts stay whole. */
const solid = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\p{M}._:/@#%&=?+~-]/u;
const sentenceEnd = /[。！？｡][」』）”’】》]*$/;
const commaEnd = /[、，：；､][」』）”’】》]*$/;

/** The phrases of a stretch without white space. */
export function phrasesOf(word: string): Phrase[] {
  const ends = boundariesOf(word);
  const phrases: Phrase[] = [];
  let text = "";
  let at = 0;
  let price = 0;
  for (const grapheme of splitGraphemes(word)) {
    const found = text === "" ? cost.never : costBetween(text.slice(-4), grapheme, ends.has(at));
    if (found < cost.never) {
      phrases.push({ text, cost: price });
      text = "";
      price = found;
    }
    text += grapheme;
    at += grapheme.length;
  }
  phrases.push({ text, cost: price });
  return phrases;
}

/** No mark that closes comes first, none that opens last. */
export const mayPart = (before: string, after: string): boolean => !noStart.test(after) && !noEnd.test(before);

function costBetween(before: string, after: string, phrase: boolean): number {
  if (!mayPart(before, after)) return cost.never;
  if (sentenceEnd.test(before)) return cost.clause;
  if (commaEnd.test(before)) return cost.comma;
  if (solid.test(before.slice(-1)) && solid.test(after)) return cost.never;
  // A number and what it counts.
  if (/\p{N}$/u.test(before)) return cost.never;
  return phrase ? cost.phrase : cost.never;
}

type Language = keyof typeof phraseModels;

const kana = /[\u3040-\u30ff]/;
const thai = /[\u0e00-\u0e7f]/;
/** Frequent characters that only the one or the other way of writing Chinese has. */
const simplified = /[这说为们国来时会对发过还没问让给总关应开学现动长门见车东]/g;
const traditional = /[這說為們國來時會對發過還沒問讓給總關應開學現動長門見車東]/g;

function languageOf(text: string): Language {
  const sample = text.slice(0, 2_000);
  if (thai.test(sample)) return "thai";
  if (kana.test(sample)) return "japanese";
  return (sample.match(traditional)?.length ?? 0) > (sample.match(simplified)?.length ?? 0)
    ? "traditional"
    : "simplified";
}

type Scores = ReadonlyMap<string, ReadonlyMap<string, number>>;
const read = new Map<Language, Scores>();

/** A model is read when its script first comes up. */
function scoresOf(language: Language): Scores {
  const known = read.get(language);
  if (known) return known;
  const scores = new Map(
    phraseModels[language].scores.split("\n").map((line) => {
      const [feature = "", ...pairs] = line.split(" ");
      const keys = pairs.map((pair): [string, number] => {
        const key = /^[^\d-]+/u.exec(pair)?.[0] ?? "";
        return [key, Number(pair.slice(key.length))];
      });
      return [feature, new Map(keys)] as const;
    }),
  );
  read.set(language, scores);
  return scores;
}

/** The windows of characters around a place that a model has scores for. */
const windows: readonly (readonly [feature: string, from: number, to: number])[] = [
  ["UW1", -3, -2],
  ["UW2", -2, -1],
  ["UW3", -1, 0],
  ["UW4", 0, 1],
  ["UW5", 1, 2],
  ["UW6", 2, 3],
  ["BW1", -2, 0],
  ["BW2", -1, 1],
  ["BW3", 0, 2],
  ["TW1", -3, 0],
  ["TW2", -2, 1],
  ["TW3", -1, 2],
  ["TW4", 0, 3],
];

function boundariesOf(text: string): ReadonlySet<number> {
  const language = languageOf(text);
  const { threshold } = phraseModels[language];
  const scores = scoresOf(language);
  const tables = windows.map(([feature, from, to]) => ({ from, to, table: scores.get(feature) }));
  const found = new Set<number>();
  for (let at = 1; at < text.length; at++) {
    let sum = 0;
    for (const { from, to, table } of tables) sum += table?.get(text.substring(at + from, at + to)) ?? 0;
    if (sum > threshold) found.add(at);
  }
  return found;
}
