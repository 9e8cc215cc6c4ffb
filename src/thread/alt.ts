/** The words that go out with an image: what it shows and whose it is, within a network's limit. */

import type { PostImage } from "./thread.ts";

/** Cut at a word, and never inside a character. */
export function altOf({ alt, credit }: Pick<PostImage, "alt" | "credit">, altMax: number): string {
  const whole = [alt.trim(), credit.trim() && (alt.trim() ? `(${credit.trim()})` : credit.trim())]
    .filter(Boolean)
    .join(" ");
  return shortened(whole, altMax);
}

/** Ends in "…" where it was longer than `max` UTF-16 units. */
export function shortened(text: string, max: number): string {
  if (text.length <= max) return text;
  if (max < 2) return "";
  const cut = text.slice(0, max - 1).replace(/[\ud800-\udbff]$/, "");
  const word = cut.replace(/\s+\S*$/u, "");
  return `${(word.length > max / 2 ? word : cut).replace(/[\s,;:.–—-]+$/u, "")}…`;
}
