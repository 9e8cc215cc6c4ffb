/** Faults of what comes in over HTTP, and what nobody expected. */

import { fault } from "./fault.ts";

export const webFaults = {
  "sign-in-needed": fault<Record<string, never>>(
    401,
    1,
    () => `Sign in first: open the link that "utas sign-in" prints.`,
  ),
  "sign-in-over": fault<Record<string, never>>(
    401,
    1,
    () => `This sign-in link was used already or is too old. "utas sign-in" prints a fresh one.`,
  ),
  forbidden: fault<{ why: string }>(403, 1, ({ why }) => why),
  "not-found": fault<{ path: string }>(404, 1, ({ path }) => `There is nothing at ${path}.`),
  "request-invalid": fault<{ problems: string }>(422, 2, ({ problems }) => `The request does not hold: ${problems}.`),
  "request-unreadable": fault<{ why: string }>(400, 2, ({ why }) => `The request cannot be read: ${why}.`),
  "request-too-large": fault<{ max: number }>(
    413,
    2,
    ({ max }) => `The request is larger than ${max} bytes, which is the most taken here. Send less.`,
  ),
  "media-type-unknown": fault<{ type: string; known: string }>(
    415,
    2,
    ({ type, known }) => `A body of type ${type} is not read here. Send one of: ${known}.`,
  ),
  "too-many-tries": fault<{ seconds: number }>(
    429,
    1,
    ({ seconds }) => `Too many tries. Wait ${seconds} s, then try again.`,
  ),
  internal: fault<{ reference: string }>(
    500,
    1,
    ({ reference }) => `Something went wrong that Utas did not expect. The log has it under ${reference}.`,
  ),
} as const;
