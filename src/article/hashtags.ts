/** Hashtags in a text: their own lines, lists of them with a name ("Tags: inflasi, BPS"), their own tail of a paragraph, and those inside the prose. */

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

/** Arabic, Hebrew, Devanagari: no capitals to tell words apart by. */
const uncased = /^[\u0590-\u08ff\u0900-\u0dff]/;

/** CamelCase, as screen readers need it; what is capital already stays so. */
export function toTag(words: string): string {
  const parts = words
    .replace(/['’]/g, "")
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== "");
  const camel = (word: string) => (/^\p{Ll}\p{Lu}/u.test(word) ? word : word.charAt(0).toUpperCase() + word.slice(1));
  return `#${parts.map(camel).join(uncased.test(words) ? "_" : "")}`;
}

const named =
  /^[*_]{0,2}(?:tags?|tagar|hashtags?|topik|topics?|labels?|kata kunci|keywords?)[*_]{0,2}\s*[:：][*_]{0,2}\s*(\S.{0,500})$/iu;
const namedWords = 5;
const namedMax = 50;

/**
 * The tags of a line that names itself so: "Tags: #inflasi #harga-cabai", "Tag: DPRD Semarang, APBD 2027". Commas part names of several
 * words; empty: the line is none, or a sentence.
 */
export function namedTags(line: string): string[] {
  const list = named.exec(line.trim())?.[1]?.trim() ?? "";
  if (list === "" || /[.!?…]["”]?$/.test(list)) return [];
  const marked = /^[#＃]/.test(list);
  const parts = (/[,;|·]/.test(list) ? list.split(/[,;|·]+/) : marked ? list.split(/\s+(?=[#＃])/) : [list])
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const isName = (part: string) =>
    part.length <= namedMax && part.split(/\s+/).length <= namedWords && !/[.!?:]\s/.test(part);
  return parts.every(isName)
    ? distinctTags(parts.map((part) => (/^[#＃]/.test(part) ? tagFrom(part) : toTag(part))).filter(isTag))
    : [];
}

/** A name as a person types it, with or without its `#`; what is one word stays as it is written. */
const tagFrom = (name: string): string =>
  /^[#＃]?[\p{L}\p{M}\p{N}_]+$/u.test(name.trim())
    ? `#${name.trim().replace(/^[#＃]/, "")}`
    : toTag(name.replace(/^\s*[#＃]/, ""));

/** What a line or tail that was taken out for its tags holds. */
export function tagsOfLine(line: string): string[] {
  const found = namedTags(line);
  return found.length > 0 ? found : hashtagsOf(line);
}
