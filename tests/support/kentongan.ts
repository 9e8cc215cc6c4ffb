/** Kentongan, a network that there is not, as a newsroom's developer would add it: this file in src/platforms, a line in index.ts, a test. */

import { z } from "zod";
import { type Answer, call, fault, headerOf, instants, onceOnly, repeatable, shown } from "../../src/platforms/call.ts";
import {
  type CallContext,
  type Deferred,
  definePlatform,
  type FindContext,
  type FindOutcome,
  type IdentifyOutcome,
  type Login,
  type Rejected,
  type RemotePost,
  type RemoveOutcome,
  type SendContext,
  type SendOutcome,
  type Unauthorized,
} from "../../src/platforms/platform.ts";
import type { Post } from "../../src/thread/thread.ts";

export const kentongan = definePlatform({
  id: "kentongan",
  label: "Kentongan",
  url: "https://api.kentongan.example",
  limits: {
    measure: "codepoints",
    max: 200,
    bytesMax: null,
    urlCost: null,
    postsMax: 20,
    hashtagsMax: 1,
    gapMs: 0,
    media: { images: 0, altMax: 0, types: [], maxBytes: 0, maxSide: 0 },
    link: "last",
    hashtags: "last",
  },
  look: {
    name: "@name",
    avatar: "circle",
    colors: { link: "#7a4b1f", tag: null },
    link: null,
    card: null,
    fold: { after: 100, unit: "characters" },
    joined: false,
  },
  fields: [{ name: "mallet", label: "Mallet", secret: true, required: true, example: "12 letters" }],
  sender: {
    settles: () => [{ by: "look-up", notBeforeMs: 0, asks: 1 }, { by: "hand" }],
    identify,
    create,
    find,
    remove,
  },
});

const who = z.object({ id: z.string().min(1), name: z.string().min(1) });
const beat = z.object({ id: z.string().min(1), text: z.string(), after: z.string().nullable() });
const remoteOf = ({ id }: z.infer<typeof beat>): RemotePost => ({ id, url: null, ref: null });

const ask = (
  { line, credentials }: Login,
  method: "GET" | "POST" | "DELETE",
  path: string,
  context: CallContext,
  json?: object,
) =>
  call(
    line,
    {
      method,
      url: new URL(`${line.url}${path}`),
      headers: { authorization: `Mallet ${credentials.mallet}` },
      ...(json && { json }),
    },
    context,
  );

function refused({ credentials }: Login, { status, headers, body }: Answer): Deferred | Rejected | Unauthorized {
  const reason = `Kentongan refused it (${status}: ${shown(JSON.stringify(body), credentials)}).`;
  if (status === 401) return { kind: "unauthorized", accountState: "unauthorized", reason };
  if (status !== 429) return { kind: "rejected", reason, duplicate: false };
  return { kind: "deferred", cause: "window", notBefore: instants.iso(headerOf(headers, "opens-at")), reason };
}

async function identify(login: Login, context: CallContext): Promise<IdentifyOutcome> {
  const answer = repeatable("Kentongan", await ask(login, "GET", "/me", context));
  if (answer.kind !== "answer") return answer;
  if (answer.status >= 300) return refused(login, answer);
  const read = who.safeParse(answer.body);
  return read.success ? { kind: "identified", ...read.data } : fault("Kentongan does not say who we are");
}

async function create(login: Login, { text }: Post, context: SendContext): Promise<SendOutcome> {
  const json = { text, after: context.parent?.id ?? null };
  const answer = onceOnly("Kentongan", await ask(login, "POST", "/beats", context, json));
  if (answer.kind !== "answer") return answer;
  if (answer.status >= 300) return refused(login, answer);
  const read = beat.safeParse(answer.body);
  if (!read.success) return { kind: "unknown", reason: "Kentongan: its answer names no beat" };
  return { kind: "sent", remote: remoteOf(read.data), closedUntil: null };
}

async function find(login: Login, { text }: Post, { parent, owned, ...context }: FindContext): Promise<FindOutcome> {
  const answer = repeatable("Kentongan", await ask(login, "GET", "/beats", context));
  if (answer.kind !== "answer") return answer;
  const list = z.array(beat).safeParse(answer.body);
  if (answer.status >= 300 || !list.success) return fault("Kentongan does not list its beats");
  const found = list.data.find((one) => one.text === text && one.after === (parent?.id ?? null) && !owned.has(one.id));
  return found ? { kind: "found", remote: remoteOf(found), closedUntil: null } : { kind: "absent", closedUntil: null };
}

async function remove(login: Login, { id }: RemotePost, context: CallContext): Promise<RemoveOutcome> {
  const answer = repeatable("Kentongan", await ask(login, "DELETE", `/beats/${encodeURIComponent(id)}`, context));
  if (answer.kind !== "answer") return answer;
  return answer.status < 300 || answer.status === 404 ? { kind: "removed", closedUntil: null } : refused(login, answer);
}
