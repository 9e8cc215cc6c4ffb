/** How Utas speaks HTTP: one agent that every client uses, so that no request is written late and no answer waited for without end. */

import { type Agent, Agent as PlainAgent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import { connect as connectPlain, type Socket, type TcpNetConnectOpts } from "node:net";
import { type ConnectionOptions, connect as connectSecure } from "node:tls";
import type { Clock } from "./clock.ts";
import { PrivateAddress, type Reach } from "./reach.ts";

export interface Http {
  /**
   * The agent for one call to `url`: it hands a socket over only when it is connected, looks at the clock there, and refuses
   * (error code UTAS_TOO_LATE, nothing written) when `deadlineAt` is over. What is not answered by then, or when `signal`
   * aborts, is cut off, as is an answer of more than `maxBytes`. With a `reach` it connects to no address but those that it allows.
   */
  agent(url: string, deadlineAt: Date, signal?: AbortSignal, bounds?: CallBounds): CallAgent;
}

export interface CallBounds {
  readonly reach?: Reach | undefined;
  readonly maxBytes?: number;
}

/**
 * An agent that serves one call and remembers why it broke: a client library may hide its request's error behind one of its own.
 * `connected`: a connection was handed over, so something may have been written; a request that could not even be built gets none.
 */
export type CallAgent = Agent & { readonly broken: BrokenCall | null; readonly connected: boolean };

/** Larger than any answer to a post, small enough that a broken server fills no memory. */
export const answerMaxBytes = 1_048_576;

const breaks = {
  UTAS_TOO_LATE: "there was no connection before the deadline",
  UTAS_NOT_STARTED: "the call was given up before there was a connection",
  UTAS_NO_CONNECTION: "there was no connection",
  UTAS_TIME_OUT: "there was no whole answer by the deadline",
  UTAS_GIVEN_UP: "the call was given up before its answer",
  UTAS_ANSWER_TOO_LARGE: "the answer was larger than is taken",
} as const;

const neverLeft: ReadonlySet<string> = new Set(["UTAS_TOO_LATE", "UTAS_NOT_STARTED", "UTAS_NO_CONNECTION"]);

/** Breaks that come from our side of the line. The message is fit for a person. */
export class BrokenCall extends Error {
  readonly code: keyof typeof breaks;

  constructor(code: keyof typeof breaks, detail = "", options?: { cause?: unknown }) {
    super(detail ? `${breaks[code]}: ${detail}` : breaks[code], options);
    this.name = "BrokenCall";
    this.code = code;
  }
}

/** Whether the request of a failed call may have reached the other side. Only an error of `Http.agent` can say that it did not. */
export const whatBroke = (error: unknown): "never left" | "unknown" =>
  error instanceof BrokenCall && neverLeft.has(error.code) ? "never left" : "unknown";

export function openHttp(clock: Clock): Http & AsyncDisposable {
  const sockets = new Set<Socket>();
  return {
    agent(url, deadlineAt, signal, { reach, maxBytes = answerMaxBytes } = {}) {
      const secure = new URL(url).protocol === "https:";
      // A socket serves one call: one that the server has closed meanwhile would break the next call at an unknown point.
      const plainOrSecure = secure ? new SecureAgent({ keepAlive: false }) : new PlainAgent({ keepAlive: false });
      const agent = Object.assign(plainOrSecure, { broken: null as BrokenCall | null, connected: false });
      const broke = (error: BrokenCall) => {
        agent.broken ??= error;
        return error;
      };
      agent.createConnection = (options, handOver) => {
        const to = { ...options, ...(reach && { lookup: reach.lookup }) } as ConnectionOptions & TcpNetConnectOpts;
        // An address that is written as numbers is never looked up.
        const host = new URL(url).hostname;
        if (reach && !reach.allows(host)) {
          handOver?.(broke(noConnection(new PrivateAddress(host))), undefined as never);
          return undefined;
        }
        const socket = secure ? connectSecure(to) : connectPlain(to);
        sockets.add(socket);
        socket.once("close", () => sockets.delete(socket));
        guard(socket, secure ? "secureConnect" : "connect", { clock, deadlineAt, signal, maxBytes, broke }, (error) => {
          agent.connected ||= error === null;
          handOver?.(error, socket);
        });
        return undefined;
      };
      return agent;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy(new BrokenCall("UTAS_GIVEN_UP"));
    },
  };
}

interface Bounds {
  readonly clock: Clock;
  readonly deadlineAt: Date;
  readonly signal: AbortSignal | undefined;
  readonly maxBytes: number;
  /** Notes what broke the call, and gives it back. */
  readonly broke: (error: BrokenCall) => BrokenCall;
}

/** Watches a socket from its first packet to its last; `connected` hears once whether a request may be written to it. */
function guard(socket: Socket, ready: string, bounds: Bounds, connected: (error: Error | null) => void): void {
  const { clock, deadlineAt, signal, maxBytes, broke } = bounds;
  const closed = new AbortController();
  let handedOver = false;
  const leftMs = () => deadlineAt.getTime() - clock.now().getTime();

  const refuse = (error: Error) => {
    if (handedOver) return;
    handedOver = true;
    connected(broke(error instanceof BrokenCall ? error : noConnection(error)));
    socket.destroy();
  };
  const cut = (before: "UTAS_TOO_LATE" | "UTAS_NOT_STARTED", after: "UTAS_TIME_OUT" | "UTAS_GIVEN_UP") => {
    if (closed.signal.aborted) return;
    if (!handedOver) refuse(new BrokenCall(before));
    else socket.destroy(broke(new BrokenCall(after)));
  };
  const giveUp = () => cut("UTAS_NOT_STARTED", "UTAS_GIVEN_UP");

  // Stays: a socket that is cut off after its request has ended has no other listener, and an error that nobody hears ends the process.
  socket.on("error", refuse);
  socket.once("close", () => {
    closed.abort();
    refuse(new BrokenCall("UTAS_NO_CONNECTION"));
  });
  socket.once(ready, () => {
    // A process that was stopped while it connected wakes here, perhaps long after the deadline.
    if (leftMs() <= 0) return refuse(new BrokenCall("UTAS_TOO_LATE"));
    if (handedOver) return;
    handedOver = true;
    connected(null);
    // After HTTP's own listener: the first listener sets the data flowing.
    process.nextTick(limitAnswer, socket, maxBytes, broke);
  });

  void clock.wait(leftMs(), closed.signal).then(() => cut("UTAS_TOO_LATE", "UTAS_TIME_OUT"));
  signal?.addEventListener("abort", giveUp, { signal: closed.signal });
  if (signal?.aborted) process.nextTick(giveUp);
}

function limitAnswer(socket: Socket, maxBytes: number, broke: Bounds["broke"]): void {
  let bytes = 0;
  socket.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > maxBytes) socket.destroy(broke(new BrokenCall("UTAS_ANSWER_TOO_LARGE", `more than ${maxBytes} bytes`)));
  });
}

const wordsFor: Readonly<Record<string, string>> = {
  ECONNREFUSED: "it was refused",
  ENOTFOUND: "the server's name was not found",
  EAI_AGAIN: "the server's name could not be looked up",
  ECONNRESET: "it was closed while it was made",
};

function noConnection(cause: Error & { code?: string }): BrokenCall {
  if (cause instanceof PrivateAddress) return new BrokenCall("UTAS_NO_CONNECTION", cause.message, { cause });
  const code = cause.code ?? cause.name;
  return new BrokenCall("UTAS_NO_CONNECTION", wordsFor[code] ?? code, { cause });
}
