/**
 * Quality of key phrases over `keyphrases-*.jsonl` ({ text, language, keyphrases[] }): F1 of the first five and ten after Porter's stemmer, the mean over articles;
 * and of hashtags over `hashtags-*.jsonl` ({ text, title?, entities[], topic }): of the first three, how many name an entity or the topic.
 */

import { readArticle } from "../../src/article/read.ts";
import { rankTags } from "../../src/thread/hashtags.ts";
import { keyphrasesOf } from "../../src/thread/keyphrases.ts";
import { corporaOf, type Fields, rowsOf, textOf } from "./corpora.ts";
import { stemOf } from "./porter.ts";
import { percent, type Row } from "./row.ts";

export async function rows(folder: string): Promise<readonly Row[]> {
  return [
    ...corporaOf(folder, /^keyphrases-.*\.jsonl$/).flatMap((corpus) => phraseRows(folder, corpus)),
    ...corporaOf(folder, /^hashtags-.*\.jsonl$/).flatMap((corpus) => tagRows(folder, corpus)),
  ];
}

const listOf = (row: Fields, name: string): string[] => {
  const value = row[name];
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === "string") : [];
};

function read(row: Fields) {
  const [title, language] = [textOf(row, "title"), textOf(row, "language")];
  return readArticle({ text: textOf(row, "text"), ...(title && { title }), ...(language && { language }) });
}

function phraseRows(folder: string, corpus: string): Row[] {
  const judged = [...rowsOf(folder, corpus)].map((row) => ({
    wanted: new Set(listOf(row, "keyphrases").map(stemmed)),
    found: keyphrasesOf(read(row)).map(({ text }) => stemmed(text)),
  }));
  return [5, 10].map((count) => {
    const sum = judged.reduce((total, { wanted, found }) => {
      const hits = new Set(found.slice(0, count).filter((one) => wanted.has(one))).size;
      return total + (2 * hits) / (count + wanted.size);
    }, 0);
    return {
      metric: `key phrases: F1 of the first ${count}, stemmed`,
      corpus,
      value: ((100 * sum) / Math.max(1, judged.length)).toFixed(1),
      goal: count === 5 && corpus === "keyphrases-en.jsonl" ? "≥ 25" : "",
    };
  });
}

const stemmed = (phrase: string) => (phrase.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(stemOf).join(" ");

function tagRows(folder: string, corpus: string): Row[] {
  let [tags, named, within, tookMs, articles] = [0, 0, 0, 0, 0];
  for (const row of rowsOf(folder, corpus)) {
    const article = read(row);
    const started = performance.now();
    const found = rankTags(article).slice(0, 3);
    tookMs += performance.now() - started;
    articles++;
    const entities = listOf(row, "entities");
    const topic = joined(textOf(row, "topic"));
    for (const { tag } of found) {
      tags++;
      const key = joined(tag);
      if (key === topic || entities.some((entity) => runsOf(entity).has(key))) named++;
      if ([topic, ...entities.map(joined)].some((one) => one.includes(key) || key.includes(one))) within++;
    }
  }
  return [
    {
      metric: "hashtags: of the first three, an entity's whole words or the topic",
      corpus,
      value: percent(named, tags),
      goal: "≥ 65 %",
    },
    {
      metric: "hashtags: of the first three, overlapping an entity or the topic",
      corpus,
      value: percent(within, tags),
      goal: "",
    },
    { metric: "hashtags: ms an article", corpus, value: (tookMs / Math.max(1, articles)).toFixed(2), goal: "< 5" },
  ];
}

const joined = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** "Badan Pusat Statistik (BPS)" may be called by any run of its words. */
function runsOf(entity: string): Set<string> {
  const words = entity.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const runs = new Set<string>();
  for (let from = 0; from < words.length; from++)
    for (let to = from + 1; to <= words.length; to++) runs.add(joined(words.slice(from, to).join("")));
  return runs;
}
