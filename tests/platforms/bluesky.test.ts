import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { later } from "../../src/base/clock.ts";
import type { Http } from "../../src/base/http.ts";
import { openReach } from "../../src/base/reach.ts";
import { bluesky } from "../../src/platforms/bluesky.ts";
import type { RemotePost, SendContext } from "../../src/platforms/platform.ts";
import type { Post } from "../../src/thread/thread.ts";
import { skyHandle, skyKeys } from "../support/bluesky-server.ts";
import { openSkyStand, type SkyStand, skyCan, skyWindows } from "../support/bluesky-stand.ts";
import { describeSender } from "./contract.ts";

const { sender } = bluesky;
if (!sender?.signIn || !sender.prepare || !sender.find || !sender.remove || !sender.recognise || !sender.sendsTogether)
  throw new Error("Bluesky can be signed in to, sent to, looked at and removed from");
const { signIn, prepare, create, remove, recognise, sendsTogether } = sender;

describeSender("Bluesky", sender, () => openSkyStand(), {
  can: skyCan,
  refusesDuplicates: false,
  ownKeys: true,
  tooLong: "日".repeat(301),
  windows: skyWindows,
  images: true,
  revokes: true,
});

describe("Bluesky", () => {
  it("is known by the limits of its post lexicon", () => {
    expect(bluesky.limits).toMatchObject({ measure: "graphemes", max: 300, bytesMax: 3_000, urlCost: null });
    expect(bluesky.limits.media).toMatchObject({ images: 4, altMax: 2_000, maxBytes: 2_000_000 });
  });

  it("carries an article's link as a card, which costs no text", () => {
    expect(bluesky.limits.link).toBe("card");
  });

  it.each([
    ["https://pds.example.org", null],
    ["http://localhost:2583", null],
    ["http://10.0.0.7:2583", null],
    ["http://pds.lan", null],
    ["pds.example.org", "give the server's address, such as https://bsky.social"],
    ["ftp://pds.example.org", "give an https address"],
    ["https://pds.example.org/xrpc", expect.stringContaining("without a path")],
    ["https://me:secret@pds.example.org", expect.stringContaining("without a path or a password")],
  ])("takes any server's address, but sends no password over the open net in the clear: %s", (value, refusal) => {
    expect(bluesky.fields.find(({ name }) => name === "server")?.refuses?.(value)).toEqual(refusal);
  });
});

describe("a personal data server without encryption", () => {
  const asked = async (server: string, listed: readonly string[]) => {
    await using stand = await openSkyStand({}, { reach: openReach(["127.0.0.1", ...listed]) });
    const tried: string[] = [];
    const http = {
      ...stand.login.line.http,
      agent: (...call: Parameters<Http["agent"]>) => {
        tried.push(new URL(call[0]).host);
        return stand.login.line.http.agent(...call);
      },
    };
    const account = { ...stand.login.account, options: { server } };
    const login = { ...stand.login, account, line: { ...stand.login.line, http } };
    const deadlineAt = later(new Date(), 10_000);
    const outcome = await signIn(login, null, { deadlineAt, signal: AbortSignal.abort() });
    return { tried, outcome };
  };

  it.each([
    ["http://8.8.8.8:2583", []],
    ["http://[2606:4700::1111]", []],
    ["http://pds", []],
    ["http://pds.example.org", ["pds.lan"]],
    ["http://10.0.0.8:2583", ["10.0.0.7"]],
  ])("is sent no password: %s", async (server, listed) => {
    const { tried, outcome } = await asked(server, listed);
    expect(tried).toEqual([]);
    expect(outcome).toMatchObject({ kind: "deferred", cause: "fault", reason: expect.stringContaining("use https:") });
  });

  it.each([
    ["http://localhost:9", []],
    ["http://127.0.0.1:9", []],
    ["http://[::1]:9", []],
    ["http://pds.lan", ["pds.lan"]],
    ["http://10.0.0.7:2583", ["10.0.0.0/8"]],
  ])("is called on this machine and where the operator lists it: %s", async (server, listed) => {
    expect((await asked(server, listed)).tried).toEqual([new URL(server).host]);
  });
});

const image = (id: string, more: Partial<{ alt: string; credit: string }> = {}) => ({
  id,
  alt: "Air pasang",
  credit: "",
  ...more,
});
const pictures: Record<string, Uint8Array> = { a: Buffer.from("picture a"), b: Buffer.from("picture b") };

