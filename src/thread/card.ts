/** The card of an article's link as the article itself gives it; its picture, and a page's own words, are found elsewhere. */

import type { Article } from "../article/article.ts";
import { shortened } from "./alt.ts";
import type { PostCard } from "./thread.ts";

const titleMax = 300;
const descriptionMax = 300;

export function plainCard({ title, blocks }: Pick<Article, "title" | "blocks">, url: string): PostCard {
  const lead = blocks.find(({ kind, text }) => kind === "paragraph" && text !== title)?.text ?? "";
  // A title that was taken from the first sentence is not said twice.
  const rest = lead.startsWith(title) && endsSentence(title) ? lead.slice(title.length).trim() : "";
  return {
    url,
    title: shortened(title.trim() || hostOf(url), titleMax),
    description: shortened(oneLine(rest || lead), descriptionMax),
    imageId: null,
  };
}

/** What the page says of itself goes before what was read from a text. */
export const withWords = (card: PostCard, title: string | null, description: string | null): PostCard => ({
  ...card,
  ...(title && { title: shortened(oneLine(title), titleMax) }),
  ...(description && { description: shortened(oneLine(description), descriptionMax) }),
});

const endsSentence = (text: string) => /[.!?…。！？؟۔।]["'”’»)\]」』]*$/u.test(text);

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim();

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).hostname : url);
