/** Names of stored things: a prefix that says what it is, then letters and digits that a person can copy and a job id may hold. */

import { createHash, randomBytes } from "node:crypto";

export type Kind = "art" | "acc" | "pub" | "src" | "rul" | "chn" | "ntc" | "ltr";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

function base32(bytes: Uint8Array, length: number): string {
  let bits = 0;
  let held = 0;
  let out = "";
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5 && out.length < length) {
      bits -= 5;
      out += alphabet[(held >> bits) & 31];
      held &= (1 << bits) - 1;
    }
  }
  return out;
}

/** 80 random bits: two ids made anywhere at any time do not meet. */
export const newId = (kind: Kind): string => `${kind}_${base32(randomBytes(10), 16)}`;

/** The same parts give the same id, so that making a thing twice is making it once. */
export const derivedId = (kind: Kind, ...parts: string[]): string =>
  `${kind}_${base32(createHash("sha256").update(JSON.stringify(parts)).digest(), 16)}`;
