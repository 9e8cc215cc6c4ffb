/**
 * The name of a record's content: CIDv1 over DAG-CBOR and SHA-256 (https://ipld.io/specs/codecs/dag-cbor/spec/). Known before the network
 * has seen the record, so that the replies of a whole thread can name the posts above them in one call.
 */

import { createHash } from "node:crypto";

/** What a record is made of. `{ $link }` alone is a link to other content. */
export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value | undefined };

const cidVersion = 1;
const dagCbor = 0x71;
const sha256 = 0x12;
const hashBytes = 32;

export function cidOf(record: Value): string {
  const hash = createHash("sha256").update(encoded(record)).digest();
  return `b${base32(Buffer.concat([Buffer.from([cidVersion, dagCbor, sha256, hashBytes]), hash]))}`;
}

const major = { whole: 0, negative: 1, bytes: 2, text: 3, list: 4, map: 5, tag: 6 } as const;
const linkTag = 42;

function encoded(value: Value): Buffer {
  if (value === null) return Buffer.from([0xf6]);
  if (typeof value === "boolean") return Buffer.from([value ? 0xf5 : 0xf4]);
  if (typeof value === "number") return whole(value);
  if (typeof value === "string") {
    const bytes = Buffer.from(value);
    return Buffer.concat([head(major.text, bytes.length), bytes]);
  }
  if (isList(value)) return Buffer.concat([head(major.list, value.length), ...value.map(encoded)]);
  const { $link } = value;
  if (typeof $link === "string" && Object.keys(value).length === 1) return link($link);
  return map(value);
}

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);

function whole(value: number): Buffer {
  if (!Number.isSafeInteger(value)) throw new Error(`a record holds whole numbers only, not ${value}`);
  return value < 0 ? head(major.negative, -1 - value) : head(major.whole, value);
}

/** Shorter keys first, then by their bytes. */
function map(value: { readonly [key: string]: Value | undefined }): Buffer {
  const entries = Object.entries(value)
    .flatMap(([key, one]) => (one === undefined ? [] : [{ key: Buffer.from(key), one }]))
    .sort((a, b) => a.key.length - b.key.length || Buffer.compare(a.key, b.key));
  const parts = entries.map(({ key, one }) => Buffer.concat([head(major.text, key.length), key, encoded(one)]));
  return Buffer.concat([head(major.map, entries.length), ...parts]);
}

/** A CID in a record: its bytes behind a zero, under tag 42. */
function link(cid: string): Buffer {
  if (!cid.startsWith("b")) throw new Error("a link's CID should be in base32");
  const bytes = Buffer.concat([Buffer.from([0]), fromBase32(cid.slice(1))]);
  return Buffer.concat([head(major.tag, linkTag), head(major.bytes, bytes.length), bytes]);
}

/** In as few bytes as the number needs. */
function head(type: number, count: number): Buffer {
  const first = type << 5;
  if (count < 24) return Buffer.from([first | count]);
  const bytes = count < 0x100 ? 1 : count < 0x1_0000 ? 2 : count < 0x1_0000_0000 ? 4 : 8;
  const out = Buffer.alloc(1 + bytes);
  out[0] = first | (24 + Math.log2(bytes));
  if (bytes === 8) out.writeBigUInt64BE(BigInt(count), 1);
  else out.writeUIntBE(count, 1, bytes);
  return out;
}

/** RFC 4648, lower case, without padding. */
const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

function base32(bytes: Uint8Array): string {
  let [bits, held, out] = [0, 0, ""];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    for (; bits >= 5; bits -= 5) out += alphabet[(held >> (bits - 5)) & 31];
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? out + alphabet[(held << (5 - bits)) & 31] : out;
}

function fromBase32(text: string): Buffer {
  let [bits, held] = [0, 0];
  const out: number[] = [];
  for (const letter of text) {
    const value = alphabet.indexOf(letter);
    if (value < 0) throw new Error("a CID holds a letter that is not in base32");
    held = (held << 5) | value;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out.push((held >> bits) & 255);
    }
    held &= (1 << bits) - 1;
  }
  return Buffer.from(out);
}
