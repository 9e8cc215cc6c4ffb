/**
 * ROUGE-N F1 as the quality tables use it: words are runs of letters, marks and digits in small letters, no stemming, no stop words left out;
 * overlap is the clipped count of n-grams, F1 = 2 · overlap / (n-grams of the one + n-grams of the other). One reference, the mean over articles.
 */
export function rougeF(summary: string, reference: string, size: number): number {
  const [found, wanted] = [gramsOf(summary, size), gramsOf(reference, size)];
  let overlap = 0;
  for (const [gram, count] of found.counts) overlap += Math.min(count, wanted.counts.get(gram) ?? 0);
  return overlap === 0 ? 0 : (2 * overlap) / (found.total + wanted.total);
}

function gramsOf(text: string, size: number): { readonly counts: ReadonlyMap<string, number>; readonly total: number } {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  const counts = new Map<string, number>();
  let total = 0;
  for (let at = 0; at + size <= words.length; at++, total++) {
    const gram = words.slice(at, at + size).join(" ");
    counts.set(gram, (counts.get(gram) ?? 0) + 1);
  }
  return { counts, total };
}
