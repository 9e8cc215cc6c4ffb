/** Hashtags in a text: their own lines, their own tail of a paragraph, and those inside the prose. */

const tag = /(?<![\p{L}\p{M}\p{N}_&/#])[#＃](?=[\p{N}_]*[\p{L}])[\p{L}\p{M}\p{N}_]+/gu;
const onlyTags = /^(?:[#＃][\p{L}\p{M}\p{N}_]+[\s,;|·]*)+$/u;
const tail = /(?:\s+[#＃][\p{L}\p{M}\p{N}_]+)+$/u;
const tagMax = 100;

export const hashtagsOf = (text: string): string[] =>
  (text.match(tag) ?? []).map((one) => `#${one.slice(1)}`).filter((one) => one.length <= tagMax);

/** Whether networks take it for one tag, with or without its `#`. */
export const isTag = (tag: string): boolean => {
  const marked = /^[#＃]/.test(tag) ? `#${tag.slice(1)}` : `#${tag}`;
  return hashtagsOf(marked)[0] === marked;
};

/** A line of nothing but tags. */
export const isTagLine = (line: string): boolean =>
  line.length < 2_000 && onlyTags.test(line) && hashtagsOf(line).length > 0;

/** The tags behind a paragraph's last sentence; empty: there are none, or they are words of the sentence. */
export function tagTail(text: string): string {
  const end = text.slice(-600);
  const found = tail.exec(end)?.[0] ?? "";
  return /[.!?…。！？"”)]$/.test(end.slice(0, end.length - found.length)) ? found : "";
}

/** Without repeats, whatever their case. */
export function distinctTags(tags: readonly string[]): string[] {
  const seen = new Set<string>();
  return tags.filter((one) => {
    const key = one.toLowerCase();
    return seen.has(key) ? false : seen.add(key) !== undefined;
  });
}
