import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { createServer as createSecureServer, request as requestSecure } from "node:https";
import { connect, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, describe, expect, inject, it } from "vitest";
import { type Clock, later, openClock } from "../../src/base/clock.ts";
import { answerMaxBytes, openHttp, whatBroke } from "../../src/base/http.ts";
import { call } from "../../src/platforms/call.ts";
import { localhostCertificate, localhostKey } from "../support/certificate.ts";

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function listen<S extends Server>(server: S): Promise<number> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  ends.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((closed) => server.close(closed));
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

const serve = async (answer: RequestListener) => `http://127.0.0.1:${await listen(createServer(answer))}/`;

function post(url: string, forMs: number, bounds: { clock?: Clock; signal?: AbortSignal } = {}) {
  const { clock = openClock(), signal = new AbortController().signal } = bounds;
  const http = openHttp(clock);
  ends.push(() => http[Symbol.asyncDispose]());
  const context = { deadlineAt: later(clock.now(), forMs), signal };
  return call({ http }, { method: "POST", url: new URL(url), json: { a: "post" } }, context);
}

const neverLeft = { kind: "broken", left: false };
const nobodyKnows = { kind: "broken", left: true };

describe("a call", () => {
  it("brings the answer back, parsed when it is JSON and as it came when it is not", async () => {
    const url = await serve((request, response) => {
      request.on("data", (body) => response.writeHead(201, { "x-seen": "yes" }).end(body)).on("end", () => undefined);
    });
    expect(await post(url, 5_000)).toMatchObject({
      kind: "answer",
      status: 201,
      headers: { "x-seen": "yes" },
      body: { a: "post" },
    });
    const page = await serve((_, response) => response.writeHead(403).end("<html>"));
    expect(await post(page, 5_000)).toMatchObject({ kind: "answer", status: 403, body: "<html>" });
  });

  it("never shares a connection with another, so that it cannot meet one that the server has closed", async () => {
    let connections = 0;
    const server = createServer((_, response) => response.end("{}"));
    server.on("connection", () => connections++);
    const url = `http://127.0.0.1:${await listen(server)}/`;
    await post(url, 5_000);
    await post(url, 5_000);
    expect(connections).toBe(2);
  });

  it("surely did not leave when the connection is refused or the server's name is unknown", async () => {
    const port = await listen(createTcpServer());
    await ends.pop()?.();
    expect(await post(`http://127.0.0.1:${port}/`, 5_000)).toMatchObject(neverLeft);
    expect(await post("http://no-such-name.invalid/", 5_000)).toMatchObject(neverLeft);
  });

  it("surely did not leave when the request could not even be built, which shows nothing of what was in it", async () => {
    let requests = 0;
    const url = new URL(await serve(() => requests++));
    const clock = openClock();
    await using http = openHttp(clock);
    const context = { deadlineAt: later(clock.now(), 5_000), signal: new AbortController().signal };
    const headers = { authorization: "Bearer s3cret\ns3cret" };
    const reply = await call({ http }, { method: "POST", url, headers, json: {} }, context);
    expect(reply).toEqual({ ...neverLeft, reason: "the request could not be made (ERR_INVALID_CHAR)" });
    expect(requests).toBe(0);
  });

  it("surely did not leave when TLS fails: an unknown certificate, no TLS at all, hung up on the first word", async () => {
    let requests = 0;
    const secure = createSecureServer({ key: localhostKey, cert: localhostCertificate }, () => requests++);
    const secureUrl = `https://127.0.0.1:${await listen(secure)}/`;
    const plainUrl = (await serve(() => requests++)).replace("http:", "https:");
    const rudeUrl = `https://127.0.0.1:${await listen(
      createTcpServer((socket) => socket.once("data", () => socket.destroy())),
    )}/`;
    for (const url of [secureUrl, plainUrl, rudeUrl]) expect(await post(url, 5_000)).toMatchObject(neverLeft);
    expect(requests).toBe(0);
  });

  it("works over TLS that is trusted", async () => {
    const secure = createSecureServer({ key: localhostKey, cert: localhostCertificate }, (_, response) => {
      response.end("hello");
    });
    const url = `https://localhost:${await listen(secure)}/`;
    const clock = openClock();
    await using http = openHttp(clock);
    const agent = http.agent(url, later(clock.now(), 5_000));
    const request = requestSecure(url, { agent, ca: localhostCertificate });
    request.on("error", () => undefined).end();
    const [response] = await once(request, "response");
    expect((await response.toArray()).join("")).toBe("hello");
  });

  it("is of unknown fate when the connection breaks after the request was written", async () => {
    expect(await post(await serve((request) => request.destroy()), 5_000)).toMatchObject(nobodyKnows);
    const reset = await serve((request) => request.socket.resetAndDestroy());
    expect(await post(reset, 5_000)).toMatchObject(nobodyKnows);
    const nonsense = createTcpServer((socket) => socket.once("data", () => socket.end("what?\r\n\r\n")));
    expect(await post(`http://127.0.0.1:${await listen(nonsense)}/`, 5_000)).toMatchObject(nobodyKnows);
  });

  it.each([
    ["does not come", () => undefined],
    ["stops half way", (response: { write(part: string): void }) => response.write("half")],
    [
      "trickles without end",
      (response: { write(part: string): void; destroyed: boolean }) => {
        const trickle = () => {
          if (response.destroyed) return;
          response.write(" ");
          setTimeout(trickle, 5);
        };
        trickle();
      },
    ],
  ])("ends by its deadline when the answer %s, of unknown fate", async (_, answer) => {
    const url = await serve((_request, response) => answer(response));
    const startedAt = performance.now();
    expect(await post(url, 200)).toMatchObject({ ...nobodyKnows, reason: expect.stringContaining("by the deadline") });
    const tookMs = performance.now() - startedAt;
    expect(tookMs).toBeGreaterThan(190);
    expect(tookMs).toBeLessThan(3_000);
  });

  it("ends by its deadline when there is no connection by then, and did not leave", async () => {
    const silent = createTcpServer(() => undefined);
    expect(await post(`https://127.0.0.1:${await listen(silent)}/`, 200)).toMatchObject(neverLeft);
  });

  it("goes by the clock that it is given", async () => {
    let requests = 0;
    const url = await serve((_, response) => {
      requests += 1;
      response.end();
    });
    const noon = new Date("2026-12-01T12:00:00Z");
    // It has the time when the call is made, and is over when the connection is there.
    const times = [noon, noon, later(noon, 1_000)];
    const clock: Clock = { now: () => times.shift() ?? later(noon, 1_000), wait: () => new Promise(() => undefined) };
    expect(await post(url, 1_000, { clock })).toMatchObject(neverLeft);
    expect(requests).toBe(0);
  });

  it("is cut off when an answer is larger than the limit, and not when it is as large as an answer may be", async () => {
    const large = await serve((_, response) => response.end("x".repeat(2 * answerMaxBytes)));
    expect(await post(large, 5_000)).toMatchObject({ ...nobodyKnows, reason: expect.stringContaining("larger than") });
    const fits = await serve((_, response) => response.end("x".repeat(answerMaxBytes - 1_000)));
    expect(await post(fits, 5_000)).toMatchObject({ kind: "answer" });
  });

  it("ends at once when it is told to stop", async () => {
    const stop = new AbortController();
    const url = await serve(() => stop.abort());
    expect(await post(url, 30_000, { signal: stop.signal })).toMatchObject(nobodyKnows);
    expect(await post(url, 30_000, { signal: AbortSignal.abort() })).toMatchObject(neverLeft);
  });

  it("ends when Utas closes its line", async () => {
    const clock = openClock();
    const http = openHttp(clock);
    const url = await serve(() => void http[Symbol.asyncDispose]());
    const context = { deadlineAt: later(clock.now(), 30_000), signal: new AbortController().signal };
    expect(await call({ http }, { method: "POST", url: new URL(url) }, context)).toMatchObject(nobodyKnows);
  });
});

