/** Tags for a thread: the article's own first, then the house's, then what is found: names, topics, places, key phrases, each with its reason. No model, no network. */

import type { Article } from "../article/article.ts";
import { distinctTags, hashtagsOf, toTag } from "../article/hashtags.ts";
import { type Keyphrase, keyphrasesOf } from "./keyphrases.ts";
import { type Line, linesOf } from "./lines.ts";
import { aloneNever } from "./name-words.ts";
import { namesOf } from "./names.ts";
import { isPlace, placesOf } from "./places.ts";
import { oneWordFor } from "./synonyms.ts";
import { rootIn, wordsOf } from "./terms.ts";
import { topicsOf } from "./topics.ts";

export interface Tags {
  /** All that the article has. */
  readonly all: readonly string[];
  /** Those to set beside the prose: within the network's number, none that the prose holds already. */
  readonly shown: readonly string[];
}

/** What a newsroom decides once for all of its articles. Tags with or without `#`, in any case. */
export interface TagRules {
  /** Stand behind the article's own, before all that are found. */
  readonly house?: readonly string[];
  /** Never set, whoever asks: the article, or what is found in it. */
  readonly block?: readonly string[];
  /** Found tag -> the tag that the newsroom uses instead. */
  readonly synonyms?: Readonly<Record<string, string>>;
}

export interface RankedTag {
  readonly tag: string;
  /** 1 for the article's own and the house's; below it for what is found. */
  readonly score: number;
  /** `own`, `house`, `name`, `key phrase`, or `topic: …` and `place: …` with the words that told it. */
  readonly reason: string;
}

/** Found without the author's help: a thread carries no more than these, none of them a mere phrase. */
const derivedMax = 5;
const derivedLeast = 0.4;
const keyPhrase = "key phrase";
const capless = /^(?:ja|zh|ko|th|ar|fa|ur|he|hi|bn|ta|te|my|km|lo)(?:-|$)/;
const termLeast = 3;
const termsMax = 3;
/** Times, measures, "the same one", and what quotes its source. */
const passing =
  /^(?:同|当|日午[前後]|午[前後]|[日月年]|現地|日本時間)|[\p{N}]|新聞$|通信|によ|^(?:可能性|成功|発表|当時)$|(?:يوم|شهر|عام|سنة|درجة|قال|وقال|مليون|مليار)(?: |$)/u;
const rankedMax = 15;
const rankedLeast = 10;
const tagMax = 40;

