/** Who and what an article names: people and bodies, each under one name, however it is shortened later. Told by capitals, never by a model. */

import type { Article } from "../article/article.ts";
import { type Line, linesOf } from "./lines.ts";
import { aloneNever, joining, localOffices, neverNames, placeHeads, ranks, roles } from "./name-words.ts";
import { stopWordsOf } from "./stopwords.ts";

export interface Name {
  /** The form to show. */
  readonly text: string;
  /** How much of the article it carries: occurrences, the early ones and the title's more. */
  readonly weight: number;
  readonly count: number;
  /** All forms that the article uses. */
  readonly forms: readonly string[];
}

interface Token {
  readonly text: string;
  readonly opens: boolean;
  readonly capital: boolean;
  /** What stands between it and the token before. */
  readonly gap: string;
  /** "Chelsea's": what follows is another name. */
  readonly owns: boolean;
}

interface Mention {
  readonly words: readonly string[];
  readonly opens: boolean;
  readonly weight: number;
}

interface Draft {
  words: readonly string[];
  count: number;
  weight: number;
  /** Seen where no sentence begins, or in several words. */
  sure: boolean;
  forms: Map<string, number>;
}

const wordsMax = 5;
const early = { sentences: 3, weight: 1.5 } as const;
const titleWeight = 2.5;
/** "Gubernur Abdul Wahid": somebody of whom the news is. */
const titledWeight = 0.5;
/** A name of several words in the lead. */
const leadWeight = 0.7;
const token = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-'’.&][\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;