describe("Bluesky, on the wire", () => {
  let stand: SkyStand;
  beforeEach(async () => {
    stand = await openSkyStand(
      {},
      {
        picture: async (id) => {
          const bytes = pictures[id];
          return bytes ? { type: "image/jpeg", width: 800, height: 600, bytes } : null;
        },
      },
    );
  });
  afterEach(() => stand[Symbol.asyncDispose]());

  const now = () => stand.login.line.clock.now();
  const context = (more: Partial<SendContext> = {}): SendContext => ({
    key: "a key",
    position: 1,
    root: null,
    parent: null,
    handles: {},
    isOwned: async () => false,
    deadlineAt: later(now(), 10_000),
    signal: new AbortController().signal,
    ...more,
  });
  const send = async (post: Partial<Post>, more: Partial<SendContext> = {}) => {
    const whole = { text: "Sebuah kabar.", language: "id", ...post };
    const ready = await prepare(stand.login, whole, context(more));
    if (ready.kind !== "prepared") return ready;
    return create(stand.login, whole, context({ ...more, handles: ready.handles }));
  };
  const sent = async (post: Partial<Post>, more: Partial<SendContext> = {}): Promise<RemotePost> => {
    const outcome = await send(post, more);
    if (outcome.kind !== "sent") throw new Error(JSON.stringify(outcome));
    return outcome.remote;
  };
  const lastPost = () => stand.server.posts().at(-1)?.value;

  it("marks links, tags and mentions by the bytes of the text, whatever stands before them", async () => {
    await sent({ text: "👩‍🌾 日本 é @friend.test lihat https://example.org/a?b=1 dan contoh.id #Banjir @nobody.test" });
    const facets = lastPost()?.facets as { index: { byteStart: number; byteEnd: number }; features: object[] }[];
    const bytes = Buffer.from(lastPost()?.text ?? "");
    expect(
      facets.map(({ index, features }) => [bytes.subarray(index.byteStart, index.byteEnd).toString(), features[0]]),
    ).toEqual([
      ["@friend.test", { $type: "app.bsky.richtext.facet#mention", did: "did:plc:zzzzzzzzzzzzzzzzzzzzzzzz" }],
      ["https://example.org/a?b=1", { $type: "app.bsky.richtext.facet#link", uri: "https://example.org/a?b=1" }],
      ["contoh.id", { $type: "app.bsky.richtext.facet#link", uri: "https://contoh.id" }],
      ["#Banjir", { $type: "app.bsky.richtext.facet#tag", tag: "Banjir" }],
    ]);
  });

  it("names the language and the root and parent of a reply, with the names of their contents", async () => {
    const root = await sent({ text: "Satu." });
    const second = await sent({ text: "Dua." }, { root, parent: root });
    await sent({ text: "Tiga.", language: "und" }, { root, parent: second });
    expect(lastPost()).toMatchObject({
      reply: { root: { uri: root.id, cid: root.ref }, parent: { uri: second.id, cid: second.ref } },
    });
    expect(stand.server.posts().map(({ value }) => value.langs)).toEqual([["id"], ["id"], undefined]);
  });

  it("shows images with what they show and whose they are, uploaded before", async () => {
    await sent({ images: [image("a", { credit: "Antara" }), image("b")] });
    expect(lastPost()?.embed).toMatchObject({
      $type: "app.bsky.embed.images",
      images: [
        { alt: "Air pasang (Antara)", aspectRatio: { width: 800, height: 600 }, image: { mimeType: "image/jpeg" } },
        { alt: "Air pasang" },
      ],
    });
    expect(stand.server.calls.uploadBlob).toBe(2);
  });

  it("shows a card with its picture, or without one", async () => {
    const card = { url: "https://example.org/1", title: "Judul", description: "Isi", imageId: "a" };
    await sent({ card });
    expect(lastPost()?.embed).toMatchObject({
      $type: "app.bsky.embed.external",
      external: { uri: card.url, title: "Judul", description: "Isi", thumb: { $type: "blob" } },
    });
    await sent({ card: { ...card, imageId: null } });
    expect(lastPost()?.embed).toEqual({
      $type: "app.bsky.embed.external",
      external: { uri: card.url, title: "Judul", description: "Isi" },
    });
  });

  it("refuses for good what is too long, with the server's own words", async () => {
    expect(await send({ text: "x".repeat(301) })).toMatchObject({
      kind: "rejected",
      reason: expect.stringMatching(/400: InvalidRequest: .*300 graphemes/),
    });
    expect(await send({ images: [image("gone")] })).toMatchObject({ kind: "rejected" });
  });

  it("closes its window when the points of the next post are used up, and until the reset that a 429 names", async () => {
    const reset = String(Math.floor(now().getTime() / 1_000) + 600);
    const headers = { "ratelimit-remaining": "2", "ratelimit-reset": reset, "ratelimit-policy": "5000;w=3600" };
    const first = await prepare(stand.login, { text: "Penuh.", language: "id" }, context());
    if (first.kind !== "prepared") throw new Error("not ready");
    const uri = `at://${stand.server.did}/app.bsky.feed.post/${first.handles.rkey}`;
    stand.server.misbehave({ status: 200, body: { uri, cid: "bafy" }, headers });
    expect(
      await create(stand.login, { text: "Penuh.", language: "id" }, context({ handles: first.handles })),
    ).toMatchObject({
      kind: "sent",
      closedUntil: new Date(Number(reset) * 1_000),
    });
    stand.server.misbehave({
      status: 429,
      body: { error: "RateLimitExceeded" },
      headers: { ...headers, "ratelimit-remaining": "0" },
    });
    expect(await send({})).toMatchObject({
      kind: "deferred",
      cause: "window",
      notBefore: new Date(Number(reset) * 1_000),
    });
  });

  it("tells the window of our address, which all accounts of its server share, from the account's", async () => {
    const until = new Date((Math.floor(now().getTime() / 1_000) + 240) * 1_000);
    const headers = { "ratelimit-remaining": "0", "ratelimit-reset": String(until.getTime() / 1_000) };
    const refused = (policy: string) =>
      stand.server.misbehave({ status: 429, body: {}, headers: { ...headers, "ratelimit-policy": policy } });
    refused("3000;w=300");
    expect(await send({})).toMatchObject({ kind: "deferred", app: { until, routes: "all" } });
    refused("5000;w=3600");
    expect(await send({})).not.toHaveProperty("app");
    expect(bluesky.appOf?.(stand.login)).toBe(new URL(stand.server.url).host);
  });

  it.each([
    [400, "ExpiredToken", { kind: "unauthorized", sessionOver: true }],
    [400, "InvalidToken", { kind: "unauthorized", sessionOver: true }],
    [401, "AuthMissing", { kind: "unauthorized", sessionOver: true }],
    [400, "AccountTakedown", { kind: "unauthorized", accountState: "paused" }],
    [400, "BlobNotFound", { kind: "deferred", cause: "fault" }],
    [302, "", { kind: "rejected" }],
    [404, "XRPCNotSupported", { kind: "rejected", reason: expect.stringContaining("personal data server") }],
    [413, "PayloadTooLarge", { kind: "rejected" }],
    [502, "UpstreamFailure", { kind: "unknown" }],
  ])("knows what %i %s means for a post", async (status, error, outcome) => {
    stand.server.misbehave({ status, body: { error, message: `with ${skyKeys.appPassword}` } });
    const told = await send({});
    expect(told).toMatchObject(outcome);
    expect(JSON.stringify(told)).not.toContain(skyKeys.appPassword);
  });

  it("does not call into the own network for a server that a person named, unless it is listed", async () => {
    const { line } = stand.login;
    const reach = { ...line.reach, allows: () => false };
    expect(await sender.identify({ ...stand.login, line: { ...line, reach } }, context())).toMatchObject({
      kind: "deferred",
      reason: expect.stringContaining("UTAS_ALLOWED_PRIVATE_HOSTS"),
    });
  });

  it("keeps a post's key, and gives it the time at which it leaves", async () => {
    const post = { text: "Nanti.", language: "id" };
    const first = await prepare(stand.login, post, context());
    if (first.kind !== "prepared") throw new Error("not ready");
    await stand.login.line.clock.wait(5);
    const second = await prepare(stand.login, post, context({ handles: first.handles }));
    if (second.kind !== "prepared") throw new Error("not ready");
    expect(second.handles.rkey).toBe(first.handles.rkey);
    expect(second.handles.createdAt).not.toBe(first.handles.createdAt);
  });

  it("knows its own posts by the addresses that people copy, under its handle or its DID", async () => {
    const { did } = stand.server;
    const { account } = stand.login;
    const uri = `at://${did}/app.bsky.feed.post/3kabc`;
    for (const address of [
      `https://bsky.app/profile/${did}/post/3kabc`,
      `https://bsky.app/profile/${skyHandle}/post/3kabc?x=1`,
      uri,
      `at://${skyHandle}/app.bsky.feed.post/3kabc`,
    ])
      expect(recognise(address, account)).toMatchObject({ id: uri });
    expect(recognise("https://bsky.app/profile/somebody.else/post/3kabc", account)).toBeNull();
    expect(recognise("https://example.org/", account)).toBeNull();
  });

  it("goes on below a post whose content's name was never told", async () => {
    const { id } = await sent({ text: "Di atas." });
    const parent = { id, url: null, ref: null };
    await sent({ text: "Di bawah." }, { root: parent, parent });
    expect(lastPost()?.reply).toMatchObject({ parent: { uri: id, cid: expect.stringMatching(/^b/) } });
    await remove(stand.login, parent, context());
    expect(await send({ text: "Lagi." }, { root: parent, parent })).toMatchObject({ kind: "rejected" });
  });

  it("sends a thread as one unless that is switched off, or it is larger than one call may be", () => {
    const { account } = stand.login;
    const thread = (count: number, text = "Kabar.") => Array.from({ length: count }, () => ({ text, language: "id" }));
    expect(sendsTogether(account, thread(100))).toBe(true);
    expect(sendsTogether(account, thread(100, "日".repeat(900)))).toBe(false);
    expect(sendsTogether(account, thread(201))).toBe(false);
    expect(sendsTogether({ ...account, options: { ...account.options, atomic: "off" } }, thread(2))).toBe(false);
  });
});

