/** The pages of signing in: opening a link shows a button, pressing it uses the link up, so that a chat's link preview does not. */

import rateLimit from "@fastify/rate-limit";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { signIn, signOut } from "../actions/sign-in.ts";
import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { giveSession, sessionOf, takeSession } from "./auth.ts";
import { faultOf } from "./errors.ts";

const given = z.object({ token: z.string("is missing; it stands in the link").max(200, "is too long") });
const triesAMinute = 20;

export async function signInRoutes(instance: FastifyInstance, app: App): Promise<void> {
  const { settings } = app;
  await instance.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_, { ttl }) => new AppError("too-many-tries", { seconds: Math.ceil(ttl / 1_000) }),
  });
  instance.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, (_, body, done) =>
    done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );

  instance.get("/sign-in", { schema: { hide: true }, config: { open: true } }, (request, reply) => {
    const { token } = request.query as { token?: unknown };
    return reply.type("text/html; charset=utf-8").send(typeof token === "string" ? page(button(token)) : page(noLink));
  });

  instance.post(
    "/sign-in",
    {
      schema: { hide: true, body: given },
      config: { open: true, rateLimit: { max: triesAMinute, timeWindow: "1 minute" } },
      errorHandler: (thrown, request, reply) => {
        const fault = faultOf(thrown, request);
        if (fault.status >= 500 || !request.headers.accept?.includes("text/html")) throw thrown;
        return reply
          .status(fault.status)
          .type("text/html; charset=utf-8")
          .send(page(paragraph(fault.message)));
      },
    },
    async (request, reply) => {
      const { token } = request.body as z.infer<typeof given>;
      const session = await signIn(app, token);
      giveSession(reply, settings, session.token, session.expiresAt);
      return reply.redirect("/board", 303);
    },
  );

  instance.post("/sign-out", { schema: { hide: true } }, async (request, reply) => {
    await signOut(app, sessionOf(request, settings) ?? "");
    return takeSession(reply, settings).status(204).send();
  });
}

const escaped = (text: string) =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)?.toString() ?? ""};`);

const paragraph = (text: string) => `<p>${escaped(text)}</p>`;

const button = (token: string) => `
<p>This link signs you in once, on this browser, for 30 days.<br>
<span lang="id">Tautan ini memasukkan Anda satu kali, di peramban ini, selama 30 hari.</span></p>
<form method="post" action="/sign-in">
<input type="hidden" name="token" value="${escaped(token)}">
<button>Sign in · <span lang="id">Masuk</span></button>
</form>`;

const noLink = `
<p>To sign in, run <code>utas sign-in</code> on the machine where Utas runs, and open the link that it prints.<br>
<span lang="id">Untuk masuk, jalankan <code>utas sign-in</code> di mesin tempat Utas berjalan, lalu buka tautan yang dicetaknya.</span></p>`;

const page = (content: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Sign in – Utas</title>
<link rel="icon" href="data:,">
<style>
:root { color-scheme: light dark }
body { font: 1.05rem/1.6 system-ui, sans-serif; max-width: 30rem; margin: 15vh auto 0; padding: 0 1.5rem }
button { font: inherit; padding: .7rem 1.6rem; border: 0; border-radius: .4rem; background: #2f3fa8; color: #fff; cursor: pointer }
button:focus-visible { outline: 3px solid; outline-offset: 3px }
</style>
</head>
<body>
<main>
<h1>Utas</h1>${content}
</main>
</body>
</html>
`;
