/** A post as a server shows it, in HTML of its own making, and whether it is the one that we sent. */

import { z } from "zod";
import { hours, later } from "../base/clock.ts";
import type { RemotePost } from "./platform.ts";

/** Some servers give numbers. `.` and `..` would change the address that they are put into. */
export const id = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine((value) => value.length > 0 && value.length <= 500 && !/^\.+$/.test(value));

/** https://docs.joinmastodon.org/entities/Status/ */
export const status = z.object({
  id,
  url: z.string().nullish(),
  uri: z.string().nullish(),
  in_reply_to_id: id.nullish(),
  created_at: z.string().nullish(),
  content: z.string().nullish(),
});
export type Status = z.infer<typeof status>;

export const remotePost = ({ id, url, uri }: Status): RemotePost => ({
  id,
  url: [url, uri].find((one) => one && one.length <= 2_000 && /^https?:\/\//i.test(one) && URL.canParse(one)) ?? null,
  ref: null,
});

/** A server that does not say what a post replies to is taken at its word. */
export const repliesTo = ({ in_reply_to_id: parent }: Status, id: string | null): boolean =>
  parent === undefined || (parent ?? null) === id;

/** No clock of a server that others accept posts from is wrong by more. */
const clockMarginMs = hours(1);

export function isOlder({ created_at: at }: Status, than: Date): boolean {
  const ms = Date.parse(at ?? "");
  return Number.isFinite(ms) && ms < later(than, -clockMarginMs).getTime();
}

/** An answer with the post of another call: with other words, or made long before. */
export const isAnother = (shown: Status, text: string, startedAt: Date): boolean =>
  isOlder(shown, startedAt) || (typeof shown.content === "string" && likeness(text, shown.content) < 0.5);

/** 1: the same words in the same order; below that, how much of our text is there, where the figures agree. */
export function likeness(text: string, html: string): number {
  const [ours, theirs] = [wordsOf(text), wordsOf(writtenText(html))];
  if (ours.join("") === theirs.join("")) return 1;
  if (ours.length === 0 || figures(ours) !== figures(theirs)) return 0;
  const left = new Map<string, number>();
  for (const word of theirs) left.set(word, (left.get(word) ?? 0) + 1);
  const common = ours.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count > 0;
  }).length;
  return Math.min(0.99, common / Math.max(ours.length, theirs.length));
}

const figures = (words: readonly string[]) => words.filter((word) => /^\p{N}+$/u.test(word)).join(" ");

/** Letters, figures and pictures: what no server changes, whatever it makes of Markdown, links, names and white space. */
function wordsOf(text: string): string[] {
  const plain = text
    .normalize("NFKC")
    .replace(/https?:\/\/[^\s<>"]+/giu, (link) => ` ${spelled(link)} `)
    .replace(/@([\w.-]+)@[\w.-]+/g, "@$1")
    .toLowerCase();
  return plain.match(/[\p{L}\p{N}\p{M}]+|\p{Extended_Pictographic}|\p{Regional_Indicator}/gu) ?? [];
}

/** One link in one spelling: Punycode, without escapes and without its scheme. */
function spelled(link: string): string {
  if (!URL.canParse(link)) return link;
  const plain = new URL(link).href.replace(/^https?:\/\//i, "");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

/** The text behind the HTML; of a link its whole address, of a mention and a tag what is shown. */
function writtenText(html: string): string {
  const linked = html.replace(/<a\b([^>]*)>(.*?)<\/a\s*>/gis, (_, attributes: string, inner: string) => {
    const href = /\bhref\s*=\s*["']([^"']*)["']/i.exec(attributes)?.[1] ?? "";
    const shown = inner.replace(/<[^>]*>/g, "");
    const isName = /\b(?:mention|hashtag|tag)\b/i.test(attributes) || /^\s*[@#]/.test(shown);
    return isName || !/^https?:/i.test(href) ? shown : ` ${href} `;
  });
  return unescaped(
    linked.replace(/<\/?(?:p|br|li|ul|ol|div|blockquote|h\d|pre)\b[^>]*>/gi, "\n").replace(/<[^>]*>/g, ""),
  );
}

const named: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

const unescaped = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{2,6}));/gi, (whole, decimal?: string, hex?: string, name = "") => {
    const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : null;
    if (code !== null) return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    return named[String(name).toLowerCase()] ?? whole;
  });
