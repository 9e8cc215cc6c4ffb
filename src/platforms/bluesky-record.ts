/** A post as Bluesky keeps it: https://github.com/bluesky-social/atproto/blob/main/lexicons/app/bsky/feed/post.json. The same post and handles give the same record. */

import { altOf } from "../thread/alt.ts";
import type { Post } from "../thread/thread.ts";
import { cidOf, type Value } from "./bluesky-cid.ts";
import { facetsOf } from "./bluesky-facets.ts";
import type { Handles, RemotePost } from "./platform.ts";

export const collection = "app.bsky.feed.post";

/** A file that was uploaded, as the network names it. */
export interface Blob {
  readonly $type: "blob";
  readonly ref: { readonly $link: string };
  readonly mimeType: string;
  readonly size: number;
}
export interface UploadedImage {
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
}

/** What a post is given before it leaves, and keeps whatever happens: a repeat of the call is then the same record under the same key. */
export interface Made {
  /** Its own key among the account's posts. */
  readonly rkey: string;
  readonly createdAt: string;
  readonly images: readonly UploadedImage[];
  readonly thumb: Blob | null;
  /** Who the mentioned are, by handle. */
  readonly dids: Readonly<Record<string, string>>;
}

export const handlesOf = ({ rkey, createdAt, images, thumb, dids }: Made): Handles => ({
  rkey,
  createdAt,
  ...(images.length > 0 && { images: JSON.stringify(images) }),
  ...(thumb && { thumb: JSON.stringify(thumb) }),
  ...(Object.keys(dids).length > 0 && { dids: JSON.stringify(dids) }),
});

/** Written by `handlesOf`, and by nobody else. Null: the post was not made ready. */
export function madeOf(handles: Handles): Made | null {
  const { rkey, createdAt, images, thumb, dids } = handles;
  if (!rkey || !createdAt) return null;
  return {
    rkey,
    createdAt,
    images: images ? (JSON.parse(images) as UploadedImage[]) : [],
    thumb: thumb ? (JSON.parse(thumb) as Blob) : null,
    dids: dids ? (JSON.parse(dids) as Record<string, string>) : {},
  };
}

/** A post that another one replies to. */
export interface StrongRef {
  readonly uri: string;
  readonly cid: string;
}
export interface Reply {
  readonly root: StrongRef;
  readonly parent: StrongRef;
}

export function recordOf(post: Post, made: Made, reply: Reply | null, altMax: number): Value {
  const facets = facetsOf(post.text, made.dids);
  const language = /^[a-z]{2,3}(?:-[a-z0-9]+)*$/i.test(post.language) && post.language !== "und" ? post.language : null;
  const embed = embedOf(post, made, altMax);
  return {
    $type: collection,
    text: post.text,
    createdAt: made.createdAt,
    ...(language && { langs: [language] }),
    ...(facets.length > 0 && { facets: facets as unknown as Value }),
    ...(embed && { embed }),
    ...(reply && { reply: { root: { ...reply.root }, parent: { ...reply.parent } } }),
  };
}

/** Images or a card: a post shows one of them. */
function embedOf({ images = [], card }: Post, made: Made, altMax: number): Value | null {
  if (made.images.length > 0)
    return {
      $type: "app.bsky.embed.images",
      images: made.images.map(({ blob, width, height }, index) => ({
        alt: altOf(images[index] ?? { alt: "", credit: "" }, altMax),
        image: { ...blob, ref: { ...blob.ref } },
        aspectRatio: { width, height },
      })),
    };
  if (!card) return null;
  const { url: uri, title, description } = card;
  const { thumb } = made;
  return {
    $type: "app.bsky.embed.external",
    external: { uri, title, description, ...(thumb && { thumb: { ...thumb, ref: { ...thumb.ref } } }) },
  };
}

export const uriOf = (did: string, rkey: string) => `at://${did}/${collection}/${rkey}`;

/** Its address holds the account's DID, which outlives every handle. */
export const remoteOf = (did: string, rkey: string, cid: string | null): RemotePost => ({
  id: uriOf(did, rkey),
  url: `https://bsky.app/profile/${did}/post/${rkey}`,
  ref: cid,
});

/** Every record of a thread with the name of its content, each a reply to the one before. */
export function threadOf(
  did: string,
  posts: readonly { readonly post: Post; readonly made: Made }[],
  above: Reply | null,
  altMax: number,
): readonly { readonly rkey: string; readonly record: Value; readonly cid: string }[] {
  let reply = above;
  return posts.map(({ post, made }) => {
    const record = recordOf(post, made, reply, altMax);
    const self = { uri: uriOf(did, made.rkey), cid: cidOf(record) };
    reply = { root: reply?.root ?? self, parent: self };
    return { rkey: made.rkey, record, cid: self.cid };
  });
}

const tidAlphabet = "234567abcdefghijklmnopqrstuvwxyz";

/** A record key of our own (https://atproto.com/specs/tid): microseconds, later posts of a thread after earlier ones, then bits that tell those of one instant apart. */
export function tidAt(now: Date, position: number, tellApart: number): string {
  const micros = BigInt(now.getTime()) * 1_000n + BigInt((position % 125) * 8 + (tellApart & 7));
  let left = (micros << 10n) | BigInt((tellApart >> 3) & 1_023);
  let tid = "";
  for (let place = 0; place < 13; place++) {
    tid = tidAlphabet.charAt(Number(left & 31n)) + tid;
    left >>= 5n;
  }
  return tid;
}
