/** How X counts a text and how it shows one, written apart from the product's own counting so that one can tell on the other. */

const links = /https?:\/\/[^\s)]+|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|org|net|id|example)\b(?:\/[^\s)]*)?/giu;
const clusters = new Intl.Segmenter("en", { granularity: "grapheme" });

/** Weighted length, roughly: a link 23, an emoji 2, Latin and its punctuation 1, all else 2. */
export function weightOf(text: string): number {
  const found = text.normalize("NFC").match(links)?.length ?? 0;
  let weight = 23 * found;
  for (const { segment } of clusters.segment(text.normalize("NFC").replace(links, "")))
    weight += /\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(segment) ? 2 : weightOfPlain(segment);
  return weight;
}

const weightOfPlain = (cluster: string) =>
  [...cluster].reduce((sum, one) => {
    const code = one.codePointAt(0) ?? 0;
    const light = code <= 0x10ff || (code >= 0x2000 && code <= 0x200d) || (code >= 0x2010 && code <= 0x201f);
    return sum + (light || (code >= 0x2032 && code <= 0x2037) ? 1 : 2);
  }, 0);

export interface Shortened {
  readonly text: string;
  readonly urls: readonly { readonly url: string; readonly expanded_url: string; readonly display_url: string }[];
}

let made = 0;

/** Links become t.co links, then & < > are escaped, the text is composed (NFC) and trimmed. */
export function shortened(text: string): Shortened {
  const urls: { url: string; expanded_url: string; display_url: string }[] = [];
  const short = text
    .normalize("NFC")
    .trim()
    .replace(links, (link) => {
      made += 1;
      const url = `https://t.co/${made.toString(36).padStart(10, "A")}`;
      const bare = link.replace(/^https?:\/\//i, "");
      urls.push({ url, expanded_url: bare === link ? `http://${link}` : link, display_url: bare.slice(0, 26) });
      return url;
    });
  return { text: short.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;"), urls };
}

/** A post as the list holds it. */
export const listed = (post: { id: string; parentId: string | null; at: number }, shown: Shortened) => ({
  id: post.id,
  text: shown.text,
  created_at: new Date(post.at).toISOString(),
  edit_history_tweet_ids: [post.id],
  ...(post.parentId !== null && { referenced_tweets: [{ type: "replied_to", id: post.parentId }] }),
  ...(shown.urls.length > 0 && { entities: { urls: shown.urls.map((url) => ({ start: 0, end: 23, ...url })) } }),
});
