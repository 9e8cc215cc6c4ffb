/** What every sender makes of a network that does not take a post: too long, too many, a token that is over or taken away. */

import { expect, it } from "vitest";
import { later } from "../../src/base/clock.ts";
import type { Sender } from "../../src/platforms/platform.ts";
import type { Sending } from "./sending.ts";
import { only, type Stand, type Traits } from "./stand.ts";

export function describeRefusals(
  sender: Sender,
  stand: () => Stand,
  traits: Traits,
  { now, context, postOf, readiedFor, create, sent }: Sending,
): void {
  if (traits.tooLong !== undefined)
    it("does not cut a text that is too long, and says for good that it was refused", async () => {
      const outcome = await create(traits.tooLong ?? "");
      expect(outcome).toMatchObject({ kind: "rejected", duplicate: false, reason: expect.stringMatching(/./) });
      expect(await stand().posts()).toEqual([]);
    });

  it.each(Object.entries(traits.windows ?? {}))(
    "waits for a closed window as long as the network says: %s",
    async (_, headersOf) => {
      const before = now();
      const opensAt = later(new Date(Math.ceil(before.getTime() / 1_000) * 1_000), 90_000);
      stand().close?.(headersOf(opensAt, before));
      const outcome = await create("Too many.");
      expect(outcome).toMatchObject({ kind: "deferred", cause: "window", notBefore: expect.any(Date) });
      const offMs = outcome.kind === "deferred" ? Number(outcome.notBefore) - opensAt.getTime() : Number.NaN;
      expect(Math.abs(offMs)).toBeLessThan(2_000);
      expect(await stand().posts()).toEqual([]);
      await sent("Now it may.");
    },
  );

  only(traits.revokes === true)("says of every call that the credentials hold no more, and does nothing", async () => {
    const post = await sent("Before.");
    stand().revoke?.();
    const outcomes = [
      await sender.identify(stand().login, context()),
      await create("After."),
      await create("After, as a reply.", { parent: post }),
      await sender.remove?.(stand().login, post, context()),
    ];
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ kind: "unauthorized", accountState: "unauthorized" });
    expect((await stand().posts()).map(({ text }) => text)).toEqual(["Before."]);
  });

  only(traits.can.includes("expired-token"))(
    "goes on below what is out after a token that expired in mid-thread",
    async () => {
      const texts = ["First.", "Second.", "Third."];
      const first = await sent("First.");
      const second = await sent("Second.", first);
      stand().misbehave("expired-token");
      expect(await create("Third.", { parent: second, root: first })).toMatchObject({ kind: "unauthorized" });
      expect(await stand().posts()).toHaveLength(2);
      const login = (await stand().signedInAgain?.()) ?? stand().login;
      const again = await readiedFor("Third.", context({ parent: second, root: first }));
      if ("kind" in again) throw new Error(JSON.stringify(again));
      expect((await sender.create(login, postOf("Third."), again)).kind).toBe("sent");
      const posts = await stand().posts();
      expect(posts.map(({ text }) => text)).toEqual(texts);
      expect(posts.map(({ parentId }) => parentId)).toEqual([null, ...posts.slice(0, -1).map(({ id }) => id)]);
    },
  );
}
