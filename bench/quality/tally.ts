/** Counts what is good and bad about one thread, laid over its article. */

import type { Thread } from "../../src/thread/thread.ts";
import { bare, type FlatBlock, type Laid, type Span, strictlyIn } from "./flat.ts";
import type { Network } from "./oracles.ts";

export interface Tally {
  articles: number;
  threads: number;
  posts: number;
  breaks: number;
  over: number;
  altered: number;
  misnumbered: number;
  tokensCut: number;
  avoidable: number;
  unavoidable: number;
  atSentence: number;
  atClause: number;
  headings: number;
  headingsEnding: number;
  headingsOpening: number;
  titlesAlone: number;
  paragraphs: number;
  paragraphsFitting: number;
  paragraphsCut: number;
  fewest: number;
  postsBack: number;
  paragraphsBack: number;
  sentences: number;
  sentencesBack: number;
  quotations: number;
  parted: number;
  stubs: number;
  proseStubs: number;
  readonly times: number[];
}

export const emptyTally = (): Tally => ({
  articles: 0,
  threads: 0,
  posts: 0,
  breaks: 0,
  over: 0,
  altered: 0,
  misnumbered: 0,
  tokensCut: 0,
  avoidable: 0,
  unavoidable: 0,
  atSentence: 0,
  atClause: 0,
  headings: 0,
  headingsEnding: 0,
  headingsOpening: 0,
  titlesAlone: 0,
  paragraphs: 0,
  paragraphsFitting: 0,
  paragraphsCut: 0,
  fewest: 0,
  postsBack: 0,
  paragraphsBack: 0,
  sentences: 0,
  sentencesBack: 0,
  quotations: 0,
  parted: 0,
  stubs: 0,
  proseStubs: 0,
  times: [],
});

export function tallyThread(tally: Tally, laid: Laid, thread: Thread, network: Network): void {
  const room = network.max - ` ${thread.posts.length}/${thread.posts.length}`.length;
  const fits = (text: string) => network.lengthOf(text) <= room;
  tally.breaks += laid.breaks.length;
  for (const at of laid.breaks) tallyBreak(tally, laid, at, fits);
  tallyHeadings(tally, laid);
  tallyParagraphs(tally, laid, fits);
  tallyQuotations(tally, laid, fits);
  tally.fewest += fewestPosts(laid.blocks, network, room);
  if (thread.posts.length < 2) return;
  tally.threads++;
  if (network.lengthOf(thread.posts.at(-1)?.text ?? "") < 60) tally.stubs++;
  if (network.lengthOf(laid.posts.at(-1) ?? "") < 60) tally.proseStubs++;
}

const token =
  /https?:\/\/[^\s]+|(?:www\.)?(?:[\p{Script=Latin}\d-]+\.)+[a-z]{2,}(?:\/\S*)?|[@#][\p{L}\p{M}\p{N}_.@]+|[\p{N}]+(?:[.,:/][\p{N}]+)*/gu;
const spaced = /[\p{L}\p{M}\p{N}]/u;
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー々]/u;
const graphemes = new Intl.Segmenter("und", { granularity: "grapheme" });

