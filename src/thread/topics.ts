/** The topics that an article speaks of, told by cue words. Tables of topics by language; a language without one has none. */

import type { Article } from "../article/article.ts";
import { type Line, linesOf } from "./lines.ts";
import { rootIn, wordsOf } from "./terms.ts";
import { topics as english } from "./topics/en.ts";
import { topics as indonesian } from "./topics/id.ts";

export interface Topic {
  readonly name: string;
  readonly score: number;
  /** The cues that told it, the first found first. */
  readonly cues: readonly string[];
}

interface Cue {
  readonly topic: string;
  readonly words: readonly string[];
  readonly text: string;
  readonly weight: number;
  readonly telling: boolean;
  /** Of a topic that side words alone do not make. */
  readonly special: boolean;
  /** Says something else than its words do alone: "burst its banks", "food bank". */
  readonly apart: boolean;
}

/** Cues by their first word. */
type Table = ReadonlyMap<string, readonly Cue[]>;

/** In place of a topic's tag: what follows is passed over. */
const apart = "-";
const weights = { own: 2, telling: 2, cue: 1, broad: 0.4 } as const;
const inTitle = 2;
const early = 1.5;
const leadLength = 500;

function tableOf(lines: string, language: string): Table {
  const root = rootIn(language);
  const table = new Map<string, Cue[]>();
  for (const line of lines.trim().split("\n")) {
    const [tag = "", list = ""] = line.split(": ");
    const [broad, special] = [tag.startsWith("~"), tag.startsWith("=")];
    const name = tag.replace(/^[~=]/, "");
    const cues = [{ text: name, weight: weights.own as number }];
    for (const cue of list.split(", "))
      cues.push(
        cue.startsWith("!") ? { text: cue.slice(1), weight: weights.telling } : { text: cue, weight: weights.cue },
      );
    const seen = new Set<string>();
    for (const { text, weight } of cues) {
      const words = wordsOf(text).map(root);
      const key = words.join(" ");
      const [first] = words;
      if (first === undefined || seen.has(key)) continue;
      seen.add(key);
      const beside = table.get(first);
      const cue = {
        topic: name,
        words,
        text,
        weight: broad ? weight * weights.broad : weight,
        telling: weight > weights.cue,
        special,
        apart: name === apart,
      };
      if (beside) beside.push(cue);
      else table.set(first, [cue]);
    }
  }
  return table;
}

const lists: Readonly<Record<string, string>> = { id: indonesian, en: english };
const tables = new Map<string, Table>();

/** Read when it is first needed, for one command seldom asks for two languages. */
function tableFor(language: string): Table | undefined {
  const list = Object.hasOwn(lists, language) ? lists[language] : undefined;
  const table = tables.get(language) ?? (list === undefined ? undefined : tableOf(list, language));
  if (table) tables.set(language, table);
  return table;
}

interface Found {
  readonly cue: Cue;
  count: number;
  weight: number;
}

interface Told {
  score: number;
  readonly cues: string[];
  telling: boolean;
  sure: boolean;
  readonly special: boolean;
}

/** Topics with more than a passing word, strongest first. */
export function topicsOf(article: Article, lines: readonly Line[] = linesOf(article)): readonly Topic[] {
  const base = article.language.split("-")[0] ?? "";
  const table = tableFor(base);
  if (!table) return [];
  const root = rootIn(base);
  const found = new Map<Cue, Found>();
  let characters = 0;
  for (const { text } of lines) {
    look(wordsOf(text).map(root), table, characters < leadLength ? early : 1, found);
    characters += text.length;
  }
  if (article.titleFrom !== "sentence") look(wordsOf(article.title).map(root), table, inTitle, found);
  return ranked([...found.values()]);
}

function look(words: readonly string[], table: Table, weight: number, found: Map<Cue, Found>): void {
  for (let at = 0; at < words.length; at++) {
    const cues = table.get(words[at] ?? "");
    if (cues === undefined) continue;
    let passed = 1;
    for (const cue of cues) {
      if (cue.words.some((one, index) => words[at + index] !== one)) continue;
      if (cue.apart) {
        passed = Math.max(passed, cue.words.length);
        continue;
      }
      const known = found.get(cue);
      if (known) {
        known.count++;
        known.weight = Math.max(known.weight, weight);
      } else found.set(cue, { cue, count: 1, weight });
    }
    at += passed - 1;
  }
}

/** A passing word is no topic: it takes its name or a telling cue, in the title, twice, or beside another; or three side words. */
function ranked(found: readonly Found[]): Topic[] {
  const topics = new Map<string, Told>();
  for (const { cue, count, weight } of found) {
    const topic = topics.get(cue.topic) ?? { score: 0, cues: [], telling: false, sure: false, special: cue.special };
    topic.score += cue.weight * weight * (1 + Math.log(count));
    topic.cues.push(cue.text);
    topic.telling ||= cue.telling;
    topic.sure ||= cue.telling && (count > 1 || weight === inTitle);
    topics.set(cue.topic, topic);
  }
  return [...topics]
    .filter(
      ([, { cues, sure, telling, special }]) => sure || (telling && cues.length > 1) || (!special && cues.length > 2),
    )
    .map(([name, { score, cues }]) => ({ name, score, cues }))
    .sort((a, b) => b.score - a.score);
}
