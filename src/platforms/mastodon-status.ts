/** A post as a server shows it, in HTML of its own making, and whether it is the one that we sent. */

import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { hours, later, seconds } from "../base/clock.ts";
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
  visibility: z.string().nullish().catch(null),
  language: z.string().nullish().catch(null),
  application: z.object({ name: z.string() }).nullish().catch(null),
  media_attachments: z.array(z.unknown()).nullish().catch(null),
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

export const isOlder = (shown: Status, than: Date): boolean => isMadeBefore(shown, later(than, -clockMarginMs));

const isMadeBefore = ({ created_at: at }: Status, instant: Date): boolean => {
  const ms = Date.parse(at ?? "");
  return Number.isFinite(ms) && ms < instant.getTime();
};

/** How far a server's clock is ahead of ours, by the date of an answer that came just now; null: it gives none. */
export function aheadBy(headers: IncomingHttpHeaders, now: Date): number | null {
  const ms = Date.parse(headers.date ?? "");
  return Number.isFinite(ms) ? ms - now.getTime() : null;
}

/** Dates are whole seconds, and the clock of a server's database is not always that of what answers for it. */
const [datedMarginMs, undatedMarginMs] = [seconds(30), seconds(120)];

/**
 * Made before a send began, so it cannot be what that send made. A server's clock that is behind is allowed for; that one is ahead proves
 * nothing, since its date may be that of a machine in front of it.
 */
export function isFromBefore(shown: Status, began: Date, aheadMs: number | null): boolean {
  const marginMs = aheadMs === null ? undatedMarginMs : datedMarginMs + Math.min(Math.max(-aheadMs, 0), clockMarginMs);
  return isMadeBefore(shown, later(began, -marginMs));
}

/** An answer with the post of another call: with other words, made long before, or before this one and not with its very words. */
export const isAnother = (shown: Status, text: string, startedAt: Date, aheadMs: number | null): boolean =>
  isOlder(shown, startedAt) ||
  (typeof shown.content === "string" &&
    (isFromBefore(shown, startedAt, aheadMs)
      ? alikeness(text, shown.content) === 0
      : likeness(text, shown.content) < 0.5));

const surelyWithinMs = seconds(5);

/** Surely what a call made that began at `startedAt` and was answered just now: our very words, made since then by the server's own clock. */
export function isSurelyNew(shown: Status, text: string, startedAt: Date, aheadMs: number | null): boolean {
  const from = later(startedAt, (aheadMs ?? 0) - surelyWithinMs);
  const isDated = Number.isFinite(Date.parse(shown.created_at ?? ""));
  return (
    isDated && !isMadeBefore(shown, from) && typeof shown.content === "string" && alikeness(text, shown.content) > 0
  );
}

/** 1: the same words in the same order; below that, how much of our text is there, where the figures agree. */
export function likeness(text: string, html: string): number {
  const [ours, theirs] = [wordsOf(text), wordsOf(writtenText(html))];
  if (ours.join("") === theirs.join("")) return 1;
  if (ours.length === 0 || figures(ours) !== figures(theirs)) return 0;
  const left = countsOf(theirs);
  const common = ours.filter((word) => {
    const count = left.get(word) ?? 0;
    left.set(word, count - 1);
    return count > 0;
  }).length;
  return Math.min(0.99, common / Math.max(ours.length, theirs.length));
}

const figures = (words: readonly string[]) => words.filter((word) => /^\p{N}+$/u.test(word)).join(" ");

/** What a server may write its own way: links and what looks like one, names, shortcodes and pictures. */
const renderedItsWay =
  /https?:\/\/[^\s<>"]+|@[\w.-]+(?:@[\w.-]+)?|:[a-z]\w*:|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+\S*|\p{Extended_Pictographic}|\p{Regional_Indicator}/giu;

/** A server that writes links and names its own way is believed from here on. */
const alikeEnough = 0.85;

/** `likeness` where all that differs is what a server writes its own way, else 0: one other word is another post. */
export function alikeness(text: string, html: string): number {
  const alike = likeness(text, html);
  if (alike === 1) return 1;
  const written = writtenText(html);
  const [ours, theirs] = [wordsOf(text), wordsOf(written)];
  const [oursCounts, theirsCounts] = [countsOf(ours), countsOf(theirs)];
  const differing = new Set(
    [...ours, ...theirs].filter((word) => (oursCounts.get(word) ?? 0) !== (theirsCounts.get(word) ?? 0)),
  );
  const free = new Set([text, written].flatMap((one) => wordsOf((one.match(renderedItsWay) ?? []).join(" "))));
  const firm = (words: readonly string[]) => words.filter((word) => !differing.has(word)).join("");
  return alike >= alikeEnough && [...differing].every((word) => free.has(word)) && firm(ours) === firm(theirs)
    ? alike
    : 0;
}

function countsOf(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

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
