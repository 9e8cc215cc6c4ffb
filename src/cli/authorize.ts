/** Walks a person through the network's own page: prints its address, then waits for the browser to come back here, or for what they paste. */

import { once } from "node:events";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import { isLoopback } from "../../config/settings.ts";
import type { Credentials } from "../account/account.ts";
import { askForConsent, takeConsent } from "../actions/authorize.ts";
import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { note } from "./io.ts";

/** Must stand among the app's addresses at the network, letter by letter. */
export const defaultRedirect = "http://127.0.0.1:8721/callback";

/** Throws `credentials-invalid`, `authorization-failed` or `option-invalid`. */
export async function authorized(
  app: App,
  platform: string,
  credentials: Credentials,
  redirect: string,
): Promise<Credentials> {
  if (!URL.canParse(redirect))
    throw new AppError("option-invalid", {
      option: "--redirect",
      value: redirect,
      hint: `give an address such as ${defaultRedirect}`,
    });
  const asked = askForConsent(platform, credentials, redirect);
  note(`Open this page, say yes, and come back:\n\n${asked.page}\n`);
  const stop = new AbortController();
  try {
    const brought = await Promise.race([cameBack(new URL(redirect), stop.signal), pasted(stop.signal)]);
    return await takeConsent(app, platform, credentials, asked, brought);
  } finally {
    stop.abort();
  }
}

/** The browser's call at a loopback address; at another one nobody can listen here. */
async function cameBack(redirect: URL, signal: AbortSignal): Promise<string> {
  if (redirect.protocol !== "http:" || !isLoopback(redirect.hostname)) return new Promise(() => undefined);
  return new Promise((come, fail) => {
    const server = createServer((request, response) => {
      const target = new URL(request.url ?? "/", redirect);
      const isIt =
        target.pathname === redirect.pathname && (target.searchParams.has("code") || target.searchParams.has("error"));
      response.writeHead(isIt ? 200 : 404, { "content-type": "text/plain", connection: "close" });
      response.end(isIt ? "Thank you. You can close this page and go back to the terminal.\n" : "Not here.\n");
      if (isIt) come(target.href);
    });
    server.on("error", ({ message }) =>
      fail(
        new AppError("option-invalid", {
          option: "--redirect",
          value: redirect.href,
          hint: `nobody can listen there (${message}): free its port, or give another one that the app knows`,
        }),
      ),
    );
    signal.addEventListener("abort", () => {
      server.close();
      server.closeIdleConnections();
    });
    server.listen(Number(redirect.port || 80), redirect.hostname);
  });
}

function pasted(signal: AbortSignal): Promise<string> {
  if (!process.stdin.isTTY) return new Promise(() => undefined);
  note("Or paste the address that it sends you to, or the code in it:");
  const lines = createInterface({ input: process.stdin });
  signal.addEventListener("abort", () => lines.close());
  return once(lines, "line", { signal }).then(([line]) => String(line));
}
