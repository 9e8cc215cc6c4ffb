/** The language of an article: by script or by its most frequent words where those tell, else by tinyld, with Indonesian set apart from its near relatives. */

import { detect } from "../base/any-language.ts";
import { isSpace } from "./scan.ts";

const scripts: readonly (readonly [RegExp, string])[] = [
  [/[\u3040-\u30ff]/g, "ja"],
  [/[\uac00-\ud7af]/g, "ko"],
  [/[\u0e00-\u0e7f]/g, "th"],
  [/[\u4e00-\u9fff]/g, "zh"],
];
const arabic = /[\u0621-\u064a]/g;
/** Letters that Persian, Urdu, Kurdish and others add to the Arabic ones. */
const arabicOfOthers = /[\u0671-\u06d5]/;
const sample = 2_000;
const shortest = 12;

const words = (list: string): ReadonlySet<string> => new Set(list.split("|"));

/** Frequent in Indonesian, each unusual or spelt otherwise in Malay, Javanese, Sundanese and Tagalog. */
const indonesian = words(
  "yang|dengan|untuk|dari|tidak|adalah|karena|bahwa|kepada|akan|sudah|telah|dalam|pada|ini|itu|dan",
);
const malay = words(
  "kerana|ialah|kerajaan|beliau|manakala|sahaja|bahawa|boleh|awak|pejabat|wang|daripada|berkata|polis",
);
const relatives = new Set(["ms", "jv", "su", "tl", "id", "mg", "ceb"]);

/** What a newsroom may well write in. Any other guess is worth less than a few Indonesian words. */
const newsroom = new Set(
  "en|es|fr|pt|de|nl|it|tr|vi|pl|sv|da|no|fi|cs|ro|hu|ru|uk|el|ar|fa|ur|hi|ja|ko|zh|th".split("|"),
);

/** Frequent in one language and nowhere else together; every so many words one of those, and no other language will do. */
const telling: readonly { readonly language: string; readonly words: ReadonlySet<string>; readonly oneIn: number }[] = [
  { language: "en", words: words("the|of|and|that|with|was|which|from|have|has|were|this|they|would"), oneIn: 9 },
  {
    language: "es",
    words: words("los|las|y|el|una|más|pero|fue|muy|hay|con|por|según|está|también|su|sus|ha|lo|sin|dos|años|del"),
    oneIn: 9,
  },
  { language: "fr", words: words("les|des|est|dans|une|pour|qui|sur|pas|avec|et|du|aux|ont|été"), oneIn: 7 },
  { language: "pt", words: words("não|uma|com|em|são|mais|ao|pelo|pela|também|você|à|os|foi"), oneIn: 11 },
  { language: "de", words: words("der|und|das|ist|nicht|mit|den|von|ein|eine|sich|auf|für|dem|im|zu"), oneIn: 7 },
];
const tellingLeast = 20;

const lettersEnough = new RegExp(`^(?:\\P{L}*\\p{L}){${shortest}}`, "u");

/** Of words in small letters: of Latin letters, and of all others but marks of punctuation. */
const letter = "[a-z\\u00c0-\\u1fff\\u2c00-\\u2fff\\u3040-\\uffff]";
const word = new RegExp(`${letter}+`, "g");
const anyOf = (list: Iterable<string>) => new RegExp(`(?<!${letter})(?:${[...list].join("|")})(?!${letter})`, "g");
const anyIndonesian = anyOf(indonesian);
const anyMalay = anyOf([...malay, "ketika ini"]);

export function detectLanguage(text: string): string {
  const head = text.slice(0, sample);
  for (const [script, language] of scripts) if (shareOf(head, script) > 1 / 8) return language;
  if (shareOf(head, arabic) > 1 / 2 && !arabicOfOthers.test(head)) return "ar";
  if (!lettersEnough.test(head)) return "und";
  const count = countSpaced(head);
  const small = head.toLowerCase();
  const [ours, theirs] = [timesIn(small, anyIndonesian), timesIn(small, anyMalay)];
  const mostlyOurs = (oneIn: number) => ours > theirs * 2 && ours >= count / oneIn;
  if (mostlyOurs(ours > theirs * 8 ? 16 : 10)) return "id";
  const words = small.match(word) ?? [];
  const told = count > tellingLeast ? telling.filter((one) => isTold(one, words, count)) : [];
  if (told.length === 1 && told[0]) return told[0].language;
  if (theirs === 0 && count > tellingLeast && mostlyOurs(24)) return "id";
  const detected = detect(head);
  if (mostlyOurs(relatives.has(detected) || !newsroom.has(detected) ? 40 : 10)) return "id";
  // Of a line or two any language may be guessed: there only those that news is often written in are believed.
  return detected && (count > tellingLeast || newsroom.has(detected) || relatives.has(detected)) ? detected : "und";
}

const timesIn = (text: string, form: RegExp) => text.match(form)?.length ?? 0;
const shareOf = (text: string, script: RegExp) => timesIn(text, script) / text.length;

/** Words as spaces part them, and one more for each end of the text that is a space. */
function countSpaced(text: string): number {
  let count = 1;
  let inSpace = false;
  for (let at = 0; at < text.length; at++) {
    const space = isSpace(text.charCodeAt(at));
    if (space && !inSpace) count++;
    inSpace = space;
  }
  return count;
}

const isTold = ({ words: own, oneIn }: (typeof telling)[number], words: readonly string[], count: number) => {
  let told = 0;
  for (const one of words) if (own.has(one)) told++;
  return told >= count / oneIn;
};
