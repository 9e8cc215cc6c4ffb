/** The place, and often the agency, before an article's first sentence: "BUGALIMAN -", "JAKARTA, KOMPAS.com –", "LONDON (Reuters) -", "España.-". */

/** "(EFE).-", "(Reuters)-", "(KABAR) -Polisi": behind an agency's brackets the dash may stand close. */
const closeDash = String.raw`\s*\.?\s*(?:-\s?-|[-–—]{1,2}|―)\s*`;
const dash = String.raw`\s*(?:-\s?-|[-–—]{1,2}|―)\s+`;
const opens = String.raw`(?=["“‘«'(¿¡]?[\p{Lu}\p{Lo}\p{N}])`;
const capitals = String.raw`\p{Lu}[\p{Lu}.'’]*(?:[ /-]\p{Lu}[\p{Lu}.'’]*){0,3}`;
const place = String.raw`\p{Lu}[\p{L}.'’]*(?:[ -][\p{L}'’.]+){0,3}`;
const agency = String.raw`(?:\p{Lu}[\p{L}\p{N}.]+|[\p{Ll}\p{N}]+\.[\p{L}\p{N}.]+|detik\p{L}*|kumparan|antaranews)(?: [\p{L}\p{N}.]+){0,3}`;
const months =
  "Jan|Feb|Mar|Apr|May|Mei|Jun|Jul|Aug|Agu|Sep|Oct|Okt|Nov|Dec|Des|ene|feb|mar|abr|may|jun|jul|ago|sep|set|oct|nov|dic|fev|abr|mai|out|dez";
const day = String.raw`(?:(?:${months})\p{L}*\.? \d{1,2}|\d{1,2} (?:${months})\p{L}*\.?)(?:,? \d{4})?`;
/** Newsrooms that put their bare name before the first sentence. */
const newsrooms =
  "Rimanews|detikcom|detikNews|Tempo|TEMPO|Republika|REPUBLIKA|Kompas|KOMPAS|Liputan6|Okezone|Sindonews|SINDOnews|Tribunnews|TRIBUNNEWS|Viva|VIVA|Antara|ANTARA|Merdeka|Suara|JPNN|Bisnis|Kontan|Katadata|Tirto|kumparan|Beritasatu|Inilah|Solopos|Metrotvnews|iNews|CNN Indonesia|CNBC Indonesia|BBC Indonesia|VOA|Reuters|AFP|AP|UPI|EFE|dpa|Xinhua|Bernama|Kyodo|Anadolu";

/** Agencies that put their name in brackets before the first sentence, and no place. */
const agencies =
  "AFP|AP|EFE|Reuters|REUTERS|Belga|ANSA|ATS|Lusa|LUSA|Xinhua|Antara|ANTARA|dpa|PTI|Europa Press|Agência Brasil|FOLHAPRESS";

