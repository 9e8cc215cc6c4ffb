/** Finds words and phrases in a text, in every form that they may have there. */

import { AppError } from "../base/errors.ts";
import { formsIn } from "./word-forms.ts";

/** Words that must follow each other; one alone as a rule. */
export type Phrase = readonly string[];

const token = /[\p{L}\p{N}\p{M}]+/gu;
/** Scripts that set no spaces: there a word is a part of a run of letters. */
const unspaced = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/;
const phrasesMax = 500;

export const wordsIn = (text: string): string[] => text.normalize("NFKC").toLowerCase().match(token) ?? [];

/** `banjir longsor, "Presiden Prabowo"`: parted by spaces or commas, a phrase in quotes. Throws `option-invalid`. */
export function readPhrases(option: string, written: string): Phrase[] {
  const invalid = (hint: string) => new AppError("option-invalid", { option, value: written, hint });
  if (/[*?]/.test(written)) throw invalid("each word is found with its affixes and endings; leave * and ? out");
  const straight = written.replace(/[“”„«»]/g, '"');
  if ((straight.match(/"/g) ?? []).length % 2 === 1) throw invalid("a quotation mark is not closed");
  const parts = straight.match(/"[^"]*"|[^\s,;"]+/g) ?? [];
  const phrases = parts.map((part) => ({ part, words: wordsIn(part) }));
  const wordless = phrases.find(({ words }) => words.length === 0);
  if (wordless || phrases.length === 0)
    throw invalid('give words parted by spaces or commas, a phrase in quotes, as banjir, "Presiden Prabowo"');
  if (phrases.length > phrasesMax) throw invalid(`at most ${phrasesMax} words are looked for`);
  return phrases.map(({ words }) => words);
}

/** `“bunuh”`, `“Presiden Prabowo”`, as they are shown. */
export const shownPhrase = (phrase: Phrase): string => `“${phrase.join(" ")}”`;

export interface Found {
  readonly phrase: Phrase;
  /** As it stands in the text, in small letters. */
  readonly as: string;
}

/** Gives a finder for texts of a language: the first of the phrases that stands in the words. */
export function finderOf(phrases: readonly Phrase[]): (words: readonly string[], language: string) => Found | null {
  const known = new Map<string, (readonly ReadonlySet<string>[])[]>();
  return (words, language) => {
    const key = language.split("-")[0] ?? "";
    const forms = known.get(key) ?? phrases.map((phrase) => phrase.map((word) => formsIn(key, word)));
    known.set(key, forms);
    for (const [index, phrase] of phrases.entries()) {
      const at = placeOf(phrase, forms[index] ?? [], words);
      if (at >= 0) return { phrase, as: words.slice(at, at + phrase.length).join(" ") };
    }
    return null;
  };
}

function placeOf(phrase: Phrase, forms: readonly ReadonlySet<string>[], words: readonly string[]): number {
  const [first = ""] = phrase;
  if (phrase.length === 1 && unspaced.test(first)) return words.findIndex((word) => word.includes(first));
  return words.findIndex((_, at) => forms.every((form, step) => form.has(words[at + step] ?? "")));
}
