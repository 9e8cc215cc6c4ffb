/**
 * Gives the posts of a thread their pictures: what an editor hands in, what the article brings, and the picture of its link's card.
 * A page or an image that cannot be read stops nothing: the thread goes without it, and says so.
 */

import { imagePlaceOf } from "../account/posting.ts";
import type { App } from "../app.ts";
import type { Article, Media } from "../article/article.ts";
import type { Head } from "../article/head.ts";
import { readHead } from "../article/html.ts";
import { AppError, sentenceOf } from "../base/errors.ts";
import { findPlatform } from "../platforms/index.ts";
import { limitsOf } from "../platforms/platform.ts";
import { fetchImage, type Image, readImage } from "../sources/images.ts";
import { readPage } from "../sources/page.ts";
import type { KeptAccount } from "../store/rows.ts";
import { withWords } from "../thread/card.ts";
import type { Post, PostCard, PostImage } from "../thread/thread.ts";

type Parts = Pick<App, "store" | "fetch" | "clock">;

/** A file that an editor gives, and what it shows. */
export interface GivenImage {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly alt: string;
}

export interface ReadImage extends PostImage {
  readonly image: Image;
}

/** Read, and kept nowhere yet. Throws `image-unusable`. */
export const readGivenImages = (given: readonly GivenImage[]): Promise<ReadImage[]> =>
  Promise.all(
    given.map(async ({ name, bytes, alt }) => {
      const image = await readImage(name, bytes);
      return { id: image.id, alt: alt.trim(), credit: "", image };
    }),
  );

/** Throws `image-too-many` or `image-alt-too-long`, for the first account whose network does not take them. */
export function checkGivenImages(given: readonly GivenImage[], accounts: readonly KeptAccount[]): void {
  for (const account of accounts) {
    const network = findPlatform(account.platform);
    const { images: max, altMax } = limitsOf(network, account).media;
    const platform = network.label;
    if (given.length > max) throw new AppError("image-too-many", { images: given.length, max, platform });
    const long = given.find(({ alt }) => altMax > 0 && alt.length > altMax);
    if (long)
      throw new AppError("image-alt-too-long", { image: long.name, length: long.alt.length, max: altMax, platform });
  }
}

export interface Wanted {
  readonly account: KeptAccount;
  readonly posts: readonly Post[];
}

export interface Illustrated {
  readonly posts: readonly Post[];
  /** What could not be had, and why. */
  readonly remark?: string;
}

/** For each account, in order. Every page and image is read once, for all of them. */
export async function illustrate(
  app: Parts,
  wanted: readonly Wanted[],
  article: Article | null,
  given: readonly ReadImage[] = [],
  signal?: AbortSignal,
): Promise<Illustrated[]> {
  for (const { image } of given) await app.store.images.keep(image, app.clock.now());
  const found: Found = { app, signal, images: new Map(), heads: new Map() };
  return Promise.all(wanted.map((one) => dressed(found, one, article, given)));
}

/** What was read already, so that many accounts ask for it once. */
interface Found {
  readonly app: Parts;
  readonly signal: AbortSignal | undefined;
  readonly images: Map<string, Promise<string>>;
  readonly heads: Map<string, Promise<Head>>;
}

async function dressed(
  found: Found,
  { account, posts }: Wanted,
  article: Article | null,
  given: readonly ReadImage[],
): Promise<Illustrated> {
  const [first, ...rest] = posts;
  if (!first) return { posts };
  const place = imagePlaceOf(account);
  const remarks: string[] = [];
  const { images: most } = limitsOf(findPlatform(account.platform), account).media;
  const own = given.map(({ id, alt, credit }) => ({ id, alt, credit }));
  const more = place === "attach" ? await attached(found, article, most - own.length, remarks) : [];
  const images = [...own, ...more].filter(({ id }, at, all) => all.findIndex((one) => one.id === id) === at);
  const card = first.card && place !== "none" ? await pictured(found, first.card, article, remarks) : first.card;
  const dressedFirst = { ...first, ...(images.length > 0 && { images }), ...(card && { card }) };
  return { posts: [dressedFirst, ...rest], ...(remarks.length > 0 && { remark: remarks.join("; ") }) };
}

async function attached(
  found: Found,
  article: Article | null,
  room: number,
  remarks: string[],
): Promise<readonly PostImage[]> {
  const images: PostImage[] = [];
  for (const media of article?.media ?? []) {
    if (images.length >= room) break;
    const id = await imageAt(found, media, article?.link ?? null).catch(unread(remarks, "goes without a picture"));
    if (id) images.push({ id, alt: media.alt, credit: media.credit });
  }
  return images;
}

/** With the article's own first picture, else with what its page says; the page is read only where the article leaves something open. */
async function pictured(found: Found, card: PostCard, article: Article | null, remarks: string[]): Promise<PostCard> {
  const [media] = article?.media ?? [];
  const without = "the card goes without a picture";
  if (media && article?.titleFrom !== "sentence") {
    const id = await imageAt(found, media, article?.link ?? null).catch(unread(remarks, without));
    return { ...card, imageId: id };
  }
  const head = await headAt(found, article?.link ?? card.url).catch(unread(remarks, without));
  const titled = withWords(
    card,
    article?.titleFrom === "sentence" ? (head?.title ?? null) : null,
    head?.description ?? null,
  );
  const image = media ?? head?.image;
  if (!image) return titled;
  const id = await imageAt(found, image, article?.link ?? card.url).catch(unread(remarks, without));
  return { ...titled, imageId: id };
}

/** Only what the outside world does is passed over. */
const unread =
  (remarks: string[], what: string) =>
  (error: unknown): null => {
    if (!(error instanceof AppError)) throw error;
    const remark = `${what}: ${sentenceOf(error)}`;
    if (!remarks.includes(remark)) remarks.push(remark);
    return null;
  };

function imageAt({ app, signal, images }: Found, { url }: Pick<Media, "url">, base: string | null): Promise<string> {
  const address = base !== null && URL.canParse(url, base) ? new URL(url, base).href : url;
  const known = images.get(address) ?? fetched(app, address, signal);
  images.set(address, known);
  return known;
}

async function fetched({ fetch, store, clock }: Parts, url: string, signal: AbortSignal | undefined): Promise<string> {
  const image = await fetchImage(fetch, url, signal);
  await store.images.keep(image, clock.now());
  return image.id;
}

function headAt({ app, signal, heads }: Found, url: string): Promise<Head> {
  const known =
    heads.get(url) ??
    readPage(app.fetch, url, signal).then((page) => {
      const head = readHead(page.text);
      const { image } = head;
      // A relative address means something only beside the page's own.
      return image && URL.canParse(image.url, page.url)
        ? { ...head, image: { ...image, url: new URL(image.url, page.url).href } }
        : head;
    });
  heads.set(url, known);
  return known;
}
