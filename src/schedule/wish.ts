/** What a person gives as a time -> an instant. */

import { AppError } from "../base/errors.ts";

/** ISO 8601 with an offset. Throws `time-invalid`. */
export function parseTime(value: string): Date {
  const fits = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/i.test(value);
  const at = new Date(value.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"));
  const day = Number(value.slice(8, 10));
  const daysThen = new Date(Date.UTC(Number(value.slice(0, 4)), Number(value.slice(5, 7)), 0)).getUTCDate();
  if (!fits || Number.isNaN(at.getTime()) || day > daysThen) throw new AppError("time-invalid", { value });
  return at;
}
