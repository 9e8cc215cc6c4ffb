/** Noun phrases of an article and where they stand: what key phrases and hashtags are chosen from. */

import type { Article } from "../article/article.ts";
import { classifierOf, type WordClass } from "./keyphrase-words.ts";
import { type Line, linesOf } from "./lines.ts";
import { placeHeads } from "./name-words.ts";

export interface Phrase {
  /** In small letters, parted by single spaces. */
  readonly key: string;
  /** As first written, a capital that only a sentence's beginning gave it aside. */
  readonly text: string;
  readonly words: readonly string[];
  readonly count: number;
  /** How often it stands as a whole, not inside a longer phrase. */
  readonly whole: number;
  /** Of its occurrences that a capital could show: how many are written as a name. */
  readonly named: number;
  /** Tokens before its first occurrence. */
  readonly first: number;
}

export interface Phrases {
  readonly phrases: readonly Phrase[];
  /** Tokens of the text. */
  readonly length: number;
}

const phraseMax = 5;
const phrasesMax = 6_000;

/** A run of one script where no spaces are set; "U.S.", an elided "l'", a word with what is joined to it, an initial, a mark. */
const token =
  /[\u30a0-\u30ff]+|[\u3400-\u9fff々\uf900-\ufaff]+|[\u3040-\u309f]+|(?:\p{L}\.){2,}|\p{Lu}{1,3}\$|(?<![\p{L}\p{N}])(?:(?:[cdjlmnst]|qu)['’](?=\p{L}{2})|(?:[CDJLMNST]|Qu)['’](?=\p{Ll}{2}))|[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:(?:[-'’.&/][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)+|(?<=(?<![\p{L}\p{N}])\p{Lu})\.)?|[^\s\p{L}\p{N}]/gu;
const unspaced = /^[\u3040-\u30ff\u3400-\u9fff々\uf900-\ufaff]/;
/** Japanese writes in it what is no noun. */
const hiragana = /^[\u3040-\u309f]/;
const elided = /^\p{L}+['’]$/u;

const startsCapital = /^\p{Lu}/u;
const innerCapital = /^.+\p{Lu}/u;

interface Token {
  readonly text: string;
  readonly key: string;
  readonly kind: WordClass;
  /** Written with a capital where a sentence does not give one. */
  readonly name: boolean;
  readonly opens: boolean;
  readonly capital: boolean;
}

interface Draft {
  key: string;
  text: string;
  words: string[];
  count: number;
  whole: number;
  named: number;
  first: number;
  opened: boolean;
}

/** What the title names is what the article is about. */
const titleTimes = 2;

export function phrasesOf(article: Article, lines: readonly Line[] = linesOf(article)): Phrases {
  const wordOf = readerOf(article.language);
  const drafts = new Map<string, Draft>();
  let length = 0;
  for (const { text, at } of lines) {
    const tokens = tokensOf(text, wordOf);
    const times = at === 0 && article.titleFrom === "heading" ? titleTimes : 1;
    for (let time = 0; time < times; time++)
      for (const { from, to } of runsOf(tokens)) take(drafts, tokens, from, to, length);
    length += tokens.length;
    if (drafts.size > phrasesMax) break;
  }
  return { phrases: [...drafts.values()], length };
}

const withoutOwner = (text: string) => (/['’]/.test(text) ? text.replace(/['’]s?$/, "") : text);

const wide = /[\u3040-\u30ff\u3400-\u9fff]/;
const runOfScript =
  /[\u30a0-\u30ff]+|[\u3400-\u9fff々\uf900-\ufaff]+|[\u3040-\u309f]+|[^\u3040-\u30ff\u3400-\u9fff々\uf900-\ufaff]+/g;

/** Dates and numbers with what they count, which run into the next word: "43分気象庁発表", "第2報". */
const counted =
  /第?[\d０-９]+(?:[,.，．][\d０-９]+)*(?:年度?|月|日|時間?|分|秒|人|名|回|件|度|円|歳|号|位|番|本|台|枚|個|世紀|報|か月|ヶ月|カ月|週間?)?/gu;

/** "40キロで" is three tokens. */
const runsOfScript = (text: string): readonly string[] => (wide.test(text) ? (text.match(runOfScript) ?? []) : [text]);

/** What a word is wherever it stands. */
interface Word {
  readonly key: string;
  readonly kind: WordClass;
  readonly capital: boolean;
  readonly inner: boolean;
  readonly wordlike: boolean;
}

/** Looks at each word of an article once. */
function readerOf(language: string): (text: string) => Word {
  const classOf = classifierOf(language);
  const known = new Map<string, Word>();
  return (text) => {
    const seen = known.get(text);
    if (seen) return seen;
    const wordlike = /[\p{L}\p{N}]/u.test(text) && !elided.test(text);
    const key = text.toLowerCase();
    const found = {
      key,
      kind: hiragana.test(text) ? "stop" : wordlike ? classOf(withoutOwner(key)) : "break",
      capital: startsCapital.test(text),
      inner: innerCapital.test(text),
      wordlike,
    } as const;
    known.set(text, found);
    return found;
  };
}

function tokensOf(sentence: string, wordOf: (text: string) => Word): Token[] {
  let opens = true;
  const words = (wide.test(sentence) ? sentence.replace(counted, "、") : sentence).match(token) ?? [];
  return (wide.test(sentence) ? words.flatMap(runsOfScript) : words).map((text) => {
    const { key, kind, capital, inner, wordlike } = wordOf(text);
    const found: Token = {
      text,
      key,
      kind: !opens && placeHeads.has(text) ? "noun" : kind,
      name: inner || (capital && !opens),
      opens,
      capital,
    };
    opens = wordlike ? false : /["“”:«»]/.test(text) || opens;
    return found;
  });
}

/** Runs of words that no stop word, verb or mark parts; what is written as a name goes on though it looks like a verb. */
function* runsOf(tokens: readonly Token[]): Generator<{ from: number; to: number }> {
  let from = 0;
  for (let at = 0; at <= tokens.length; at++) {
    const one = tokens[at];
    if (
      one &&
      one.kind !== "stop" &&
      (one.kind !== "break" || (one.name && one.key.length > 2 && /\p{L}/u.test(one.key)))
    )
      continue;
    if (at > from) yield { from, to: at };
    from = at + 1;
  }
}

function take(drafts: Map<string, Draft>, tokens: readonly Token[], from: number, to: number, position: number): void {
  for (let start = from; start < to && drafts.size < phrasesMax; start++) {
    let [key, text, named] = ["", "", true];
    for (let end = start + 1; end <= Math.min(to, start + phraseMax); end++) {
      const last = tokens[end - 1];
      if (!last) break;
      const gap = key === "" || (unspaced.test(last.text) && unspaced.test(tokens[end - 2]?.text ?? "")) ? "" : " ";
      key += gap + last.key;
      text += gap + last.text;
      named &&= last.name || (last.opens && last.capital);
      if ((last.kind !== "noun" && !last.name) || key.length < (unspaced.test(key) ? 2 : 3) || key.length > 60)
        continue;
      const draft = draftOf(drafts, withoutOwner(key), text, position + start);
      if (draft.count === 0) draft.opened = tokens[start]?.opens === true;
      draft.count++;
      // A capital that only the beginning of a sentence gave.
      if (draft.opened && !tokens[start]?.opens) [draft.text, draft.opened] = [withoutOwner(text), false];
      if (start === from && end === to) draft.whole++;
      if (named) draft.named++;
    }
  }
}

function draftOf(drafts: Map<string, Draft>, key: string, text: string, first: number): Draft {
  const known = drafts.get(key);
  if (known) return known;
  const draft: Draft = {
    key,
    text: withoutOwner(text),
    words: key.split(" "),
    count: 0,
    whole: 0,
    named: 0,
    first,
    opened: false,
  };
  drafts.set(key, draft);
  return draft;
}
