/** Glued joints: a full stop with the next sentence right behind it ("sebelumnya.Pakta"), where a paragraph break was lost. */

import { beforeNumber, endings, markedNames, nameEndings, openers, titles } from "./abbreviations.ts";
import { findLinks } from "./links.ts";
import { tokenBefore, wordAtEnd } from "./scan.ts";

const candidate = /(?<![.!?…])[.!?…]+(["”’»)\]]?)(?=["“‘«(¿¡`'’]{0,2}\p{Lu})/gu;
const tokenMax = 200;

/** The places, ascending, where the second sentence begins. */
export function findJoints(text: string): number[] {
  const joints: number[] = [];
  let quotes = 0;
  let counted = 0;
  let links: ReturnType<typeof findLinks> | null = null;
  for (const match of text.matchAll(candidate)) {
    const start = match.index;
    for (; counted < start; counted++) if (text.charAt(counted) === '"') quotes++;
    // A straight mark behind the stop closes a quotation only when one is open; otherwise it opens the next.
    const opening = match[1] === '"' && quotes % 2 === 0;
    const at = start + match[0].length - (opening ? 1 : 0);
    if (!joins(text, start, at)) continue;
    links ??= findLinks(text);
    if (!insideLink(text, links, start)) joints.push(at);
  }
  return joints;
}

/** A letter alone before the stop: an initial, part of a short form, never a sentence's end. */
const initial = /(?:^|[^\p{L}\p{M}\p{N}'’])\p{L}$/u;

function joins(text: string, stop: number, at: number): boolean {
  if (initial.test(text.slice(Math.max(0, stop - 3), stop))) return false;
  const after = text.slice(at, at + tokenMax);
  const right = /^["“‘«(¿¡`'’]{0,2}([\p{L}\p{M}\p{N}'’]+)/u.exec(after)?.[1] ?? "";
  const behind = after.slice(after.indexOf(right) + right.length);

  if (/^\.\p{L}/u.test(behind) || /^[@:]\S/.test(behind)) return false;
  const token = tokenBefore(text, stop, tokenMax);
  const left = wordAtEnd(token);
  if (/:\/\/|www\.|[@#\\=&]/i.test(token)) return false;
  if (text.charAt(stop) === "!" && markedNames.has(`${left}!`)) return false;
  const domain = nameEndings.has(right.toLowerCase()) && !(/^\p{Lu}+$/u.test(right) && /^\p{Ll}{7,}$/u.test(left));
  if (domain && text.charAt(stop) === ".") return false;
  return endsSentence(left, right, token, stop > token.length + 1) && beginsSentence(left, right, behind);
}

function endsSentence(left: string, right: string, token: string, later: boolean): boolean {
  if (left === "") return /["”’»)\]…]$/.test(token);
  if (/\.\p{L}[\p{L}\p{M}]*$/u.test(token)) return false;
  if (/^\p{L}$/u.test(left) || titles.has(left) || endings.has(left)) return false;
  if (/^v\d/.test(left)) return false;
  if (/^\d+$/.test(left)) return token !== left || left.length > 2 || (later && openers.has(right));
  return !(beforeNumber.has(left) && left.length < 4) || openers.has(right);
}

function beginsSentence(left: string, right: string, behind: string): boolean {
  const shouts = (word: string) => word.length > 1 && /^[\p{Lu}\p{N}]+$/u.test(word);
  if (right.length < 2) return (right === "A" || right === "I") && /\p{Ll}{2}$/u.test(left) && behind.startsWith(" ");
  if (shouts(right))
    return /\p{Ll}{2}$/u.test(left) || (/\d{2}$/.test(left) && /^\p{Lu}{2,}$/u.test(right) && /^ \p{Lu}/u.test(behind));
  if (!/^\p{Lu}[\p{Ll}\p{M}'’-]/u.test(right)) return false;
  // "Vue.Router" and "Tempo.Co" are names; with a capital on both sides only a word that opens sentences is sure.
  return /^(?:\p{Lu}\p{Ll}{0,2}|ID|IT|AI|TV|IP|HD|VR|OS|UI)$/u.test(left) ? openers.has(right) : true;
}

/** A link with a scheme, a path or a domain in small letters is no joint; "negara.Ke" only looks like a domain. */
function insideLink(
  text: string,
  links: readonly { start: number; end: number; scheme: boolean }[],
  at: number,
): boolean {
  let low = 0;
  let high = links.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((links[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const link = links[low];
  if (!link || link.start > at) return false;
  return link.scheme || /[/?]/.test(text.slice(link.start, link.end));
}
