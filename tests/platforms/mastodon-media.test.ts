import { describe, expect, it } from "vitest";
import { later } from "../../src/base/clock.ts";
import { mastodon } from "../../src/platforms/mastodon.ts";
import type { Handles, Login } from "../../src/platforms/platform.ts";
import { openMastodonStand } from "../support/mastodon-stand.ts";

describe("a picture that its server is long in making ready", () => {
  const bytes = Buffer.from([0xff, 0xd8, 0xff, 0x00]);
  const post = { text: "Foto.", language: "id", images: [{ id: "a", alt: "Satu", credit: "" }] };
  /** With a clock by which there is no time for a second ask, however much the calls have. */
  const prepare = ({ line, ...login }: Login, handles: Handles) => {
    const clock = { ...line.clock, now: () => later(line.clock.now(), 9_500) };
    const picture: Login["line"]["picture"] = async () => ({ type: "image/jpeg", bytes, width: 8, height: 6 });
    return mastodon.sender?.prepare?.({ ...login, line: { ...line, clock, picture } }, post, {
      ...{ key: "key", position: 1, root: null, parent: null, handles },
      isOwned: async () => false,
      deadlineAt: later(line.clock.now(), 10_000),
      signal: new AbortController().signal,
    });
  };

  it("is uploaded once, and asked for again at the next try", async () => {
    await using stand = await openMastodonStand({ readyAtAsk: 3 });
    const first = await prepare(stand.login, {});
    expect(first).toMatchObject({ kind: "deferred", cause: "fault", handles: { image1: "1" } });
    expect(await prepare(stand.login, { image1: "1" })).toMatchObject({ kind: "deferred", cause: "fault" });
    expect(await prepare(stand.login, { image1: "1" })).toMatchObject({ kind: "prepared", handles: { image1: "1" } });
    expect(stand.server.calls.media).toBe(1);
  });

  it("is uploaded again where its server knows it no more", async () => {
    await using stand = await openMastodonStand({ readyAtAsk: 1 });
    expect(await prepare(stand.login, { image1: "99" })).toMatchObject({ kind: "prepared", handles: { image1: "1" } });
    expect(stand.server.calls.media).toBe(1);
  });
});
