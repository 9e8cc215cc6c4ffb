/** What a rule lets through: category, author, words, length. Each verdict names the option that took or left an article. */

import type { Article } from "../article/article.ts";
import { type Found, finderOf, type Phrase, shownPhrase, wordsIn } from "./words.ts";

export interface Filters {
  /** Empty: all of them. */
  readonly categories: readonly string[];
  readonly authors: readonly string[];
  readonly match: readonly Phrase[];
  /** Beats `match`. */
  readonly exclude: readonly Phrase[];
  /** A person looks first. */
  readonly holdIf: readonly Phrase[];
  /** In characters of the text. */
  readonly minLength: number | null;
  /** How long after its arrival an article may be taken. */
  readonly maxAgeMs: number | null;
}

export type FilterName = "--category" | "--author" | "--min-length" | "--exclude" | "--match";

export type Verdict =
  | {
      readonly takes: true;
      /** Which filters it passed, in words; empty: the rule has none. */
      readonly by: readonly string[];
      /** Why a person must look; null: nobody must. */
      readonly holdIf: string | null;
    }
  | { readonly takes: false; readonly filter: FilterName; readonly says: string };

/** Of an article what filters look at. */
export type Filtered = Pick<Article, "title" | "blocks" | "language" | "author" | "category">;

/** Filters once made ready are asked for many articles. */
export function filtering(filters: Filters): (article: Filtered) => Verdict {
  const match = finderOf(filters.match);
  const exclude = finderOf(filters.exclude);
  const holdIf = finderOf(filters.holdIf);
  return (article) => {
    const by: string[] = [];
    const leaves = (filter: FilterName, says: string): Verdict => ({ takes: false, filter, says });
    const prose = article.blocks.filter((block) => block.kind !== "caption").map((block) => block.text);

    const { minLength, categories, authors } = filters;
    const length = prose.reduce((sum, text) => sum + [...text].length, 0);
    if (minLength !== null && length < minLength)
      return leaves("--min-length", `its text has ${length} characters, and ${minLength} are wanted`);
    if (minLength !== null) by.push(`--min-length (${length} characters)`);

    if (categories.length > 0 && !isOfCategory(article.category, categories))
      return leaves("--category", article.category ? `its category is ${article.category}` : "it names no category");
    if (categories.length > 0) by.push(`--category (${article.category})`);
    if (authors.length > 0 && !isByAuthor(article.author, authors))
      return leaves("--author", article.author ? `it is by ${article.author}` : "it names no author");
    if (authors.length > 0) by.push(`--author (${article.author})`);

    const words = wordsIn(`${article.title}\n${prose.join("\n")}`);
    const excluded = exclude(words, article.language);
    if (excluded) return leaves("--exclude", shownFound(excluded));
    const matched = match(words, article.language);
    if (filters.match.length > 0 && !matched)
      return leaves("--match", `none of ${filters.match.map(shownPhrase).join(", ")} stands in it`);
    if (matched) by.push(`--match (${shownFound(matched)})`);
    const held = holdIf(words, article.language);
    return { takes: true, by, holdIf: held && `--hold-if: ${shownFound(held)}` };
  };
}

/** `“bunuh” (membunuh)`. */
const shownFound = ({ phrase, as }: Found): string =>
  as === phrase.join(" ") ? shownPhrase(phrase) : `${shownPhrase(phrase)} (${as})`;

const folded = (name: string): string => wordsIn(name).join(" ");

/** The whole of it or one of its levels: Ekonomi is one of "News / Ekonomi". */
function isOfCategory(category: string | null | undefined, wanted: readonly string[]): boolean {
  if (!category) return false;
  const own = [category, ...category.split(/[/>|,;»›]/)].map(folded);
  return wanted.some((one) => own.includes(folded(one)));
}

/** Whole names: Rizky is one of "Rizky Suryarandika, Antara". */
function isByAuthor(author: string | null, wanted: readonly string[]): boolean {
  const own = ` ${folded(author ?? "")} `;
  return wanted.some((one) => own.includes(` ${folded(one)} `));
}
