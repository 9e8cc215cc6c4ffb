/** What every sender promises, run by each platform's test against a network of its own that misbehaves on command. */

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { later } from "../../src/base/clock.ts";
import type {
  FindContext,
  FindOutcome,
  Handles,
  Login,
  RemotePost,
  SendContext,
  Sender,
  SendOutcome,
  Together,
} from "../../src/platforms/platform.ts";
import type { Post } from "../../src/thread/thread.ts";

/** What a network may do to the next create. */
export type Misbehaviour =
  /** Answers 503 and has taken nothing. */
  | "fail-before"
  /** Takes the post and answers 503. */
  | "fail-after"
  /** Takes nothing and hangs up. */
  | "cut-before"
  /** Takes the post and hangs up without an answer. */
  | "lose-answer"
  /** Takes the post and hangs up in the middle of the answer. */
  | "cut-midway"
  /** Takes nothing and never answers. */
  | "hang"
  /** Takes the post and never answers. */
  | "hang-after"
  /** Takes the post; its answer never stops to trickle. */
  | "drip"
  /** Takes the post; the head of its answer never stops to trickle. */
  | "drip-head"
  /** Takes the post; its answer is larger than memory should hold. */
  | "huge"
  /** Takes the post; its answer cannot be read. */
  | "garbled"
  /** Takes the post; what it sends back is no HTTP. */
  | "nonsense"
  /** 429 with the time when the window opens. */
  | "rate-limit"
  /** 429 without it. */
  | "rate-limit-unsaid"
  | "expired-token"
  /** The account's credit is used up. */
  | "no-credit"
  /** Nobody listens at its address. */
  | "unplugged"
  /** Takes the post and answers; the list shows it only after `catchUp`. */
  | "lag";

export interface StandPost {
  readonly id: string;
  readonly text: string;
  readonly parentId: string | null;
}

/** A network to send to, with an account on it. */
export interface Stand extends AsyncDisposable {
  readonly login: Login;
  misbehave(how: Misbehaviour): void;
  /** Oldest first. */
  posts(): Promise<readonly StandPost[]>;
  /** After `lag`: the list shows everything. */
  catchUp?(): void;
  /** The next create is answered 429, with these headers. */
  close?(headers: Readonly<Record<string, string>>): void;
  /** What the images of each post show, oldest post first. */
  shows?(): readonly (readonly string[])[];
  /** The next upload of an image goes so. */
  misbehaveAtUpload?(how: Misbehaviour): void;
  /** Nothing that the account has holds any more. */
  revoke?(): void;
  /** A new session, where the network knows sessions. */
  signedInAgain?(): Promise<Login>;
}

export interface Traits {
  /** What its stand can do. */
  readonly can: readonly Misbehaviour[];
  /** The network refuses a text that the account has posted already. */
  readonly refusesDuplicates: boolean;
  /** A post is found by a key of ours, and not by its text and parent. */
  readonly ownKeys?: true;
  /** A text that the network refuses for its length. */
  readonly tooLong?: string;
  /** Each form in which it says when a window opens. */
  readonly windows?: Readonly<Record<string, (opensAt: Date, now: Date) => Readonly<Record<string, string>>>>;
  /** Its posts carry images. */
  readonly images?: true;
  /** Credentials can be taken away. */
  readonly revokes?: true;
}

type Row = [how: Misbehaviour, isTaken: boolean, outcome: object];

const unknown = { kind: "unknown" };
const rows: readonly Row[] = [
  ["fail-before", false, unknown],
  ["fail-after", true, unknown],
  ["cut-before", false, unknown],
  ["lose-answer", true, unknown],
  ["cut-midway", true, unknown],
  ["hang", false, unknown],
  ["hang-after", true, unknown],
  ["drip", true, unknown],
  ["drip-head", true, unknown],
  ["huge", true, unknown],
  ["garbled", true, unknown],
  ["nonsense", true, unknown],
  ["rate-limit", false, { kind: "deferred", cause: "window", notBefore: expect.any(Date) }],
  ["rate-limit-unsaid", false, { kind: "deferred", cause: "window", notBefore: null }],
  ["expired-token", false, { kind: "unauthorized", accountState: "unauthorized" }],
  ["no-credit", false, { kind: "unauthorized", accountState: "paused" }],
  ["unplugged", false, { kind: "deferred", cause: "fault", notBefore: null }],
];

