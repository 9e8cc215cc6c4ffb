/** The place, and often the agency, before an article's first sentence: "BUGALIMAN -", "JAKARTA, KOMPAS.com –", "LONDON (Reuters) -", "España.-". */

const dash = String.raw`\s*(?:--|[-–—])\s+`;
const opens = String.raw`(?=["“‘«'(¿¡]?[\p{Lu}\p{N}])`;
const capitals = String.raw`\p{Lu}[\p{Lu}.'’]*(?:[ /-]\p{Lu}[\p{Lu}.'’]*){0,3}`;
const place = String.raw`\p{Lu}[\p{L}.'’]*(?:[ -][\p{L}'’.]+){0,3}`;
const agency = String.raw`[\p{L}][\p{L}\p{N}.]*(?: [\p{L}\p{N}.]+){0,3}`;

const forms = [
  new RegExp(`^${place}, ${agency}${dash}${opens}`, "u"),
  new RegExp(`^${place},? \\(${agency}\\)${dash}${opens}`, "u"),
  new RegExp(`^${capitals}(?:, ${place})?${dash}${opens}`, "u"),
  new RegExp(`^[\\p{L}\\p{N}]+\\.(?:com|co|id|co\\.id|net|org|tv|news)(?:, ${place})?${dash}${opens}`, "iu"),
  /^\p{Lu}[\p{L} ]{2,30}\.\s?[-–—]{1,2}\s*(?=\p{Lu}|["“«¿¡])/u,
] as const;

/** A single place in small letters is a dateline only where a newsroom is known to write there: "Jakarta - Surabaya" may be a route. */
const newsCities = new Set(
  `Jakarta Bandung Surabaya Semarang Yogyakarta Medan Makassar Denpasar Palembang Solo Malang Bogor Bekasi Depok Tangerang Banten London Paris Washington Tokyo Beijing
  Moskow Kyiv Singapura Sydney Berlin Brussels Madrid Roma Riyadh Kairo`.split(/\s+/),
);
const city = new RegExp(`^(\\p{L}+)${dash}${opens}(\\p{L}+)`, "u");

/** Said before a dash in capitals, but no place. */
const labels =
  /^(?:BREAKING|VIRAL|HEADLINE|UPDATE|OPINI|OPINION|VIDEO|FOTO|EXCLUSIVE|EKSKLUSIF|HOAKS|HOAX|LIVE|ANALISIS|ANALYSIS|KPK|DPR|TNI|POLRI|NASA|WHO|PBB|FIFA|UEFA)\b/;
const datelineMax = 70;

/** The dateline at the start of `text`, dash and space included; empty: there is none. */
export function datelineOf(text: string): string {
  const head = text.slice(0, datelineMax + 30);
  if (labels.test(head)) return "";
  for (const form of forms) {
    const found = form.exec(head)?.[0];
    if (found && found.length <= datelineMax) return found;
  }
  const match = city.exec(head);
  if (!match || !newsCities.has(match[1] ?? "") || newsCities.has(match[2] ?? "")) return "";
  return match[0].slice(0, match[0].length - (match[2] ?? "").length);
}
