/** How late a publication may go: `publish` (however late), `hold:30m` (later than that a person decides), `skip:2h` (later than that it is dropped). */

import { parseDuration } from "../../config/values.ts";
import { AppError } from "../base/errors.ts";

export interface Late {
  readonly policy: "publish" | "hold" | "skip";
  /** Meant for nothing with `publish`. */
  readonly ms: number;
}

const unlessToldMs = { hold: 30 * 60_000, skip: 2 * 3_600_000 } as const;
const longestMs = 366 * 24 * 3_600_000;

/** Unless told. */
export const holdLate: Late = { policy: "hold", ms: unlessToldMs.hold };

/** Throws `option-invalid`. */
export function parseLate(written: string, option = "--late"): Late {
  const match = /^(publish|hold|skip)(?::(.+))?$/.exec(written.trim().toLowerCase());
  const policy = match?.[1] as Late["policy"] | undefined;
  const given = match?.[2];
  const ms = given === undefined || !policy ? null : parseDuration(given);
  const fits = policy && (given === undefined || (policy !== "publish" && ms !== null && ms <= longestMs));
  if (!policy || !fits)
    throw new AppError("option-invalid", {
      option,
      value: written,
      hint: "give publish, hold, hold:30m, skip or skip:2h",
    });
  return { policy, ms: ms ?? (policy === "skip" ? unlessToldMs.skip : unlessToldMs.hold) };
}

/** `hold:30m`, as it is written. */
export function writtenLate({ policy, ms }: Late): string {
  if (policy === "publish") return policy;
  const [size, unit] = [
    [3_600_000, "h"],
    [60_000, "m"],
    [1_000, "s"],
  ].find(([one]) => ms % Number(one) === 0) ?? [1, "ms"];
  return `${policy}:${ms / Number(size)}${unit}`;
}