describe("signing in to Bluesky", () => {
  let stand: SkyStand;
  beforeEach(async () => {
    stand = await openSkyStand();
  });
  afterEach(() => stand[Symbol.asyncDispose]());
  const context = () => ({ deadlineAt: later(new Date(), 10_000), signal: new AbortController().signal });
  const kept = () => stand.login.session ?? null;

  it("renews a session, and begins a new one where that one cannot be renewed", async () => {
    expect((await signIn(stand.login, kept(), context())).kind).toBe("ready");
    expect([stand.server.calls.refreshSession, stand.server.calls.createSession]).toEqual([1, 1]);
    expect((await signIn(stand.login, kept(), context())).kind).toBe("ready");
    expect([stand.server.calls.refreshSession, stand.server.calls.createSession]).toEqual([2, 2]);
  });

  it.each([503, 429, 502])("is put off, and disconnects nobody, when the server answers %i", async (status) => {
    for (const [call, session] of [
      ["createSession", null],
      ["refreshSession", kept()],
    ] as const) {
      stand.server.misbehave({ status, body: {} }, 1, call);
      expect(await signIn(stand.login, session, context())).toMatchObject({ kind: "deferred" });
    }
  });

  it("says what to do about a wrong password, a code by e-mail and another account's credentials", async () => {
    const wrong = { ...stand.login, credentials: { appPassword: "wrong-password" } };
    expect(await signIn(wrong, null, context())).toMatchObject({
      kind: "unauthorized",
      accountState: "unauthorized",
      reason: expect.stringContaining("Make a new app password"),
    });
    stand.server.misbehave(
      { status: 401, body: { error: "AuthFactorTokenRequired", message: "code" } },
      1,
      "createSession",
    );
    expect(await signIn(stand.login, null, context())).toMatchObject({
      reason: expect.stringContaining("app password"),
    });
    const another = { ...stand.login.account, identity: { id: "did:plc:another", name: "another.test" } };
    stand.server.misbehave(
      { status: 200, body: { accessJwt: "a", refreshJwt: "b", did: stand.server.did, handle: skyHandle } },
      1,
      "createSession",
    );
    expect(await signIn({ ...stand.login, account: another }, null, context())).toMatchObject({
      kind: "unauthorized",
      reason: expect.stringContaining("not another.test's"),
    });
  });

  it("knows when its session ends", async () => {
    const { expiresAt } = kept() ?? {};
    expect((expiresAt?.getTime() ?? 0) - Date.now()).toBeGreaterThan(7_000_000);
  });
});
