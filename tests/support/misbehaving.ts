/** How a loopback network misbehaves, whatever its API: the same for every stand-in. */

import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import type { Misbehaviour } from "../platforms/stand.ts";

export interface Answered {
  readonly status: number;
  /** A Buffer goes out as it is, all else as JSON. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function sendJson(response: ServerResponse, { status, body, headers = {} }: Answered): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response
    .writeHead(status, { "content-type": "application/json; charset=utf-8" })
    .end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
}

/** What a network does instead of taking the call; the answers are its own. */
export const insteadOfTaking = (answers: {
  readonly unavailable: Answered;
  readonly closed: (opensAt: number) => Answered;
  readonly closedUnsaid: Answered;
  readonly expired: Answered;
}): Partial<Record<Misbehaviour, (response: ServerResponse, opensAt: number) => void>> => ({
  "fail-before": (response) => sendJson(response, answers.unavailable),
  "cut-before": (response) => void response.destroy(),
  hang: () => undefined,
  "rate-limit": (response, opensAt) => sendJson(response, answers.closed(opensAt)),
  "rate-limit-unsaid": (response) => sendJson(response, answers.closedUnsaid),
  "expired-token": (response) => sendJson(response, answers.expired),
});

/** What it does after it has taken the call, instead of answering as it should. */
export const afterTaking = (
  unavailable: Answered,
): Partial<Record<Misbehaviour, (response: ServerResponse, answer: Answered) => void | Promise<void>>> => ({
  "fail-after": (response) => sendJson(response, unavailable),
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
  /** A head that never ends: one letter of a header after another. */
  async "drip-head"({ socket }) {
    socket?.write("HTTP/1.1 200 OK\r\nx-slow: ");
    while (socket && !socket.destroyed) {
      socket.write("z");
      await wait(10);
    }
  },
  nonsense: ({ socket }) => void socket?.end("\u0000\u0001 this is no HTTP\r\n\r\n"),
  huge: (response, { status, body }) =>
    sendJson(response, { status, body: { ...Object(body), padding: "x".repeat(2_000_000) } }),
  garbled(response, { status, body }) {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body).slice(0, -2));
  },
});
