import { describe, expect, it } from "vitest";
import { applicationOf, mayBeOurs } from "../../src/platforms/mastodon-altered.ts";

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
