/** Porter's stemmer of 1980 (https://tartarus.org/martin/PorterStemmer/def.txt), for comparing key phrases as the literature does. No part of the product. */

const isVowel = (word: string, at: number): boolean => {
  const letter = word[at] ?? "";
  return "aeiou".includes(letter) || (letter === "y" && at > 0 && !isVowel(word, at - 1));
};

/** How often a vowel is followed by a consonant: m in Porter's paper. */
function measureOf(word: string): number {
  let count = 0;
  for (let at = 1; at < word.length; at++) if (!isVowel(word, at) && isVowel(word, at - 1)) count++;
  return count;
}

const hasVowel = (word: string) => [...word].some((_, at) => isVowel(word, at));
const isDoubled = (word: string) => /([^aeiouy])\1$/.test(word);
const endsShort = (word: string) =>
  word.length > 2 &&
  !isVowel(word, word.length - 1) &&
  isVowel(word, word.length - 2) &&
  !isVowel(word, word.length - 3) &&
  !/[wxy]$/.test(word);

type Rule = readonly [ending: string, instead: string];
const pairs = (list: string): Rule[] =>
  list.split(" ").map((pair) => {
    const [ending = "", instead = ""] = pair.split(":");
    return [ending, instead];
  });

const second = pairs(
  "ational:ate tional:tion enci:ence anci:ance izer:ize abli:able alli:al entli:ent eli:e ousli:ous ization:ize ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble",
);
const third = pairs("icate:ic ative: alize:al iciti:ic ical:ic ful: ness:");
const fourth = pairs(
  "ement: ment: ent: al: ance: ence: er: ic: able: ible: ant: ion: ou: ism: ate: iti: ous: ive: ize:",
);

function replaced(word: string, rules: readonly Rule[], least: number): string {
  const rule = rules.find(([ending]) => word.endsWith(ending));
  if (!rule) return word;
  const stem = word.slice(0, word.length - rule[0].length);
  const fits = measureOf(stem) > least && (rule[0] !== "ion" || /[st]$/.test(stem));
  return fits ? stem + rule[1] : word;
}

export function stemOf(word: string): string {
  if (word.length < 3) return word;
  let stem = word.replace(/(ss|i)es$/, "$1").replace(/([^s])s$/, "$1");
  stem = withoutPast(stem);
  if (/y$/.test(stem) && hasVowel(stem.slice(0, -1))) stem = `${stem.slice(0, -1)}i`;
  stem = replaced(replaced(replaced(stem, second, 0), third, 0), fourth, 1);
  if (/e$/.test(stem)) {
    const rest = stem.slice(0, -1);
    if (measureOf(rest) > 1 || (measureOf(rest) === 1 && !endsShort(rest))) stem = rest;
  }
  return measureOf(stem) > 1 && stem.endsWith("ll") ? stem.slice(0, -1) : stem;
}

function withoutPast(word: string): string {
  if (word.endsWith("eed")) return measureOf(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
  const stem = /(?:ed|ing)$/.test(word) ? word.replace(/(?:ed|ing)$/, "") : null;
  if (stem === null || !hasVowel(stem)) return word;
  if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
  if (isDoubled(stem) && !/[lsz]$/.test(stem)) return stem.slice(0, -1);
  return measureOf(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
}
