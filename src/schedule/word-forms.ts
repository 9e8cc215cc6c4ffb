/**
 * The forms in which a word may stand in a text: with Indonesian affixes (bunuh: membunuh, pembunuhan, terbunuhnya) or English endings
 * (kill: kills, killed, killing). Made from the word that is looked for, so that no part of another word is ever found.
 */

import { baseWords } from "./base-words.ts";

const vowel = /^[aeiou]/;

/** What meN- and peN- become before a root: nasal sounds melt with k, p, s and t, though not in every borrowed word. */
function nasal(start: "me" | "pe", root: string): string[] {
  const rest = root.slice(1);
  const forms: string[] = [];
  if (/^[lrwymn]/.test(root)) forms.push(start + root);
  if (/^[bfv]/.test(root)) forms.push(`${start}m${root}`);
  if (/^p/.test(root)) forms.push(`${start}m${rest}`, `${start}m${root}`);
  if (/^(?:[dcjz]|sy)/.test(root)) forms.push(`${start}n${root}`);
  if (/^t/.test(root)) forms.push(`${start}n${rest}`, `${start}n${root}`);
  if (/^s/.test(root)) forms.push(`${start}ny${rest}`, `${start}n${root}`);
  if (/^(?:[aeiougqx]|h)/.test(root)) forms.push(`${start}ng${root}`);
  if (/^k/.test(root)) forms.push(`${start}ng${rest}`, `${start}ng${root}`);
  // A root of one syllable: mengebom, pengecatan.
  if (root.length <= 5 && (root.match(/[aeiou]+/g) ?? []).length === 1) forms.push(`${start}nge${root}`);
  return forms;
}

/** ber-, ter- and per- lose their r before another: bekerja, terasa, pekerja. */
const losesR = (root: string) => /^r|^[^aeiou]{0,2}er[^aeiou]/.test(root);

const withR = (start: "ber" | "ter" | "per", root: string): string[] =>
  losesR(root) ? [start.slice(0, 2) + root, start + root] : [start + root];

/** A root with every prefix; `bare`: those that stand without a suffix, too. */
function prefixed(root: string): { readonly bare: string[]; readonly suffixed: string[] } {
  const [ber, ter, per] = [withR("ber", root), withR("ter", root), withR("per", root)];
  const learnt = root === "ajar" ? ["belajar", "pelajar"] : [];
  const long = root.length > 3;
  const bare = [
    ...[root, `di${root}`, ...nasal("me", root), ...nasal("pe", root), ...ber, ...ter, ...per, ...learnt],
    ...per.flatMap((one) => [`mem${one}`, `di${one}`, `ter${one}`, ...nasal("pe", one)]),
    ...learnt.flatMap((one) => [`mem${one}`, `di${one}`, `pem${one}`]),
    ...(root === "lihat" ? ["penglihat"] : []),
    ...(long ? [`se${root}`, `pe${root}`, `ku${root}`, `kau${root}`, `ber${nasal("pe", root)[0] ?? root}`] : []),
    ...bound.map((one) => one + root),
  ];
  const suffixed = [
    ...bare,
    ...[`ke${root}`, `pe${root}`, `se${root}`, `keber${root}`, `keter${root}`, `ketidak${root}`, `berke${root}`],
    ...nasal("me", `ke${root}`),
    ...nasal("pe", `ke${root}`),
    ...nasal("me", `se${root}`),
    ...nasal("pe", `se${root}`),
    ...[`dike${root}`, `dise${root}`, `diber${root}`, `member${root}`, `pember${root}`],
    ...nasal("pe", root).flatMap((one) => [`ber${one}`, `se${one}`]),
  ];
  return { bare, suffixed };
}

/** Bound forms that news sets before a word: antikorupsi, pascabanjir. */
const bound = ["anti", "pasca", "pra", "non", "antar", "pro"];
const suffixes = ["kan", "i", "an"];
const owners = ["", "nya", "ku", "mu"];
const particles = ["", "lah", "kah", "pun", "tah"];

