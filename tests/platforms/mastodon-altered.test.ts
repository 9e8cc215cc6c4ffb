import { describe, expect, it } from "vitest";
import { later } from "../../src/base/clock.ts";
import { mastodon } from "../../src/platforms/mastodon.ts";
import { applicationOf, mayBeOurs } from "../../src/platforms/mastodon-altered.ts";
import type { FindContext, SendContext } from "../../src/platforms/platform.ts";
import { openMastodonStand } from "../support/mastodon-stand.ts";

const text = "Dua orang tewas dalam banjir di hulu sungai, kata petugas.";
const filtered = "<p>Dua orang [disensor] dalam banjir di hulu sungai, kata petugas.</p>";
const wanted = { text, parentId: "1", visibility: "unlisted", language: "id", pictures: 1 };
const shown = {
  id: "2",
  in_reply_to_id: "1",
  visibility: "unlisted",
  language: "id",
  media_attachments: [{}],
  application: { name: "Utas" },
  content: filtered,
};

describe("a post with other words than ours", () => {
  it.each([
    ["all that no filter changes is right", {}],
    ["nothing of its words is left", { content: "<p>***</p>" }],
    [
      "the server says no more than its parent",
      { visibility: null, language: null, media_attachments: null, application: null },
    ],
  ])("may be ours where %s", (_, more) => {
    expect(mayBeOurs({ ...shown, ...more }, wanted, "Utas")).toBe(true);
  });

  it.each([
    ["it replies to another", { in_reply_to_id: "9" }],
    ["it replies to none", { in_reply_to_id: null }],
    ["the server does not say what it replies to", { in_reply_to_id: undefined }],
    ["others see it", { visibility: "public" }],
    ["its language is another", { language: "en" }],
    ["it carries other pictures", { media_attachments: [] }],
    ["it was made by another application", { application: { name: "Web" } }],
  ])("is not ours where %s", (_, more) => {
    expect(mayBeOurs({ ...shown, ...more }, wanted, "Utas")).toBe(false);
  });

  it("is not told by its application where that of our own posts is not known", () => {
    expect(mayBeOurs({ ...shown, application: { name: "Web" } }, wanted, null)).toBe(true);
    expect(applicationOf([shown], new Set(["2"]))).toBe("Utas");
    expect(applicationOf([shown], new Set(["1"]))).toBeNull();
  });

  it("that begins a thread is ours only where most of its words are", () => {
    const first = { ...shown, in_reply_to_id: null };
    const begins = { ...wanted, parentId: null };
    expect(mayBeOurs(first, begins, "Utas")).toBe(true);
    expect(mayBeOurs({ ...first, content: "<p>Harga beras naik lagi.</p>" }, begins, "Utas")).toBe(false);
  });
});

describe("a server that changes words", () => {
  it("is no reason to take a post for absent: what stands in its place is named", async () => {
    const filter = (text: string) => text.replaceAll("tewas", "[…]");
    await using stand = await openMastodonStand({ filter, application: "Utas" });
    const { sender } = mastodon;
    if (!sender?.find) throw new Error("it can be sent to and looked up");
    const { clock } = stand.login.line;
    const now = () => clock.now();
    const context = (more: Partial<SendContext>): SendContext => ({
      key: `key-${stand.server.calls.create}`,
      position: 1,
      root: more.parent ?? null,
      parent: null,
      handles: {},
      isOwned: async () => false,
      deadlineAt: later(now(), 10_000),
      signal: new AbortController().signal,
      ...more,
    });
    const post = (words: string) => ({ text: words, language: "id" });
    const first = await sender.create(stand.login, post("Tiga orang selamat, satu dicari."), context({}));
    if (first.kind !== "sent") throw new Error(JSON.stringify(first));
    const parent = first.remote;
    await sender.create(stand.login, post("Dua orang tewas, kata petugas."), context({ parent }));

    const owned = new Set([parent.id]);
    const look = (more: Partial<FindContext>) =>
      sender.find?.(stand.login, post("Dua orang tewas, kata petugas."), {
        ...context({}),
        since: later(now(), -60_000),
        owned,
        parent,
        ...more,
      });
    expect(await look({})).toMatchObject({ kind: "absent", altered: { id: stand.server.posts()[1]?.id } });
    const absent = { kind: "absent", closedUntil: null };
    const all = new Set(stand.server.posts().map(({ id }) => id));
    // Of another thread, of another time, or owned already.
    for (const more of [{ parent: null }, { since: later(now(), 3_600_000) }, { owned: all }])
      expect(await look(more)).toEqual(absent);
  });
});
