/** What the pure rooms say of a text, as ASCII: the same in Node and, bundled, in a browser. */

import { readArticle } from "../../src/article/read.ts";
import { splitSentences } from "../../src/article/sentences.ts";
import { AppError } from "../../src/base/errors.ts";
import { digestOf } from "../../src/thread/digest.ts";
import { rankTags } from "../../src/thread/hashtags.ts";
import { keyphrasesOf } from "../../src/thread/keyphrases.ts";
import { measure } from "../../src/thread/measure.ts";
import { splitArticle } from "../../src/thread/split.ts";
import type { Limits } from "../../src/thread/thread.ts";

export interface Questions {
  readonly texts: readonly string[];
  readonly limits: readonly Limits[];
}

/** One line of JSON a text. */
export const answersTo = ({ texts, limits }: Questions): string =>
  texts.map((text) => ascii(JSON.stringify(answerTo(text, limits)))).join("\n");

function answerTo(text: string, limits: readonly Limits[]): unknown {
  const lengths = limits.map((one) => measure(text, one));
  try {
    const article = readArticle({ text });
    return {
      lengths,
      article,
      sentences: article.blocks.map((block) => splitSentences(block.text)),
      threads: limits.flatMap((one) =>
        (["full", "digest"] as const).map((mode) => splitArticle(article, one, { mode, numbering: true })),
      ),
      digest: digestOf(article),
      tags: rankTags(article),
      keyphrases: keyphrasesOf(article),
    };
  } catch (fault) {
    if (fault instanceof AppError) return { lengths, refused: fault.code };
    throw fault;
  }
}

const ascii = (json: string) =>
  json.replace(/[^ -~]|[<&]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
