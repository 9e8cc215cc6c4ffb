/** How loopback networks answer: as JSON, or with an answer that breaks in one of the ways that answers break. */

import type { IncomingMessage, ServerResponse } from "node:http";
import { afterTaking as afterTakingBy } from "./misbehaving.ts";

/** An answer that a test makes up. */
export interface MadeUp {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** A Buffer goes out as it is, all else as JSON. */
  readonly body: unknown;
}

/** What becomes of an answer once the post is taken. */
export const afterTaking = afterTakingBy({ status: 503, body: { error: "Service Unavailable" } });

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
