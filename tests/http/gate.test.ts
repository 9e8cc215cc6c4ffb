/** Who may ask what: the gate before every route, and the link that opens it. */

import { request } from "node:http";
import { createConnection } from "node:net";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { makeSignInLink } from "../../src/actions/sign-in.ts";
import { later, minutes } from "../../src/base/clock.ts";
import { connect } from "../support/server.ts";
import { cookieOf, openService, type Service, tokenOf } from "../support/service.ts";

let utas: Service;
beforeAll(async () => {
  utas = await openService({ workers: false });
});
afterAll(() => utas[Symbol.asyncDispose]());

const code = (answer: { json: unknown }) => (answer.json as { code?: string } | undefined)?.code;

/** fetch does not let a caller choose Host. */
const statusWithHost = (path: string, host: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request(new URL(path, utas.server.address), { headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    })
      .on("error", reject)
      .end();
  });

describe("without a sign-in", () => {
  it("nothing answers but /health, the sign-in page and, on this machine, /metrics", async () => {
    const open = new Set(["/health", "/metrics", "/sign-in"].flatMap((url) => [`GET ${url}`, `HEAD ${url}`])).add(
      "POST /sign-in",
    );
    const routes = utas.server.routes.filter(({ method, url }) => !open.has(`${method} ${url}`));
    expect(routes.length).toBeGreaterThan(50);
    for (const { method, url } of routes) {
      const path = url.replace(/:\w+/g, "x").replace("*", "js/main.js");
      const answer = await utas.ask(path, { method });
      expect.soft(answer.status, `${method} ${url}`).toBe(401);
      if (method !== "HEAD") expect.soft(code(answer), `${method} ${url}`).toBe("sign-in-needed");
    }
  });

  it.each([
    ["GET", "/"],
    ["GET", "/no/such/thing"],
    ["GET", "/board/static/js/none.js"],
    ["GET", "/api"],
    ["OPTIONS", "/api/accounts"],
    ["PATCH", "/health"],
    ["POST", "/health"],
    ["GET", "/api/../health/../api/accounts"],
    ["GET", "//api/accounts"],
    ["GET", "/health/"],
    ["GET", "/HEALTH"],
  ])("%s %s is not even said to be missing", async (method, path) => {
    expect((await utas.ask(path, { method })).status).toBe(401);
  });

  it("a session that is made up opens nothing", async () => {
    const answer = await utas.ask("/api/accounts", { headers: { cookie: "utas_session=guess" } });
    expect([answer.status, code(answer)]).toEqual([401, "sign-in-needed"]);
  });

  it("a person who opens a page in a browser is shown how to sign in", async () => {
    const { status, headers } = await utas.ask("/board", { headers: { accept: "text/html,*/*" } });
    expect([status, headers.get("location")]).toEqual([303, "/sign-in"]);
    expect((await utas.askSignedIn("/")).headers.get("location")).toBe("/board");
  });

  it("what is no HTTP is told as a problem, too", async () => {
    const { hostname, port } = new URL(utas.server.address);
    const socket = createConnection(Number(port), hostname).end("HELLO\r\n\r\n");
    let said = "";
    for await (const chunk of socket) said += chunk;
    expect(said).toMatch(/^HTTP\/1\.1 400 Bad Request\r\ncontent-type: application\/problem\+json/);
    expect(said).toContain('"code":"request-unreadable"');
  });

  it("/health says what works, and nothing else", async () => {
    const { status, json } = await utas.ask("/health");
    expect(status).toBe(200);
    expect(json).toEqual({ status: "degraded", database: "ok", queue: "ok", workers: 0, version: "test" });
  });
});

