/** Where Mastodon sees a mention of an account on another server: it counts `@user@host` as `@user`. */

import { wordCharacters } from "../article/generated/words.ts";
import { tableOf } from "../article/ranges.ts";

/** Of a mention, the part that costs nothing. */
export interface Host {
  readonly start: number;
  readonly end: number;
}

const at = 0x40;
const near = 0x20000;
const words = tableOf(wordCharacters, near);

/** Beyond the table there are only the ideographs. */
const isWord = (point: number) => (point < near ? words[point] === 1 : point < 0x40000);
const isUser = (unit: number) =>
  (unit >= 0x30 && unit <= 0x39) || ((unit | 0x20) >= 0x61 && (unit | 0x20) <= 0x7a) || unit === 0x5f;
const isInside = (unit: number) => unit === 0x2d || unit === 0x2e;

/** `@host` of every mention between `from` and `to`, by https://github.com/mastodon/mastodon/blob/main/app/models/account.rb */
export function findHosts(text: string, from: number, to: number): Host[] {
  const hosts: Host[] = [];
  let start = text.indexOf("@", from);
  while (start >= 0 && start < to) {
    const userEnd = mayBegin(text, start) ? endOfUser(text, start + 1, to) : start;
    const end = userEnd > start + 1 && text.charCodeAt(userEnd) === at ? endOfHost(text, userEnd + 1, to) : 0;
    if (end > 0 && !/^(?:[@＠]|:\/\/)/.test(text.slice(end, end + 3))) hosts.push({ start: userEnd, end });
    start = text.indexOf("@", Math.max(start + 1, end > 0 ? end : userEnd));
  }
  return hosts;
}

function mayBegin(text: string, start: number): boolean {
  if (start === 0) return true;
  const before = text.charAt(start - 1);
  return before !== "/" && before !== "=" && !isWord(text.codePointAt(start - (isLow(before) ? 2 : 1)) ?? 0);
}

const isLow = (unit: string) => unit >= "\udc00" && unit <= "\udfff";

function endOfUser(text: string, start: number, to: number): number {
  let end = start;
  if (!isUser(text.charCodeAt(start))) return start;
  for (let next = start; next < to; next++) {
    const unit = text.charCodeAt(next);
    if (isUser(unit)) end = next + 1;
    else if (!isInside(unit)) break;
  }
  return end;
}

/** At least two characters, the last of them no mark; 0: there is no host. */
function endOfHost(text: string, start: number, to: number): number {
  let end = 0;
  for (let next = start; next < to; ) {
    const point = text.codePointAt(next) ?? 0;
    const after = next + (point > 0xffff ? 2 : 1);
    if (isWord(point)) {
      if (next > start) end = after;
    } else if (!isInside(point)) break;
    next = after;
  }
  return end;
}
