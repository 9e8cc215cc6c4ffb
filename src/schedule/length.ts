/** Lengths of time as a person writes them: 20m, 12h, 2d, 1h30m. */

import { AppError } from "../base/errors.ts";

const units: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const form = /^(?:\d{1,6}[smhd])+$/;

/** Throws `option-invalid`. */
export function readLength(option: string, written: string, leastMs: number, mostMs: number): number {
  const bare = written.trim().toLowerCase().replace(/\s+/g, "");
  const ms = form.test(bare)
    ? [...bare.matchAll(/(\d+)([smhd])/g)].reduce(
        (sum, [, count, unit = ""]) => sum + Number(count) * (units[unit] ?? 0),
        0,
      )
    : Number.NaN;
  if (!(ms >= leastMs && ms <= mostMs))
    throw new AppError("option-invalid", {
      option,
      value: written,
      hint: `give a length such as 20m, 12h or 2d, from ${writtenLength(leastMs)} to ${writtenLength(mostMs)}`,
    });
  return ms;
}

/** `1h30m`; the largest two units tell enough. */
export function writtenLength(ms: number): string {
  const parts: string[] = [];
  let left = Math.round(ms / 1_000) * 1_000;
  for (const [unit, size] of Object.entries(units).reverse()) {
    const count = Math.floor(left / size);
    if (count > 0 && parts.length < 2) parts.push(`${count}${unit}`);
    else if (parts.length > 0) break;
    left -= count * size;
  }
  return parts.join("") || "0s";
}
