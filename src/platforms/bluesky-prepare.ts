/** Makes a post ready for Bluesky: its key and time, its pictures uploaded, the names in it looked up. May be repeated without harm. */

import { createHash } from "node:crypto";
import { z } from "zod";
import { later, seconds } from "../base/clock.ts";
import type { ImageLimits, Post } from "../thread/thread.ts";
import { closing, refusal, xrpc } from "./bluesky-call.ts";
import { mentionsIn } from "./bluesky-facets.ts";
import { type Blob, handlesOf, madeOf, tidAt, type UploadedImage } from "./bluesky-record.ts";
import { fault, repeatable, uploadsUsedUp } from "./call.ts";
import type { Closing, Deferred, Login, PrepareOutcome, Rejected, SendContext, Unauthorized } from "./platform.ts";

type Trouble = Deferred | Rejected | Unauthorized;

/** A card's picture may be half as large as a post's own. */
export const thumbLimits: ImageLimits = { types: ["image/jpeg", "image/png"], maxBytes: 950_000, maxSide: 1_200 };

/** `media`: the account's limits for images. */
export async function prepare(
  login: Login,
  post: Post,
  context: SendContext,
  media: ImageLimits,
): Promise<PrepareOutcome> {
  const now = login.line.clock.now();
  const images: UploadedImage[] = [];
  let closed: Closing = { closedUntil: null };
  for (const { id } of post.images ?? []) {
    if (closed.closedUntil) return uploadsUsedUp("Bluesky", closed);
    const uploaded = await upload(login, id, media, context);
    if ("kind" in uploaded) return uploaded;
    images.push(uploaded.image);
    closed = uploaded.closed;
  }
  const thumbId = images.length === 0 ? post.card?.imageId : null;
  const thumb = thumbId ? await upload(login, thumbId, thumbLimits, context) : null;
  if (thumb && "kind" in thumb) return thumb;
  const dids = await didsOf(login, mentionsIn(post.text), context);
  if ("kind" in dids) return dids;
  // The key is the post's for good; the time is when it is about to leave, so that a post which had to wait is not shown as an old one.
  const rkey = madeOf(context.handles)?.rkey ?? tidAt(now, context.position, tellApart(context.key));
  const made = { rkey, createdAt: now.toISOString(), images, thumb: thumb?.image.blob ?? null, dids: dids.found };
  return { kind: "prepared", handles: handlesOf(made), ...(thumb?.closed ?? closed) };
}

const tellApart = (key: string) => createHash("sha256").update(key).digest().readUInt16BE(0);

const uploadedBlob = z.object({
  blob: z.object({
    $type: z.literal("blob"),
    ref: z.object({ $link: z.string().min(1) }),
    mimeType: z.string(),
    size: z.number().int(),
  }),
});

async function upload(
  login: Login,
  id: string,
  limits: ImageLimits,
  context: SendContext,
): Promise<{ readonly image: UploadedImage; readonly closed: Closing } | Trouble> {
  const picture = await login.line.picture(id, limits);
  if (!picture)
    return { kind: "rejected", reason: "Bluesky: a picture of this post is not kept any more", duplicate: false };
  const { type, bytes, width, height } = picture;
  const call = { nsid: "com.atproto.repo.uploadBlob", body: { type, bytes } };
  const answer = repeatable("Bluesky", await xrpc(login, call, context));
  if (answer.kind !== "answer") return answer;
  if (answer.status !== 200) return refusal(answer, login);
  const uploaded = uploadedBlob.safeParse(answer.body);
  if (!uploaded.success) return fault("Bluesky: its answer to an uploaded picture could not be read");
  const blob: Blob = uploaded.data.blob;
  return { image: { blob, width, height }, closed: closing(answer.headers, login.line.clock.now()) };
}

/** So long a name may take to be looked up; its server may be anywhere. */
const lookUpMs = seconds(5);

/** A name that nobody has, or that cannot be looked up now, stays plain text: nothing waits for it. */
async function didsOf(
  login: Login,
  handles: readonly string[],
  context: SendContext,
): Promise<{ readonly found: Record<string, string> } | Unauthorized> {
  const found: Record<string, string> = {};
  for (const handle of handles) {
    const soon = later(login.line.clock.now(), lookUpMs);
    const deadlineAt = soon < context.deadlineAt ? soon : context.deadlineAt;
    const call = { nsid: "com.atproto.identity.resolveHandle", query: { handle } };
    const answer = repeatable("Bluesky", await xrpc(login, call, { ...context, deadlineAt }));
    if (answer.kind !== "answer") continue;
    if (answer.status === 200) {
      const { did } = z.object({ did: z.string().startsWith("did:") }).safeParse(answer.body).data ?? {};
      if (did) found[handle] = did;
      continue;
    }
    const no = refusal(answer, login);
    if (no.kind === "unauthorized") return no;
  }
  return { found };
}
