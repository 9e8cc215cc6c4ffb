/** Sums in US dollars, as whole millionths, so that prices of a cent and a half add up. */

/** "20", "0.015", "$1.50"; null: it is no sum. */
export function parseMoney(text: string): number | null {
  const match = /^\$?\s*(\d{1,7})(?:\.(\d{1,6}))?$/.exec(text.trim());
  return match ? Number(match[1]) * 1e6 + Number((match[2] ?? "").padEnd(6, "0")) : null;
}

/** `$20.00`, `$0.215`. */
export function writtenMoney(micros: number): string {
  const [whole = "0", part = ""] = (micros / 1e6).toFixed(6).split(".");
  return `$${whole}.${part.replace(/0+$/, "").padEnd(2, "0")}`;
}
