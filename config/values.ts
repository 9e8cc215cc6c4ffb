/** Kinds of values that a setting may have: each reads text, or says what would be right. */

import { isIP } from "node:net";
import { parseMoney } from "../src/base/money.ts";

/** A kind of value: text -> value, or an Error whose message says what would be right. */
export type Parse<T> = (text: string) => T;

const wrong = (hint: string): never => {
  throw new Error(hint);
};

export const text: Parse<string> = (value) => value;

export const oneOf =
  <T extends string>(...allowed: readonly T[]): Parse<T> =>
  (value) =>
    allowed.find((one) => one === value) ?? wrong(`should be one of ${allowed.join(", ")}`);

export const wholeNumber =
  (least: number, most: number): Parse<number> =>
  (value) => {
    const number = Number(value);
    return /^\d+$/.test(value) && number >= least && number <= most
      ? number
      : wrong(`should be a whole number from ${least} to ${most}`);
  };

const unitsMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** "250ms", "30s", "15m", "24h". */
export function parseDuration(value: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h)$/.exec(value);
  return match ? Math.round(Number(match[1]) * unitsMs[match[2] as keyof typeof unitsMs]) : null;
}

export const duration =
  (leastMs: number, mostMs: number): Parse<number> =>
  (value) => {
    const ms = parseDuration(value);
    return ms !== null && ms >= leastMs && ms <= mostMs
      ? ms
      : wrong(`should be a time such as 500ms, 30s, 15m or 24h, from ${leastMs / 1_000} s to ${mostMs / 1_000} s`);
  };

const unitsBytes = { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 } as const;

/** "500MB", "2GB". */
export const bytes: Parse<number> = (value) => {
  const match = /^(\d{1,9}(?:\.\d{1,3})?)\s*(B|kB|MB|GB|TB)$/i.exec(value);
  const unit = Object.entries(unitsBytes).find(([name]) => name.toLowerCase() === match?.[2]?.toLowerCase());
  return match && unit
    ? Math.round(Number(match[1]) * unit[1])
    : wrong("should be a size such as 500MB or 2GB (0MB: none)");
};

/** "0.015", "$20": dollars -> millionths of one. */
export const money: Parse<number> = (value) =>
  parseMoney(value) ?? wrong("should be a sum of dollars such as 0.015 or 20");

const address = /^[^\s@<>()[\]\\,;:"]+@[^\s@<>()[\]\\,;:"]+$/;

/** One address of e-mail. */
export const emailAddress: Parse<string> = (value) =>
  address.test(value) && value.length <= 254 ? value : wrong("should be an address such as utas@example.org");

/** node-cron beats at whole seconds of the minute, so the beat must divide it. */
export const beat: Parse<number> = (value) => {
  const ms = parseDuration(value);
  return ms && ms % 1_000 === 0 && 60_000 % ms === 0
    ? ms
    : wrong("should be whole seconds that divide a minute: 1s, 2s, 5s, 10s, 30s, 60s …");
};

export const webAddress: Parse<string> = (value) => {
  const url = URL.canParse(value) ? new URL(value) : null;
  if (!url || !["http:", "https:"].includes(url.protocol)) return wrong("should be an http or https address");
  if (url.username || url.password) return wrong("should not hold a user name or password");
  return value.replace(/\/+$/, "");
};

export const serverAddress =
  (...protocols: string[]): Parse<string> =>
  (value) =>
    URL.canParse(value) && protocols.includes(new URL(value).protocol)
      ? value
      : wrong(`should be an address that begins with ${protocols.map((one) => `${one}//`).join(" or ")}`);

/** A secret that is compared, such as a bearer token: visible ASCII, long enough not to be guessed. */
export const token: Parse<string> = (value) =>
  /^[\x21-\x7e]{16,512}$/.test(value) ? value : wrong("should be at least 16 characters without spaces");

export const zone: Parse<string> = (value) => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: value }).resolvedOptions().timeZone;
  } catch {
    return wrong("should be an IANA time zone such as Asia/Jakarta");
  }
};

/** 32 bytes as 64 hexadecimal digits or base64. */
export const secretKey: Parse<string> = (value) =>
  /^[0-9a-f]{64}$/i.test(value) || (/^[A-Za-z0-9+/]{43}=$/.test(value) && Buffer.from(value, "base64").length === 32)
    ? value
    : wrong('should be 32 random bytes as 64 hexadecimal digits or base64 (make one: "openssl rand -hex 32")');

const hostName = /^(?:\*\.)?[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*$/i;

/** Names, addresses and CIDR ranges, parted by commas or spaces. */
export const hosts: Parse<readonly string[]> = (value) =>
  value
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((host) => {
      const [address = "", bits] = host.split("/");
      const family = isIP(address);
      const fits =
        bits === undefined
          ? family > 0 || hostName.test(host)
          : family > 0 && /^\d+$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128);
      return fits
        ? host.toLowerCase()
        : wrong(`has ${JSON.stringify(host)}; each should be a name, an address or a range such as 10.0.0.0/8`);
    });

const tagForm = /^#?[\p{L}\p{M}\p{N}_]+$/u;
const tag = (written: string): string =>
  tagForm.test(written) && /\p{L}/u.test(written)
    ? `#${written.replace(/^#/, "")}`
    : wrong(`has ${JSON.stringify(written)}; a hashtag is letters, digits and _, such as #KoreaUtara`);

/** Hashtags parted by commas or spaces. */
export const tags: Parse<readonly string[]> = (value) =>
  value
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(tag);

/** "PBB=UnitedNations, Korut=KoreaUtara". */
export const synonyms: Parse<Readonly<Record<string, string>>> = (value) =>
  Object.fromEntries(
    value
      .split(/[\s,]+/)
      .filter(Boolean)
      .map((pair) => {
        const [from = "", to = "", ...more] = pair.split("=");
        if (from === "" || to === "" || more.length > 0)
          return wrong(`has ${JSON.stringify(pair)}; each should be a hashtag, = and the one to set instead`);
        return [tag(from), tag(to)];
      }),
  );
