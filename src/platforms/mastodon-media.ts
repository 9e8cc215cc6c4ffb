/** Uploads what a post carries, with what it shows, and waits until the server has made it ready: https://docs.joinmastodon.org/methods/media/ */

import { z } from "zod";
import { seconds } from "../base/clock.ts";
import { altOf } from "../thread/alt.ts";
import type { MediaLimits, Post, PostImage } from "../thread/thread.ts";
import { type Answer, fault, repeatable, uploadsUsedUp } from "./call.ts";
import { formOf, handlesOf, idsIn } from "./form.ts";
import { closing, refusal } from "./mastodon-answers.ts";
import { ask, hostOf } from "./mastodon-call.ts";
import { id } from "./mastodon-status.ts";
import type { Closing, Deferred, Login, PrepareOutcome, Rejected, SendContext, Unauthorized } from "./platform.ts";

type Trouble = Deferred | Rejected | Unauthorized;

export async function prepare(
  login: Login,
  { images = [] }: Post,
  context: SendContext,
  media: MediaLimits,
): Promise<PrepareOutcome> {
  const kept = idsIn(context.handles);
  const ids: string[] = [];
  let closed: Closing = { closedUntil: null };
  for (const [index, image] of images.entries()) {
    const earlier = kept[index];
    const before = earlier === undefined ? "gone" : await untilReady(login, earlier, context);
    if (before !== "gone" && before !== "ready") return before;
    if (before === "ready" && earlier !== undefined) {
      ids.push(earlier);
      continue;
    }
    if (closed.closedUntil) return uploadsUsedUp(hostOf(login), closed);
    const uploaded = await upload(login, image, media, context);
    if ("kind" in uploaded) return uploaded;
    ids.push(uploaded.id);
    closed = uploaded.closed;
    const state = uploaded.isReady ? "ready" : await untilReady(login, uploaded.id, context);
    if (state === "gone") return fault(`${hostOf(login)}: it does not know the picture that it took`);
    // The server has the bytes: the next try asks for them, and uploads no others.
    if (state !== "ready") return state.kind === "deferred" ? { ...state, handles: handlesOf(ids) } : state;
  }
  return { kind: "prepared", handles: handlesOf(ids), ...closed };
}

interface Uploaded {
  readonly id: string;
  readonly isReady: boolean;
  /** What the server said of its window with the upload. */
  readonly closed: Closing;
}

const attachment = z.object({ id });

async function upload(
  login: Login,
  image: PostImage,
  media: MediaLimits,
  context: SendContext,
): Promise<Uploaded | Trouble> {
  const server = hostOf(login);
  const picture = await login.line.picture(image.id, media);
  if (!picture)
    return { kind: "rejected", reason: `${server}: a picture of this post is not kept any more`, duplicate: false };
  const body = formOf({ description: altOf(image, media.altMax) }, "file", picture);
  const send = async (path: string) => repeatable(server, await ask(login, { method: "POST", path, body }, context));
  let answer = await send("/api/v2/media");
  // Servers that know only the first version.
  if (answer.kind === "answer" && (answer.status === 404 || answer.status === 405)) answer = await send("media");
  if (answer.kind !== "answer") return answer;
  if (answer.status >= 300) return refusal(login, answer, "create");
  const made = attachment.safeParse(answer.body);
  if (!made.success) return fault(`${server}: its answer to an uploaded picture could not be read`);
  return { id: made.data.id, isReady: answer.status !== 202, closed: closing(login, answer.headers) };
}

const pollMs = seconds(1);

/** 206: still at it. `gone`: the server knows no such picture, or does not tell of them. */
async function untilReady(login: Login, mediaId: string, context: SendContext): Promise<Trouble | "ready" | "gone"> {
  const server = hostOf(login);
  const { clock } = login.line;
  for (;;) {
    const answer: Answer | Deferred = repeatable(
      server,
      await ask(login, { method: "GET", path: `media/${encodeURIComponent(mediaId)}` }, context),
    );
    if (answer.kind !== "answer") return answer;
    if (answer.status === 200) return "ready";
    if ([404, 405, 410].includes(answer.status)) return "gone";
    if (answer.status !== 206) return refusal(login, answer, "create");
    if (context.signal.aborted || clock.now().getTime() + pollMs >= context.deadlineAt.getTime())
      return fault(`${server}: a picture is not ready yet`);
    await clock.wait(pollMs, context.signal);
  }
}
