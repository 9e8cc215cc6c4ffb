/** What of an article is to be posted, in order: its blocks, after a hook or a title, with posts that an editor has fixed in their places. */

import type { Article, Block } from "../article/article.ts";
import { splitSentences } from "../article/sentences.ts";
import type { Place, Span } from "./thread.ts";

export interface Passage {
  readonly kind: Exclude<Block["kind"], "caption">;
  readonly text: string;
  /** Where it begins in the article; blocks before the first have negative numbers. */
  readonly from: Place;
  /** A post begins here, whatever it costs. */
  readonly breakBefore?: boolean;
  /** Cost of standing in one post with the passage before. */
  readonly joinCost?: number;
  /** A post of its own, as an editor left it. */
  readonly fixed?: Span;
  /** The title, of the caller's or the first heading: better a post of its own than a lead that is cut to stand beside it. */
  readonly isTitle?: true;
}

/** A post that an editor has edited by hand, and what of the article it stands for. */
export interface Pinned extends Span {
  readonly text: string;
}

/** Blocks that stand before an article's own. */
const places = { prefix: -3, hook: -2, title: -1 } as const;

const before = (place: keyof typeof places, text: string): Passage => ({
  kind: place === "hook" ? "paragraph" : "heading",
  text,
  from: { block: places[place], at: 0 },
});

export interface Opening {
  /** A text of the editor's own as the first post; it takes the title's place. */
  readonly hook?: string | undefined;
  readonly prefix: string;
  /** A card shows the title already. */
  readonly hasCard: boolean;
  /** The hook opens the one post that holds the article. */
  readonly onePost?: boolean;
}

/** The passages with what opens the first post: a prefix, and a hook or a title that nothing else shows. */
export function opened(
  passages: readonly Passage[],
  article: Article,
  { hook, prefix, hasCard, onePost = false }: Opening,
): readonly Passage[] {
  const lead = prefix === "" ? [] : [before("prefix", prefix)];
  if (hook !== undefined) {
    const own = withoutHook(passages, hook.trim());
    const apart = own.map((one, at) => (at === 0 && !onePost ? { ...one, breakBefore: true } : one));
    return [...lead, before("hook", hook), ...apart];
  }
  const [first, ...rest] = passages;
  if (first?.kind === "heading" && bare(first.text) === bare(article.title))
    return [...lead, { ...first, isTitle: true }, ...rest];
  const needsTitle = article.titleFrom === "given" && !hasCard && !saysTitle(passages, article.title);
  if (needsTitle) lead.push({ ...before("title", article.title), isTitle: true });
  return lead.length === 0 ? passages : [...lead, ...passages];
}

/** A hook taken from the article's opening is not said twice: its first passage, or the first sentences of it, are left out. */
function withoutHook(passages: readonly Passage[], hook: string): readonly Passage[] {
  const [first, ...rest] = passages;
  if (!first || first.fixed) return passages;
  if (bare(first.text) === bare(hook)) return rest;
  const behind = first.text.startsWith(hook) ? first.text.slice(hook.length) : "";
  if (hook === "" || !/[.!?…。！？"”’»)]$/.test(hook) || !/^\s+\S/.test(behind)) return passages;
  const text = behind.trimStart();
  return [{ ...first, text, from: { ...first.from, at: first.from.at + first.text.length - text.length } }, ...rest];
}

const bare = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

const firstLetter = (text: string) => /[\p{L}\p{N}]/u.exec(text)?.[0].toLowerCase();

/** The opening, its first sentence, or as many passages as the title was cut into, is the title but for case and marks. */
function saysTitle(passages: readonly Passage[], title: string): boolean {
  const opening = passages[0]?.text ?? "";
  if (firstLetter(opening) !== firstLetter(title)) return false;
  const said = bare(title);
  const begins = bare(opening.slice(0, 2 * title.length + 100));
  if (begins !== "" && begins.length < said.length && said.startsWith(begins)) {
    const more = passages.slice(0, titlePieces).map(({ text }) => text.slice(0, title.length));
    return bare(more.join(" ")).startsWith(said);
  }
  if (!begins.startsWith(said)) return false;
  return [opening, splitSentences(opening.slice(0, 1_000))[0] ?? ""].some((text) => bare(text) === said);
}

/** A title over so many posts is none. */
const titlePieces = 6;

/** Every block that is prose. `dropped`: the headings left out, all or by their index. */
export function passagesOf(article: Article, dropped: "all" | ReadonlySet<number> = new Set()): Passage[] {
  const found: Passage[] = [];
  for (const [block, { kind, text, breakBefore }] of article.blocks.entries()) {
    if (kind === "caption" || (kind === "heading" && (dropped === "all" || dropped.has(block)))) continue;
    const from = { block, at: 0 };
    found.push(breakBefore ? { kind, text, from, breakBefore } : { kind, text, from });
  }
  return found;
}

/** The passages with each pinned post in the place of what it stands for. */
export function pinnedInto(passages: readonly Passage[], pins: readonly Pinned[]): readonly Passage[] {
  if (pins.length === 0) return passages;
  const waiting = [...pins].sort((a, b) => compare(a.from, b.from));
  const found: Passage[] = [];
  let next = 0;
  const put = (pin: Pinned) =>
    found.push({ kind: "paragraph", text: pin.text, from: pin.from, breakBefore: true, fixed: pin });
  for (const passage of passages) {
    const { block } = passage.from;
    const end = passage.from.at + passage.text.length;
    let at = passage.from.at;
    let pin = waiting[next];
    while (pin && compare(pin.from, { block, at: end }) < 0) {
      if (compare(pin.from, { block, at }) >= 0) {
        found.push(...slice(passage, at, pin.from.at));
        put(pin);
      } else if (at === passage.from.at && found.at(-1)?.fixed !== pin) put(pin);
      const rest = compare(pin.to, { block, at: end }) < 0;
      at = pin.to.block === block ? Math.min(end, Math.max(at, pin.to.at)) : end;
      if (!rest && compare(pin.to, { block, at: end }) > 0) break;
      pin = waiting[++next];
    }
    found.push(...slice(passage, at, end));
  }
  for (const pin of waiting.slice(next)) if (found.every((one) => one.fixed !== pin)) put(pin);
  return found.map((one, at) => (found[at - 1]?.fixed ? { ...one, breakBefore: true } : one));
}

function slice(passage: Passage, from: number, to: number): Passage[] {
  if (from === passage.from.at && to === from + passage.text.length) return [passage];
  const text = passage.text.slice(from - passage.from.at, to - passage.from.at);
  const start = from + text.length - text.trimStart().length;
  return text.trim() === "" ? [] : [{ ...passage, text: text.trim(), from: { ...passage.from, at: start } }];
}

const compare = (a: Place, b: Place): number => a.block - b.block || a.at - b.at;
