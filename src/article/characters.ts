/** Makes the characters of a text safe to print and to count; every removed one is reported. */

import type { Reason, Removed } from "./article.ts";

interface Step {
  /** Quickly told: a text without it is passed over. */
  readonly seen?: RegExp;
  readonly find: RegExp;
  readonly put: string;
  readonly reason: Reason | null;
}

/** Outside these letters and marks lies all that `single` looks for; most texts keep within them. */
const unusual = /[^\n -~\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20cf]/;

/** Zero-width joiners stay where emoji, Persian or Indic words need them: between two characters that are not ASCII. */
const single: readonly Step[] = [
  { find: /\r\n?|[\u2028\u2029]/g, put: "\n", reason: null },
  { find: /\p{Cs}+/gu, put: "", reason: "half of a character" },
  { find: /[^\P{Cc}\n\t]+/gu, put: "", reason: "control character" },
  { find: /[\u202a-\u202e\u2066-\u2069]+/g, put: "", reason: "mark that turns the direction of text around" },
  {
    find: /[\u200b\u2060\ufeff\ufffe\uffff\u00ad]+|(?<=[ -~])[\u200c\u200d]+|[\u200c\u200d]+(?=[ -~]|$)/g,
    put: "",
    reason: "invisible character",
  },
  { find: /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f]/g, put: " ", reason: null },
];

/** What a form looks for stands first in it and what surrounds that behind: only so does the engine pass over a text quickly. */
const besideOthers: readonly Step[] = [
  // A space before a comma or full stop is a slip in any language; ". . ." is an omission.
  {
    seen: / [,.]/,
    find: / {1,3}(?=,(?:\s|$)|\.(?:\s(?!\.)|$))(?<=[\p{L}\p{N}"”)’] {1,3})/gu,
    put: "",
    reason: null,
  },
  // "( BPIP )", where a program set a link.
  {
    seen: /\( | \)/,
    find: / {1,2}(?<=[\s(]\( {1,2})(?=[\p{L}\p{N}][^()\n]{0,80}\))| {1,2}(?=\))(?<=\([^()\n]{0,80}[\p{L}\p{N}] {1,2})/gu,
    put: "",
    reason: null,
  },
  // What a program writes before an address of mail, outside a link's own mark-up.
  { seen: /mailto:/, find: /(?<![\p{L}\p{N}"'(=<:])mailto:(?=[\w.+-]{1,60}@)/gu, put: "", reason: null },
];

export function cleanCharacters(text: string, removed: Removed[]): string {
  let clean = text;
  for (const { seen, find, put, reason } of unusual.test(text) ? [...single, ...besideOthers] : besideOthers) {
    if (seen?.test(clean) === false) continue;
    if (reason) {
      const found = new Set(clean.match(find) ?? []);
      for (const span of [...found].slice(0, 8)) removed.push({ text: named(span), reason, block: null, offset: null });
    }
    clean = clean.replace(find, put);
  }
  return clean.normalize("NFC");
}

/** An invisible span as its code points. */
const named = (span: string) =>
  Array.from(
    span.slice(0, 8),
    (char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`,
  ).join(" ");
