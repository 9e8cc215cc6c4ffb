/** How loopback networks answer: as JSON, or with an answer that breaks in one of the ways that answers break. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Misbehaviour } from "../platforms/contract.ts";

/** An answer that a test makes up. */
export interface MadeUp {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A Buffer goes out as it is, all else as JSON. */
  readonly body: unknown;
}

/** What becomes of an answer once the post is taken. */
export const afterTaking: Partial<
  Record<Misbehaviour, (response: ServerResponse, answer: MadeUp) => void | Promise<void>>
> = {
  "fail-after": (response) => json(response, 503, { error: "Service Unavailable" }),
  "lose-answer": (response) => void response.destroy(),
  "hang-after": () => undefined,
  async "cut-midway"(response, { status, body }) {
    const text = JSON.stringify(body);
    response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
    await new Promise((written) => response.write(text.slice(0, text.length / 2), written));
    response.destroy();
  },
  /** White space may stand before JSON, so this answer is never wrong and never ends. */
  async drip(response, { status }) {
    response.writeHead(status, { "content-type": "application/json" });
    while (!response.destroyed) {
      response.write(" ");
      await wait(10);
    }
  },
  huge: (response, { status, body }) => json(response, status, { ...Object(body), padding: "x".repeat(8_000_000) }),
  garbled(response, { status, body }) {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body).slice(0, -2));
  },
};

export function json(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response
    .writeHead(status, { "content-type": "application/json; charset=utf-8" })
    .end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
}

export async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
