/** Lists that a text runs on in one line: "1. Pertama 2. Kedua", "a) satu b) dua", "• satu • dua", ": - satu - dua". Each item is a sentence. */

const numbered = /(?<![^\s:(])(?:[•⁃*]\s?)?(\d{1,2})(\.\)|[.)])\s+(?=[\p{L}"“])/gu;
const lettered = /(?<![^\s:(])([a-h])(\.\)|[.)])\s+(?=[\p{L}"“])/gu;
const bulleted = /(?<=^|\s)[•⁃▪‣]\s*(?=\S)/g;
const leastLettered = 3;
const dashed = /(?<=\s)-\s+(?=\S)/g;
/** Behind a colon. Words apart by so much are joined by a dash, not parted by it. */
const dashedList = /:\s+-\s/;
const dashedMax = 300;

/** Behind the end of a sentence, where a number may be no mark: it takes more of them to tell. */
const behindStop = /[.!?]\s+1[.)]\s/;
const leastBehindStop = 4;

/**
 * Where the second and each later item begins, ascending. Only a text that opens with its first mark, or names it behind a colon, is such
 * a list; or one that counts on and on behind the end of a sentence.
 */
export function findItems(text: string): number[] {
  const head = /^\s*(?:[•⁃▪‣]|[*]?\s?\d{1,2}[.)]|a[.)])/.exec(text)?.[0] ?? "";
  if (/[•⁃▪‣]/.test(head)) return placesOf(text, bulleted).slice(1);
  const dashes = head === "" ? dashedItems(text) : [];
  if (dashes.length > 1) return dashes.slice(1);
  if (head === "" && !/:\s+(?:1[.)]|a[.)])/.test(text)) {
    const from = text.search(behindStop);
    const counted = from < 0 ? [] : runOf(text.slice(from + 1), numbered, (mark) => Number(mark), 1);
    return counted.length < leastBehindStop ? [] : counted.slice(1).map((place) => from + 1 + place);
  }
  const numbers = runOf(text, numbered, (mark) => Number(mark), 1);
  if (numbers.length > 1) return numbers.slice(1);
  const letters = runOf(text, lettered, (mark) => mark.charCodeAt(0) - 96, 1);
  return letters.length >= leastLettered ? letters.slice(1) : [];
}

/** "yakni: - satu - dua": the first such list of a text; a dash far behind its last item is one of the prose. */
function dashedItems(text: string): number[] {
  const colon = text.search(dashedList);
  const places: number[] = [];
  let last = colon;
  for (const { index } of colon < 0 ? [] : text.slice(colon).matchAll(dashed)) {
    if (colon + index - last > dashedMax) break;
    last = colon + index;
    places.push(last);
  }
  return places;
}

const placesOf = (text: string, form: RegExp) => Array.from(text.matchAll(form), (match) => match.index);

/** The places of marks that count up one by one in one style. */
function runOf(text: string, form: RegExp, count: (mark: string) => number, first: number): number[] {
  const places: number[] = [];
  let style = "";
  for (const match of text.matchAll(form)) {
    if (count(match[1] ?? "") !== first + places.length || (places.length > 0 && match[2] !== style)) continue;
    if (places.length === 0 && !(match.index === 0 || /[\s:]$/.test(text.slice(0, match.index)))) continue;
    style = match[2] ?? "";
    places.push(match.index);
  }
  return places;
}
