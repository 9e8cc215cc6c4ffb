/** Uploads what a post carries, with what it shows, and waits until the server has made it ready: https://docs.joinmastodon.org/methods/media/ */

import { z } from "zod";
import { seconds } from "../base/clock.ts";
import { altOf } from "../thread/alt.ts";
import type { MediaLimits, Post, PostImage } from "../thread/thread.ts";
import { type Answer, fault, repeatable } from "./call.ts";
import { formOf, handlesOf } from "./form.ts";
import { refusal } from "./mastodon-answers.ts";
import { ask, hostOf } from "./mastodon-call.ts";
import { id } from "./mastodon-status.ts";
import type { Deferred, Login, PrepareOutcome, Rejected, SendContext, Unauthorized } from "./platform.ts";

type Trouble = Deferred | Rejected | Unauthorized;

export async function prepare(
  login: Login,
  { images = [] }: Post,
  context: SendContext,
  media: MediaLimits,
): Promise<PrepareOutcome> {
  const ids: string[] = [];
  for (const image of images) {
    const uploaded = await upload(login, image, media, context);
    if (typeof uploaded !== "string") return uploaded;
    ids.push(uploaded);
  }
  return { kind: "prepared", handles: handlesOf(ids) };
}

const attachment = z.object({ id });

async function upload(
  login: Login,
  image: PostImage,
  media: MediaLimits,
  context: SendContext,
): Promise<string | Trouble> {
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
  return answer.status === 202 ? untilReady(login, made.data.id, context) : made.data.id;
}

const pollMs = seconds(1);

/** 206: still at it. */
async function untilReady(login: Login, mediaId: string, context: SendContext): Promise<string | Trouble> {
  const server = hostOf(login);
  const { clock } = login.line;
  for (;;) {
    const answer: Answer | Deferred = repeatable(
      server,
      await ask(login, { method: "GET", path: `media/${encodeURIComponent(mediaId)}` }, context),
    );
    if (answer.kind !== "answer") return answer;
    if (answer.status === 200) return mediaId;
    if (answer.status !== 206) return refusal(login, answer, "create");
    if (context.signal.aborted || clock.now().getTime() + pollMs >= context.deadlineAt.getTime())
      return fault(`${server}: a picture is not ready yet`);
    await clock.wait(pollMs, context.signal);
  }
}
