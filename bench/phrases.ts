/** Writes the models that find phrases in scripts without spaces, from the package `budoux`, which only development has: part of `npm run tables`. */

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  loadDefaultJapaneseParser,
  loadDefaultSimplifiedChineseParser,
  loadDefaultThaiParser,
  loadDefaultTraditionalChineseParser,
} from "budoux";

const root = join(import.meta.dirname, "..");
const target = join(root, "src/thread/generated/phrase-models.ts");
const { version } = JSON.parse(readFileSync(join(root, "node_modules/budoux/package.json"), "utf8")) as {
  version: string;
};

const parsers = {
  japanese: loadDefaultJapaneseParser(),
  simplified: loadDefaultSimplifiedChineseParser(),
  traditional: loadDefaultTraditionalChineseParser(),
  thai: loadDefaultThaiParser(),
};

/** One line a feature: `UW3 は180 が120 …`; the scores are whole numbers, and no key holds a digit, a minus or a space. */
function written(model: unknown): string {
  if (!(model instanceof Map)) throw new Error("This version of budoux keeps its models otherwise.");
  return [...model]
    .map(([feature, scores]) => {
      if (!(scores instanceof Map)) throw new Error("This version of budoux keeps its models otherwise.");
      const pairs = [...scores].map(([key, score]) => {
        if (!/^[^\d\s-]+$/u.test(String(key)) || !Number.isInteger(score)) return null;
        return `${key}${score}`;
      });
      return `${feature} ${pairs.filter((one) => one !== null).join(" ")}`;
    })
    .join("\n");
}

const modelOf = (parser: object): unknown => Reflect.get(parser, "model");
/** What a break must reach, of all scores together; the dropped keys (those with digits) count there. */
const thresholdOf = (parser: object): number => -Number(Reflect.get(parser, "baseScore"));

mkdirSync(join(root, "src/thread/generated"), { recursive: true });
writeFileSync(
  target,
  [
    `/** Written by bench/phrases.ts from budoux ${version} (Copyright 2021 Google LLC, Apache-2.0), never by hand. */`,
    "",
    "export const phraseModels = {",
    ...Object.entries(parsers).map(
      ([name, parser]) =>
        `  ${name}: { threshold: ${thresholdOf(parser)}, scores: ${JSON.stringify(written(modelOf(parser)))} },`,
    ),
    "} as const;",
    "",
  ].join("\n"),
);
console.log(`Phrase models of budoux ${version} written to ${target}`);
