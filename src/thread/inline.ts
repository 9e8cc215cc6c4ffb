/** Tags set into the prose: where its words are those of a tag, they become the tag. */

import type { Passage } from "./passages.ts";

export interface Inlined {
  readonly passages: readonly Passage[];
  /** Tags whose words the prose does not have. */
  readonly left: readonly string[];
}

export function inlined(passages: readonly Passage[], tags: readonly string[]): Inlined {
  const left: string[] = [];
  let found = [...passages];
  for (const tag of tags) {
    const words = wordsOf(tag);
    const at = found.findIndex((one) => one.kind !== "heading" && !one.fixed && words.test(one.text));
    const passage = found[at];
    if (passage) found = found.with(at, { ...passage, text: passage.text.replace(words, () => tag) });
    else left.push(tag);
  }
  return { passages: found, left };
}

/** `#KoreaUtara` is "Korea Utara" in the prose, whatever its case, and no part of a longer word, link, tag or mention. */
function wordsOf(tag: string): RegExp {
  const body = tag.replace(/^#/, "");
  const parts = body.match(/\p{Lu}+(?=\p{Lu}\p{Ll})|\p{Lu}?[\p{Ll}\p{Lo}\p{M}]+|\p{Lu}+|\p{N}+/gu) ?? [body];
  return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}_#@/.-])${parts.join("[ -]?")}(?![\\p{L}\\p{M}\\p{N}_/@-])`, "iu");
}
