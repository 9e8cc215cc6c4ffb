/** Posts that are out are corrected: in place where the network shows it, else by a reply under the thread. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { connect } from "../../src/actions/connect.ts";
import { correct } from "../../src/actions/correct.ts";
import { halt } from "../../src/actions/halt.ts";
import { retract } from "../../src/actions/retract.ts";
import { setAccount } from "../../src/actions/set-account.ts";
import { run } from "../support/cli.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type MastodonServer, mastodonKeys, openMastodonServer } from "../support/mastodon-server.ts";
import { type Journey, openJourney } from "../support/rehearse.ts";
import { addXAccount } from "../support/x-journey.ts";
import { openXServer, type XServer } from "../support/x-server.ts";

describe("a correction", () => {
  let server: MastodonServer;
  let x: XServer;
  let database: TestDatabase;
  let journey: Journey;
  beforeEach(async () => {
    server = await openMastodonServer();
    x = await openXServer();
    database = await openTestDatabase();
    const env = { UTAS_ALLOWED_PRIVATE_HOSTS: "127.0.0.1", UTAS_X_URL: x.url };
    journey = await openJourney({ databaseUrl: database.url, env });
    const options = { server: server.url, spoiler: "Banjir" };
    await connect(journey.app, { platform: "mastodon", handle: "toots", options, credentials: mastodonKeys });
    await addXAccount(journey, database, "herald");
  });
  afterEach(async () => {
    await journey[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
    await server[Symbol.asyncDispose]();
    await x[Symbol.asyncDispose]();
  });

  const thread = ["Satu korban.", "Dua rumah.", "Tiga hari."];
  const published = async (handle: string) => {
    const { id } = await journey.publish(handle, thread);
    await journey.untilState(id, "published");
    return id;
  };
  const corrections = (id: string) => journey.app.store.corrections.list(id);
  const second = (id: string, text: string) => correct(journey.app, { id, position: 2, text, actor: "desk" });

  it("is made in place on Mastodon, and old words, new words, who and when are kept", async () => {
    const id = await published("toots");
    expect(await second(id, "Tiga rumah.")).toMatchObject({
      kind: "edited",
      url: expect.stringContaining("/@herald/"),
    });
    await second(id, "Empat rumah.");
    expect(server.posts().map(({ text, edits }) => [text, edits])).toEqual([
      ["Satu korban.", []],
      ["Empat rumah.", ["Dua rumah.", "Tiga rumah."]],
      ["Tiga hari.", []],
    ]);
    expect(await corrections(id)).toMatchObject([
      {
        position: 2,
        oldText: "Dua rumah.",
        newText: "Tiga rumah.",
        actor: "desk",
        state: "made",
        at: expect.any(Date),
      },
      { position: 2, oldText: "Tiga rumah.", newText: "Empat rumah.", state: "made" },
    ]);
  });

  it("leaves the content warning that the post went out with, whatever the account's is by now", async () => {
    const id = await published("toots");
    await setAccount(journey.app, "toots", { options: { spoiler: "Kekerasan" } });
    await second(id, "Tiga rumah.");
    expect(server.posts()[1]).toMatchObject({ text: "Tiga rumah.", spoiler: "Banjir" });
  });

  it("goes past no brake", async () => {
    const id = await published("toots");
    await halt(journey.app, {}, { reason: "salah angka", until: null, actor: "ana" });
    await expect(second(id, "Tiga rumah.")).rejects.toThrow("halted by ana: salah angka. Nothing was changed");
    expect(server.calls.edit).toBe(0);
    expect(await corrections(id)).toEqual([]);
  });

  it("calls into no window that its network has closed", async () => {
    const id = await published("toots");
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": new Date(Date.now() + 600_000).toISOString() };
    server.misbehave({ status: 429, body: { error: "Too many requests" }, headers }, 1, "edit");
    await expect(second(id, "Tiga rumah.")).rejects.toThrow("too many calls in this window (429); nothing was changed");
    await expect(second(id, "Tiga rumah.")).rejects.toThrow("window is closed until");
    expect(server.calls.edit).toBe(1);
    expect(await corrections(id)).toMatchObject([{ state: "refused" }]);
  });

  it("stops an account whose token was revoked, and waits until it is ready again", async () => {
    const id = await published("toots");
    server.revokeToken();
    await expect(second(id, "Tiga rumah.")).rejects.toThrow(/Reconnect it\.$/);
    expect(await journey.app.store.accounts.get("toots")).toMatchObject({ state: "unauthorized" });
    await expect(second(id, "Tiga rumah.")).rejects.toThrow("toots is unauthorized");
    expect(server.posts()[1]?.text).toBe("Dua rumah.");
  });

  it("may be asked for again when nobody knows whether it was made", async () => {
    const id = await published("toots");
    server.misbehave("lose-answer", 1, "edit");
    await expect(second(id, "Tiga rumah.")).rejects.toThrow("say it again");
    await second(id, "Tiga rumah.");
    expect(server.posts()[1]).toMatchObject({ text: "Tiga rumah.", edits: ["Dua rumah."] });
    expect(await corrections(id)).toMatchObject([{ state: "made", newText: "Tiga rumah." }]);
  });

  it("whose answer was lost is kept when other words follow", async () => {
    const id = await published("toots");
    server.misbehave("lose-answer", 1, "edit");
    await expect(second(id, "Tiga rumah.")).rejects.toThrow("say it again");
    await second(id, "Empat rumah.");
    expect(await corrections(id)).toMatchObject([
      { state: "unknown", newText: "Tiga rumah.", reason: expect.stringContaining("answer was lost") },
      { state: "made", newText: "Empat rumah." },
    ]);
  });

  it("by a reply that did not go out says so when it is wished again, and goes anew when it was taken back", async () => {
    const id = await published("herald");
    x.misbehave({ status: 403, body: { title: "Forbidden", detail: "Your Tweet text is too long.", status: 403 } });
    const made = await second(id, "Koreksi: tiga rumah.");
    const reply = made.kind === "replied" ? made.reply.id : "";
    await journey.untilState(reply, "failed");
    await expect(second(id, "Koreksi: tiga rumah.")).rejects.toThrow(`to send it: utas retry ${reply}`);
    await retract(journey.app, reply, "desk", null);
    await journey.untilState(reply, "retracted");
    const again = await second(id, "Koreksi: tiga rumah.");
    const anew = again.kind === "replied" ? again.reply.id : "";
    expect(anew).not.toBe(reply);
    await journey.untilState(anew, "published");
    // Back to words that were said before the last ones.
    const other = await second(id, "Koreksi: empat rumah.");
    await journey.untilState(other.kind === "replied" ? other.reply.id : "", "published");
    const back = await second(id, "Koreksi: tiga rumah.");
    expect(back).toMatchObject({ kind: "replied" });
    expect(back.kind === "replied" && back.reply.id).not.toBe(anew);
  });

  it("is a reply under the thread's last post on X, a publication of its own, and one however often it is asked for", async () => {
    const id = await published("herald");
    const made = await Promise.all([second(id, "Koreksi: tiga rumah."), second(id, "Koreksi: tiga rumah.")]);
    const [reply] = made.map((one) => (one.kind === "replied" ? one.reply.id : null));
    await journey.untilState(reply ?? "", "published");
    const posts = x.posts();
    expect(posts).toHaveLength(4);
    expect(posts[3]).toMatchObject({ text: "Koreksi: tiga rumah.", parentId: posts[2]?.id });
    expect(await corrections(id)).toMatchObject([
      { oldText: "Dua rumah.", newText: "Koreksi: tiga rumah.", replyId: reply },
    ]);
  });

  it("whose answer is lost is found under the thread and not sent twice", async () => {
    const id = await published("herald");
    x.misbehave("lose-answer");
    const made = await second(id, "Koreksi: tiga rumah.");
    await journey.untilState(made.kind === "replied" ? made.reply.id : "", "published");
    expect(x.posts()).toHaveLength(4);
    expect(x.calls.create).toBe(4);
  });

  it("is taken back with its thread", async () => {
    const id = await published("herald");
    const made = await second(id, "Koreksi: tiga rumah.");
    const reply = made.kind === "replied" ? made.reply.id : "";
    await journey.untilState(reply, "published");
    await retract(journey.app, id, "desk", null);
    await journey.untilState(id, "retracted");
    await journey.untilState(reply, "retracted");
    expect(x.posts()).toEqual([]);
    // Said again, it is so already.
    expect(await retract(journey.app, id, "desk", null)).toMatchObject({ state: "retracted", wished: false });
  });

  it("of a correction is a reply under it, and goes with the thread too", async () => {
    const id = await published("herald");
    const made = await second(id, "Koreksi: tiga rumah.");
    const reply = made.kind === "replied" ? made.reply.id : "";
    await journey.untilState(reply, "published");
    const again = await correct(journey.app, { id: reply, position: 1, text: "Koreksi: empat rumah.", actor: "desk" });
    const another = again.kind === "replied" ? again.reply : null;
    await journey.untilState(another?.id ?? "", "published");
    expect(another?.replyTo).toMatchObject({ root: { id: x.posts()[0]?.id }, parent: { id: x.posts()[3]?.id } });
    await retract(journey.app, id, "desk", null);
    for (const one of [id, reply, another?.id ?? ""]) await journey.untilState(one, "retracted");
    expect(x.posts()).toEqual([]);
  });

  it("is refused while the thread is still going out, and from the moment that it is to be taken back", async () => {
    const reset = String(Math.floor(journey.app.clock.now().getTime() / 1_000) + 3_600);
    const headers = { "x-rate-limit-limit": "1", "x-rate-limit-remaining": "0", "x-rate-limit-reset": reset };
    x.misbehave({ status: 201, headers, body: { data: { id: "1" } } });
    const { id } = await journey.publish("herald", thread);
    await vi.waitFor(async () => {
      const { state, retryAt, deliveries } = await journey.app.store.publications.get(id);
      expect([state, retryAt !== null, deliveries[0]?.state]).toEqual(["scheduled", true, "sent"]);
    }, 20_000);
    const first = () => correct(journey.app, { id, position: 1, text: "Koreksi: dua korban.", actor: "desk" });
    await expect(first()).rejects.toThrow(`hold the thread first (utas hold ${id})`);
    await retract(journey.app, id, "desk", null);
    await expect(first()).rejects.toThrow("the thread is being taken back");
  });

  it("that is made while its thread is being taken back does not stay", async () => {
    const id = await published("herald");
    const { publications } = journey.app.store;
    const meanwhile: typeof publications = {
      ...publications,
      make: async (...given) => {
        await retract(journey.app, id, "desk", null);
        return publications.make(...given);
      },
    };
    const app = { ...journey.app, store: { ...journey.app.store, publications: meanwhile } };
    await expect(correct(app, { id, position: 2, text: "Koreksi: tiga rumah.", actor: "desk" })).rejects.toThrow(
      "being taken back",
    );
    const [kept] = await corrections(id);
    await journey.untilState(id, "retracted");
    await journey.untilState(kept?.replyId ?? "", "retracted");
    expect(x.posts()).toEqual([]);
  });

  it("that was still out when its thread was taken back goes by a second wish", async () => {
    const id = await published("herald");
    await retract(journey.app, id, "desk", null);
    await journey.untilState(id, "retracted");
    const { id: reply } = await journey.publish("herald", ["Koreksi: tiga rumah."]);
    await journey.untilState(reply, "published");
    const correction = { id, position: 2, oldText: "Dua rumah.", text: "Koreksi: tiga rumah.", actor: "desk" };
    await journey.app.store.corrections.byReply(correction, reply, journey.app.clock.now());
    expect(await retract(journey.app, id, "desk", null)).toMatchObject({ id, state: "retracted" });
    await journey.untilState(reply, "retracted");
    expect(x.posts()).toEqual([]);
  });

  it("is refused for a post that there is not, that is too long, or that was taken back", async () => {
    const id = await published("toots");
    const at = (position: number, text: string) => correct(journey.app, { id, position, text, actor: "desk" });
    await expect(at(4, "Empat.")).rejects.toThrow("the thread has posts 1 to 3");
    await expect(at(1, "x".repeat(501))).rejects.toThrow();
    for (const nothing of ["", " \n"]) await expect(at(1, nothing)).rejects.toThrow("a post cannot be empty");
    server.misbehave({ status: 422, body: { error: "Validation failed" } }, 1, "edit");
    await expect(at(1, "Nol korban.")).rejects.toThrow("Validation failed");
    expect(await corrections(id)).toMatchObject([{ state: "refused", reason: expect.stringContaining("422") }]);
    expect(server.posts().map(({ text }) => text)).toEqual(thread);
  });

  it("is made from the command line and shown with the publication", async () => {
    const id = await published("toots");
    const env = {
      DATABASE_URL: database.url,
      UTAS_DATA_DIR: journey.app.settings.dataDir,
      UTAS_ALLOWED_PRIVATE_HOSTS: "127.0.0.1",
    };
    const utas = (args: string[], input = "") => run(args, { cwd: journey.app.settings.dataDir, env, input });
    const said = await utas(["correct", id, "--post", "1", "--text", "-"], "Nol korban.\n");
    expect([said.code, said.err]).toEqual([0, ""]);
    expect(server.posts()[0]?.text).toBe("Nol korban.");
    expect((await utas(["status", id])).out).toContain("- Satu korban.\n+ Nol korban.");
  });
});
