import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { later } from "../../src/base/clock.ts";
import { mastodon } from "../../src/platforms/mastodon.ts";
import { budgets } from "../../src/platforms/mastodon-instance.ts";
import type { FindContext, Login, RemotePost, SendContext } from "../../src/platforms/platform.ts";
import { mastodonKeys } from "../support/mastodon-server.ts";
import { type MastodonStand, mastodonCan, mastodonWindows, openMastodonStand } from "../support/mastodon-stand.ts";
import { describeSender } from "./contract.ts";

const { sender } = mastodon;
if (!sender?.find || !sender.remove) throw new Error("Mastodon can be sent to and looked at");
const { find, remove } = sender;

const kinds = [
  { software: "mastodon 4.3.2", keys: "honoured" },
  { software: "snac 2.94", keys: "ignored", dropsParents: true, emptyErrors: true, firstVersionOnly: true },
  { software: "hollo 0.6.18", keys: "raced", markdown: true, knowsNoPages: true },
  { software: "akkoma 3.10.4", keys: "replayed", firstVersionOnly: true },
] as const;

for (const habits of kinds)
  describeSender(`Mastodon's API as ${habits.software} speaks it`, sender, () => openMastodonStand(habits), {
    can: mastodonCan,
    refusesDuplicates: false,
    windows: mastodonWindows,
    images: true,
    revokes: true,
    ...(!("dropsParents" in habits) && { tooLong: "日".repeat(501) }),
  });

