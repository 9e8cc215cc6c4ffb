/** /api/accounts: connecting, listing and removing accounts. Credentials go in and never come out. */

import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { z } from "zod";
import { type HandedIn, parseCredentials } from "../../account/credentials.ts";
import { connect, disconnect, reconnect } from "../../actions/connect.ts";
import { timelineOf } from "../../actions/timeline.ts";
import type { App } from "../../app.ts";
import { findSendablePlatform, type SendablePlatform } from "../../platforms/index.ts";
import { fieldsOf } from "../../platforms/platform.ts";
import { account, byId, newAccount, newCredentials, rehearsedPost, timelineList } from "../contract.ts";
import { accountShape, seenShape } from "../shapes.ts";

export const accountRoutes =
  (app: App): FastifyPluginAsyncZod =>
  async (instance) => {
    instance.get(
      "/accounts",
      { schema: { summary: "All accounts, newest first.", response: { 200: z.array(account) } } },
      async () => (await app.store.accounts.list()).map(accountShape),
    );

    instance.post(
      "/accounts",
      {
        schema: {
          summary: "Connect an account; its credentials are proven with one call before anything is stored.",
          body: newAccount,
          response: { 201: account },
        },
      },
      async ({ body: { platform, handle, zone, ...given } }, reply) => {
        const found = findSendablePlatform(platform);
        const { credentials, options } = needsNone(found, given.credentials)
          ? { credentials: null, options: given.options }
          : handedIn(found, { ...given.options, ...given.credentials });
        const made = await connect(app, { platform: found.id, handle, options, credentials, ...(zone && { zone }) });
        return reply.status(201).send(accountShape(made));
      },
    );

    instance.delete(
      "/accounts/:id",
      {
        schema: {
          summary: "Forget an account and its credentials; its history stays.",
          params: byId,
          response: { 200: account },
        },
      },
      async ({ params }) => accountShape(await disconnect(app, params.id, "api")),
    );

    instance.post(
      "/accounts/:id/reconnect",
      {
        schema: {
          summary: "Prove an account's credentials again, or give new ones; what waited goes on.",
          params: byId,
          body: newCredentials,
          response: { 200: account },
        },
      },
      async ({ params, body }) => {
        const { id, platform, options } = await app.store.accounts.get(params.id);
        const given =
          body?.credentials && handedIn(findSendablePlatform(platform), { ...options, ...body.credentials });
        return accountShape(await reconnect(app, id, given?.credentials ?? null));
      },
    );

    instance.get(
      "/accounts/:id/timeline",
      {
        schema: {
          summary: "What the followers of a sandbox account would see, oldest first: the newest so many.",
          params: byId,
          querystring: timelineList,
          response: { 200: z.array(rehearsedPost) },
        },
      },
      async ({ params, query }) => (await timelineOf(app, params.id)).slice(-query.limit).map(seenShape),
    );
  };

const needsNone = (platform: SendablePlatform, credentials: Readonly<Record<string, string>> | undefined): boolean =>
  credentials === undefined && platform.fields.every((field) => !field.secret);

/** Fields that are no secret may stand among the others. */
const handedIn = (platform: SendablePlatform, fields: Readonly<Record<string, string>>): HandedIn =>
  parseCredentials({ id: platform.id, fields: fieldsOf(platform) }, JSON.stringify(fields));