describe("a sign-in link", () => {
  it("shows a button, and is not used up by looking at it", async () => {
    const token = await utas.linkToken();
    for (const _ of [1, 2]) {
      const page = await utas.ask(`/sign-in?token=${token}`);
      expect(page.status).toBe(200);
      expect(page.text).toContain(token);
      expect(page.headers.getSetCookie()).toEqual([]);
    }
    expect((await utas.ask("/sign-in", { body: { token } })).status).toBe(303);
  });

  it("works once", async () => {
    const token = await utas.linkToken();
    const first = await utas.ask("/sign-in", { body: { token } });
    expect([first.status, first.headers.get("location")]).toEqual([303, "/board"]);
    const second = await utas.ask("/sign-in", { body: { token } });
    expect([second.status, code(second)]).toEqual([401, "sign-in-over"]);
    expect(second.headers.getSetCookie()).toEqual([]);
  });

  it("works once even when two press it at the same moment", async () => {
    const token = await utas.linkToken();
    const answers = await Promise.all([1, 2, 3, 4].map(() => utas.ask("/sign-in", { body: { token } })));
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 401, 401, 401]);
  });

  it("is over after a quarter of an hour", async () => {
    const { store } = utas.journey.app;
    const madeAgo = async (ms: number) => {
      const clock = { now: () => later(new Date(), -ms), wait: async () => undefined };
      return tokenOf((await makeSignInLink({ store, clock }, utas.server.address)).url);
    };
    const old = await utas.ask("/sign-in", { body: { token: await madeAgo(minutes(15)) } });
    expect([old.status, code(old)]).toEqual([401, "sign-in-over"]);
    expect((await utas.ask("/sign-in", { body: { token: await madeAgo(minutes(14)) } })).status).toBe(303);
  });

  it("opens a session that a page cannot read and no other site can use", async () => {
    const answer = await utas.ask("/sign-in", {
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: `token=${await utas.linkToken()}`,
    });
    const [cookie = ""] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^utas_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/);
    const days = (Date.parse(/Expires=([^;]+)/.exec(cookie)?.[1] ?? "") - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.9);
    expect(days).toBeLessThan(30.1);
    expect((await utas.ask("/api/accounts", { headers: { cookie: cookieOf(answer) } })).status).toBe(200);
  });

  it("leaves neither of its tokens in the database", async () => {
    const token = await utas.linkToken();
    const answer = await utas.ask("/sign-in", { body: { token } });
    const session = cookieOf(answer).split("=")[1] ?? "";
    const { store, clock } = utas.journey.app;
    expect(await store.sessions.holds(session, clock.now())).toBe(false);
    expect((await utas.ask("/api/accounts", { headers: { cookie: `utas_session=${session}` } })).status).toBe(200);
  });

  it("that was used says so on a page, to a browser", async () => {
    const answer = await utas.ask("/sign-in", { body: { token: "used <b>" }, headers: { accept: "text/html" } });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("content-type")).toContain("text/html");
    expect(answer.text).toContain("used already");
  });

  it("cannot carry mark-up into the page", async () => {
    const { text } = await utas.ask(`/sign-in?token=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(text).not.toContain("<script>");
  });

  it("ends with signing out", async () => {
    const cookie = cookieOf(await utas.ask("/sign-in", { body: { token: await utas.linkToken() } }));
    const out = await utas.ask("/sign-out", { method: "POST", headers: { cookie } });
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()[0]).toMatch(/^utas_session=; Max-Age=0;/);
    expect((await utas.ask("/api/accounts", { headers: { cookie } })).status).toBe(401);
  });
});

describe("a change", () => {
  const cases: [string, Record<string, string>, number][] = [
    ["from our own page", { "sec-fetch-site": "same-origin" }, 200],
    ["that a person typed", { "sec-fetch-site": "none" }, 200],
    ["from another site", { "sec-fetch-site": "cross-site" }, 403],
    ["from another port of this machine", { "sec-fetch-site": "same-site" }, 403],
    ["from another origin, by an older browser", { origin: "https://evil.example" }, 403],
    ["from a page without an origin", { origin: "null" }, 403],
    ["from a program", {}, 200],
  ];

  it.each(cases)("%s is answered with %o -> %i", async (_, headers, status) => {
    const answer = await utas.askSignedIn("/board/api/queues/publish/resume", { method: "PUT", headers });
    expect(answer.status).toBe(status);
    const wish = await utas.askSignedIn("/api/publications/pub_none/hold", { method: "POST", headers });
    expect(wish.status).toBe(status === 200 ? 404 : status);
  });

  it("from our own origin is taken by an older browser", async () => {
    const headers = { origin: utas.server.address };
    const answer = await utas.askSignedIn("/board/api/queues/publish/resume", { method: "PUT", headers });
    expect(answer.status).toBe(200);
  });

  it("cannot sign a visitor in from another site", async () => {
    const headers = { "sec-fetch-site": "cross-site" };
    const answer = await utas.ask("/sign-in", { body: { token: await utas.linkToken() }, headers });
    expect([answer.status, code(answer)]).toEqual([403, "forbidden"]);
  });
});

describe("a name in Host", () => {
  it.each(["localhost", "127.0.0.1:1", "[::1]:80", "LOCALHOST:8080"])(
    "that is this machine's is served: %s",
    async (host) => {
      expect(await statusWithHost("/health", host)).toBe(200);
    },
  );

  it.each([
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example:80",
    "10.0.0.1",
    "localhost@evil.example",
  ])("that was pointed at this machine is not: %s", async (host) => {
    expect(await statusWithHost("/health", host)).toBe(403);
    expect(await statusWithHost("/sign-in", host)).toBe(403);
  });
});

describe("a database that is away", () => {
  it("is told by /health, and by a request that needs it", async () => {
    await using cut = await openService({ workers: false });
    const signedIn = await cut.askSignedIn("/api/accounts");
    expect(signedIn.status).toBe(200);
    const { pathname } = new URL(cut.database.url);
    const name = pathname.slice(1);
    await using server = await connect(inject("serverUrl"));
    await server.client.query(`alter database ${name} with allow_connections false`);
    await server.client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
    const health = await cut.ask("/health");
    expect(health.status).toBe(503);
    expect(health.json).toMatchObject({ status: "down", database: "unreachable", queue: "unreachable" });
    const refused = await cut.askSignedIn("/api/accounts");
    expect(refused.status).toBeGreaterThanOrEqual(500);
    expect(refused.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(refused.text).not.toContain(name);
    await server.client.query(`alter database ${name} with allow_connections true`);
  });
});

describe("behind https", () => {
  it("the cookie is for https and this host alone, the public name is served, and links are told from it", async () => {
    await using secure = await openService({ workers: false, env: { UTAS_PUBLIC_URL: "https://utas.example" } });
    const answer = await secure.ask("/sign-in", {
      body: { token: await secure.linkToken() },
      headers: { origin: "https://utas.example" },
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^__Host-utas_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(answer.headers.get("strict-transport-security")).toContain("max-age=");
  });
});

describe("trying sign-in tokens", () => {
  it("is slowed down", async () => {
    await using fresh = await openService({ workers: false });
    const answers = [];
    for (let n = 0; n < 22; n++) answers.push(await fresh.ask("/sign-in", { body: { token: `guess ${n}` } }));
    expect(answers.map(({ status }) => status).slice(-3)).toEqual([401, 429, 429]);
    expect(code(answers.at(-1) ?? { json: null })).toBe("too-many-tries");
  });
});
