/** The places that an article speaks of, each by the tag that its language gives it. */

import type { Article } from "../article/article.ts";
import { isSmall } from "../article/scan.ts";
import { type Meaning, type Place, readGazetteer } from "./gazetteer.ts";
import { type Line, linesOf } from "./lines.ts";

export interface FoundPlace {
  readonly tag: string;
  readonly country: boolean;
  readonly weight: number;
  /** The names that stand for it in the text. */
  readonly by: readonly string[];
}

const gazetteer = readGazetteer();
const inTitle = 2.5;
const early = { sentences: 3, weight: 1.5 } as const;
/** As a part of another name ("Bank Indonesia", "Manchester United") a place is hardly meant. */
const insideName = 0.2;

/** Seats of government that the news uses for their country; other capitals speak for themselves where their country is not named. */
const seats = new Set(
  "pyongyang moskow moscow kremlin beijing washington washington dc gedung putih white house pentagon teheran tehran kyiv kiev ankara damaskus damascus riyadh baghdad kabul hanoi seoul yerusalem tel aviv ramallah tepi barat west bank"
    .replace(/washington dc|gedung putih|white house|tel aviv|tepi barat|west bank/g, (name) => name.replace(" ", "_"))
    .split(" ")
    .map((name) => name.replace("_", " ")),
);
/** Where an article in the language comes from unless it says otherwise, so that naming it says little. */
const home: Readonly<Record<string, ReadonlySet<string>>> = {
  id: new Set([
    "Indonesia",
    "Jakarta",
    "Jakarta Selatan",
    "Jakarta Pusat",
    "Jakarta Timur",
    "Jakarta Barat",
    "Jakarta Utara",
  ]),
};
const atHome = 0.3;

export const isPlace = (name: string): boolean => gazetteer.names.has(name.toLowerCase());

interface Draft {
  weight: number;
  readonly by: Map<string, number>;
  direct: boolean;
}

export function placesOf(article: Article, lines: readonly Line[] = linesOf(article)): readonly FoundPlace[] {
  const base = article.language.split("-")[0] ?? "";
  if (base !== "id" && base !== "en") return [];
  const drafts = new Map<Place, Draft>();
  for (const { text, at } of lines) look(text, at < early.sentences ? early.weight : 1, drafts);
  if (article.titleFrom !== "sentence") look(article.title, inTitle, drafts);
  return [...drafts].map(([place, draft]) => found(place, draft, base)).sort((a, b) => b.weight - a.weight);
}

function found(place: Place, { weight, by, direct }: Draft, language: "id" | "en"): FoundPlace {
  const names = [...by].sort((a, b) => b[1] - a[1]).map(([name]) => name);
  const [commonest = ""] = names;
  const own = !direct && place.country && !seats.has(commonest.toLowerCase()) ? commonest : place.tag[language];
  return { tag: own, country: place.country, weight: home[language]?.has(own) ? weight * atHome : weight, by: names };
}

const word = /\p{L}[\p{L}\p{M}.'’]*(?:-\p{L}+)*/gu;
const longestName = 4;

function look(sentence: string, weight: number, drafts: Map<Place, Draft>): void {
  const words = [...sentence.matchAll(word)].map((match) => ({ text: match[0], at: match.index }));
  const texts = words.map(({ text }) => text);
  for (let at = 0; at < words.length; at++) {
    if (isSmall(texts[at]?.charCodeAt(0) ?? 0) || !/^\p{Lu}/u.test(texts[at] ?? "")) continue;
    const hit = longest(texts, at);
    if (!hit) continue;
    add(drafts, hit.meaning, hit.name, weight * (isInside(words, sentence, at, at + hit.size) ? insideName : 1));
    at += hit.size - 1;
  }
}

function longest(words: readonly string[], at: number): { meaning: Meaning; name: string; size: number } | null {
  const most = gazetteer.heads.has((words[at] ?? "").toLowerCase()) ? longestName : 1;
  for (let size = Math.min(most, words.length - at); size > 0; size--) {
    const name = words
      .slice(at, at + size)
      .join(" ")
      .replace(/['’]s$|(?<!\.\p{L})[.'’]+$/u, "");
    const meaning = gazetteer.names.get(name.toLowerCase());
    if (meaning && (size > 1 || name.length > 2 || /^\p{Lu}+$/u.test(name))) return { meaning, name, size };
  }
  return null;
}

function isInside(words: readonly { text: string; at: number }[], sentence: string, from: number, to: number): boolean {
  const [before, after] = [words[from - 1], words[to]];
  const first = words[from];
  const last = words[to - 1];
  const joined = (a: { text: string; at: number } | undefined, b: { text: string; at: number } | undefined) =>
    a !== undefined &&
    b !== undefined &&
    sentence.slice(a.at + a.text.length, b.at) === " " &&
    /^\p{Lu}/u.test(a.text) &&
    /^\p{Lu}/u.test(b.text);
  return (
    (joined(before, first) && bodies.test(before?.text ?? "")) ||
    (joined(last, after) && bodies.test(after?.text ?? ""))
  );
}

const bodies =
  /^(?:Bank|Universitas|Institut|University|Institute|Timnas|Garuda|Polda|Polres|Kejaksaan|Pengadilan|Bursa|Liga|League|United|City|FC|Airlines|Airways|Telecom|Times|Post|Open|Persatuan|Ikatan|Asosiasi|Association)$/;

function add(drafts: Map<Place, Draft>, { place, weight }: Meaning, name: string, by: number): void {
  const draft = drafts.get(place) ?? { weight: 0, by: new Map(), direct: false };
  draft.weight += weight * by;
  draft.direct ||= weight !== 0.75;
  draft.by.set(name, (draft.by.get(name) ?? 0) + by);
  drafts.set(place, draft);
}
