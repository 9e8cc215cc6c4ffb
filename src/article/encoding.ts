/** Mends text that was UTF-8 and was read as Windows-1252 on its way: "â€œ" is a quotation mark, "Ã©" is "é". Only what no language writes so. */

import type { Removed } from "./article.ts";

/** What Windows-1252 has in place of U+0080 to U+009F. */
const signs = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const high = `\\u0080-\\u00bf${signs}`;
/** Two bytes of small letters and signs, three of punctuation, four of emoji; "â€" alone lost its last, the closing mark. */
const misread = new RegExp(
  `Ã[\\u0080-\\u009f\\u00a1-\\u00bf‰]|Â[\\u00a0-\\u00bf]|â[${high}][${high}]|ðŸ[${high}]{2}|â€"?`,
  "gu",
);
const told = 8;

/** The text with such letters as they were written; the first few are reported. */
export function mendEncoding(text: string, removed: Removed[]): string {
  if (!/[ÃÂâð][\u0080-\uffff]/.test(text)) return text;
  const seen = new Set<string>();
  const mended = text.replace(misread, (span) => {
    const written = decoded(span);
    if (written === null) return span;
    seen.add(span);
    return written;
  });
  for (const span of [...seen].slice(0, told))
    removed.push({ text: span, reason: "letters read in the wrong encoding", block: null, offset: null });
  return mended;
}

function decoded(span: string): string | null {
  if (span === "â€") return "”";
  if (span === 'â€"') return "–";
  const bytes = Array.from(span, (char) => {
    const sign = signs.indexOf(char);
    return sign < 0 ? char.charCodeAt(0) : 0x80 + sign;
  });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return null;
  }
}