describe("an error that did not come from the agent", () => {
  it("says nothing about whether the request left, whatever its code", () => {
    for (const code of ["ECONNRESET", "ETIMEDOUT", "EPIPE", "UTAS_TOO_LATE"])
      expect(whatBroke(Object.assign(new Error("broke"), { code }))).toBe("unknown");
    expect(whatBroke("broke")).toBe("unknown");
  });
});

describe("a process that is stopped while it connects and goes on after the deadline", () => {
  const deadlineMs = 300;
  const start = (url: string, kind: string): ChildProcess => {
    const child = fork(join(inject("built"), "tests/support/post-once.js"), [url, String(deadlineMs), kind], {
      env: { ...process.env, NODE_TLS_REJECT_UNAUTHORIZED: "0", NODE_NO_WARNINGS: "1" },
    });
    ends.push(() => child.kill("SIGKILL"));
    return child;
  };
  // Who looks at the clock before the connection is there does deliver late: so it is known that the trap is there.
  const kinds = [
    ["guarded", "never left", 0],
    ["checked before", "answered", 1],
  ] as const;

  it.each(kinds)(
    "delivers nothing late over a plain connection thanks to the agent: %s",
    async (kind, outcome, arrived) => {
      let posts = 0;
      const server = createServer((_, response) => {
        posts += 1;
        response.end("{}");
      });
      const accepted = once(server, "connection") as Promise<[Socket]>;
      const child = start(`http://127.0.0.1:${await listen(server)}/`, kind);
      const [socket] = await accepted;
      await wait(deadlineMs * 2);
      const told = once(child, "message");
      const closed = once(socket, "close");
      child.kill("SIGCONT");
      expect(await told).toContain(outcome);
      child.kill("SIGKILL");
      await closed;
      expect(posts).toBe(arrived);
    },
  );

  it.each(kinds)("delivers nothing late over TLS thanks to the agent: %s", async (kind, outcome, arrived) => {
    let posts = 0;
    const secure = createSecureServer({ key: localhostKey, cert: localhostCertificate }, (_, response) => {
      posts += 1;
      response.end("{}");
    });
    const securePort = await listen(secure);
    // Holds the handshake until the process is stopped.
    const door = createTcpServer({ pauseOnConnect: true });
    const accepted = once(door, "connection") as Promise<[Socket]>;
    const child = start(`https://127.0.0.1:${await listen(door)}/`, kind);
    const [held] = await accepted;
    child.kill("SIGSTOP");
    const behind = connect(securePort, "127.0.0.1");
    held.pipe(behind).pipe(held);
    held.once("close", () => behind.resume().end());
    await wait(deadlineMs * 2);
    const told = once(child, "message");
    const closed = once(behind, "close");
    child.kill("SIGCONT");
    expect(await told).toContain(outcome);
    child.kill("SIGKILL");
    await closed;
    expect(posts).toBe(arrived);
  });
});
