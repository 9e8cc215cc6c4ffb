/** The service over HTTP: who may ask (auth.ts), what can be asked (routes/), and Bull Board for operators. */

import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import cookie from "@fastify/cookie";
import helmet from "@fastify/helmet";
import swagger from "@fastify/swagger";
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from "fastify";
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
} from "fastify-type-provider-zod";
import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { guard } from "./auth.ts";
import { boardRoutes } from "./board.ts";
import { health } from "./contract.ts";
import { answerError, refuseBrokenHttp, routeOf, sendProblem } from "./errors.ts";
import { healthRoute } from "./health.ts";
import { metricsRoute } from "./metrics.ts";
import { accountRoutes } from "./routes/accounts.ts";
import { articleRoutes } from "./routes/articles.ts";
import { platformRoutes } from "./routes/platforms.ts";
import { publicationRoutes } from "./routes/publications.ts";
import { signInRoutes } from "./sign-in.ts";
import { refuseBrokenText } from "./text.ts";

export interface ServerOptions {
  readonly version: string;
}

export interface HttpServer extends AsyncDisposable {
  /** Where it listens, as http://127.0.0.1:8080. */
  readonly address: string;
  /** Every route, for who checks that none is open by mistake. */
  readonly routes: readonly { readonly method: string; readonly url: string }[];
}

const bodyMaxBytes = 1_000_000;
/** Who still holds a connection so long after the last request was answered is cut off. */
const closesWithinMs = 5_000;

/** Throws `port-taken` or `address-unusable`. */
export async function openServer(app: App, { version }: ServerOptions): Promise<HttpServer> {
  const routes: { method: string; url: string }[] = [];
  const instance = await build(app, version, routes);
  const { host, port } = app.settings;
  try {
    await instance.listen({ host, port });
  } catch (error) {
    await instance.close();
    throw await unusable(error, host, port);
  }
  return {
    routes,
    address: originAt(host, (instance.server.address() as AddressInfo).port),
    async [Symbol.asyncDispose]() {
      const cut = setTimeout(() => instance.server.closeAllConnections(), closesWithinMs);
      await instance.close();
      clearTimeout(cut);
    },
  };
}

async function build(app: App, version: string, routes: { method: string; url: string }[]): Promise<FastifyInstance> {
  const { log, settings } = app;
  const instance = Fastify({
    loggerInstance: log as FastifyBaseLogger,
    // Its own lines hold whole addresses, and a sign-in link is a secret.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => randomUUID(),
    bodyLimit: bodyMaxBytes,
    requestTimeout: 60_000,
    trustProxy: settings.publicUrl ? "loopback" : false,
    frameworkErrors: answerError(log),
    clientErrorHandler: refuseBrokenHttp,
  });
  instance.setValidatorCompiler(validatorCompiler);
  instance.setSerializerCompiler(serializerCompiler);
  instance.setErrorHandler(answerError(log));

  instance.addHook("onRoute", ({ method, url }) => {
    for (const one of [method].flat()) routes.push({ method: one, url });
  });
  await instance.register(helmet, headers(settings.publicUrl));
  await instance.register(cookie);
  guard(instance, app);
  instance.addHook("preValidation", refuseBrokenText);
  instance.setNotFoundHandler((request, reply) =>
    sendProblem(reply, new AppError("not-found", { path: request.url.split("?", 1)[0] ?? "" })),
  );
  instance.addHook("onResponse", async (request, reply) => {
    const changes = request.method !== "GET" && request.method !== "HEAD";
    const told = { route: routeOf(request), status: reply.statusCode, ms: Math.round(reply.elapsedTime) };
    log[changes ? "info" : "debug"](told, "request");
  });

  await instance.register(swagger, {
    openapi: { openapi: "3.1.0", info: { title: "Utas", version } },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  });
  await instance.register((scope) => healthRoute(scope, app, version));
  await instance.register((scope) => metricsRoute(scope, app, version));
  await instance.register((scope) => signInRoutes(scope, app));
  for (const routes of [articleRoutes, publicationRoutes, accountRoutes, platformRoutes])
    await instance.register(routes(app), { prefix: "/api" });
  instance.get("/", { schema: { hide: true } }, (_, reply) => reply.redirect("/board", 303));
  instance.get("/api/openapi.json", { schema: { hide: true } }, async () => instance.swagger());
  const { backend } = app;
  if (backend) await instance.register((scope) => boardRoutes(scope, app, backend));
  return instance as unknown as FastifyInstance;
}

/** Styles are written into elements by Bull Board, so they may stand in the page; scripts may not. */
function headers(publicUrl: string | null) {
  const secure = publicUrl?.startsWith("https:") ?? false;
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", "data:"],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: secure,
    // With none at all a browser would hide the origin of our own forms, too.
    referrerPolicy: { policy: "same-origin" as const },
  };
}

export const originAt = (host: string, port: number) => `http://${host.includes(":") ? `[${host}]` : host}:${port}`;

const isUtas = (origin: string): Promise<boolean> =>
  fetch(`${origin}/health`, { signal: AbortSignal.timeout(2_000) })
    .then(async (answer) => health.safeParse(await answer.json()).success)
    .catch(() => false);

const whyUnusable: Record<string, string> = {
  EACCES: "this user may not take that port",
  EADDRNOTAVAIL: "this machine has no such address",
  ENOTFOUND: "there is no host of that name",
  EAI_AGAIN: "the host's name cannot be looked up",
};

async function unusable(error: unknown, host: string, port: number): Promise<unknown> {
  const { code } = error as NodeJS.ErrnoException;
  if (code === "EADDRINUSE") {
    const by = (await isUtas(originAt(host, port))) ? "an Utas that is running already" : "another program";
    return new AppError("port-taken", { host, port, by }, { cause: error });
  }
  const why = whyUnusable[code ?? ""];
  return why ? new AppError("address-unusable", { host, port, why }, { cause: error }) : error;
}