function indonesianForms(word: string): Set<string> {
  const forms = new Set([word]);
  // Two letters and an affix are nearly always another word (bukan, dinya).
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return forms;
  const { bare, suffixed } = prefixed(word);
  const stems = [...bare, ...suffixed.flatMap((one) => suffixes.map((suffix) => one + suffix))];
  for (const stem of stems)
    for (const owner of owners)
      for (const particle of particles) {
        const form = stem + owner + particle;
        if (form === word || !baseWords.has(form)) forms.add(form);
      }
  return forms;
}

/** Verbs and nouns of the news whose forms follow no rule. */
const irregular: Readonly<Record<string, string>> = {
  arise: "arose arisen",
  be: "am is are was were been being",
  bear: "bore borne born",
  beat: "beaten",
  become: "became",
  begin: "began begun",
  bite: "bit bitten",
  bleed: "bled",
  blow: "blew blown",
  break: "broke broken",
  bring: "brought",
  build: "built",
  burn: "burnt",
  buy: "bought",
  catch: "caught",
  child: "children",
  choose: "chose chosen",
  come: "came",
  deal: "dealt",
  drink: "drank drunk",
  drive: "drove driven",
  eat: "ate eaten",
  fall: "fell fallen",
  feed: "fed",
  fight: "fought",
  find: "found",
  flee: "fled",
  fly: "flew flown",
  forbid: "forbade forbidden",
  freeze: "froze frozen",
  give: "gave given",
  go: "went gone",
  grow: "grew grown",
  hang: "hung",
  hide: "hid hidden",
  hold: "held",
  keep: "kept",
  know: "knew known",
  lead: "led",
  leave: "left",
  lend: "lent",
  lie: "lay lain",
  life: "lives",
  lose: "lost",
  make: "made",
  man: "men",
  meet: "met",
  pay: "paid",
  person: "people",
  police: "policeman policemen policewoman policewomen",
  rise: "rose risen",
  run: "ran",
  say: "said",
  see: "saw seen",
  seek: "sought",
  sell: "sold",
  send: "sent",
  shake: "shook shaken",
  shoot: "shot",
  sink: "sank sunk",
  speak: "spoke spoken",
  spend: "spent",
  stab: "stabbed",
  stand: "stood",
  steal: "stole stolen",
  strike: "struck stricken",
  swear: "swore sworn",
  take: "took taken",
  teach: "taught",
  tell: "told",
  thief: "thieves",
  think: "thought",
  throw: "threw thrown",
  wife: "wives",
  win: "won",
  withdraw: "withdrew withdrawn",
  woman: "women",
  write: "wrote written",
};

function englishForms(word: string): Set<string> {
  const forms = new Set([word, ...(Object.hasOwn(irregular, word) ? (irregular[word] ?? "").split(" ") : [])]);
  if (word.length < 3 || !/^[a-z]+$/.test(word)) return forms;
  const add = (stem: string, ...endings: string[]) => {
    for (const ending of endings) forms.add(stem + ending);
  };
  if (/(?:s|x|z|ch|sh|[^aeiou]o)$/.test(word)) add(word, "es", "ed", "ing");
  else if (/[^aeiou]y$/.test(word)) {
    add(word.slice(0, -1), "ies", "ied");
    add(word, "ing");
  } else if (/ie$/.test(word)) {
    add(word, "s", "d");
    add(word.slice(0, -2), "ying");
  } else if (/e$/.test(word)) {
    add(word, "s", "d");
    if (/ee$/.test(word)) add(word, "ing");
    else add(word.slice(0, -1), "ing");
  } else add(word, "s", "ed", "ing");
  // stab: stabbed; a longer word doubles when its last syllable is stressed, which cannot be seen: both are known.
  if (/[^aeiou][aeiou][bdgklmnprt]$/.test(word)) add(word + word.slice(-1), "ed", "ing");
  if (/s$/.test(word) && vowel.test(word.slice(-2))) add(word, "ses");
  return forms;
}

const indonesian = /^(?:id|ms|jv|su|min|bjn|ace)(?:-|$)/;
const english = /^en(?:-|$)/;

/** Of a language that has no rules here, or is not known: both. */
export function formsIn(language: string, word: string): ReadonlySet<string> {
  if (indonesian.test(language)) return indonesianForms(word);
  if (english.test(language)) return englishForms(word);
  return new Set([...indonesianForms(word), ...englishForms(word)]);
}
