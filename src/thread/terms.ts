/** The words of a text that carry its meaning, in small letters: without stop words; pairs of signs where a script sets no spaces. */

import { stopWordsOf } from "./stopwords.ts";

const token = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*/gu;
const unspaced = /^[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]/;
/** Longer runs of letters are noise, such as a key or a picture in base64. */
const wordMax = 60;

/** Every word, stop words as well. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  for (const [found] of text.toLowerCase().matchAll(token)) {
    if (!unspaced.test(found)) {
      if (found.length <= wordMax) words.push(found);
    } else if (found.length === 1) words.push(found);
    else for (let at = 0; at + 1 < found.length; at++) words.push(found.slice(at, at + 2));
  }
  return words;
}

/** Gives the words of `language` that carry meaning, each without its commonest endings, so that "sale" meets "sales". */
export function termsIn(language: string): (words: readonly string[]) => string[] {
  const stop = stopWordsOf(language);
  const root = rootIn(language);
  return (words) =>
    words.filter((word) => !stop.has(word) && (word.length > 2 || unspaced.test(word))).map((word) => root(word));
}

/** A word of `language` without its commonest endings. */
export const rootIn = (language: string): ((word: string) => string) =>
  roots[language.split("-")[0] ?? ""] ?? ((word) => word);

const withoutEnding = (word: string, endings: readonly string[], least: number): string => {
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= least);
  return ending === undefined ? word : word.slice(0, word.length - ending.length);
};

const roots: Readonly<Record<string, (word: string) => string>> = {
  en: (word) => withoutEnding(word, ["ing", "edly", "ed", "ies", "es", "s", "ly"], 3),
  id: (word) => withoutEnding(word, ["nya", "lah", "kah"], 4),
  es: (word) => withoutEnding(word, ["es", "s"], 4),
  fr: (word) => withoutEnding(word, ["es", "s", "x"], 4),
  pt: (word) => withoutEnding(word, ["es", "s"], 4),
};
