/** The language of an article: by script where that tells, else by tinyld, with Indonesian set apart from its near relatives. */

import { detect } from "tinyld";

const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\u3040-\u30ff]/g, "ja"],
  [/[\uac00-\ud7af]/g, "ko"],
  [/[\u0e00-\u0e7f]/g, "th"],
  [/[\u4e00-\u9fff]/g, "zh"],
];
const sample = 2_000;
/** As much as tinyld needs to be sure. */
const detected = 1_000;
const shortest = 12;

/** Frequent in Indonesian, each unusual or spelt otherwise in Malay, Javanese, Sundanese and Tagalog. */
const indonesian =
  /(?<!\p{L})(?:yang|dengan|untuk|dari|tidak|adalah|karena|bahwa|kepada|akan|sudah|telah|dalam|pada|ini|itu|dan)(?!\p{L})/giu;
const malay =
  /(?<!\p{L})(?:kerana|ialah|kerajaan|beliau|manakala|sahaja|bahawa|boleh|awak|pejabat|ketika ini|wang|daripada|berkata|polis)(?!\p{L})/giu;
const relatives = new Set(["ms", "jv", "su", "tl", "id", "mg", "ceb"]);

/** Frequent in English and nowhere else together. */
const english = /(?<!\p{L})(?:the|of|and|that|with|was|which|from|have|has|were|this|they|would)(?!\p{L})/giu;
/** Every so many words one of those, and no other language will do. */
const plenty = 9;

export function detectLanguage(text: string): string {
  const head = text.slice(0, sample);
  for (const [script, language] of scripts) if ((head.match(script)?.length ?? 0) > head.length / 8) return language;
  if (head.replace(/[^\p{L}]/gu, "").length < shortest) return "und";
  const words = head.split(/\s+/).length;
  const ours = head.match(indonesian)?.length ?? 0;
  const theirs = head.match(malay)?.length ?? 0;
  if (ours > theirs * 2 && ours >= words / 10) return "id";
  if (words > 20 && (head.match(english)?.length ?? 0) >= words / plenty) return "en";
  const found = detect(head.slice(0, detected));
  if (ours > theirs * 2 && ours >= words / (relatives.has(found) ? 40 : 10)) return "id";
  return found || "und";
}
