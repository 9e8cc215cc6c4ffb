/** Faults of publications, their times and their moves. */

import { fault } from "./fault.ts";

/** What leads to where a refused move would have led; empty: nothing does. */
function wayOut(id: string, move: string, state: string): string {
  if (state === "published") return ` To take its posts back: utas retract ${id}.`;
  if (move === "retract" && state === "waiting") return ` It has not begun; to stop it for good: utas cancel ${id}.`;
  return "";
}

export const publishingFaults = {
  "key-reused": fault<{ key: string; id: string }>(
    409,
    1,
    ({ key, id }) =>
      `The key ${JSON.stringify(key)} made ${id} before, for other accounts or with other words. Give each wish a key of its own.`,
  ),
  "time-invalid": fault<{ value: string; hint: string }>(
    422,
    2,
    ({ value, hint }) =>
      `${JSON.stringify(value)} is not a time: ${hint}. Times are written as 2026-12-01 09:00, tomorrow 09:00, besok 09.00, in 20m, or ISO 8601.`,
  ),
  "zone-unknown": fault<{ zone: string }>(
    422,
    2,
    ({ zone }) =>
      `There is no time zone ${JSON.stringify(zone)}. Give an IANA name such as Asia/Jakarta, or WIB, WITA, WIT or UTC.`,
  ),
  "cron-invalid": fault<{ expression: string; field: string; value: string; hint: string }>(
    422,
    2,
    ({ expression, field, value, hint }) =>
      `The cron expression ${JSON.stringify(expression)} cannot be used: ${field} ${JSON.stringify(value)}: ${hint}.`,
  ),
  /** `meant`: what leaving it out means, as " to publish now". */
  "time-over": fault<{ value: string; now: string; meant: string }>(
    422,
    2,
    ({ value, now, meant }) => `${value} is already over (it is ${now}). Give a later time, or leave it out${meant}.`,
  ),
  "publication-unknown": fault<{ id: string }>(
    404,
    2,
    ({ id }) => `There is no publication ${id}. "utas status" lists them.`,
  ),
  "doubt-busy": fault<{ id: string }>(
    409,
    1,
    ({ id }) => `${id} is being looked up this very moment. Wait until that is over, and say it again if it is needed.`,
  ),
  "doubt-together": fault<{ id: string; posts: number }>(
    409,
    1,
    ({ id, posts }) =>
      `${posts} posts of ${id} left in one call, so one address does not settle them; Utas asks the network for each. If none of them is there: utas resolve ${id} --not-sent`,
  ),
  "taken-back": fault<{ id: string }>(
    409,
    1,
    ({ id }) =>
      `Posts of ${id} were taken back, so it cannot go on. To remove what is still out: utas retract ${id}; to post the article again, publish it anew.`,
  ),
  "move-refused": fault<{ id: string; move: string; state: string; from: string }>(
    409,
    1,
    ({ id, move, state, from }) =>
      `${id} is ${state}; ${move} is possible only from: ${from}.${wayOut(id, move, state)}`,
  ),
} as const;
