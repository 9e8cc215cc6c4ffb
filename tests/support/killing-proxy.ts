/** Stands between a process and PostgreSQL and counts the statements that pass; at the one that is asked for it calls back, before anything of the answer goes back. */

import { createConnection, createServer, type Socket } from "node:net";

export interface Proxy extends AsyncDisposable {
  /** The same database through the proxy. */
  readonly url: string;
  /** Statements counted since `mark` was seen. */
  readonly counted: number;
}

export interface ProxyOptions {
  readonly url: string;
  /** Counting begins with the statement whose message holds this text. */
  readonly mark: string;
  /** The number of the statement (from 1) after which `strike` is called; 0: never. */
  readonly at: number;
  /** The statement has been handed to the server. Answers are held back until this resolves. */
  readonly strike: () => Promise<void>;
}

/** Frontend messages that make the server do something: a simple query, or the sync that ends an extended one. */
const statementTypes = new Set(["Q".charCodeAt(0), "S".charCodeAt(0)]);

export async function openKillingProxy({ url, mark, at, strike }: ProxyOptions): Promise<Proxy> {
  const there = new URL(url);
  const marked = Buffer.from(mark);
  let counting = false;
  let counted = 0;
  let struck = false;
  const sockets = new Set<Socket>();

  const server = createServer((client) => {
    const upstream = createConnection(Number(there.port), there.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.once("close", () => sockets.delete(socket));
    }
    let started = false;
    let held = Buffer.alloc(0);
    client.on("data", (chunk: Buffer) => {
      held = Buffer.concat([held, chunk]);
      for (;;) {
        // The first message of a connection has no type.
        const head = started ? 1 : 0;
        if (held.length < head + 4) return;
        const size = head + held.readUInt32BE(head);
        if (held.length < size) return;
        const message = held.subarray(0, size);
        held = held.subarray(size);
        const isStatement = started && statementTypes.has(message[0] ?? 0);
        if (started && !counting && message.includes(marked)) counting = true;
        started = true;
        if (counting && isStatement && !struck) {
          counted++;
          if (counted === at) {
            struck = true;
            upstream.pause();
            // The server's answer arrives here, and stays here, until the blow has fallen.
            upstream.write(message);
            void strike().then(() => upstream.resume());
            continue;
          }
        }
        upstream.write(message);
      }
    });
    upstream.on("data", (chunk: Buffer) => client.write(chunk));
    client.on("close", () => upstream.end());
    upstream.on("close", () => client.end());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (!address || typeof address === "string") throw new Error("the proxy has no port");
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String(address.port);

  return {
    url: through.href,
    get counted() {
      return counted;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
