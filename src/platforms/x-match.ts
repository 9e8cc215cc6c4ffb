/** Whether a post in X's list is the one that we sent. X shows a text with its links shortened and three characters escaped. */

import { z } from "zod";

const entities = z.object({
  urls: z.array(z.object({ url: z.string(), expanded_url: z.string().optional() })).optional(),
});

/** https://docs.x.com/x-api/fundamentals/data-dictionary#tweet */
export const listedPost = z.object({
  id: z.string().min(1),
  text: z.string(),
  entities: entities.optional(),
  referenced_tweets: z.array(z.object({ type: z.string(), id: z.string() })).optional(),
  /** The whole text of a post above 280. */
  note_tweet: z.object({ text: z.string(), entities: entities.optional() }).optional(),
});
export type ListedPost = z.infer<typeof listedPost>;

export function isOurs(listed: ListedPost, text: string, parentId: string | null): boolean {
  const repliesTo = listed.referenced_tweets?.find(({ type }) => type === "replied_to")?.id ?? null;
  return repliesTo === parentId && sameText(text, writtenText(listed));
}

const escapes: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">" };

/** The listed text as it was written: unescaped, each t.co link the link behind it, the links that X adds for pictures left out. */
export function writtenText(listed: ListedPost): string {
  const whole = listed.note_tweet ?? listed;
  let text = whole.text.replace(/&(amp|lt|gt);/g, (_, name: string) => escapes[name] ?? "");
  for (const { url, expanded_url: target } of whole.entities?.urls ?? [])
    if (target) text = text.replaceAll(url, () => (isPicture(target) ? "" : target));
  return text;
}

const isPicture = (link: string) =>
  /^https:\/\/(?:x|twitter)\.com\/[^/]+\/status\/\d+\/(?:photo|video)\/\d+$/.test(link);

/** Equal word by word: white space, Unicode composition and the ways to write one link do not count. */
function sameText(ours: string, theirs: string): boolean {
  const [our, their] = [words(ours), words(theirs)];
  return our.length === their.length && our.every((word, at) => word === their[at] || sameLink(word, their[at] ?? ""));
}

/** X puts http:// before a bare example.com, so no link keeps its scheme here. */
const words = (text: string) =>
  text
    .normalize("NFC")
    .replace(/https?:\/\//giu, "")
    .split(/\s+/u)
    .filter(Boolean);

/** The list may show a link in another spelling (escaped, Punycode, a slash at its end) than it was given. */
function sameLink(one: string, other: string): boolean {
  const link = linkOf(one);
  return link !== null && link === linkOf(other);
}

function linkOf(word: string): string | null {
  const url = `http://${word}`;
  return word.includes(".") && URL.canParse(url) ? new URL(url).href.replace(/\/$/, "") : null;
}
