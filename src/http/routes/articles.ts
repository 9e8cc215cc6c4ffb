/** /api/articles: an article comes in as a body of its own (text, Markdown, HTML) or in JSON, and is kept once. */

import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { accept, articleMaxBytes, type Source } from "../../actions/accept.ts";
import type { App } from "../../app.ts";
import { article, articleList, byId, type NewArticle, newArticle } from "../contract.ts";
import { articleShape } from "../shapes.ts";

/** In JSON every character may take six bytes; what is too long is then told by the article's own size. */
export const articleBodyMaxBytes = 3 * articleMaxBytes;

const formats = {
  "text/plain": "text",
  "text/markdown": "markdown",
  "text/x-markdown": "markdown",
  "text/html": "html",
  "application/xhtml+xml": "html",
} as const;

export const articleRoutes =
  (app: App): FastifyPluginAsyncZod =>
  async (instance) => {
    instance.removeContentTypeParser("text/plain");
    // What a title, link or language of such a body would be stands in the query.
    for (const [type, format] of Object.entries(formats))
      instance.addContentTypeParser(type, { parseAs: "buffer" }, (request, body, done) =>
        done(null, { text: body, format, ...(request.query as object) }),
      );

    instance.post(
      "/articles",
      {
        bodyLimit: articleBodyMaxBytes,
        schema: {
          summary: "Take an article in. The same article twice is kept once.",
          consumes: ["application/json", ...Object.keys(formats)],
          body: newArticle,
          response: { 201: article },
        },
      },
      async ({ body }, reply) => reply.status(201).send(articleShape(await accept(app, sourceOf(body)))),
    );

    instance.get(
      "/articles",
      {
        schema: {
          summary: "All articles, newest first.",
          querystring: articleList,
          response: { 200: z.array(article) },
        },
      },
      async ({ query }) => (await app.store.articles.list(query.limit)).map(articleShape),
    );

    instance.get(
      "/articles/:id",
      { schema: { summary: "One article.", params: byId, response: { 200: article } } },
      async ({ params }) => articleShape(await app.store.articles.get(params.id)),
    );
  };

export function sourceOf({ text, format, title, link, language }: NewArticle): Source {
  return {
    name: "The article",
    bytes: typeof text === "string" ? Buffer.from(text) : text,
    ...(format && { format }),
    ...(title && { title }),
    ...(link && { link }),
    ...(language && { language }),
  };
}
