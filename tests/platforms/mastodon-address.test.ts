/** Whose post stands at an address that a person gives. */

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { later } from "../../src/base/clock.ts";
import { mastodon } from "../../src/platforms/mastodon.ts";
import type { SendContext } from "../../src/platforms/platform.ts";
import { type MastodonStand, openMastodonStand } from "../support/mastodon-stand.ts";

const { sender } = mastodon;
if (!sender?.recognise || !sender.owns) throw new Error("Mastodon knows its posts by their addresses");
const { recognise, owns } = sender;

describe("an address on Mastodon", () => {
  let stand: MastodonStand;
  let context: SendContext;
  beforeEach(async () => {
    stand = await openMastodonStand();
    context = {
      key: "key",
      position: 1,
      root: null,
      parent: null,
      handles: {},
      isOwned: async () => false,
      deadlineAt: later(stand.login.line.clock.now(), 10_000),
      signal: new AbortController().signal,
    };
  });
  afterEach(() => stand[Symbol.asyncDispose]());

  it.each([
    ["/@herald/109", "109"],
    ["/@HERALD/109/", "109"],
    ["/@somebody/109", null],
    ["/@herald@other.example/109/", null],
    ["/users/somebody/statuses/109", null],
    ["/@somebody/statuses/01HX", null],
    ["/p/somebody/109", null],
    ["/p/herald/109", "109"],
    ["/users/herald/statuses/109", "109"],
    ["/@herald/statuses/01HX", "01HX"],
    ["/notice/9abC", "9abC"],
    ["/@herald", null],
    ["/about", null],
  ])("recognises the post at %s", (path, id) => {
    const { account } = stand.login;
    expect(recognise(`${stand.server.url}${path}`, account)?.id ?? null).toBe(id);
    expect(recognise(`https://elsewhere.example${path}`, account)).toBeNull();
  });

  it("asks whose a post is where the address does not say", async () => {
    const made = await sender.create(stand.login, { text: "Satu.", language: "id" }, context);
    const id = made.kind === "sent" ? made.remote.id : "";
    const whose = async (path: string) => {
      const remote = recognise(`${stand.server.url}${path}`, stand.login.account);
      return remote && (await owns(stand.login, remote, context));
    };
    expect(await whose(`/notice/${id}`)).toEqual({ kind: "ours" });
    expect(await whose("/notice/9999")).toEqual({ kind: "another's" });
    expect(await whose("/statuses/404")).toMatchObject({ kind: "rejected" });
    expect(await whose("/@herald/404")).toEqual({ kind: "ours" });
  });
});
