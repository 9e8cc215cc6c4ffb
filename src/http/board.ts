/**
 * Bull Board at /board, for operators: the queues as BullMQ sees them. Harmless by design: a job is a doorbell, so ringing one
 * again or taking one away changes no publication (a claim decides; the sweep hangs what is missing).
 */

import { createBullBoard } from "@bull-board/api";
import { BullMQAdapter } from "@bull-board/api/bullMQAdapter";
import type { BeforeHook } from "@bull-board/api/typings/app";
import { FastifyAdapter } from "@bull-board/fastify";
import type { FastifyInstance } from "fastify";
import type { App } from "../app.ts";
import type { Backend } from "../queue/backend.ts";
import type { Doorbell, QueueName } from "../queue/jobs.ts";
import { sendProblem } from "./errors.ts";

const basePath = "/board";

const queues: Record<QueueName, { readonly displayName: string; readonly description: string }> = {
  publish: {
    displayName: "Publish",
    description:
      "Sends threads. A publication that failed stays here with its reason; retrying the job only rings its bell, “utas retry ID” lets the publication go on.",
  },
  reconcile: { displayName: "Reconcile", description: "Finds out what became of posts of unknown fate." },
  retract: { displayName: "Retract", description: "Removes the posts of threads that are taken back." },
  notify: {
    displayName: "Notify",
    description: "Sends notices to their channels. “utas notices list” tells how they fare.",
  },
};

/** What an operator may do; anything else that Bull Board offers (adding jobs, editing them, wiping a queue) has no use here. */
const allowed = new Set([
  "/api/queues/pause",
  "/api/queues/resume",
  "/api/queues/:queueName/pause",
  "/api/queues/:queueName/resume",
  "/api/queues/:queueName/retry/:queueStatus",
  "/api/queues/:queueName/promote",
  "/api/queues/:queueName/clean/:queueStatus",
  "/api/queues/:queueName/:jobId/retry",
  "/api/queues/:queueName/:jobId/promote",
  "/api/queues/:queueName/:jobId/clean",
]);

export async function boardRoutes(instance: FastifyInstance, { log }: App, backend: Backend): Promise<void> {
  const before: BeforeHook = ({ method, route, request: { params } }) => {
    if (method === "get") return { allow: true };
    if (!allowed.has(route)) return { allow: false, status: 403, message: "Utas makes its jobs itself." };
    log.info({ route: `${method} ${route}`, ...params }, "an operator changed a queue on the board");
    return { allow: true };
  };
  const adapter = new FastifyAdapter().setBasePath(basePath);
  createBullBoard({
    queues: (Object.keys(queues) as QueueName[]).map((name) => board(backend, name)),
    serverAdapter: adapter,
    options: {
      handlerHooks: { before },
      uiConfig: {
        boardTitle: "Utas",
        hideDocsLink: true,
        // It would draw Redis where there is none.
        hideRedisDetails: backend.kind === "postgres",
        locale: { lng: "en-US" },
      },
    },
  });
  instance.addHook("preHandler", async (_request, reply) => {
    const trouble = backend.trouble();
    // Bull Board's own answer would be an internal error.
    if (trouble) return sendProblem(reply, trouble);
  });
  instance.addHook("onSend", async (_request, reply, payload) =>
    typeof payload === "string" && String(reply.getHeader("content-type")).startsWith("text/html")
      ? withoutForeignFonts(payload)
      : payload,
  );
  await instance.register(adapter.registerPlugin(), { prefix: basePath });
}

function board(backend: Backend, name: QueueName): BullMQAdapter {
  const adapter = new BullMQAdapter(backend.queues[name] as never, {
    ...queues[name],
    ...(name !== "notify" && {
      externalJobUrl: ({ data }) => ({
        href: `/api/publications/${(data as Doorbell).id}`,
        displayText: "The publication",
      }),
    }),
  });
  adapter.setFormatter("name", ({ data }: { data: Doorbell }) => `${name} ${data.id}`);
  return adapter;
}

/** Its page asks fonts.googleapis.com for fonts, which would tell Google who looks; the system's own do as well. */
const withoutForeignFonts = (html: string) => html.replace(/<link[^>]+fonts\.googleapis\.com[^>]*>/g, "");