export function tagsFor(article: Article, max: number, given?: readonly string[], rules: TagRules = {}): Tags {
  const own = given ?? tagsOfArticle(article, rules);
  const all = distinctTags(own.map(marked));
  const inProse = new Set<string>();
  for (const { kind, text } of article.blocks)
    if (kind !== "caption" && /[#＃]/.test(text)) for (const tag of hashtagsOf(text)) inProse.add(tag.toLowerCase());
  const shown = all.filter((tag) => !inProse.has(tag.toLowerCase())).slice(0, Math.max(0, max - inProse.size));
  return { all, shown };
}

function tagsOfArticle(article: Article, rules: TagRules): string[] {
  if (article.hashtags.length > 0) return settled(article, rules).map(({ tag }) => tag);
  const lines = linesOf(article);
  const ranked = rankTags(article, rules, lines, []);
  const settledTags = ranked.filter(({ score }) => score === 1);
  const sure = ranked.filter(({ score }) => score < 1 && score >= derivedLeast).slice(0, derivedMax);
  const found = sure.length === 0 ? termsOf(article, lines, rules) : sure;
  return [...settledTags, ...found].map(({ tag }) => tag);
}

/** Scripts without capitals show no names; there a term that the article keeps coming back to has to do. */
function termsOf(article: Article, lines: readonly Line[], rules: TagRules): readonly RankedTag[] {
  if (!capless.test(article.language)) return [];
  const terms = keyphrasesOf(article, lines).filter(
    ({ text, count }) => count >= termLeast && !passing.test(text) && text.split(" ").length <= phraseWords,
  );
  const tags = terms
    .map(({ text, score }) => ({ tag: toTag(text), score, reason: keyPhrase }))
    .filter(({ tag }) => isValidTag(tag));
  const apart = tags.filter(({ tag }, at) => {
    const [words, before] = [bare(tag), tags.slice(0, at).map((one) => bare(one.tag))];
    return !before.some((one) => one.includes(words) || words.includes(one));
  });
  return acceptable(apart, rules).slice(0, termsMax);
}

/** The article's own, the house's, and the best of what is found. Without key phrases, which are never sure, only what is sure of itself. */
export function rankTags(
  article: Article,
  rules: TagRules = {},
  lines: readonly Line[] = linesOf(article),
  keyphrases: readonly Keyphrase[] = keyphrasesOf(article, lines),
): readonly RankedTag[] {
  return acceptable([...settled(article, rules), ...foundIn(article, lines, keyphrases)], rules).slice(0, rankedMax);
}

const settled = ({ hashtags }: Article, rules: TagRules): RankedTag[] =>
  acceptable(
    [
      ...hashtags.map((tag) => ({ tag, score: 1, reason: "own" })),
      ...(rules.house ?? []).map((tag) => ({ tag: marked(tag), score: 1, reason: "house" })),
    ],
    { block: rules.block ?? [] },
  );

const marked = (tag: string) => (tag.startsWith("#") ? tag : `#${tag}`);
const bare = (tag: string) => tag.replace(/^#/, "").toLowerCase();

/** In order, each once, under the newsroom's own word, without what it blocks. */
function acceptable(tags: readonly RankedTag[], { block = [], synonyms = {} }: TagRules): RankedTag[] {
  const blocked = new Set(block.map(bare));
  const instead = new Map(Object.entries(synonyms).map(([from, to]) => [bare(from), marked(to)]));
  const seen = new Set<string>();
  return tags.flatMap((one) => {
    const tag = one.reason === "own" ? one.tag : (instead.get(bare(one.tag)) ?? one.tag);
    const key = bare(tag);
    if (seen.has(key) || blocked.has(key) || blocked.has(bare(one.tag))) return [];
    seen.add(key);
    return [{ ...one, tag }];
  });
}

interface Candidate {
  readonly words: string;
  /** Other words for the same. */
  readonly also?: readonly string[];
  readonly score: number;
  readonly reason: string;
  /** Only where there are too few of others. */
  readonly spare?: boolean;
}

/** How much a kind of tag tells, and the weight at which half of that is reached. */
const kinds = {
  name: { prior: 1, half: 3 },
  topic: { prior: 1, half: 5 },
  country: { prior: 0.95, half: 3 },
  place: { prior: 0.75, half: 4 },
} as const;
const strength = ({ prior, half }: { readonly prior: number; readonly half: number }, weight: number) =>
  (prior * weight) / (weight + half);

/** A key phrase that a reader would stumble over as a tag: it ends in an initial or a rank, or begins with a title alone. */
const odd = /(?:^| )(?:\p{L}\.?|[JjSs]r\.?)$|^(?:[Dd]r|[Mm]rs?|[Mm]s|[Pp]rof)\.? \S{1,2}$/u;

/** Languages with topics and places of their own need no word that is said once. */
const withTables = /^(?:id|en)(?:-|$)/;

/** A second topic tells less than a first name. */
const nextTopic = 0.85;
/** A single word is spoken of twice, or in the title as well, before it is a tag. */
const leastName = 2;
const phraseBest = 0.4;
const phraseStep = 0.02;
/** A tag of more words is hard to read. */
const phraseWords = 3;
const longPhrase = 0.2;

function foundIn(article: Article, lines: readonly Line[], keyphrases: readonly Keyphrase[]): RankedTag[] {
  const candidates: Candidate[] = [
    ...namesOf(article, isPlace, lines)
      .filter(({ text, weight }) => weight >= leastName || text.includes(" "))
      .map(({ text, weight, forms }) => ({
        words: text,
        also: forms,
        score: strength(kinds.name, weight),
        reason: "name",
      })),
    ...topicsOf(article, lines).map(({ name, score, cues }, index) => ({
      words: name,
      score: strength(kinds.topic, score) * nextTopic ** index,
      reason: `topic: ${cues.slice(0, 3).join(", ")}`,
    })),
    ...placesOf(article, lines).map(({ tag, weight, country, by }) => ({
      words: tag,
      score: strength(country ? kinds.country : kinds.place, weight),
      reason: `place: ${by.slice(0, 3).join(", ")}`,
    })),
    ...keyphrases
      .filter(
        ({ text, count }) =>
          !isPlace(text) &&
          !/['’]s? /.test(text) &&
          !odd.test(text) &&
          (text.includes(" ") || (!aloneNever.has(text) && (count > 1 || !withTables.test(article.language)))),
      )
      .map(({ text, count }, index) => ({
        words: text,
        spare: count < 2 && !text.includes(" "),
        score: phraseBest - phraseStep * index - (text.split(" ").length > phraseWords ? longPhrase : 0),
        reason: keyPhrase,
      }))
      .filter(({ score }) => score > 0),
  ];
  return chosen(
    candidates.sort((a, b) => b.score - a.score),
    rootIn(article.language),
    keyphrases.length > 0 ? rankedLeast : 0,
  );
}

/** One tag for one thing: what a better tag says in fewer or more words comes only where there are not the `least` of others. */
function chosen(candidates: readonly Candidate[], root: (word: string) => string, least: number): RankedTag[] {
  const keyOf = (words: string) => ` ${oneWordFor(wordsOf(words).join(" ")).split(" ").map(root).join(" ")} `;
  const kept: RankedTag[] = [];
  const spare: RankedTag[] = [];
  const keys: string[] = [];
  const names: string[] = [];
  const overlaps = (key: string) => (other: string) => other.includes(key) || key.includes(other);
  for (const { words, also = [], score, reason, spare: held = false } of candidates) {
    const tag = toTag(words);
    const key = keyOf(words);
    // "Era Prabowo" beside "Prabowo" is never wanted.
    if (!isValidTag(tag) || keys.includes(key) || names.some(overlaps(key))) continue;
    const nested = held || keys.some(overlaps(key));
    (nested ? spare : kept).push({ tag, score: Math.round(score * 1_000) / 1_000, reason });
    if (!nested) keys.push(key);
    if (reason === "name") names.push(key, ...also.map(keyOf));
    if (kept.length >= rankedMax) break;
  }
  const missing = Math.max(0, least - kept.length);
  const last = kept.at(-1)?.score ?? 1;
  return [...kept, ...spare.slice(0, missing).map((one) => ({ ...one, score: Math.min(one.score, last) }))];
}

/** Every network links it whole: letters, marks and digits, a letter first, no longer than a reader takes in. */
const isValidTag = (tag: string) => tag.length > 2 && tag.length <= tagMax && /^#\p{L}[\p{L}\p{M}\p{N}_]*$/u.test(tag);
