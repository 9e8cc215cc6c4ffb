/** What became of a post of unknown fate, when the look itself goes wrong: it sleeps, it breaks, it is stopped. */

import { afterEach, describe, expect, it, vi } from "vitest";
import { hold } from "../../src/actions/hold.ts";
import { publish } from "../../src/actions/publish.ts";
import { reconcile } from "../../src/actions/reconcile.ts";
import type { App } from "../../src/app.ts";
import { hours, later, minutes } from "../../src/base/clock.ts";
import type { Sender } from "../../src/platforms/platform.ts";
import type { Rehearsal } from "../../src/platforms/rehearsal.ts";
import { sandbox } from "../../src/platforms/sandbox.ts";
import type { Shown } from "../../src/store/publications.ts";
import { openTestDatabase } from "../support/database.ts";
import { type Faults, type Journey, type JourneyOptions, openJourney, posts } from "../support/rehearse.ts";

const never = new AbortController().signal;

describe("a look-up", () => {
  const closers: AsyncDisposable[] = [];
  afterEach(async () => {
    vi.restoreAllMocks();
    for (let one = closers.pop(); one; one = closers.pop()) await one[Symbol.asyncDispose]();
  });

  /** A publication that came into doubt at its first fault. */
  async function doubted(
    faults: Faults[string],
    env: JourneyOptions["env"] = {},
  ): Promise<{ journey: Journey; id: string; read: () => Promise<Shown> }> {
    const database = await openTestDatabase();
    closers.push(database);
    const journey = await openJourney({ databaseUrl: database.url, workers: false, faults: { doubt: faults }, env });
    closers.push(journey);
    await journey.addAccount("doubt");
    const { id } = await journey.publish("doubt", posts(3));
    await publish(journey.app, { id, bell: 1 }, never, "test");
    const read = () => journey.app.store.publications.get(id);
    expect((await read()).state).toBe("uncertain");
    return { journey, id, read };
  }

  const look = async ({ app, until }: Journey, id: string, through: App = app) => {
    await until("it is time to look", async () => {
      const { nextAskAt } = await app.store.publications.get(id);
      return nextAskAt !== null && nextAskAt <= through.clock.now();
    });
    return reconcile(through, { id, bell: 0 }, "test");
  };

  const sender = (): Sender => {
    if (!sandbox.sender) throw new Error("the sandbox can be sent to");
    return sandbox.sender;
  };

  /** The same app, in a process that sleeps for an hour as soon as it has the list. */
  function sleepingOverTheList(app: App): App {
    let sleptMs = 0;
    const rehearsal: Rehearsal = {
      ...app.rehearsal,
      async timeline(accountId) {
        const seen = await app.rehearsal.timeline(accountId);
        sleptMs = hours(1);
        return seen;
      },
    };
    return {
      ...app,
      clock: { ...app.clock, now: () => later(app.clock.now(), sleptMs) },
      line: (platform) => ({ ...app.line(platform), rehearsal }),
    };
  }

  it("that slept over a list does not take its silence for absence", async () => {
    const { journey, id, read } = await doubted([{ at: 1, fault: { kind: "fail-before" } }], {
      UTAS_ABSENCE_FLOOR: "60s",
    });
    await look(journey, id);
    await look(journey, id, sleepingOverTheList(journey.app));
    expect((await read()).state).toBe("uncertain");
  });

  it("by the same key asks even when a stop is wished for, so that the stop is obeyed", async () => {
    const { journey, id, read } = await doubted([{ at: 1, fault: { kind: "fail-before" } }]);
    vi.spyOn(sender(), "settles").mockReturnValue([{ by: "key", withinMs: minutes(55) }, { by: "hand" }]);
    await hold(journey.app, id, "editor", "wrong photo");
    await look(journey, id);
    expect((await read()).state).toBe("held");
    expect(await journey.timeline("doubt")).toEqual(posts(3).slice(0, 1));
  });

  it("by the same key waits while the network's window for posts is closed", async () => {
    const { journey, id, read } = await doubted([
      { at: 1, fault: { kind: "fail-before" } },
      { at: 1, fault: { kind: "rate-limit", forMs: 60_000 } },
    ]);
    vi.spyOn(sender(), "settles").mockReturnValue([{ by: "key", withinMs: minutes(55) }, { by: "hand" }]);
    const other = await journey.publish("doubt", posts(2, "Lain"));
    await publish(journey.app, { id: other.id, bell: 1 }, never, "test");
    const { closedUntil } = await journey.app.store.accounts.get("doubt");
    const sends = journey.sends("doubt");

    await look(journey, id);
    expect(journey.sends("doubt")).toBe(sends);
    expect((await read()).nextAskAt).toEqual(closedUntil);
  });

  it("of a post that was taken for absent too soon still finds it once the network calls it a duplicate", async () => {
    const { journey, id, read } = await doubted([
      { at: 1, fault: { kind: "lose-answer" } },
      { at: 1, fault: { kind: "rate-limit", forMs: 1_000 } },
    ]);
    const { app } = journey;
    const blind = { ...app.rehearsal, timeline: async () => [] };
    const tooSoon: App = { ...app, line: (platform) => ({ ...app.line(platform), rehearsal: blind }) };
    while ((await read()).state === "uncertain") await look(journey, id, tooSoon);

    const states: string[] = [];
    for (let turn = 0; turn < 2; turn++) {
      await publish(app, { id, bell: 0 }, never, "test");
      states.push((await read()).state);
    }
    expect(states).toEqual(["scheduled", "uncertain"]);
    await look(journey, id);
    await publish(app, { id, bell: 0 }, never, "test");
    expect((await read()).state).toBe("published");
    expect(await journey.timeline("doubt")).toEqual(posts(3));
  });
});
