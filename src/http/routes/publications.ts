/** /api/publications: an article or posts become one publication an account; later a person holds, cancels, retries or retracts it. */

import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { readSource } from "../../actions/accept.ts";
import { cancel } from "../../actions/cancel.ts";
import { hold } from "../../actions/hold.ts";
import type { GivenImage } from "../../actions/illustrate.ts";
import { type Plan, plan } from "../../actions/plan.ts";
import { resolve } from "../../actions/resolve.ts";
import { retract } from "../../actions/retract.ts";
import { schedule } from "../../actions/schedule.ts";
import type { App } from "../../app.ts";
import { imageMaxBytes } from "../../sources/images.ts";
import type { Granted } from "../../store/wishes.ts";
import { threadOf } from "../../thread/file.ts";
import type { Wishes } from "../../thread/split.ts";
import {
  byId,
  imagesMost,
  newPublication,
  publication,
  publicationList,
  publicationWithHistory,
  wish,
} from "../contract.ts";
import { historyShape, publicationShape } from "../shapes.ts";
import { articleBodyMaxBytes, sourceOf } from "./articles.ts";

/** Who did it, for the history. */
const actor = "api";

type Act = (app: App, id: string, actor: string, reason: string | null) => Promise<Granted>;

const acts: Record<string, { readonly act: Act; readonly summary: string }> = {
  hold: { act: hold, summary: "Stop a publication for now, between two posts if need be." },
  cancel: { act: cancel, summary: "Stop a publication for good, between two posts if need be." },
  retry: { act: schedule, summary: "Let a held or failed publication go on at its first post that is not out." },
  retract: { act: retract, summary: "Take a thread back: its posts are removed from the network." },
};

export const publicationRoutes =
  (app: App): FastifyPluginAsyncZod =>
  async (instance) => {
    const { publications, accounts } = app.store;

    instance.post(
      "/publications",
      {
        bodyLimit: publicationBodyMaxBytes,
        schema: {
          summary:
            "Publish an article or posts of your own to accounts: all are planned, or none. With an Idempotency-Key a repeat plans nothing new.",
          headers: z.object({ "idempotency-key": z.string().min(1).max(200).optional() }),
          body: newPublication,
          response: { 201: z.array(publication) },
        },
      },
      async ({ body, headers }, reply) => {
        const dueAt = body.at === undefined ? null : { wish: body.at, zone: body.zone };
        const content = await contentOf(app, body);
        const { accounts, numbering } = body;
        const key = headers["idempotency-key"];
        const [wishes, images] = [wishesOf(body), imagesOf(body)];
        const made = await plan(app, { content, accounts, dueAt, numbering, wishes, images, actor, key });
        return reply.status(201).send(made.map(publicationShape));
      },
    );

    instance.get(
      "/publications",
      {
        schema: {
          summary: "All publications, newest first.",
          querystring: publicationList,
          response: { 200: z.array(publication) },
        },
      },
      async ({ query: { limit, account, state } }) => {
        const accountId = account === undefined ? {} : { accountId: (await accounts.get(account)).id };
        return (await publications.list({ limit, ...accountId, ...(state && { states: state }) })).map(
          publicationShape,
        );
      },
    );

    instance.get(
      "/publications/:id",
      {
        schema: {
          summary: "One publication with every move and every attempt.",
          params: byId,
          response: { 200: publicationWithHistory },
        },
      },
      async ({ params: { id } }) => {
        const shown = await publications.get(id);
        const history = historyShape(await publications.history(id), await publications.attempts(id));
        const waits = (await app.store.waits.of([id], app.clock.now())).get(shown.id) ?? null;
        return { ...publicationShape(shown), waits, history };
      },
    );

    for (const [name, { act, summary }] of Object.entries(acts))
      instance.post(
        `/publications/:id/${name}`,
        { schema: { summary, params: byId, body: wish, response: { 200: publication } } },
        async ({ params: { id }, body }) => {
          await act(app, id, actor, body?.reason ?? null);
          return publicationShape(await publications.get(id));
        },
      );

    instance.post(
      "/publications/:id/resolve",
      {
        schema: {
          summary: "Say what became of a post of unknown fate: its address, or null when it is not there.",
          params: byId,
          body: z.strictObject({ sentAs: z.string().min(1).max(2_000).nullable() }),
          response: { 200: publication },
        },
      },
      async ({ params: { id }, body }) => publicationShape(await resolve(app, id, body.sentAs, actor)),
    );
  };

/** Base64 takes four characters for three bytes. */
const publicationBodyMaxBytes = articleBodyMaxBytes + imagesMost * Math.ceil((imageMaxBytes * 4) / 3);

const imagesOf = ({ images }: z.infer<typeof newPublication>): GivenImage[] =>
  images.map(({ data, alt, name }, index) => ({
    name: name ?? `image ${index + 1}`,
    bytes: Buffer.from(data, "base64"),
    alt,
  }));

const wishesOf = ({ mode, maxPosts, over, hook, headings, hashtags }: z.infer<typeof newPublication>): Wishes => ({
  mode,
  maxPosts,
  whenOver: over,
  hook,
  headings,
  hashtags,
});

async function contentOf(
  app: App,
  { articleId, text, posts, ...given }: z.infer<typeof newPublication>,
): Promise<Plan["content"]> {
  if (articleId !== undefined) return { article: await app.store.articles.get(articleId) };
  if (text !== undefined) return { article: readSource(sourceOf({ text, ...given })) };
  return { thread: threadOf(posts ?? [], given.language) };
}