/** "l'Europe", where a language writes so. */
const elided = /^(?:[cdjlmnst]|qu|dell|nell|all|sull)['’](?=\p{L}{2})/iu;

/** `isPlace`: such a name is left to the gazetteer. */
export function namesOf(
  article: Article,
  isPlace: (name: string) => boolean,
  lines: readonly Line[] = linesOf(article),
): readonly Name[] {
  const stop = stopWordsOf(article.language);
  const elides = /^(?:fr|it|ca)/.test(article.language);
  const mentions: Mention[] = [];
  const shortOf = new Map<string, string>();
  const small = new Set<string>();
  let prose = 0;
  for (const { text, kind } of lines) {
    if (kind === "heading") continue;
    const tokens = prose === 0 ? inSmall(tokensOf(text, elides), article, lines) : tokensOf(text, elides);
    for (const one of tokens) if (!one.capital) small.add(one.text);
    if (isShouted(tokens, stop)) continue;
    mentions.push(...mentionsIn(tokens, stop, prose < early.sentences ? early.weight : 1, shortOf));
    prose++;
  }
  const drafts = gathered(mentions, small, stop, isPlace);
  const merged = mergeShort(mergeAbbreviated(drafts, shortOf), isPlace);
  const title =
    article.titleFrom === "sentence" ? "" : ` ${article.title.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ")} `;
  return merged
    .filter(({ sure }) => sure)
    .map((one) => {
      const inTitle = [...one.forms.keys()].some((form) => title.includes(` ${form.toLowerCase()} `));
      const weight = one.weight + (inTitle ? titleWeight : 0);
      return {
        text: bestForm(one, /^en/.test(article.language)),
        count: one.count,
        weight,
        forms: [...one.forms.keys()],
      };
    })
    .sort((a, b) => b.weight - a.weight);
}

/** "SHIN Tae-yong tiba": houses set their first word in capitals; elsewhere the article shows how it is written. */
function inSmall(tokens: Token[], { title }: Article, lines: readonly Line[]): Token[] {
  const [first, next] = tokens;
  if (!first || !/^\p{Lu}{3,20}$/u.test(first.text) || /^\p{Lu}{2}/u.test(next?.text ?? "")) return tokens;
  const small = first.text.charAt(0) + first.text.slice(1).toLowerCase();
  const written = new RegExp(`(?<![\\p{L}\\p{N}])(?:${small}|${small.toLowerCase()})(?![\\p{L}\\p{N}])`, "u");
  const found = written.test(title) || lines.some(({ text }) => written.test(text));
  return found ? [{ ...first, text: small }, ...tokens.slice(1)] : tokens;
}

/** "Bracknell-based", "Saudi-led", "R-Ariz.": says of what kind, names nobody. */
const described =
  /^[RDI]-\p{Lu}|\p{Ll}-(?:based|led|born|backed|owned|listed|style|era|wide|run|funded|made|controlled|bound)$/u;

function tokensOf(sentence: string, elides: boolean): Token[] {
  let from = 0;
  let opens = true;
  return [...sentence.matchAll(token)].map((match) => {
    const gap = sentence.slice(from, match.index);
    from = match.index + match[0].length;
    const found = {
      text: (elides ? match[0].replace(elided, "") : match[0]).replace(/['’]s$/, ""),
      opens: opens || /[:"“«(]\s*$/.test(gap),
      capital: /\p{Lu}/u.test(match[0]) && !described.test(match[0]),
      gap,
      owns: /['’]s$/.test(match[0]),
    };
    opens = false;
    return found;
  });
}

/** Parted from "ministre" or "ministro" by small words alone. */
const isMinistry = (tokens: readonly Token[], at: number) =>
  !minister.test(tokens[at - 1]?.text ?? "") &&
  tokens.slice(Math.max(0, at - 3), at).some(({ text }) => minister.test(text));
const minister = /^(?:ministre|ministro|ministra|secretario|secretaria|secrétaire)$/i;
const saidMin = 4;

const offices = /^(?:\p{Lu}{2,6}|(?:Kemen|Pemprov|Pemkot|Pemkab|Polda|Polres|Ditjen|Dinas)\p{L}*)$/u;

/** A sentence in capitals, or with a capital on each word that says something, tells no names. */
const isShouted = (tokens: readonly Token[], stop: ReadonlySet<string>) =>
  tokens.length > 5 &&
  tokens.filter(({ capital }) => capital).length > tokens.length * 0.75 &&
  !tokens.some(({ capital, text }) => !capital && text.length >= saidMin && !stop.has(text));

function mentionsIn(
  tokens: readonly Token[],
  stop: ReadonlySet<string>,
  weight: number,
  shortOf: Map<string, string>,
): Mention[] {
  const found: Mention[] = [];
  for (let at = 0; at < tokens.length; ) {
    let end = at;
    while (end < tokens.length && goesOn(tokens, at, end)) end++;
    if (end === at) {
      at++;
      continue;
    }
    const run = tokens.slice(at, end);
    const words = trimmed(run, stop);
    // "le ministre de l'Intérieur (Gérald Darmanin)": the office, which stands before the name.
    if (words.length !== wholeNameMin && isMinistry(tokens, at)) words.shift();
    if (words.length > 0) {
      const opens = run[0]?.opens === true && words.length === run.length;
      const titled =
        words.length > 1 &&
        run
          .slice(0, run.length - words.length)
          .some(({ text }, at, shed) => (at === shed.length - 1 ? roles.has(text) : localOffices.has(text)));
      found.push({
        words,
        opens,
        weight: weight + (titled ? titledWeight : 0) + (weight > 1 && words.length > 1 ? leadWeight : 0),
      });
      const short = tokens[end];
      if (short?.gap === " (" && short.capital && /^\p{Lu}[\p{L}\p{N}]{1,11}$/u.test(short.text) && words.length > 1)
        shortOf.set(short.text, words.join(" "));
    }
    at = end;
  }
  return found;
}

function goesOn(tokens: readonly Token[], from: number, at: number): boolean {
  const one = tokens[at];
  if (!one || (at > from && ((one.gap !== " " && one.gap !== "-") || tokens[at - 1]?.owns))) return false;
  if (one.capital) return true;
  return at > from && joining.has(one.text) && tokens[at + 1]?.capital === true && tokens[at + 1]?.gap === " ";
}

/** Behind a name: a number, an initial, which of several generations. */
const scrap = /^(?:\d.*|[JS]r|JR|SR)$/;

/** "Komisaris Besar Polisi Gidion Arif" */
const policeRanks = /^(?:Besar|Jenderal|Komisaris|Inspektur|Brigadir|Ajun|Satu|Dua)$/;

/** Without what stands before a name but is none: roles, opening words, days. */
function trimmed(run: readonly Token[], stop: ReadonlySet<string>): string[] {
  const words = run.map(({ text }) => text);
  const idle = (word: string) => roles.has(word) || neverNames.has(word) || joining.has(word);
  const opens = run[0]?.opens === true;
  const functional = (word: string) =>
    stop.has(word.toLowerCase()) &&
    !/^\p{Lu}{2,}$/u.test(word) &&
    (opens || word.length < 4) &&
    !(placeHeads.has(word) && words.length > 1);
  let before = "";
  while (words[0] !== undefined && (idle(words[0]) || functional(words[0]))) before = words.shift() ?? "";
  words.splice(0, districtOf(before, words));
  const police = words.findIndex((word, at) => word === "Polisi" && policeRanks.test(words[at - 1] ?? ""));
  if (police < words.length - 1) words.splice(0, police + 1);
  // "Kapolsek Todanan Iptu Suhari": a rank stands right before the name.
  words.splice(0, words.findLastIndex((word, at) => ranks.has(word) && at < words.length - 1) + 1);
  // "Direktur Anggaran Kemenkeu Luky Alfirman": who it is stands behind the office.
  const office =
    words.length < run.length ? words.findLastIndex((word, at) => offices.test(word) && at < words.length - 1) : -1;
  words.splice(0, office + 1);
  while (words.length > 0 && (idle(words.at(-1) ?? "") || scrap.test(words.at(-1) ?? ""))) words.pop();
  return words.slice(0, wordsMax);
}

const sides = /^(?:Timur|Barat|Utara|Selatan|Tengah|Tenggara|Besar|Raya|Jaya|Baru|Hulu|Hilir|Kota)$/;
const wholeNameMin = 2;
/** An office and a whole name have more words than that. */
const officeMin = 3;

/** "Bupati Sigi Rizal Intjenae", "Bupati Lombok Timur Haerul Warisin": how many words name the district, where a whole name follows. */
function districtOf(office: string, words: readonly string[]): number {
  if (!localOffices.has(office)) return 0;
  const size = sides.test(words[1] ?? "") ? 2 : 1;
  return words.length - size >= wholeNameMin ? size : 0;
}

function gathered(
  mentions: readonly Mention[],
  small: ReadonlySet<string>,
  stop: ReadonlySet<string>,
  isPlace: (name: string) => boolean,
): Map<string, Draft> {
  const drafts = new Map<string, Draft>();
  const known = new Set(mentions.filter(({ opens }) => !opens).map(({ words }) => words.join(" ")));
  for (const { words } of mentions) if (words.length > 1) known.add(words[0] ?? "");
  const alone = new Set(mentions.flatMap(({ words }) => (words.length === 1 ? words : [])));
  for (const { words: whole, opens, weight } of mentions) {
    const all = withoutHome(whole, isPlace);
    const [head = "", ...rest] = all;
    const common = rest.length > 0 && standsBefore(head, rest, opens, { small, known, alone, isPlace });
    const words = common ? withoutRoles(rest) : all;
    const text = words.join(" ");
    const key = text.toLowerCase();
    if (!isName(words, text, isPlace)) continue;
    if (words.length === 1 && (stop.has(key) || small.has(key)) && !/^\p{Lu}{2,}/u.test(text)) continue;
    const draft = drafts.get(key) ?? { words, count: 0, weight: 0, sure: false, forms: new Map() };
    draft.count++;
    draft.weight += weight;
    draft.sure ||= !opens || words.length > 1 || common;
    draft.forms.set(text, (draft.forms.get(text) ?? 0) + 1);
    drafts.set(key, draft);
  }
  return drafts;
}

/** "Nicolas Sarkozy of France": where somebody is from is no part of the name, as it is of a bank's or a party's. */
function withoutHome(words: readonly string[], isPlace: (name: string) => boolean): readonly string[] {
  const of = words.indexOf("of");
  const home = of > 1 && !aloneNever.has(words[of - 1] ?? "") && isPlace(words.slice(of + 1).join(" "));
  return home ? words.slice(0, of) : words;
}

/** "Argentine President Nestor Kirchner": the office stands behind the nation. */
function withoutRoles(words: readonly string[]): readonly string[] {
  const from = words.findIndex((word) => !roles.has(word));
  return from < 0 ? [] : words.slice(from);
}

interface Seen {
  /** Words that the text writes small as well. */
  readonly small: ReadonlySet<string>;
  /** Names that stand where no sentence begins, and the first words of those of several. */
  readonly known: ReadonlySet<string>;
  /** Words that are a whole name somewhere. */
  readonly alone: ReadonlySet<string>;
  readonly isPlace: (name: string) => boolean;
}

/** "Jurnalis Andi", "Awalnya Purbaya", "Canadian Ben Johnson", "Danantara Dony Oskaria" with a "Dony" later: the name begins behind the first word. */
function standsBefore(head: string, rest: readonly string[], opens: boolean, seen: Seen): boolean {
  const { small, known, alone, isPlace } = seen;
  if (opens && (small.has(head.toLowerCase()) || known.has(rest.join(" ")))) return true;
  if (rest.length < 2) return false;
  // "juru bicara KPK Tessa Mahardhika" with a "Tessa" elsewhere.
  if (/^\p{Lu}{2,6}$/u.test(head) && rest.some((word) => alone.has(word) && /\p{Ll}/u.test(word))) return true;
  if (isPlace(head)) return !isPlace(`${head} ${rest[0]}`);
  return known.has(head) && (known.has(rest.join(" ")) || known.has(rest[0] ?? ""));
}

const isName = (words: readonly string[], text: string, isPlace: (name: string) => boolean) =>
  text.length > 1 &&
  text.length <= 60 &&
  /\p{L}{2}/u.test(text) &&
  !isPlace(text) &&
  !(words.length === 1 && /^\p{Lu}$|\d{3}/u.test(text));

/** "Badan Pusat Statistik (BPS)" and "BPS" are one. */
function mergeAbbreviated(drafts: Map<string, Draft>, shortOf: ReadonlyMap<string, string>): Map<string, Draft> {
  for (const [short, full] of shortOf) {
    const [long, brief] = [drafts.get(full.toLowerCase()), drafts.get(short.toLowerCase())];
    if (!long || !brief || long === brief) continue;
    absorb(brief, long);
    brief.sure = true;
    drafts.delete(full.toLowerCase());
  }
  return drafts;
}

/** "Prabowo" after "Prabowo Subianto" is the same man; of two with the name, the one spoken of more. */
function mergeShort(drafts: Map<string, Draft>, isPlace: (name: string) => boolean): Draft[] {
  const all = [...drafts.values()].sort((a, b) => b.words.length - a.words.length || b.weight - a.weight);
  const byWord = new Map<string, Draft>();
  const kept: Draft[] = [];
  for (const one of all) {
    const [first = "", last = ""] = [one.words[0], one.words.at(-1)].map((word) => word?.toLowerCase());
    const longer =
      byWord.get(one.words.length === 1 ? first : `${first} ${one.words[1]?.toLowerCase()}`) ??
      (one.words.length > 1 ? undefined : byWord.get(last));
    if (longer && longer !== one && /\p{Ll}/u.test(one.words[0] ?? "") && !isPlace(one.words.join(" "))) {
      absorb(longer, one);
      continue;
    }
    kept.push(one);
    if (one.words.length > 1) {
      for (const word of one.words) remember(byWord, word.toLowerCase(), one);
      remember(byWord, `${first} ${one.words[1]?.toLowerCase()}`, one);
    }
  }
  return kept.filter(({ words }) => words.length > 1 || !aloneNever.has(words[0] ?? ""));
}

function remember(byWord: Map<string, Draft>, word: string, draft: Draft): void {
  const known = byWord.get(word);
  if (!known || known.weight < draft.weight) byWord.set(word, draft);
}

function absorb(into: Draft, other: Draft): void {
  into.count += other.count;
  into.weight += other.weight;
  into.sure ||= other.sure;
  for (const [form, count] of other.forms) into.forms.set(form, (into.forms.get(form) ?? 0) + count);
}

/** An abbreviation in capitals where there is one; else the commonest form of two and three words; else the commonest. */
function bestForm({ forms }: Draft, english: boolean): string {
  const sorted = [...forms].sort((a, b) => b[1] - a[1] || b[0].length - a[0].length).map(([form]) => form);
  const short = sorted.find((form) => /^\p{Lu}[\p{Lu}\p{N}]{1,7}$/u.test(form));
  const best = short ?? sorted.find((form) => /^\S+ \S+(?: \S+)?$/.test(form)) ?? sorted[0] ?? "";
  // "Director of National Intelligence Dan Coats", and "Coats" from then on.
  const whole = sorted.find((form) => form.endsWith(` ${best}`) && form.split(" ").length > officeMin);
  return english && whole && !best.includes(" ") ? whole.split(" ").slice(-wholeNameMin).join(" ") : best;
}