function tallyBreak(tally: Tally, laid: Laid, at: number, fits: (text: string) => boolean): void {
  if (cutsToken(laid, at)) tally.tokensCut++;
  if (isPointingBack(laid.prose.slice(at, at + 40), laid, at)) tally.postsBack++;
  const block = strictlyIn(laid.blocks, at);
  const sentence = block && strictlyIn(block.sentences, at);
  if (!block || !sentence) {
    tally.atSentence++;
    return;
  }
  const opens = sentence.from === block.from;
  const beside = opens ? headingsBefore(laid.blocks, block) : "";
  if (fits(beside + sentence.text)) {
    tally.avoidable++;
    return;
  }
  tally.unavoidable++;
  const before = laid.prose.slice(Math.max(0, at - 3), at);
  const after = laid.prose.slice(at, at + 1);
  if (/[.!?…,;:)\]—–，、；：。！？」』）،؛।][)"'”’»\]]*$|["”»]$/.test(before) || /^[—–("“«「（]/.test(after))
    tally.atClause++;
  // A hyphen between spaces is a dash.
  else if (after === "-" && laid.spaces.has(at + 1)) tally.atClause++;
}

function cutsToken(laid: Laid, at: number): boolean {
  if (laid.spaces.has(at)) return false;
  const from = Math.max(0, at - 100);
  const around = laid.prose.slice(from, at + 100);
  const place = at - from;
  for (const match of around.matchAll(token))
    if (match.index < place && place < match.index + match[0].length) return true;
  for (const { index } of graphemes.segment(laid.prose.slice(Math.max(0, at - 20), at + 20)))
    if (index === Math.min(20, at)) {
      const [before = "", after = ""] = [
        [...laid.prose.slice(Math.max(0, at - 2), at)].at(-1),
        [...laid.prose.slice(at, at + 2)][0],
      ];
      return spaced.test(before) && spaced.test(after) && !(unspaced.test(before) || unspaced.test(after));
    }
  // No grapheme begins here.
  return true;
}

function headingsBefore(blocks: readonly FlatBlock[], block: FlatBlock): string {
  let headings = "";
  for (let at = blocks.indexOf(block) - 1; blocks[at]?.kind === "heading"; at--)
    headings = `${blocks[at]?.text ?? ""}\n\n${headings}`;
  return headings;
}

function tallyHeadings(tally: Tally, { blocks, breaks }: Laid): void {
  const starts = new Set([0, ...breaks]);
  for (const [index, block] of blocks.entries()) {
    if (block.kind === "title" && starts.has(block.to)) tally.titlesAlone++;
    if (block.kind !== "heading") continue;
    tally.headings++;
    if (starts.has(block.to)) tally.headingsEnding++;
    const above = blocks[index - 1]?.kind;
    const follows = above === "heading" || above === "title";
    if (starts.has(block.from) || follows) tally.headingsOpening++;
  }
}

function tallyParagraphs(tally: Tally, { blocks, breaks }: Laid, fits: (text: string) => boolean): void {
  for (const block of blocks) {
    if (block.kind === "heading" || block.kind === "title") continue;
    tally.paragraphs++;
    if (pointingBack.test(block.text)) tally.paragraphsBack++;
    for (const sentence of block.sentences) {
      tally.sentences++;
      if (pointingBack.test(sentence.text)) tally.sentencesBack++;
    }
    if (!fits(headingsBefore(blocks, block) + block.text)) continue;
    tally.paragraphsFitting++;
    if (breaks.some((at) => block.from < at && at < block.to)) tally.paragraphsCut++;
  }
}

const pointingBack =
  /^["“]?(?:ini|itu|ia|dia|mereka|keduanya|namun|tetapi|tapi|setelahnya|selain itu|sebuah|hal (?:ini|itu|tersebut)|oleh karena itu|karena itu|he|she|it|they|this|that|these|those|but|however)(?![\p{L}\p{N}])/iu;

/** The opening words of a post with the white space that the article has there. */
function isPointingBack(opening: string, { spaces }: Laid, at: number): boolean {
  let text = "";
  for (let index = 0; index < opening.length; index++)
    text += (index > 0 && spaces.has(at + index) ? " " : "") + opening.charAt(index);
  return pointingBack.test(text);
}

const speech =
  "kata|ujar|ucap|tutur|ungkap|jelas|tegas|tambah|imbuh|papar|terang|sebut|tandas|tanya|jawab|pungkas|said|says|told|added|asked|explained|dijo|afirmó|añadió|explicó|señaló";
/** Behind a quotation: who spoke, up to the end of the clause; a domain's dot ends none. */
export const speaker = new RegExp(
  `^,? (?=(?:\\p{Lu}[\\p{L}.'’-]* |he |she |they |dia |ia ){0,4}(?:${speech})(?:nya)?(?!\\p{L}))(?:[DdMm]rs?\\.|\\.(?=\\p{L})|[^,.;!?"“”]){2,300}`,
  "u",
);

/** Quotations with the clause behind them that says who spoke, when both fit into one post with the mark that ends it. */
function tallyQuotations(tally: Tally, { blocks, breaks }: Laid, fits: (text: string) => boolean): void {
  for (const block of blocks)
    for (const [open, close] of quotationsIn(block.text)) {
      const clause = speaker.exec(block.text.slice(close + 1, close + 330))?.[0];
      const anew =
        /\p{Lu}/u.test(clause?.charAt(clause.startsWith(",") ? 2 : 1) ?? "") && block.text.charAt(close - 1) !== ",";
      if (clause === undefined || anew || close - open < 20) continue;
      const end = close + 1 + clause.length;
      const mark = /^[,.;!?]+/.exec(block.text.slice(end))?.[0] ?? "";
      if (!fits(block.text.slice(open, end) + mark)) continue;
      const from = block.from + bare(block.text.slice(0, open)).length;
      const to = from + bare(block.text.slice(open, end)).length;
      tally.quotations++;
      if (breaks.some((at) => from < at && at < to)) tally.parted++;
    }
}

/** Straight marks are paired one after the other, where their number is even. */
export function quotationsIn(text: string): (readonly [number, number])[] {
  const straight = [...text.matchAll(/"/g)].map((match) => match.index);
  const pairs = straight.length % 2 === 0 ? straight : [];
  return [
    ...pairs.flatMap((open, at) => (at % 2 === 0 ? [[open, pairs[at + 1] ?? open] as const] : [])),
    ...[...text.matchAll(/“[^“”]*”/g)].map((match) => [match.index, match.index + match[0].length - 1] as const),
  ];
}

/** Sentences packed greedily, which is the fewest when they stay in order; those too long for a post by their clauses, these by words. */
function fewestPosts(blocks: readonly FlatBlock[], network: Network, room: number): number {
  let posts = 1;
  let used = 0;
  const put = (text: string, gap: number) => {
    const length = network.lengthOf(text);
    if (used > 0 && used + gap + length > room) {
      posts++;
      used = length;
    } else used += (used > 0 ? gap : 0) + length;
  };
  const fits = (text: string) => network.lengthOf(text) <= room;
  for (const block of blocks)
    for (const [index, sentence] of block.sentences.entries()) {
      const parts = fits(sentence.text) ? [sentence.text] : clausesOf(sentence);
      for (const [at, part] of parts.entries()) {
        const words = fits(part) ? [part] : wordsOf(part);
        for (const [nth, word] of words.entries()) put(word, index === 0 && at === 0 && nth === 0 ? 2 : 1);
      }
    }
  return posts;
}

const clausesOf = ({ text }: Span): string[] => text.split(/(?<=[.!?…,;:،؛][)"'”’»]*)\s+|\s+(?=[—–])|(?<=[、。])/u);

const wordsOf = (text: string): string[] =>
  text.split(/\s+/u).flatMap((word) => (word.length > 60 ? (word.match(/.{1,8}/gsu) ?? []) : [word]));
