/** The sandbox keeps every sender's promises, with its timeline in a real database; beside them, what makes it a rehearsal. */

import { describe, expect, it } from "vitest";
import { later, openClock } from "../../src/base/clock.ts";
import { openHttp } from "../../src/base/http.ts";
import type { Login, SendContext } from "../../src/platforms/platform.ts";
import type { Fault } from "../../src/platforms/rehearsal.ts";
import { sandbox } from "../../src/platforms/sandbox.ts";
import { openRehearsal } from "../../src/store/rehearsal.ts";
import { openTestDatabase } from "../support/database.ts";
import { bareLine } from "../support/line.ts";
import { describeSender } from "./contract.ts";
import type { Misbehaviour, Stand } from "./stand.ts";

const { sender } = sandbox;
if (!sender) throw new Error("the sandbox cannot send");

const faults: Partial<Record<Misbehaviour, Fault>> = {
  "fail-before": { kind: "fail-before" },
  "lose-answer": { kind: "lose-answer" },
  hang: { kind: "hang" },
  "hang-after": { kind: "hang-after" },
  "rate-limit": { kind: "rate-limit", forMs: 60_000 },
  "expired-token": { kind: "expired-token" },
};

async function openStand(options: Record<string, string> = {}): Promise<Stand> {
  const database = await openTestDatabase();
  const clock = openClock();
  const http = openHttp(clock);
  let next: Fault | null = null;
  const rehearsal = openRehearsal(database.db, () => {
    const fault = next;
    next = null;
    return fault;
  });
  const account = {
    id: "acc_stand",
    platform: "sandbox",
    handle: "stand",
    zone: null,
    state: "ready",
    reason: null,
    closedUntil: null,
    options,
    limitsOverride: null,
    identity: { id: "stand", name: "stand" },
  } as const;
  const login: Login = { account, credentials: {}, line: { ...bareLine(http, clock), rehearsal } };
  return {
    login,
    misbehave(how) {
      next = faults[how] ?? null;
    },
    posts: async () => (await rehearsal.timeline(account.id)).map(({ id, text, parentId }) => ({ id, text, parentId })),
    async [Symbol.asyncDispose]() {
      await http[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

describeSender("Sandbox", sender, () => openStand(), {
  can: Object.keys(faults) as Misbehaviour[],
  refusesDuplicates: true,
  looks: false,
});

describe("the sandbox", () => {
  const context = (login: Login, more: Partial<SendContext> = {}): SendContext => ({
    key: "key",
    position: 1,
    root: null,
    parent: null,
    handles: {},
    isOwned: async () => false,
    deadlineAt: later(login.line.clock.now(), 10_000),
    signal: new AbortController().signal,
    ...more,
  });

  it("closes its window after so many posts, and says until when", async () => {
    await using stand = await openStand({ window: "2/10m" });
    const send = (text: string) => sender.create(stand.login, { text, language: "id" }, context(stand.login));
    expect(await send("Satu.")).toMatchObject({ kind: "sent", closedUntil: null });
    const last = await send("Dua.");
    expect(last).toMatchObject({ kind: "sent", closedUntil: expect.any(Date) });
    expect(await send("Tiga.")).toMatchObject({
      kind: "deferred",
      cause: "window",
      notBefore: last.kind === "sent" && last.closedUntil,
    });
    expect((await stand.posts()).map(({ text }) => text)).toEqual(["Satu.", "Dua."]);
  });

  it("wants its gap between two posts", async () => {
    await using stand = await openStand({ gap: "1h" });
    const send = (text: string) => sender.create(stand.login, { text, language: "id" }, context(stand.login));
    expect(await send("Satu.")).toMatchObject({ kind: "sent" });
    expect(await send("Dua.")).toMatchObject({ kind: "deferred", cause: "window" });
  });

  it.each([
    ["x", 280],
    ["bluesky", 300],
    ["mastodon", 500],
  ])("like %s takes %i characters and refuses one more", async (like, max) => {
    await using stand = await openStand({ like });
    const send = (text: string) => sender.create(stand.login, { text, language: "id" }, context(stand.login));
    expect(await send("a".repeat(max))).toMatchObject({ kind: "sent" });
    expect(await send("b".repeat(max + 1))).toMatchObject({ kind: "rejected", duplicate: false });
  });

  it("takes nothing after the deadline, however late it is asked", async () => {
    await using stand = await openStand();
    const late = context(stand.login, { deadlineAt: later(stand.login.line.clock.now(), -1) });
    expect(await sender.create(stand.login, { text: "Terlambat.", language: "id" }, late)).toMatchObject({
      kind: "deferred",
      cause: "fault",
    });
    expect(await stand.posts()).toEqual([]);
  });
});
