/**
 * Which UTF-16 units may stand where in a link as browsers and Bluesky take it: what X takes, and in paths and queries the letters of every script. What
 * ends a clause in text that sets no spaces, such as `、`, `。` or `」`, ends a link too.
 */

import { endsPath, endsQuery, inPath, inQuery, linksOnX } from "./link-characters.ts";

const letter = /[\p{L}\p{M}\p{N}]/u;
/** Between the words of a title, in addresses as encyclopedias have them. No link ends on one. */
const joints = "\xb7\xd7\u05be\u05f3\u05f4\u060c\u200c\u200d\u2010\u2011\u2013\u2019\u301c\u30a0\u30fb\uff1d\uff5e";

function forAnyScript(): Uint8Array {
  const table = linksOnX.slice();
  const allow = (unit: number, bits: number) => {
    table[unit] = (table[unit] ?? 0) | bits;
  };
  for (let unit = 0x80; unit < 0xd800; unit++)
    if (letter.test(String.fromCharCode(unit))) allow(unit, inPath | endsPath | inQuery | endsQuery);
  // Letters beyond the first plane; pictographs (U+1F000 to U+1FBFF) stand behind a link rather than in it.
  for (let unit = 0xd800; unit < 0xdc00; unit++) if (unit < 0xd83c || unit > 0xd83e) allow(unit, inPath | inQuery);
  for (let unit = 0xdc00; unit < 0xe000; unit++) allow(unit, inPath | endsPath | inQuery | endsQuery);
  for (let unit = 0xf900; unit < 0xfffe; unit++)
    if (letter.test(String.fromCharCode(unit))) allow(unit, inPath | endsPath | inQuery | endsQuery);
  for (const joint of joints) allow(joint.charCodeAt(0), inPath | inQuery);
  return table;
}

export const linksInAnyScript = forAnyScript();