const endless: readonly Misbehaviour[] = ["hang", "hang-after", "drip", "drip-head"];
const shortMs = 400;
const slackMs = 3_000;

/** A row that a network cannot have is no row: it is not counted as skipped. */
const only = (has: boolean) => (name: string, check: () => Promise<void>) => {
  if (has) it(name, check);
};

export function describeSender(name: string, sender: Sender, openStand: () => Promise<Stand>, traits: Traits): void {
  describe(`${name}, as a sender`, () => {
    let stand: Stand;
    beforeEach(async () => {
      stand = await openStand();
    });
    afterEach(() => stand[Symbol.asyncDispose]());

    let keys = 0;
    /** What was uploaded or made ready, by the text that it was for. */
    const readied = new Map<string, Handles>();
    const now = () => stand.login.line.clock.now();
    const context = (more: Partial<SendContext> = {}): SendContext => ({
      key: `key-${++keys}`,
      position: more.parent ? 2 : 1,
      root: more.parent ?? null,
      parent: null,
      handles: {},
      deadlineAt: later(now(), 10_000),
      signal: new AbortController().signal,
      ...more,
    });
    const postOf = (text: string): Post => ({ text, language: "en" });
    const readiedFor = async (text: string, about: SendContext): Promise<SendContext | SendOutcome> => {
      const ready = (await sender.prepare?.(stand.login, postOf(text), about)) ?? { kind: "prepared", handles: {} };
      if (ready.kind !== "prepared") return ready;
      readied.set(text, ready.handles);
      return { ...about, handles: ready.handles };
    };
    const create = async (text: string, more: Partial<SendContext> = {}): Promise<SendOutcome> => {
      const about = await readiedFor(text, context(more));
      return "kind" in about ? about : sender.create(stand.login, postOf(text), about);
    };
    const sent = async (text: string, parent: RemotePost | null = null): Promise<RemotePost> => {
      const outcome = await create(text, { parent });
      if (outcome.kind !== "sent") throw new Error(`not sent: ${JSON.stringify(outcome)}`);
      return outcome.remote;
    };
    const find = async (text: string, more: Partial<FindContext> = {}): Promise<FindOutcome | "cannot"> => {
      const handles = readied.get(text) ?? {};
      const looked = {
        since: later(now(), -5_000),
        owned: new Set<string>(),
        ...context({ handles, ...more }),
        ...more,
      };
      return (await sender.find?.(stand.login, { text, language: "en" }, looked)) ?? "cannot";
    };

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

    if (traits.tooLong !== undefined)
      it("does not cut a text that is too long, and says for good that it was refused", async () => {
        const outcome = await create(traits.tooLong ?? "");
        expect(outcome).toMatchObject({ kind: "rejected", duplicate: false, reason: expect.stringMatching(/./) });
        expect(await stand.posts()).toEqual([]);
      });

    it.each(Object.entries(traits.windows ?? {}))(
      "waits for a closed window as long as the network says: %s",
      async (_, headersOf) => {
        const before = now();
        const opensAt = later(new Date(Math.ceil(before.getTime() / 1_000) * 1_000), 90_000);
        stand.close?.(headersOf(opensAt, before));
        const outcome = await create("Too many.");
        expect(outcome).toMatchObject({ kind: "deferred", cause: "window", notBefore: expect.any(Date) });
        const offMs = outcome.kind === "deferred" ? Number(outcome.notBefore) - opensAt.getTime() : Number.NaN;
        expect(Math.abs(offMs)).toBeLessThan(2_000);
        expect(await stand.posts()).toEqual([]);
        await sent("Now it may.");
      },
    );

    only(traits.revokes === true)(
      "says of every call that the credentials hold no more, and does nothing",
      async () => {
        const post = await sent("Before.");
        stand.revoke?.();
        const outcomes = [
          await sender.identify(stand.login, context()),
          await create("After."),
          await create("After, as a reply.", { parent: post }),
          await sender.remove?.(stand.login, post, context()),
        ];
        for (const outcome of outcomes)
          expect(outcome).toMatchObject({ kind: "unauthorized", accountState: "unauthorized" });
        expect((await stand.posts()).map(({ text }) => text)).toEqual(["Before."]);
      },
    );

    only(traits.can.includes("expired-token"))(
      "goes on below what is out after a token that expired in mid-thread",
      async () => {
        const texts = ["First.", "Second.", "Third."];
        const first = await sent("First.");
        const second = await sent("Second.", first);
        stand.misbehave("expired-token");
        expect(await create("Third.", { parent: second, root: first })).toMatchObject({ kind: "unauthorized" });
        expect(await stand.posts()).toHaveLength(2);
        const login = (await stand.signedInAgain?.()) ?? stand.login;
        const again = await readiedFor("Third.", context({ parent: second, root: first }));
        if ("kind" in again) throw new Error(JSON.stringify(again));
        expect((await sender.create(login, postOf("Third."), again)).kind).toBe("sent");
        const posts = await stand.posts();
        expect(posts.map(({ text }) => text)).toEqual(texts);
        expect(posts.map(({ parentId }) => parentId)).toEqual([null, ...posts.slice(0, -1).map(({ id }) => id)]);
      },
    );

    describe.runIf(traits.images)("posts with images", () => {
      const bytes = Buffer.from([0xff, 0xd8, 0xff, 0x00]);
      const withPictures = (): Login => ({
        ...stand.login,
        line: {
          ...stand.login.line,
          picture: async (id) => (id === "gone" ? null : { type: "image/jpeg", bytes, width: 800, height: 600 }),
        },
      });
      const image = (id: string, alt: string) => ({ id, alt, credit: "" });
      const attempt = async (
        post: Post,
        parent: RemotePost | null = null,
      ): Promise<SendOutcome | Awaited<ReturnType<NonNullable<Sender["prepare"]>>>> => {
        const about = context({ parent });
        const ready = (await sender.prepare?.(withPictures(), post, about)) ?? { kind: "prepared", handles: {} };
        if (ready.kind !== "prepared") return ready;
        return sender.create(withPictures(), post, { ...about, handles: ready.handles });
      };

      it("go out with what each of them shows, in their order, on the posts that they belong to", async () => {
        const first = await attempt({
          ...postOf("Photos."),
          images: [image("a", "Seekor kucing “besar” 🐈"), image("b", 'Pasar & "toko" <ramai>')],
        });
        if (first.kind !== "sent") throw new Error(JSON.stringify(first));
        const second = await attempt(postOf("No photo."), first.remote);
        if (second.kind !== "sent") throw new Error(JSON.stringify(second));
        const third = await attempt({ ...postOf("One more."), images: [image("c", "日本の市場")] }, second.remote);
        expect(third.kind).toBe("sent");
        expect(stand.shows?.()).toEqual([["Seekor kucing “besar” 🐈", 'Pasar & "toko" <ramai>'], [], ["日本の市場"]]);
      });

      it("do not go without an image that is not kept any more", async () => {
        const outcome = await attempt({ ...postOf("Photo."), images: [image("gone", "")] });
        expect(outcome).toMatchObject({ kind: "rejected", reason: expect.stringContaining("not kept any more") });
        expect(await stand.posts()).toEqual([]);
      });

      it.each(["fail-before", "fail-after", "cut-before", "lose-answer", "garbled", "rate-limit-unsaid"] as const)(
        "are put off when an upload goes wrong, and go whole when it is made again: %s",
        async (how) => {
          const post = { ...postOf("Photo."), images: [image("a", "Satu"), image("b", "Dua")] };
          stand.misbehaveAtUpload?.(how);
          expect((await attempt(post)).kind).toBe("deferred");
          expect(await stand.posts()).toEqual([]);
          expect((await attempt(post)).kind).toBe("sent");
          expect(stand.shows?.()).toEqual([["Satu", "Dua"]]);
        },
      );
    });

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
