/** The API: an article comes in and goes out, and every fault is told as a problem with the way out. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { posts } from "../support/rehearse.ts";
import { type Answer, type Ask, openService, type Service } from "../support/service.ts";

let utas: Service;
beforeAll(async () => {
  utas = await openService({ faults: { gone: [{ at: 2, fault: { kind: "expired-token" } }] } });
});
afterAll(() => utas[Symbol.asyncDispose]());

interface Publication {
  readonly id: string;
  readonly state: string;
  readonly posts: readonly { readonly text: string; readonly state: string }[];
}

const addAccount = async (handle: string) => {
  const answer = await utas.askSignedIn("/api/accounts", { body: { platform: "sandbox", handle } });
  expect(answer.status).toBe(201);
  return answer.json as { id: string; handle: string };
};

const publish = async (body: object): Promise<Publication> => {
  const answer = await utas.askSignedIn("/api/publications", { body });
  expect(answer.text, "the answer").toContain("pub_");
  expect(answer.status).toBe(201);
  const [made] = answer.json as Publication[];
  if (!made) throw new Error("nothing was planned");
  return made;
};

const get = async <T>(path: string): Promise<T> => (await utas.askSignedIn(path)).json as T;

const article = `# Pasar terapung buka lagi

Pasar terapung di tepi sungai buka lagi pada Sabtu pagi setelah dua bulan ditutup karena banjir besar.

Para pedagang datang sejak subuh dengan perahu penuh sayur, buah dan ikan segar dari hulu sungai.`;

describe("an article", () => {
  it("comes in as Markdown, is planned, and stands on the timeline as planned", async () => {
    const { id: accountId } = await addAccount("warta");
    const taken = await utas.askSignedIn("/api/articles?language=id&link=https://example.org/pasar", {
      headers: { "content-type": "text/markdown" },
      body: article,
    });
    expect(taken.status).toBe(201);
    expect(taken.json).toMatchObject({
      title: "Pasar terapung buka lagi",
      language: "id",
      link: "https://example.org/pasar",
    });
    const { id: articleId } = taken.json as { id: string };
    expect(await get(`/api/articles/${articleId}`)).toEqual(taken.json);
    expect(await get<unknown[]>("/api/articles")).toContainEqual(taken.json);

    const planned = await publish({ articleId, accounts: ["warta"] });
    await utas.journey.untilState(planned.id, "published");

    const timeline = await get<{ text: string }[]>(`/api/accounts/${accountId}/timeline`);
    expect(timeline.map(({ text }) => text)).toEqual(planned.posts.map(({ text }) => text));
    const shown = await get<Publication & { history: Record<string, unknown>[] }>(`/api/publications/${planned.id}`);
    expect(shown).toMatchObject({ state: "published", account: "warta", reason: null });
    expect(shown.posts.every(({ state }) => state === "sent")).toBe(true);
    expect(shown.history.filter(({ move }) => move).map(({ move }) => move)).toEqual(["finish", "claim", "schedule"]);
    expect(shown.history.filter(({ attempt }) => attempt)).toHaveLength(planned.posts.length);
  });

  it("comes in as HTML or as JSON, and is kept once", async () => {
    const html = {
      headers: { "content-type": "text/html; charset=utf-8" },
      body: "<h1>Judul</h1><p>Isi kabar hari ini.</p>",
    };
    const first = await utas.askSignedIn("/api/articles", html);
    const again = await utas.askSignedIn("/api/articles", html);
    expect(again.json).toEqual(first.json);
    const json = await utas.askSignedIn("/api/articles", {
      body: { text: "Isi kabar hari ini.", title: "Judul lain" },
    });
    expect(json.json).toMatchObject({ title: "Judul lain" });
  });

  it("can be published in one request, later", async () => {
    await addAccount("nanti");
    const at = "2099-01-02T03:04:05+07:00";
    const made = await publish({ text: article, accounts: ["nanti"], at, numbering: true });
    expect(made).toMatchObject({ state: "scheduled", dueAt: new Date(at).toISOString() });
    expect((await utas.askSignedIn(`/api/publications/${made.id}/cancel`, { method: "POST" })).json).toMatchObject({
      state: "cancelled",
    });
  });
});

describe("a publication", () => {
  it("is held, goes on, and is taken back when a person wishes", async () => {
    await addAccount("tangan");
    const later = await publish({ posts: posts(2, "Ditahan"), accounts: ["tangan"], at: "2099-01-02T03:04:05Z" });
    const wish = (move: string, body?: object) =>
      utas.askSignedIn(`/api/publications/${later.id}/${move}`, { method: "POST", ...(body && { body }) });

    expect((await wish("hold", { reason: "menunggu redaktur" })).json).toMatchObject({
      state: "held",
      reason: "menunggu redaktur",
    });
    // Wished again, it is held already.
    expect((await wish("hold")).json).toMatchObject({ state: "held", reason: "menunggu redaktur" });
    expect((await wish("retry")).json).toMatchObject({ state: "scheduled" });
    expect((await wish("cancel")).json).toMatchObject({ state: "cancelled" });
    const refused = await wish("hold");
    expect([refused.status, (refused.json as { code: string }).code]).toEqual([409, "move-refused"]);

    const out = await publish({ posts: posts(2, "Ditarik"), accounts: ["tangan"] });
    await utas.journey.untilState(out.id, "published");
    const retracting = await utas.askSignedIn(`/api/publications/${out.id}/retract`, { method: "POST" });
    expect(retracting.status).toBe(200);
    await utas.journey.untilState(out.id, "retracted");
    expect(await get("/api/accounts/tangan/timeline")).toEqual([]);
  });

  it("is found by account and state, newest first, and no more than asked for", async () => {
    await addAccount("daftar");
    const at = "2099-01-02T03:04:05Z";
    const ids: string[] = [];
    for (const about of ["a", "b", "c"])
      ids.unshift((await publish({ posts: posts(1, about), accounts: ["daftar"], at })).id);
    await utas.askSignedIn(`/api/publications/${ids[1]}/cancel`, { method: "POST" });
    const list = async (query: string) =>
      (await get<Publication[]>(`/api/publications?account=daftar&${query}`)).map(({ id }) => id);
    expect(await list("limit=10")).toEqual(ids);
    expect(await list("limit=2")).toEqual(ids.slice(0, 2));
    expect(await list("state=cancelled")).toEqual([ids[1]]);
    expect(await list("state=cancelled,scheduled")).toEqual(ids);
  });
});

describe("an account", () => {
  it("that the network refuses stops, is reconnected, and goes on; then it can be removed", async () => {
    const { id } = await addAccount("gone");
    const { id: publication } = await publish({ posts: posts(3, "Putus"), accounts: ["gone"] });
    await utas.journey.until("the account has stopped", async () =>
      (await get<{ id: string; state: string }[]>("/api/accounts")).some(
        (one) => one.id === id && one.state === "unauthorized",
      ),
    );
    const busy = await utas.askSignedIn(`/api/accounts/${id}`, { method: "DELETE" });
    expect([busy.status, busy.json]).toMatchObject([
      409,
      { code: "account-busy", detail: expect.stringContaining(`utas cancel ${publication}`) },
    ]);
    const reconnected = await utas.askSignedIn(`/api/accounts/${id}/reconnect`, { method: "POST" });
    expect(reconnected.json).toMatchObject({ id, state: "ready" });
    await utas.journey.untilState(publication, "published");
    expect((await utas.askSignedIn(`/api/accounts/${id}`, { method: "DELETE" })).status).toBe(200);
    expect((await get<{ id: string }[]>("/api/accounts")).map((one) => one.id)).not.toContain(id);
  });
});

describe("a fault", () => {
  const json = { headers: { "content-type": "application/json" } };
  const textBody = (body: string | Uint8Array<ArrayBuffer>): Ask => ({
    headers: { "content-type": "text/plain" },
    body,
  });
  const long = "a".repeat(2_000_001);
  const publicationOf = (body: object): [string, Ask] => [
    "/api/publications",
    { body: { posts: ["Kabar."], accounts: ["warta"], ...body } },
  ];

  const cases: [string, [string, Ask], number, string, RegExp][] = [
    ["JSON that is none", ["/api/articles", { ...json, body: "{text" }], 400, "request-unreadable", /not JSON/],
    ["no body", ["/api/articles", { ...json, body: "" }], 400, "request-unreadable", /empty/],
    ["a field that is missing", ["/api/articles", { body: {} }], 422, "request-invalid", /text is missing/],
    [
      "a field that is not known",
      ["/api/articles", { body: { text: "Isi.", titel: "x" } }],
      422,
      "request-invalid",
      /"titel".*title/,
    ],
    [
      "a field of a wrong kind",
      publicationOf({ numbering: "yes" }),
      422,
      "request-invalid",
      /numbering should be true or false, not "yes"/,
    ],
    [
      "a link that is none",
      ["/api/articles", { body: { text: "Isi.", link: "javascript:alert(1)" } }],
      422,
      "request-invalid",
      /link should be an http/,
    ],
    ["no accounts", publicationOf({ accounts: [] }), 422, "request-invalid", /accounts should be .*not \[\]/],
    [
      "two contents",
      publicationOf({ text: "Isi." }),
      422,
      "request-invalid",
      /exactly one of articleId, text and posts/,
    ],
    ["a time that is none", publicationOf({ at: "besok pagi" }), 422, "time-invalid", /"besok pagi" is not a time/],
    ["a time that is over", publicationOf({ at: "2020-01-01T00:00:00Z" }), 422, "time-over", /already over/],
    [
      "an account that is unknown",
      publicationOf({ accounts: ["nobody"] }),
      404,
      "account-unknown",
      /"nobody".*Connected: /,
    ],
    [
      "an article that is unknown",
      publicationOf({ posts: undefined, articleId: "art_none" }),
      404,
      "article-unknown",
      /art_none/,
    ],
    ["a NUL character", publicationOf({ posts: ["Satu\u0000."] }), 422, "request-invalid", /posts\.0 holds a NUL/],
    [
      "half of a character",
      publicationOf({ posts: undefined, text: "Isi \ud83d." }),
      422,
      "request-invalid",
      /text holds/,
    ],
    [
      "a NUL character in an address",
      ["/api/publications/%00/hold", { method: "POST" }],
      422,
      "request-invalid",
      /id holds/,
    ],
    ["a post that is empty", publicationOf({ posts: ["Satu.", " "] }), 422, "thread-post-empty", /Post 2/],
    [
      "a post that is too long",
      publicationOf({ posts: ["a".repeat(281)] }),
      422,
      "thread-post-too-long",
      /281 long.*280/,
    ],
    [
      "a body of a kind that is not read",
      ["/api/articles", { headers: { "content-type": "image/png" }, body: "x" }],
      415,
      "media-type-unknown",
      /image\/png.*text\/markdown/,
    ],
    ["an article without text", ["/api/articles", textBody(" \n ")], 422, "article-empty", /no text/],
    [
      "bytes that are no UTF-8",
      ["/api/articles", textBody(Uint8Array.of(0x4b, 0xff, 0xfe))],
      422,
      "article-not-text",
      /UTF-8/,
    ],
    [
      "an article with a NUL",
      ["/api/articles", { body: { text: "a\0b" } }],
      422,
      "request-invalid",
      /text holds a NUL/,
    ],
    [
      "an article that is too large",
      ["/api/articles", textBody(long)],
      413,
      "article-too-large",
      /2000001 bytes.*2000000/,
    ],
    [
      "a body that is too large",
      ["/api/articles", textBody(long + long + long)],
      413,
      "request-too-large",
      /larger than 6000000/,
    ],
    [
      "a limit that is none",
      ["/api/publications?limit=many", {}],
      422,
      "request-invalid",
      /limit should be a whole number from 1 to 500/,
    ],
    ["a state that is none", ["/api/publications?state=sent", {}], 422, "request-invalid", /state.* should be one of/],
    ["a publication that is unknown", ["/api/publications/pub_none", {}], 404, "publication-unknown", /pub_none/],
    [
      "a platform that is unknown",
      ["/api/accounts", { body: { platform: "orkut", handle: "a" } }],
      422,
      "platform-unknown",
      /orkut.*sandbox/,
    ],
    [
      "a zone that is none",
      ["/api/accounts", { body: { platform: "sandbox", handle: "zona", zone: "Jakarta" } }],
      422,
      "zone-unknown",
      /Asia\/Jakarta/,
    ],
    [
      "an option that is none",
      ["/api/accounts", { body: { platform: "sandbox", handle: "opsi", options: { like: "orkut" } } }],
      422,
      "option-invalid",
      /like "orkut"/,
    ],
    ["nothing there", ["/api/none?token=secret", {}], 404, "not-found", /nothing at \/api\/none\.$/],
  ];

  it.each(cases)("of %s is told as a problem", async (_, [path, ask], status, code, detail) => {
    const answer = await utas.askSignedIn(path, ask);
    expect(answer.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.json).toEqual({
      type: "about:blank",
      title: expect.any(String),
      status,
      code,
      detail: expect.stringMatching(detail),
    });
    expect(answer.status).toBe(status);
  });

  it("that nobody foresaw tells a reference, not what broke", async () => {
    const { store } = utas.journey.app;
    const list = store.articles.list;
    Object.assign(store.articles, { list: () => Promise.reject(new Error("at /srv/secret.ts: password=hunter2")) });
    try {
      const { status, json, text } = await utas.askSignedIn("/api/articles");
      expect([status, (json as { code: string }).code]).toEqual([500, "internal"]);
      expect(text).toMatch(/under [0-9a-f-]{36}/);
      expect(text).not.toMatch(/hunter2|secret\.ts/);
    } finally {
      Object.assign(store.articles, { list });
    }
  });
});

describe("a secret", () => {
  it("that is handed in for an account comes out in no answer", async () => {
    const secret = "s3cr3t-value";
    const answers: Answer[] = [
      await utas.askSignedIn("/api/accounts", {
        body: { platform: "x", handle: "a", credentials: { appKey: secret } },
      }),
      await utas.askSignedIn("/api/accounts", { body: { platform: "x", handle: "a", credentials: secret } }),
      await utas.askSignedIn("/api/accounts", {
        body: { platform: "x", handle: "a", credentials: { appKey: [secret] } },
      }),
    ];
    for (const { status, text } of answers) {
      expect(status).toBe(422);
      expect(text).not.toContain(secret);
    }
  });

  it("that is stored for an account comes out in no answer", async () => {
    const { store, vault, clock } = utas.journey.app;
    const account = { id: "acc_sealed", platform: "x", handle: "sealed", zone: null, options: {}, identity: null };
    await store.accounts.add({ ...account, sealed: vault.seal(account, { appKey: "s3cr3t-value" }) }, clock.now());
    const { sealed } = await store.accounts.get("acc_sealed");
    const { text } = await utas.askSignedIn("/api/accounts");
    expect(text).toContain("acc_sealed");
    for (const secret of ['sealed":', "s3cr3t-value", sealed ?? "none"]) expect(text).not.toContain(secret);
  });
});

describe("the description of the API", () => {
  it("names every route below /api", async () => {
    const { openapi, paths } = await get<{ openapi: string; paths: Record<string, object> }>("/api/openapi.json");
    expect(openapi).toBe("3.1.0");
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const there = utas.server.routes
      .filter(({ method, url }) => url.startsWith("/api/") && method !== "HEAD" && url !== "/api/openapi.json")
      .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, "{$1}")}`);
    expect(described.filter((one) => one.includes("/api/")).sort()).toEqual(there.sort());
  });
});
