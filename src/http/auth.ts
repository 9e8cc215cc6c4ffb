/** Who may ask: the gate that every request passes. Host, then origin, then session; a refusal is answered here, before any route. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isLoopback, type Settings } from "../../config/settings.ts";
import { isSignedIn } from "../actions/sign-in.ts";
import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { faultOf, sendProblem } from "./errors.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** Answers without a sign-in. */
    open?: true;
  }
}

export function guard(instance: FastifyInstance, app: Pick<App, "store" | "clock" | "settings" | "log">): void {
  instance.addHook("onRequest", async (request, reply) => {
    reply.header("cache-control", "no-store");
    // Answered rather than thrown: an error would go to whichever handler the route's plugin has set.
    const refusal = await refusalOf(request, app).catch((error: unknown) => {
      app.log.error({ err: error, reference: request.id }, "a session could not be looked up");
      return faultOf(error, request);
    });
    if (!refusal) return undefined;
    // A person who opens an address is shown how to sign in; a program gets the problem.
    if (refusal.code === "sign-in-needed" && isSafe(request.method) && request.headers.accept?.includes("text/html"))
      return reply.redirect("/sign-in", 303);
    return sendProblem(reply, refusal);
  });
}

async function refusalOf(
  request: FastifyRequest,
  app: Pick<App, "store" | "clock" | "settings">,
): Promise<AppError | undefined> {
  const { settings } = app;
  if (!isOurHost(request.headers.host, settings))
    return new AppError("forbidden", {
      why: "This address is not served here. Use the one that Utas printed at its start, or set UTAS_PUBLIC_URL.",
    });
  if (!isSafe(request.method) && !isOurOrigin(request, settings))
    return new AppError("forbidden", {
      why: "This request came from another site. Utas takes changes only from its own pages and from programs.",
    });
  if (request.routeOptions.config.open) return undefined;
  const token = sessionOf(request, settings);
  return token && (await isSignedIn(app, token)) ? undefined : new AppError("sign-in-needed", {});
}

const isSafe = (method: string) => method === "GET" || method === "HEAD";

/**
 * Against DNS rebinding: a page elsewhere whose name is pointed at this machine would be of one origin with us, but it
 * cannot choose what the browser writes into Host. Only on loopback: beyond it, the proxy or the network decides on names.
 */
function isOurHost(host: string | undefined, { host: listensOn, publicUrl }: Settings): boolean {
  if (!isLoopback(listensOn)) return true;
  const named = (host ?? "").toLowerCase();
  if (publicUrl && named === new URL(publicUrl).host) return true;
  return ["localhost", "127.0.0.1", "[::1]", listensOn].includes(named.replace(/:\d+$/, ""));
}

/**
 * Against cross-site requests. A browser says where a request comes from: in Sec-Fetch-Site, which a page cannot set (sent to
 * https and loopback only), else in Origin, which it adds to everything but GET and HEAD. What has neither was not sent by a
 * browser, so no page made it; it still needs a session, whose cookie is SameSite=Strict. `same-site` is not enough: another
 * port of this machine is same-site.
 */
function isOurOrigin({ headers }: FastifyRequest, { host, publicUrl }: Settings): boolean {
  const site = headers["sec-fetch-site"];
  if (site !== undefined) return site === "same-origin" || site === "none";
  const { origin } = headers;
  if (origin === undefined) return true;
  if (publicUrl && origin === new URL(publicUrl).origin) return true;
  return isLoopback(host) && origin.toLowerCase() === `http://${headers.host?.toLowerCase()}`;
}

/** With __Host- a browser takes the cookie only over https, for this host and all its paths. */
const cookieName = ({ publicUrl }: Pick<Settings, "publicUrl">) =>
  isSecure(publicUrl) ? "__Host-utas_session" : "utas_session";

const isSecure = (publicUrl: string | null) => publicUrl?.startsWith("https:") ?? false;

const cookieFlags = ({ publicUrl }: Pick<Settings, "publicUrl">) =>
  ({ path: "/", httpOnly: true, sameSite: "strict", secure: isSecure(publicUrl) }) as const;

export const sessionOf = ({ cookies }: FastifyRequest, settings: Settings): string | undefined =>
  cookies[cookieName(settings)];

export const giveSession = (reply: FastifyReply, settings: Settings, token: string, expires: Date): FastifyReply =>
  reply.setCookie(cookieName(settings), token, { ...cookieFlags(settings), expires });

export const takeSession = (reply: FastifyReply, settings: Settings): FastifyReply =>
  reply.clearCookie(cookieName(settings), cookieFlags(settings));