describe("Mastodon", () => {
  let stand: MastodonStand;
  beforeEach(async () => {
    stand = await openMastodonStand();
  });
  afterEach(() => stand[Symbol.asyncDispose]());

  let made = 0;
  const now = () => stand.login.line.clock.now();
  const context = (more: Partial<SendContext> = {}): SendContext => ({
    key: `key-${++made}`,
    position: 1,
    root: more.parent ?? null,
    parent: null,
    handles: {},
    isOwned: async () => false,
    deadlineAt: later(now(), 10_000),
    signal: new AbortController().signal,
    ...more,
  });
  const post = (text: string, language = "id") => ({ text, language });
  const create = (text: string, more: Partial<SendContext> = {}, login: Login = stand.login) =>
    sender.create(login, post(text), context(more));
  const sent = async (text: string, parent: RemotePost | null = null, login?: Login) => {
    const outcome = await create(text, { parent }, login);
    if (outcome.kind !== "sent") throw new Error(`not sent: ${JSON.stringify(outcome)}`);
    return outcome.remote;
  };
  const look = (text: string, more: Partial<FindContext> = {}) =>
    find(stand.login, post(text), { ...context(), since: later(now(), -60_000), owned: new Set<string>(), ...more });

  it("is known by the defaults of its servers, and carries link and hashtags in the first post, which alone public lists show", () => {
    expect(mastodon.limits).toMatchObject({
      measure: "mastodon",
      max: 500,
      urlCost: 23,
      link: "first",
      hashtags: "first",
    });
    expect(mastodon.url).toBeNull();
  });

  describe("on the wire", () => {
    it("sends the first post to everybody and the others unlisted, with their language and the key that was stored", async () => {
      await sent("Kedua.", await sent("Pertama."));
      expect(stand.server.posts().map(({ visibility, language }) => [visibility, language])).toEqual([
        ["public", "id"],
        ["unlisted", "id"],
      ]);
      expect(stand.server.keys).toEqual([`key-${made - 1}`, `key-${made}`]);
    });

    it("follows the account's wishes for who sees what, and sets its content warning before every post", async () => {
      const login = stand.as({ visibility: "unlisted", replies: "private", spoiler: "Kekerasan" });
      await sent("Kedua.", await sent("Pertama.", null, login), login);
      expect(stand.server.posts().map(({ visibility, spoiler }) => [visibility, spoiler])).toEqual([
        ["unlisted", "Kekerasan"],
        ["private", "Kekerasan"],
      ]);
    });

    it.each([
      [{ visibility: "private" }, ["private", "private"]],
      [{ visibility: "direct", replies: "public" }, ["direct", "direct"]],
      [{ replies: "public" }, ["public", "public"]],
    ])("shows the posts that follow to no more people than the first: %j", async (options, seen) => {
      const login = stand.as(options);
      await sent("Kedua.", await sent("Pertama.", null, login), login);
      expect(stand.server.posts().map(({ visibility }) => visibility)).toEqual(seen);
    });

    it.each([
      ["id", "id"],
      ["en-GB", "en"],
      ["und", null],
      ["", null],
    ])("names the language %j as %j", async (language, told) => {
      await sender.create(stand.login, post("Bahasa.", language), context());
      expect(stand.server.posts()[0]?.language).toBe(told);
    });
  });

  describe("a server that lies", () => {
    const withHabits = async (habits: Parameters<typeof openMastodonStand>[0]) => {
      await stand[Symbol.asyncDispose]();
      stand = await openMastodonStand(habits);
    };

    it("takes back a reply whose parent the server dropped without a word", async () => {
      await withHabits({ dropsParents: true });
      const outcome = await create("Balasan.", { parent: { id: "7", url: null, ref: null } });
      expect(outcome).toMatchObject({ kind: "rejected", reason: expect.stringContaining("It was taken back.") });
      expect(stand.server.posts()).toEqual([]);
    });

    it("names the stray reply where it cannot be taken back", async () => {
      await withHabits({ dropsParents: true });
      stand.server.misbehave({ status: 500, body: "" }, 1, "remove");
      const outcome = await create("Balasan.", { parent: { id: "7", url: null, ref: null } });
      const [stray] = stand.server.posts();
      expect(outcome).toMatchObject({ kind: "rejected", reason: expect.stringContaining(`/@herald/${stray?.id}`) });
    });

    it("finds a reply that the server took without its parent and did not answer for, and does not send it twice", async () => {
      await withHabits({ dropsParents: true });
      stand.misbehave("lose-answer");
      const parent = { id: "7", url: null, ref: null };
      expect(await create("Balasan.", { parent })).toMatchObject({ kind: "unknown" });
      expect(await look("Balasan.", { parent })).toMatchObject({ kind: "found" });
    });

    it.each([
      ["the post before it", (first: RemotePost) => ({ id: first.id, content: "<p>Kedua.</p>" })],
      ["another text", () => ({ id: "999", content: "<p>Sesuatu yang lain sama sekali</p>" })],
      ["a post of long ago", () => ({ id: "999", content: "<p>Kedua.</p>", created_at: "2026-01-01T00:00:00Z" })],
    ])("does not believe an answer that is about %s", async (_, body) => {
      const parent = await sent("Pertama.");
      stand.server.misbehave({ status: 200, body: { in_reply_to_id: parent.id, ...body(parent) } });
      expect(await create("Kedua.", { parent })).toMatchObject({ kind: "unknown" });
    });

    const spoken = "Hujan deras mengguyur seluruh kota sepanjang malam, kata warga setempat kepada wartawan.";
    const other = "Hujan deras mengguyur seluruh kota sepanjang malam, kata polisi setempat kepada wartawan.";
    const answered = (id: string, text: string, parentId: string | null, agoMs = 0) => ({
      id,
      content: `<p>${text}</p>`,
      in_reply_to_id: parentId,
      created_at: later(now(), -agoMs).toISOString(),
    });

    it.each([
      ["in its own place", 0],
      ["as a reply to the post before ours", 1],
    ])("neither removes nor takes for another one a post of ours that an answer is about: %s", async (_, under) => {
      const first = await sent("Pembukaan.");
      const second = await sent(spoken, first);
      const third = await sent("Air naik.", second);
      stand.server.misbehave({ status: 200, body: answered(second.id, spoken, [first, third][under]?.id ?? null) });
      const isOwned = async (id: string) => [first, second, third].some((one) => one.id === id);
      expect(await create(spoken, { parent: third, root: first, isOwned })).toMatchObject({ kind: "unknown" });
      expect(stand.server.calls.remove).toBe(0);
    });

    it.each([
      ["one word of it is another", spoken, 0],
      ["it was made before ours began", other, 20_000],
      ["it does not say when it was made", other, null],
    ])("removes no post under another parent that is not surely the one just made: %s", async (_, text, agoMs) => {
      const first = await sent("Pembukaan.");
      const { created_at, ...undated } = answered("999", text, "7", agoMs ?? 0);
      stand.server.misbehave({ status: 200, body: agoMs === null ? undated : { ...undated, created_at } });
      expect(await create(other, { parent: first })).toMatchObject({ kind: "unknown" });
      expect(stand.server.calls.remove).toBe(0);
    });

    it("adopts no post that a person wrote before ours began, nor one with another word in it", async () => {
      const listing = (agoMs: number, text: string) => {
        stand.server.misbehave({ status: 200, body: [answered("999", text, null, agoMs)] }, 1, "list");
        return look(other, { since: now() });
      };
      expect(await listing(0, spoken)).toMatchObject({ kind: "absent" });
      expect(await listing(45_000, other)).toMatchObject({ kind: "absent" });
      expect(await listing(0, other)).toMatchObject({ kind: "found", remote: { id: "999" } });
    });

    it.each([
      ["behind, as its answers say", -1_200_000, { kind: "found" }],
      ["right, as its answers say", 0, { kind: "absent" }],
      ["ahead, as its answers say", 1_200_000, { kind: "absent" }],
    ])("judges by the server's clock when a post was made: %s", async (_, aheadMs, outcome) => {
      const headers = { date: later(now(), aheadMs).toUTCString() };
      stand.server.misbehave({ status: 200, headers, body: [answered("999", other, null, 1_200_000)] }, 1, "list");
      expect(await look(other, { since: now() })).toMatchObject(outcome);
    });

    it("understands a 401 that says nothing", async () => {
      await withHabits({ emptyErrors: true });
      const login = { ...stand.login, credentials: { accessToken: "another" } };
      expect(await sender.identify(login, context())).toMatchObject({ kind: "unauthorized" });
    });

    it("knows an error that is played again for a try that did nothing", async () => {
      await withHabits({ keys: "replayed" });
      stand.misbehave("fail-after");
      expect(await create("Satu.", { key: "one" })).toMatchObject({ kind: "unknown" });
      expect(await create("Satu.", { key: "one" })).toMatchObject({ kind: "deferred", cause: "fault" });
      expect(stand.server.posts()).toHaveLength(1);
    });

    it("looks on where a page shows only twenty, and stops where the same page comes again", async () => {
      const { id } = await sent("Dicari.");
      for (let more = 0; more < 45; more++) await sent(`Kabar nomor ${more}.`);
      expect(await look("Dicari.")).toMatchObject({ kind: "found", remote: { id } });
      expect(stand.server.calls.list).toBe(3 + 1);
      await withHabits({ knowsNoPages: true });
      await sent("Sendiri.");
      expect(await look("Tidak ada.")).toMatchObject({ kind: "absent" });
      expect(stand.server.calls.list).toBe(2);
    });

    it("gives no address but of the web", async () => {
      stand.server.misbehave({ status: 200, body: { id: 12, url: "javascript:alert(1)", content: "<p>Satu</p>" } });
      expect(await create("Satu.")).toMatchObject({ kind: "sent", remote: { id: "12", url: null } });
    });
  });

  describe("what is asked of it", () => {
    it("is never asked in the own network unless the operator allows it, and never in the open", async () => {
      const other = await openMastodonStand({ allowed: [] });
      const who = await sender.identify(other.login, context());
      expect(who).toMatchObject({ kind: "deferred", reason: expect.stringContaining("use https:") });
      const login = { ...other.login, account: { ...other.login.account, options: { server: "https://127.0.0.1" } } };
      expect(await sender.identify(login, context())).toMatchObject({
        kind: "deferred",
        reason: expect.stringContaining("UTAS_ALLOWED_PRIVATE_HOSTS"),
      });
      expect(other.server.calls).toMatchObject({ me: 0, instance: 0 });
      await other[Symbol.asyncDispose]();
    });

    it.each([
      ["mastodon.social", null],
      ["https://mastodon.social/", null],
      ["localhost:3000", null],
      ["https://mastodon.social/@herald", expect.stringContaining("the server's address alone")],
      ["ftp://mastodon.social", expect.stringContaining("the server's address alone")],
      ["https://user:pass@mastodon.social", expect.stringContaining("the server's address alone")],
      ["not a server", expect.stringContaining("the server's address alone")],
    ])("takes or refuses the server %j", (server, said) => {
      expect(mastodon.fields.find(({ name }) => name === "server")?.refuses?.(server)).toEqual(said);
    });

    it.each(kinds)("tells who we are, what the server runs and what it takes: $software", async (habits) => {
      const other = await openMastodonStand({ ...habits, max: 2_000 });
      const who = await sender.identify(other.login, context());
      expect(who).toMatchObject({ kind: "identified", software: habits.software, limits: { max: 2_000, urlCost: 23 } });
      const host = new URL(other.server.url).host;
      expect(who).toMatchObject({ id: `42@${host}`, name: `herald@${host}`, quota: { left: 300, of: 300 } });
      await other[Symbol.asyncDispose]();
    });

    it("counts the content warning as the server does, and takes no nonsense for a limit", async () => {
      const limits = async (options: Record<string, string>, max: number, urlCost = 23) => {
        const other = await openMastodonStand({ max, urlCost });
        const who = await sender.identify(other.as(options), context());
        await other[Symbol.asyncDispose]();
        return who.kind === "identified" ? who.limits : who;
      };
      expect(await limits({ spoiler: "Kekerasan" }, 500)).toMatchObject({ max: 491 });
      expect(await limits({}, 3)).not.toHaveProperty("max");
      expect(await limits({}, 10_000_000)).toMatchObject({ max: 100_000 });
      expect(await limits({}, 500, 499)).toMatchObject({ max: 500, urlCost: null });
    });
  });

  describe("what its answers mean", () => {
    it.each([
      [403, "This action is outside the authorized scopes", { kind: "unauthorized", accountState: "unauthorized" }],
      [403, "Your login is currently disabled", { kind: "unauthorized", accountState: "paused" }],
      [403, "This action is not allowed", { kind: "rejected", duplicate: false }],
      [404, "Record not found", { kind: "rejected" }],
      [400, "Duplicate idempotency key.", { kind: "rejected", duplicate: true }],
      [
        422,
        "Cannot attach files that have not finished processing. Try again in a moment!",
        { kind: "deferred", cause: "fault" },
      ],
      [
        422,
        "Validation failed: Text character limit of 500 exceeded",
        { kind: "rejected", reason: expect.stringContaining("limit of 500") },
      ],
      [301, "", { kind: "deferred", cause: "fault" }],
    ])("%s %s", async (status, error, outcome) => {
      stand.server.misbehave({ status, body: { error } });
      expect(await create("Satu.", { parent: { id: "1", url: null, ref: null } })).toMatchObject(outcome);
    });

    it.each([
      ["an ISO date", { "x-ratelimit-reset": "2099-01-01T00:00:00.000Z" }, 86_400_000],
      ["seconds from now, as Reset", { "x-ratelimit-reset": "600" }, 600_000],
      ["seconds from now", { "retry-after": "30" }, 30_000],
      ["a date of HTTP", { "retry-after": "Thu, 01 Jan 2099 00:00:00 GMT" }, 86_400_000],
    ])("waits until the window opens, told as %s, and a day at most", async (_, headers, aheadMs) => {
      stand.server.misbehave({ status: 429, body: { error: "Too many requests" }, headers });
      const before = now().getTime();
      const outcome = await create("Satu.");
      const ahead = outcome.kind === "deferred" && outcome.notBefore ? outcome.notBefore.getTime() - before : null;
      expect(ahead).toBeGreaterThan(aheadMs - 2_000);
      expect(ahead).toBeLessThan(aheadMs + 10_000);
    });

    it("waits on its own account where the window should be open by now, and the server says that it is not", async () => {
      const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "2020-01-01T00:00:00.000Z" };
      stand.server.misbehave({ status: 429, body: { error: "Too many requests" }, headers });
      expect(await create("Satu.")).toMatchObject({ kind: "deferred", cause: "window", notBefore: null });
    });

    it("tells that the window is used up with the answer of its last post", async () => {
      await stand[Symbol.asyncDispose]();
      stand = await openMastodonStand({ window: { limit: 1, perMs: 60_000 } });
      expect(await create("Satu.")).toMatchObject({ kind: "sent", closedUntil: expect.any(Date) });
    });

    it("closes the window to all accounts of a server that counts by address, and of no other", async () => {
      const headers = { "x-ratelimit-reset": "2099-01-01T00:00:00.000Z" };
      for (const [software, shared] of [
        ["gotosocial 0.19.1", true],
        ["mastodon 4.3.2", false],
      ] as const) {
        const { identity, ...account } = stand.login.account;
        const login = { ...stand.login, account: { ...account, identity: identity && { ...identity, software } } };
        stand.server.misbehave({ status: 429, headers, body: { error: "Too many requests" } });
        const outcome = await create("Satu.", {}, login);
        expect(outcome.kind === "deferred" && outcome.app?.routes).toBe(shared ? "all" : undefined);
      }
    });

    it.each([
      ["mastodon 4.3.2", budgets],
      ["snac 2.94", []],
    ])("knows Mastodon's own budgets, which its kin do not have: %s", async (software, known) => {
      const other = await openMastodonStand({ software });
      const who = await sender.identify(other.login, context());
      await other[Symbol.asyncDispose]();
      expect(who.kind === "identified" && who.limits?.budgets).toEqual(known);
    });

    it("shows no token that a server echoes", async () => {
      stand.server.misbehave({ status: 422, body: { error: `no: ${mastodonKeys.accessToken}` } });
      const outcome = await create("Satu.");
      expect(outcome).toMatchObject({ kind: "rejected", reason: expect.stringContaining("[secret]") });
      expect(JSON.stringify(outcome)).not.toContain(mastodonKeys.accessToken);
    });
  });

  it("calls a post removed that is gone already", async () => {
    expect(await remove(stand.login, { id: "1", url: null, ref: null }, context())).toMatchObject({ kind: "removed" });
  });
});
