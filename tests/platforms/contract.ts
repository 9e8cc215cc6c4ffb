/** What every sender promises, run by each platform's test against a network of its own that misbehaves on command. */

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { later } from "../../src/base/clock.ts";
import type { RemotePost, SendContext, Sender, Together } from "../../src/platforms/platform.ts";
import { describeImages } from "./contract-images.ts";
import { describeRefusals } from "./contract-refusals.ts";
import { sendingTo } from "./sending.ts";
import { endless, lookRefusals, only, rows, type Stand, shortMs, slackMs, type Traits, unknown } from "./stand.ts";

export function describeSender(name: string, sender: Sender, openStand: () => Promise<Stand>, traits: Traits): void {
  describe(`${name}, as a sender`, () => {
    let stand: Stand;
    beforeEach(async () => {
      stand = await openStand();
    });
    afterEach(() => stand[Symbol.asyncDispose]());

    const sending = sendingTo(sender, () => stand);
    const { now, context, postOf, readiedFor, create, sent, find } = sending;

    it("proves the account's credentials and tells who it is", async () => {
      const outcome = await sender.identify(stand.login, context());
      expect(outcome).toMatchObject({
        kind: "identified",
        id: expect.stringMatching(/./),
        name: expect.stringMatching(/./),
      });
    });

    it("names a way to settle a send of unknown fate, and can look up when it says so", () => {
      const ways = sender.settles(stand.login.account).map(({ by }) => by);
      expect(ways.length).toBeGreaterThan(0);
      if (ways.includes("look-up")) expect(sender.find).toBeDefined();
    });

    it("sends one post and tells its id", async () => {
      const remote = await sent("One post.");
      expect(await stand.posts()).toEqual([{ id: remote.id, text: "One post.", parentId: null }]);
    });

    it("sends a thread in order, each post a reply to the one before it", async () => {
      const texts = ["First & <foremost>.", "Second 👋 https://example.com/a?b=1&c=2", "Third, é."];
      const thread: RemotePost[] = [];
      for (const text of texts) thread.push(await sent(text, thread.at(-1) ?? null));
      expect(await stand.posts()).toEqual(
        texts.map((text, at) => ({ id: thread[at]?.id, text, parentId: thread[at - 1]?.id ?? null })),
      );
    });

    it("does not say that a reply to a post that is not there was sent, or may have been", async () => {
      const parent = { id: "1", url: null, ref: null };
      expect(["deferred", "rejected"]).toContain((await create("A reply to nothing.", { parent })).kind);
      expect(await stand.posts()).toEqual([]);
    });

    describeRefusals(sender, () => stand, traits, sending);
    if (traits.images) describeImages(sender, () => stand, sending);

    only(traits.refusesDuplicates)("tells a refused duplicate from other refusals", async () => {
      await sent("The same again.");
      expect(await create("The same again.")).toMatchObject({ kind: "rejected", duplicate: true });
    });

    it("does not write a post to the network once the deadline is over, and says that it did not leave", async () => {
      const late = await create("Too late.", { deadlineAt: later(now(), -1) });
      expect(late).toMatchObject({ kind: "deferred", cause: "fault" });
      expect(await stand.posts()).toEqual([]);
    });

    it("does not write a post to the network when it was told to stop before, and ends at once", async () => {
      const outcome = await create("Stopped.", { signal: AbortSignal.abort() });
      expect(outcome.kind).toBe("deferred");
      expect(await stand.posts()).toEqual([]);
    });

    only(traits.can.includes("hang-after"))(
      "ends soon when it is told to stop while it waits, and does not know",
      async () => {
        stand.misbehave("hang-after");
        const stop = new AbortController();
        const outcome = create("Stopped while waiting.", { signal: stop.signal });
        while ((await stand.posts()).length === 0) await new Promise(setImmediate);
        stop.abort();
        expect((await outcome).kind).toBe("unknown");
      },
    );

    it.each(rows.filter(([how]) => traits.can.includes(how)))(
      "tells rightly what became of a post when the network does this: %s",
      async (how, isTaken, expected) => {
        stand.misbehave(how);
        const startedAt = now();
        const deadlineAt = later(startedAt, endless.includes(how) ? shortMs : 10_000);
        const outcome = await create("A post in trouble.", { deadlineAt });
        expect(outcome).toMatchObject(expected);
        expect(now().getTime()).toBeLessThan(deadlineAt.getTime() + slackMs);
        if (outcome.kind === "deferred" && outcome.notBefore) expect(outcome.notBefore > startedAt).toBe(true);
        for (const secret of Object.values(stand.login.credentials))
          expect(JSON.stringify(outcome)).not.toContain(secret);
        expect((await stand.posts()).length).toBe(isTaken ? 1 : 0);
      },
    );

    describe.runIf(sender.find)("looking for a post whose fate is unknown", () => {
      const doubtful = rows.filter(([how, , outcome]) => traits.can.includes(how) && outcome === unknown);

      it.each(doubtful)("finds it if and only if the network took it: %s", async (how) => {
        const text = "Where is it? <b>&amp;</b> https://example.com/story?a=1&b=2";
        stand.misbehave(how);
        await create(text, { deadlineAt: later(now(), endless.includes(how) ? shortMs : 10_000) });
        const [post] = await stand.posts();
        expect(await find(text)).toMatchObject(post ? { kind: "found", remote: { id: post.id } } : { kind: "absent" });
      });

      only(!traits.ownKeys)("finds a reply under its own parent and under no other", async () => {
        const parent = await sent("A parent.");
        const other = await sent("Another parent.", parent);
        const reply = await sent("A reply.", parent);
        expect(await find("A reply.", { parent })).toMatchObject({ kind: "found", remote: { id: reply.id } });
        expect(await find("A reply.", { parent: other })).toEqual({ kind: "absent", closedUntil: null });
        expect(await find("A reply.")).toEqual({ kind: "absent", closedUntil: null });
      });

      it("finds it although our clock was put back a second between its beginning and its sending", async () => {
        const { id } = await sent("A second ago.");
        expect(await find("A second ago.", { since: later(now(), 1_000) })).toMatchObject({
          kind: "found",
          remote: { id },
        });
      });

      it("does not take another text for it, nor a post that another one of ours owns", async () => {
        const post = await sent("Mine.");
        expect(await find("Yours.")).toEqual({ kind: "absent", closedUntil: null });
        expect(await find("Mine.", { owned: new Set([post.id]) })).toEqual({ kind: "absent", closedUntil: null });
      });

      only(traits.can.includes("lag"))(
        "does not find what the list does not show yet, and finds it later",
        async () => {
          stand.misbehave("lag");
          const { id } = await sent("Seen later.");
          expect(await find("Seen later.")).toEqual({ kind: "absent", closedUntil: null });
          stand.catchUp?.();
          expect(await find("Seen later.")).toMatchObject({ kind: "found", remote: { id } });
        },
      );

      for (const how of traits.looks === false ? [] : lookRefusals.filter((one) => traits.can.includes(one)))
        it(`takes no refusal to be asked for an absence: ${how}`, async () => {
          await sent("Mine.");
          if (!stand.misbehaveAtLook) throw new Error("the stand cannot misbehave when it is looked at");
          stand.misbehaveAtLook(how);
          const looked = await find("Mine.");
          expect(["deferred", "unauthorized"]).toContain(looked === "cannot" ? looked : looked.kind);
        });

      only(traits.can.includes("unplugged"))(
        "says nothing about the post when the network cannot be asked",
        async () => {
          stand.misbehave("unplugged");
          expect(await find("Mine.")).toMatchObject({ kind: "deferred", cause: "fault" });
        },
      );
    });

    const together = sender.createAll;
    if (together)
      describe("sending a whole thread in one call", () => {
        const texts = ["First 👋.", "Second, é.", "Third."];
        const createAll = async (above: RemotePost | null = null, more: Partial<SendContext> = {}) => {
          const posts: Together[] = [];
          for (const [index, text] of texts.entries()) {
            const about = await readiedFor(text, context({ ...more, position: index + 1, root: above, parent: above }));
            if ("kind" in about) return about;
            posts.push({ post: postOf(text), context: about });
          }
          return together?.(stand.login, posts);
        };

        it("is in order, each post a reply to the one before it, and below what is out already", async () => {
          const above = await sent("Above.");
          const outcome = await createAll(above);
          if (outcome?.kind !== "sent" || !("remotes" in outcome)) throw new Error(JSON.stringify(outcome));
          const ids = outcome.remotes.map(({ id }) => id);
          expect((await stand.posts()).slice(1)).toEqual(
            texts.map((text, at) => ({ id: ids[at], text, parentId: ids[at - 1] ?? above.id })),
          );
        });

        it.each(rows.filter(([how]) => traits.can.includes(how)))(
          "takes all of it or none, and tells rightly: %s",
          async (how, isTaken, expected) => {
            stand.misbehave(how);
            const startedAt = now();
            const outcome = await createAll(null, {
              deadlineAt: later(startedAt, endless.includes(how) ? shortMs : 10_000),
            });
            expect(outcome).toMatchObject(expected);
            expect((await stand.posts()).map(({ text }) => text)).toEqual(isTaken ? texts : []);
            if (expected !== unknown) return;
            for (const text of texts) expect(await find(text)).toMatchObject({ kind: isTaken ? "found" : "absent" });
          },
        );
      });

    describe.runIf(sender.remove)("removing a post", () => {
      const remove = async (remote: RemotePost) => (await sender.remove?.(stand.login, remote, context()))?.kind;

      it("takes it off the network, and doing so twice is fine", async () => {
        const stays = await sent("Stays.");
        const goes = await sent("Goes.", stays);
        expect([await remove(goes), await remove(goes)]).toEqual(["removed", "removed"]);
        expect((await stand.posts()).map(({ text }) => text)).toEqual(["Stays."]);
      });

      only(traits.can.includes("unplugged"))("is put off when the network cannot be reached", async () => {
        const post = await sent("Stays.");
        stand.misbehave("unplugged");
        expect(await remove(post)).toBe("deferred");
      });
    });

    if (traits.ownKeys)
      it.each(rows.filter(([how, , outcome]) => traits.can.includes(how) && outcome === unknown))(
        "makes no second post when the call is made again as it was: %s",
        async (how) => {
          stand.misbehave(how);
          const again = await readiedFor("Once.", context());
          if ("kind" in again) throw new Error(JSON.stringify(again));
          const deadlineAt = later(now(), endless.includes(how) ? shortMs : 10_000);
          expect((await sender.create(stand.login, postOf("Once."), { ...again, deadlineAt })).kind).toBe("unknown");
          const outcome = await sender.create(stand.login, postOf("Once."), {
            ...again,
            deadlineAt: later(now(), 10_000),
          });
          expect(outcome.kind).toBe("sent");
          expect((await stand.posts()).map(({ text }) => text)).toEqual(["Once."]);
        },
      );

    it("keeps apart what is sent at the same time", async () => {
      const texts = ["One.", "Two.", "Three.", "Four."];
      const outcomes = await Promise.all(texts.map((text) => create(text)));
      expect(outcomes.map(({ kind }) => kind)).toEqual(texts.map(() => "sent"));
      expect(new Set((await stand.posts()).map(({ text }) => text))).toEqual(new Set(texts));
    });
  });
}
