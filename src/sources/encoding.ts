/** Bytes of files and pages -> text, whatever wrote them: a byte order mark, a declared charset, UTF-8, or what Windows calls ANSI. */

import { decode, encodingExists } from "iconv-lite";

export interface Decoded {
  readonly text: string;
  /** `utf-8`, `utf-16le`, `windows-1252` … */
  readonly encoding: string;
}

/** What stands in the text for a byte that means nothing in its encoding. */
export const unreadable = "\ufffd";

/** `declared`: what a header or the file itself says; a byte order mark knows better. */
export function decodeText(bytes: Uint8Array, declared?: string | null): Decoded {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const marked = markOf(bytes);
  const encoding = marked ?? known(declared) ?? guessed(buffer);
  // iconv-lite takes a byte order mark away.
  return { text: decode(buffer, encoding), encoding };
}

function markOf(bytes: Uint8Array): string | null {
  const [first, second, third] = bytes;
  if (first === 0xef && second === 0xbb && third === 0xbf) return "utf-8";
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : null;
}

/** What is called Latin 1 or ASCII is read as Windows' larger set, as every browser does. */
const asWindows = /^(?:iso[-_]?8859[-_]?1|latin-?1|l1|us-ascii|ascii|cp-?1252)$/i;

function known(declared: string | null | undefined): string | null {
  const name = declared?.trim().toLowerCase();
  if (!name) return null;
  if (asWindows.test(name)) return "windows-1252";
  return encodingExists(name) ? name : null;
}

function guessed(buffer: Buffer): string {
  const wide = wideness(buffer);
  if (wide) return wide;
  const { good, bad } = countUtf8(buffer);
  // Whole characters of UTF-8 do not come about by chance: then the bad ones are what is broken.
  return bad === 0 || good > bad ? "utf-8" : "windows-1252";
}

/** UTF-16 without its mark: every other byte of western text is NUL. */
function wideness(buffer: Buffer): string | null {
  const head = buffer.subarray(0, 1_000);
  const nuls = [0, 0];
  for (const [index, byte] of head.entries()) if (byte === 0) nuls[index % 2] = (nuls[index % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (odd > head.length / 4 && even === 0) return "utf-16le";
  return even > head.length / 4 && odd === 0 ? "utf-16be" : null;
}

/** How many characters of several bytes are whole, and how many bytes belong to none. */
function countUtf8(buffer: Buffer): { readonly good: number; readonly bad: number } {
  let good = 0;
  let bad = 0;
  for (let at = 0; at < buffer.length; ) {
    const byte = buffer[at] ?? 0;
    const length =
      byte < 0x80
        ? 1
        : byte >= 0xc2 && byte < 0xe0
          ? 2
          : byte >= 0xe0 && byte < 0xf0
            ? 3
            : byte >= 0xf0 && byte < 0xf5
              ? 4
              : 0;
    let whole = length > 0;
    for (let more = 1; more < length; more++) if (((buffer[at + more] ?? 0) & 0xc0) !== 0x80) whole = false;
    if (whole && length > 1) good++;
    if (!whole) bad++;
    at += whole ? length : 1;
  }
  return { good, bad };
}
