/** Instants as options and fields give them. */

import { AppError } from "../base/errors.ts";
import { readWish } from "../schedule/wish.ts";

/** ISO 8601; without an offset it is UTC. Throws `option-invalid`. */
export const instant =
  (option: string) =>
  (value: string): Date => {
    const found = /^\d{4}-/.test(value) ? readWish(value, "UTC", new Date(0), true) : null;
    if (found === null || typeof found === "string")
      throw new AppError("option-invalid", { option, value, hint: "give an instant such as 2026-11-30T02:00:00Z" });
    return found.at;
  };
