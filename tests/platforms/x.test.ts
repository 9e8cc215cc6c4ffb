import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { later } from "../../src/base/clock.ts";
import type { RemotePost, SendContext, SendOutcome } from "../../src/platforms/platform.ts";
import { x } from "../../src/platforms/x.ts";
import type { MadeUp } from "../support/broken-answers.ts";
import { xKeys } from "../support/x-server.ts";
import { openXStand, type XStand, xCan, xWindows } from "../support/x-stand.ts";
import { describeSender } from "./contract.ts";

const { sender } = x;
if (!sender?.find || !sender.remove) throw new Error("X can be sent to, looked at and removed from");
const { find, remove } = sender;

describeSender("X", sender, () => openXStand(), {
  can: xCan,
  refusesDuplicates: true,
  tooLong: "日".repeat(141),
  windows: xWindows,
  images: true,
  revokes: true,
});

describe("X", () => {
  let stand: XStand;
  beforeEach(async () => {
    stand = await openXStand();
  });
  afterEach(() => stand[Symbol.asyncDispose]());

  it.each([
    ["https://x.com/herald/status/12?s=20", "12"],
    ["https://mobile.twitter.com/Herald/status/12", "12"],
    ["https://x.com/i/web/status/12", "12"],
    ["https://x.com/i/status/12", "12"],
    ["https://x.com/somebody/status/12", undefined],
    ["https://example.org/herald/status/12", undefined],
    ["12", undefined],
  ])("knows its own post by the address %s: %s", (address, id) => {
    expect(sender?.recognise?.(address, stand.login.account)?.id).toBe(id);
  });

  it("takes the account's name here for none at X, where that is another", () => {
    const account = { ...stand.login.account, handle: "desk" };
    expect(sender?.recognise?.("https://x.com/desk/status/12", account)).toBeNull();
  });

  const now = () => stand.login.line.clock.now();
  const context = (parent: RemotePost | null = null): SendContext => ({
    key: "key",
    position: 1,
    root: parent,
    parent,
    handles: {},
    isOwned: async () => false,
    deadlineAt: later(now(), 10_000),
    signal: new AbortController().signal,
  });
  const create = (text: string, parent: RemotePost | null = null): Promise<SendOutcome> =>
    sender.create(stand.login, { text, language: "en" }, context(parent));
  const look = (text: string, since = later(now(), -60_000)) =>
    find(stand.login, { text, language: "en" }, { ...context(), since, owned: new Set<string>() });
  const parent: RemotePost = { id: "1", url: null, ref: null };

  it("is asked at the address that it is given, with a signature over that address", async () => {
    expect(await create("Signed.")).toMatchObject({ kind: "sent" });
    expect(stand.server.calls.create).toBe(1);
    const wrong = { ...stand.login, credentials: { ...xKeys, accessSecret: "another secret" } };
    expect(await sender.identify(wrong, context())).toMatchObject({
      kind: "unauthorized",
      accountState: "unauthorized",
    });
  });

  it("names the post's address on x.com by the account's own name", async () => {
    const outcome = await create("Where am I?");
    const id = stand.server.posts()[0]?.id;
    expect(outcome).toMatchObject({ remote: { id, url: `https://x.com/herald/status/${id}`, ref: null } });
  });

  const problem = (status: number, detail: string, more: object = {}): MadeUp => ({
    status,
    body: { title: "Forbidden", detail, type: "about:blank", status, ...more },
  });

  it.each<[string, MadeUp, object]>([
    [
      "a duplicate",
      problem(403, "You are not allowed to create a Tweet with duplicate content."),
      { kind: "rejected", duplicate: true },
    ],
    [
      "a duplicate, in the old shape",
      { status: 403, body: { errors: [{ code: 187, message: "Status is a duplicate." }] } },
      { kind: "rejected", duplicate: true },
    ],
    [
      "a reply that came too early",
      problem(403, "You attempted to reply to a Tweet that is deleted or not visible to you."),
      { kind: "deferred", cause: "fault", notBefore: null },
    ],
    [
      "a reply that came too early, as 400",
      problem(400, "You attempted to reply to a Tweet that is deleted or not visible to you."),
      { kind: "deferred", cause: "fault" },
    ],
    [
      "the rule that self-serve apps may not reply",
      problem(
        403,
        "Reply to this conversation is not allowed because you have not been mentioned or otherwise engaged by the author of the post you are replying to.",
      ),
      { kind: "rejected", duplicate: false, reason: expect.stringContaining("does not let this app reply here") },
    ],
    [
      "a suspended account",
      problem(403, "Your account is suspended and is not permitted to access this feature."),
      { kind: "unauthorized", accountState: "paused", reason: expect.stringContaining("suspended") },
    ],
    [
      "a locked account",
      { status: 403, body: { errors: [{ code: 326, message: "To protect our users, this is temporarily closed." }] } },
      { kind: "unauthorized", accountState: "paused" },
    ],
    [
      "an app without the right to write",
      problem(403, "Your client app is not configured with the appropriate oauth1 app permissions.", {
        type: "https://api.twitter.com/2/problems/oauth1-permissions",
      }),
      { kind: "unauthorized", accountState: "unauthorized", reason: expect.stringContaining("write permission") },
    ],
    [
      "a monthly cap that is used up",
      {
        status: 429,
        body: {
          title: "UsageCapExceeded",
          detail: "Usage cap exceeded: Monthly product cap",
          type: "https://api.twitter.com/2/problems/usage-capped",
        },
      },
      { kind: "unauthorized", accountState: "paused", reason: expect.stringContaining("monthly cap") },
    ],
    [
      "a text that is too long",
      problem(403, "Your Tweet text is too long."),
      { kind: "rejected", duplicate: false, reason: "X refused it (403: Your Tweet text is too long.)." },
    ],
    [
      "a request that does not hold",
      {
        status: 400,
        body: {
          errors: [{ message: "text is wrong" }],
          title: "Invalid Request",
          detail: "One or more parameters to your request was invalid.",
        },
      },
      { kind: "rejected", reason: expect.stringContaining("text is wrong") },
    ],
    ["a parent that is gone", problem(404, "Could not find it."), { kind: "rejected" }],
    [
      "a refusal without a reason",
      { status: 403, body: "" },
      { kind: "rejected", reason: expect.stringContaining("no reason") },
    ],
    ["a success that names no post", { status: 201, body: { data: {} } }, { kind: "unknown" }],
    ["a success without a body", { status: 200, body: null }, { kind: "unknown" }],
    ["a redirect", { status: 302, headers: { location: "/" }, body: {} }, { kind: "unknown" }],
    ["a time-out of X's own", { status: 408, body: {} }, { kind: "unknown" }],
    ["a gateway's time-out", { status: 504, body: "<html>" }, { kind: "unknown" }],
  ])("means the right thing for the thread when it answers with %s", async (_, answer, outcome) => {
    stand.server.misbehave(answer);
    expect(await create("An answer.", parent)).toMatchObject(outcome);
    expect(stand.server.calls.create).toBe(1);
  });

  it("waits for the last of the windows that are used up", async () => {
    const seconds = Math.floor(now().getTime() / 1_000);
    const headers = {
      "x-rate-limit-limit": "100",
      "x-rate-limit-remaining": "99",
      "x-rate-limit-reset": String(seconds + 60),
      "x-app-limit-24hour-remaining": "0",
      "x-app-limit-24hour-reset": String(seconds + 7_200),
      "x-user-limit-24hour-remaining": "0",
      "x-user-limit-24hour-reset": String(seconds + 3_600),
    };
    stand.server.misbehave({ status: 429, headers, body: {} });
    const opens = new Date((seconds + 7_200) * 1_000);
    expect(await create("Capped.")).toMatchObject({ kind: "deferred", cause: "window", notBefore: opens });

    stand.server.misbehave({ status: 201, headers, body: { data: { id: "9" } } });
    expect(await create("The last one.")).toMatchObject({ kind: "sent", closedUntil: opens });
  });

  it("waits as long as a 429 says that names no window", async () => {
    const opens = new Date(Math.floor(now().getTime() / 1_000 + 600) * 1_000);
    stand.server.misbehave({ status: 429, headers: { "retry-after": opens.toUTCString() }, body: {} });
    expect(await create("Later.")).toMatchObject({ kind: "deferred", cause: "window", notBefore: opens });
  });

  it("tells the app's window apart from the account's, which its other accounts do not share", async () => {
    const seconds = Math.floor(now().getTime() / 1_000);
    const until = new Date((seconds + 7_200) * 1_000);
    const own = { "x-rate-limit-remaining": "0", "x-rate-limit-reset": String(seconds + 600) };
    const apps = { "x-app-limit-24hour-remaining": "0", "x-app-limit-24hour-reset": String(seconds + 7_200) };
    stand.server.misbehave({ status: 429, headers: { ...own, ...apps }, body: {} });
    expect(await create("Capped.")).toMatchObject({ app: { until, routes: "this" } });
    stand.server.misbehave({ status: 201, headers: apps, body: { data: { id: "9" } } });
    expect(await create("The last one of all.")).toMatchObject({ kind: "sent", app: { until, routes: "this" } });
    stand.server.misbehave({ status: 429, headers: own, body: {} });
    expect(await create("Its own.")).not.toHaveProperty("app");
  });

  it("shares its windows by the app's key or client id, of which nothing is shown", () => {
    const appOf = (credentials: Record<string, string>) => x.appOf?.({ ...stand.login, credentials });
    expect(appOf(xKeys)).toMatch(/^[0-9a-f]{16}$/);
    expect(appOf({ ...xKeys, accessToken: "another" })).toBe(appOf(xKeys));
    expect(new Set([appOf(xKeys), appOf({ appKey: "another" }), appOf({ clientId: "an-app" })]).size).toBe(3);
  });

  it("says with the last post of a window that the door is closed now, and until when", async () => {
    await using small = await openXStand({ window: { limit: 2, perMs: 60_000 } });
    const send = (text: string) => sender.create(small.login, { text, language: "en" }, context());
    expect(await send("One.")).toMatchObject({ kind: "sent", closedUntil: null });
    const last = await send("Two.");
    expect(last).toMatchObject({ kind: "sent", closedUntil: expect.any(Date) });
    expect(small.server.callsAgainstClosedDoor).toBe(0);
    const against = await send("Three.");
    expect(small.server.callsAgainstClosedDoor).toBe(1);
    if (last.kind !== "sent" || against.kind !== "deferred") throw new Error("the stand did not close its window");
    expect(against.notBefore).toEqual(last.closedUntil);
  });

  it("lets no credential into a reason, not even one that the answer repeats", async () => {
    const repeated = Object.values(xKeys).join(" ");
    stand.server.misbehave(problem(403, `What is ${repeated}?`));
    const outcome = JSON.stringify(await create("Hush."));
    expect(outcome).toContain("[secret]");
    for (const secret of Object.values(xKeys)) expect(outcome).not.toContain(secret);
  });

  it("unfolds no compressed answer, so that a small one cannot fill the memory", async () => {
    const body = gzipSync(`${" ".repeat(64 * 1_048_576)}{"data":{"id":"9"}}`);
    stand.server.misbehave({ status: 201, headers: { "content-encoding": "gzip" }, body });
    expect(await create("Packed.")).toMatchObject({ kind: "unknown" });
  });

  it("goes through every page of the list before it calls a post absent", async () => {
    await using busy = await openXStand({ window: { limit: 1_000, perMs: 60_000 } });
    for (let count = 0; count < 230; count++)
      await sender.create(busy.login, { text: `Post number ${count}.`, language: "en" }, context());
    const lookThere = (text: string) =>
      find(
        busy.login,
        { text, language: "en" },
        { ...context(), since: later(now(), -60_000), owned: new Set<string>() },
      );
    const [first] = busy.server.posts();
    expect(await lookThere("Post number 0.")).toMatchObject({ kind: "found", remote: { id: first?.id } });
    expect(await lookThere("Post number 230.")).toEqual({ kind: "absent", closedUntil: null });
    expect(busy.server.calls.list).toBe(6);
  }, 60_000);

  it("hears from every answer that a window is used up, and asks for no further page then", async () => {
    const until = Math.ceil(Date.now() / 1_000) + 60;
    const headers = { "x-rate-limit-remaining": "0", "x-rate-limit-reset": String(until) };
    const closedUntil = new Date(until * 1_000);
    const nothing = { meta: { result_count: 0 } };
    stand.server.misbehave({ status: 200, headers, body: nothing }, 1, "list");
    expect(await look("Not there.")).toEqual({ kind: "absent", closedUntil });
    stand.server.misbehave({ status: 200, headers, body: { meta: { result_count: 0, next_token: "2" } } }, 1, "list");
    expect(await look("Not there.")).toMatchObject({ kind: "deferred", cause: "window", notBefore: closedUntil });
    stand.server.misbehave({ status: 200, headers, body: { data: { deleted: true } } }, 1, "remove");
    const remote = { id: "1", url: null, ref: null };
    expect(await sender.remove?.(stand.login, remote, context())).toEqual({ kind: "removed", closedUntil });
  });

  it("refuses a text that is longer than it counts", async () => {
    expect(await create(`${"日".repeat(128)} https://example.com/a-long-path`)).toMatchObject({ kind: "sent" });
    expect(await create(`${"日".repeat(129)} https://example.com/a-long-path`)).toMatchObject({ kind: "rejected" });
  });

  it("asks for no older posts than the one in doubt can be, by a clock that may be five minutes off", async () => {
    await create("An old post.");
    expect(await look("An old post.", later(now(), 4 * 60_000))).toMatchObject({ kind: "found" });
    expect(await look("An old post.", later(now(), 6 * 60_000))).toEqual({ kind: "absent", closedUntil: null });
  });

  it("takes the one that was sent first when the list holds two that fit", async () => {
    const data = ["3", "2"].map((id) => ({ id, text: "Twice." }));
    stand.server.misbehave({ status: 200, body: { data, meta: { result_count: 2 } } }, 1, "list");
    expect(await look("Twice.")).toMatchObject({ kind: "found", remote: { id: "2" } });
  });

  it.each<[string, MadeUp, object]>([
    [
      "an error within a success",
      { status: 200, body: { errors: [{ title: "Not Found" }] } },
      { kind: "deferred", cause: "fault" },
    ],
    ["something else than a list", { status: 200, body: {} }, { kind: "deferred", cause: "fault" }],
    [
      "a post without a text",
      { status: 200, body: { data: [{ id: "1" }], meta: { result_count: 1 } } },
      { kind: "deferred" },
    ],
    ["a refusal", problem(403, "No."), { kind: "deferred", cause: "fault" }],
    ["503", { status: 503, body: {} }, { kind: "deferred", cause: "fault" }],
    ["429", { status: 429, body: {} }, { kind: "deferred", cause: "window" }],
    ["402", { status: 402, body: {} }, { kind: "unauthorized", accountState: "paused" }],
    ["an empty list", { status: 200, body: { meta: { result_count: 0 } } }, { kind: "absent" }],
  ])("takes a post for absent only when it has seen the list: %s", async (_, answer, outcome) => {
    await create("Is it there?");
    stand.server.misbehave(answer, 1, "list");
    expect(await look("Is it there?")).toMatchObject(outcome);
  });

  it.each<[string, MadeUp, object]>([
    ["a confirmation", { status: 200, body: { data: { deleted: true } } }, { kind: "removed" }],
    ["that there is none", problem(404, "Could not find tweet"), { kind: "removed" }],
    ["something unclear", { status: 200, body: {} }, { kind: "deferred", cause: "fault" }],
    ["503", { status: 503, body: {} }, { kind: "deferred", cause: "fault" }],
    ["a refusal", problem(403, "You are not permitted to perform this action"), { kind: "rejected" }],
  ])("takes a post for removed only when X says that it is gone: %s", async (_, answer, outcome) => {
    stand.server.misbehave(answer, 1, "remove");
    expect(await remove(stand.login, parent, context())).toMatchObject(outcome);
  });

  it("does not know who an account is from an answer that does not say", async () => {
    stand.server.misbehave({ status: 200, body: { data: { id: "42" } } }, 1, "me");
    expect(await sender.identify(stand.login, context())).toMatchObject({ kind: "deferred", cause: "fault" });
    expect(await sender.identify(stand.login, context())).toEqual({ kind: "identified", id: "42", name: "herald" });
  });
});
