/** How well sentences are found: F1 over gold boundaries, the same with every third joint glued, the golden kinds, and strings that must not be cut. */

import { splitSentences } from "../../src/article/sentences.ts";
import { uncuttable } from "../../tests/support/uncuttable.ts";
import { corporaOf, rowsOf, textOf } from "./corpora.ts";
import { golden } from "./golden.ts";
import { percent, type Row } from "./row.ts";

interface Gold {
  readonly id: string;
  readonly text: string;
  readonly sentences: readonly string[];
}

interface Score {
  readonly right: number;
  readonly wrong: number;
  readonly missed: number;
}

/** By language and the first part of an id; glued after the stroke. */
const goals: Readonly<Record<string, string>> = {
  "id pud": "99.0 / 98.7",
  "id csui": "98.0 / 97.8",
  "en pud": "99.7 / 98.7",
  "en gum": "98.2 / 97.8",
};

export async function rows(folder: string): Promise<readonly Row[]> {
  const measured: Row[] = [];
  for (const file of corporaOf(folder, /^sentences-\w+\.jsonl$/)) {
    const language = /-(\w+)\./.exec(file)?.[1] ?? "";
    for (const [kind, texts] of byKind(readGold(folder, file))) {
      const plain = f1(texts.map((one) => scoreOf(one.text, one.sentences)));
      const tight = f1(texts.map((one) => scoreOf(glued(one), one.sentences)));
      const goal = goals[`${language} ${kind}`] ?? "";
      measured.push({
        metric: "sentence F1, as it stands / every third joint glued",
        corpus: `${file}: ${kind}`,
        value: `${plain} / ${tight}`,
        goal,
      });
    }
  }
  return [...measured, goldenRow(), uncutRow()];
}

export function goldenFaults(): readonly string[] {
  return golden
    .filter(({ text, sentences }) => splitSentences(text).join("|") !== sentences.join("|"))
    .map(({ kind }) => kind);
}

function goldenRow(): Row {
  const right = golden.length - goldenFaults().length;
  return {
    metric: "golden kinds of English right",
    corpus: "own sentences",
    value: percent(right, golden.length),
    goal: ">= 88 %",
  };
}

function uncutRow(): Row {
  const cut = uncuttable.filter((sentence) => splitSentences(sentence).length !== 1).length;
  return {
    metric: "cuts in what must not be cut",
    corpus: `${uncuttable.length} own strings`,
    value: String(cut),
    goal: "0",
  };
}

const readGold = (folder: string, file: string): readonly Gold[] =>
  [...rowsOf(folder, file)].map((fields) => ({
    id: textOf(fields, "id"),
    text: textOf(fields, "text"),
    sentences: Array.isArray(fields.sentences) ? fields.sentences.map(String) : [],
  }));

function byKind(texts: readonly Gold[]): ReadonlyMap<string, readonly Gold[]> {
  const kinds = new Map<string, Gold[]>();
  for (const one of texts) {
    const kind = /^[a-z]+(?=-)/.exec(one.id)?.[0] ?? "all";
    kinds.set(kind, [...(kinds.get(kind) ?? []), one]);
  }
  return kinds;
}

const bare = (text: string) => text.replace(/\s+/g, "");

/** Where sentences end, in characters that are no white space. */
function endsOf(sentences: readonly string[]): ReadonlySet<number> {
  const ends = new Set<number>();
  let at = 0;
  for (const one of sentences.slice(0, -1)) {
    at += bare(one).length;
    ends.add(at);
  }
  return ends;
}

function scoreOf(text: string, sentences: readonly string[]): Score {
  const gold = endsOf(sentences);
  const found = endsOf(splitSentences(text));
  const right = [...found].filter((end) => gold.has(end)).length;
  return { right, wrong: found.size - right, missed: gold.size - right };
}

function f1(scores: readonly Score[]): string {
  const sum = (what: keyof Score) => scores.reduce((total, score) => total + score[what], 0);
  return ((200 * sum("right")) / (2 * sum("right") + sum("wrong") + sum("missed"))).toFixed(2);
}

/** The text with the white space gone at every third joint that a mark closes. */
export function glued({ text, sentences }: Gold): string {
  let out = "";
  let from = 0;
  let joints = 0;
  for (const [index, sentence] of sentences.entries()) {
    const at = text.indexOf(sentence, from);
    if (at < 0) return text;
    const gap = text.slice(from, at);
    const marked = /[.!?…]["”’)]?$/.test(sentences[index - 1] ?? "") && gap !== "" && !gap.includes("\n");
    if (marked) joints++;
    out += (marked && joints % 3 === 0 ? "" : gap) + sentence;
    from = at + sentence.length;
  }
  return out + text.slice(from);
}