const forms = [
  new RegExp(`^${place}, ?${agency}${dash}${opens}`, "u"),
  new RegExp(`^${place}(?:, ${place})?,? \\((?:${agency}|${day})\\)${closeDash}${opens}`, "u"),
  new RegExp(`^${place}(?:, ${place})?, ${day}(?: \\(${agency}\\)${closeDash}|${dash})${opens}`, "u"),
  new RegExp(`^${capitals}(?:, (?:${place}|${day}))?(?: \\(${agency}\\)${closeDash}|${dash})${opens}`, "u"),
  new RegExp(`^[\\p{L}\\p{N}]+\\.(?:com|co|id|co\\.id) - ${capitals}${dash}${opens}`, "u"),
  new RegExp(`^[\\p{L}\\p{N}]+\\.(?:com|co|id|co\\.id|net|org|tv|news)${dash}${opens}`, "iu"),
  new RegExp(`^[\\p{L}\\p{N}]+\\.(?:com|co|id|co\\.id|net|org|tv|news), ?${place}${dash}${opens}`, "iu"),
  new RegExp(`^\\((?:${agencies})\\)${closeDash}${opens}`, "u"),
  new RegExp(`^\\((?:${agencies})\\) (?=\\p{Lu})`, "u"),
  new RegExp(`^(?:${newsrooms})(?:, ${place})?${dash}${opens}`, "u"),
  new RegExp(`^${capitals}, (?:${newsrooms})\\.\\s(?=[\\p{Lu}"“])`, "u"),
  /^\d{1,2}(?:er)? (?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre) \d{4}\.\s?[-–—]{1,2}\s*(?=\p{Lu}|«)/u,
  /^\p{Lu}[\p{L} ]{2,30}\.\s?[-–—]{1,2}\s*(?=\p{Lu}|["“«¿¡])/u,
  /^[\p{Script=Arabic} ]{3,24}\s?\([\p{Script=Arabic} .]{2,20}\)\s*[-–—]\s+(?=\p{Script=Arabic})/u,
  /^【[^】]{0,20}(?:共同|時事|AFP|ロイター|CNN|新華社|聯合|特派員|[=＝][^】]{1,12})】\s*/u,
] as const;

/** A single place in small letters is a dateline only where a newsroom is known to write there: "Jakarta - Surabaya" may be a route. */
const newsCities = new Set(
  `Jakarta Bandung Surabaya Semarang Yogyakarta Medan Makassar Denpasar Palembang Solo Malang Bogor Bekasi Depok Tangerang Banten Banyuwangi Pekanbaru Padang Batam Pontianak Banjarmasin
  Samarinda Balikpapan Manado Ambon Jayapura Kupang Mataram Lampung Jambi Bengkulu Serang Cirebon Purwokerto Blitar Kediri Jember Aceh London Paris Washington Tokyo Beijing Moscow Brussels
  Moskow Kyiv Singapura Singapore Sydney Berlin Madrid Roma Rome Riyadh Kairo Cairo Seoul Bangkok Manila Geneva Jenewa Ankara Teheran Tehran Dubai Doha Bogota Lima Caracas Quito Lisboa Brasília`.split(
    /\s+/,
  ),
);
/** "Liputan6.com, Jakarta Presiden …": behind a newsroom's address the dash may be missing. */
const bareCity =
  /^[\p{L}\p{N}]+\.(?:com|co|id|co\.id|net|org|tv|news), (\p{L}+)(?: (?:Selatan|Utara|Barat|Timur|Pusat|Tengah))?\s+(?=["“]?\p{Lu})/iu;
/** Cities of two words, and what other houses set behind a city: "Jakarta: Bank Indonesia …", "JAKARTA. Bank Indonesia …", "WASHINGTON—Lawmakers …". */
const wideCities = new Set(
  "New York|Los Angeles|San Francisco|Hong Kong|Kuala Lumpur|São Paulo|Rio de Janeiro|Buenos Aires|Mexico City|Ciudad de México|New Delhi|Tel Aviv|Kota Kinabalu".split(
    "|",
  ),
);
const isCity = (words: string) => {
  const name = words.replace(/\p{L}+/gu, (word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase());
  return newsCities.has(name) || wideCities.has(words) || wideCities.has(name);
};
const closeCity = new RegExp(
  `^\\(?((?:${capitals}|\\p{Lu}\\p{Ll}+(?: \\p{L}+){0,2}))(?:(?<=^\\(.*)\\) ?--? |(?<=\\p{Lu})\\. |: |(?<=\\p{Lu})[—–]|\\s[—–-]\\s)(?=["“]?\\p{Lu})`,
  "u",
);
/** Behind a colon a short line may be a title: "Jakarta: Kota yang Tenggelam". */
const proseMin = 90;
const loneCity = /^(\p{Lu}{4,}), (?:\p{Lu}{2,12}|[\p{L}\d]+\.(?:com|id|co|co\.id|net))$/u;

/** "JAKARTA, KABAR" alone on a line. */
export const isLoneDateline = (line: string): boolean => isCity(loneCity.exec(line)?.[1] ?? "");

const city = new RegExp(`^(\\p{L}+)${dash}${opens}(\\p{L}+)`, "u");

/** Said before a dash in capitals, but no place. */
const labels =
  /^(?:BREAKING|VIRAL|HEADLINE|UPDATE|OPINI|OPINION|VIDEO|FOTO|EXCLUSIVE|EKSKLUSIF|HOAKS|HOAX|LIVE|ANALISIS|ANALYSIS|KPK|DPR|MPR|DPD|TNI|POLRI|NASA|WHO|PBB|FIFA|UEFA|ASEAN|BPS|BI|OJK|BMKG|BRIN|UN|EU|US|UK|NATO|IMF|FBI|CIA|COVID|PNS|ASN|CATATAN|NOTE|TIPS|FAKTA|PROFIL|KRONOLOGI|JADWAL|HASIL|KLASEMEN|PREVIEW|REVIEW)\b/;
const datelineMax = 70;

/** The dateline at the start of `text`, dash and space included; empty: there is none. */
export function datelineOf(text: string): string {
  const head = text.slice(0, datelineMax + 30);
  if (labels.test(head)) return "";
  for (const form of forms) {
    const found = form.exec(head)?.[0];
    if (found && found.length <= datelineMax) return found;
  }
  const bare = bareCity.exec(head);
  if (bare && newsCities.has(bare[1] ?? "")) return bare[0];
  const close = closeCity.exec(head);
  if (
    close &&
    isCity(close[1] ?? "") &&
    (!close[0].includes(":") || text.length >= proseMin) &&
    !toCity(text, close[0])
  )
    return close[0];
  const match = city.exec(head);
  if (!match || !newsCities.has(match[1] ?? "") || newsCities.has(match[2] ?? "")) return "";
  return match[0].slice(0, match[0].length - (match[2] ?? "").length);
}

/** "Jakarta – Surabaya" is a route. */
const toCity = (text: string, lead: string) => newsCities.has(/^\p{L}+/u.exec(text.slice(lead.length))?.[0] ?? "");
