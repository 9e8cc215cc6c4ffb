/** A receiver of webhooks on loopback that keeps what comes, and misbehaves on command. */

import { once } from "node:events";
import { createServer, type IncomingHttpHeaders } from "node:http";

export interface HookTaken {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly at: number;
}

/** Instead of 200: another answer, no answer for so long, or a connection cut after the request was read. */
export type HookFault =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  /** As many servers say where nothing is: with the address that was asked for. */
  | { readonly status: number; readonly echoes: true }
  | { readonly lagsMs: number }
  | { readonly resets: true };

export interface HookServer extends AsyncDisposable {
  /** Its address with this path. */
  url(path?: string): string;
  readonly requests: readonly HookTaken[];
  /** Each once, in order. */
  readonly faults: HookFault[];
}

export async function openHookServer(answer = "ok"): Promise<HookServer> {
  const requests: HookTaken[] = [];
  const faults: HookFault[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { url: path = "", headers } = request;
    requests.push({ path, headers, body: Buffer.concat(chunks).toString(), at: Date.now() });
    const fault = faults.shift();
    if (fault && "resets" in fault) return void request.socket.resetAndDestroy();
    if (fault && "lagsMs" in fault) return void setTimeout(() => response.end(answer), fault.lagsMs).unref();
    if (fault && "echoes" in fault)
      return void response.writeHead(fault.status).end(`Cannot POST ${path} (http://${headers.host}${path})`);
    response.writeHead(fault?.status ?? 200, fault?.headers).end(fault ? (fault.body ?? "") : answer);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the hook server has no port");
  return {
    url: (path = "/hook") => `http://127.0.0.1:${address.port}${path}`,
    requests,
    faults,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** The algorithm of Standard Webhooks, written down a second time: whether a request is signed with this secret. */
export async function isSigned({ headers, body }: HookTaken, secret: string): Promise<boolean> {
  const { subtle } = globalThis.crypto;
  const raw = Uint8Array.from(atob(secret.replace(/^whsec_/, "")), (letter) => letter.charCodeAt(0));
  const key = await subtle.importKey("raw", raw, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
  const content = new TextEncoder().encode(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`);
  for (const one of String(headers["webhook-signature"]).split(" ")) {
    const [version, signature = ""] = one.split(",");
    const bytes = Uint8Array.from(atob(signature), (letter) => letter.charCodeAt(0));
    if (version === "v1" && (await subtle.verify("HMAC", key, bytes, content))) return true;
  }
  return false;
}
