/** `next`: each publication takes a free slot of its account, and nobody takes one twice. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSource } from "../../src/actions/accept.ts";
import { move } from "../../src/actions/move.ts";
import { type Plan, plan } from "../../src/actions/plan.ts";
import { release } from "../../src/actions/release.ts";
import { setSlots } from "../../src/actions/set-slots.ts";
import { sql } from "../../src/store/db.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type Journey, openJourney } from "../support/rehearse.ts";

let made = 0;
const article = () =>
  readSource({ name: "kabar.txt", bytes: Buffer.from(`Kabar ke-${++made} dari desa. Warga senang.`) });

describe("the next free slot", () => {
  let database: TestDatabase;
  let one: Journey;
  let other: Journey;
  beforeAll(async () => {
    database = await openTestDatabase();
    one = await openJourney({ databaseUrl: database.url, workers: false });
    other = await openJourney({ databaseUrl: database.url, workers: false });
  });
  afterAll(async () => {
    await other[Symbol.asyncDispose]();
    await one[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  const next = (journey: Journey, accounts: string[], given: Partial<Plan> = {}) =>
    plan(journey.app, {
      content: { article: article() },
      accounts,
      dueAt: { wish: "next" },
      numbering: false,
      actor: "test",
      ...given,
    });
  const slotsOf = async (handle: string, count: number) => {
    const { id } = await one.app.store.accounts.get(handle);
    return one.app.store.slots.next(id, count, one.app.clock.now());
  };
  const dueOf = async (handle: string) => {
    const { id } = await one.app.store.accounts.get(handle);
    return (await one.app.store.publications.list({ accountId: id })).map(({ dueAt }) => dueAt?.toISOString()).sort();
  };

  it("is given to one publication only, whichever process asks, and slots fill in their order", async () => {
    await one.addAccount("ramai");
    await setSlots(one.app, { account: "ramai", zone: "WIB", at: ["daily 00:00 06:00 12:00 18:00"] });
    await Promise.all(Array.from({ length: 24 }, (_, at) => next(at % 2 === 0 ? one : other, ["ramai"])));
    const expected = (await slotsOf("ramai", 24)).map(({ at }) => at.toISOString());
    expect(await dueOf("ramai")).toEqual(expected);
    expect(await slotsOf("ramai", 25)).toMatchObject([...expected.map(() => ({ free: false })), { free: true }]);
  });

  it("passes over a time that is promised by name, and comes free again when that is cancelled", async () => {
    await one.addAccount("tenang");
    await setSlots(one.app, { account: "tenang", at: ["daily 10:00"] });
    const [first, second] = (await slotsOf("tenang", 2)).map(({ at }) => at);
    if (!first || !second) throw new Error("no slots");
    const [named] = await next(one, ["tenang"], { dueAt: first });
    const [after] = await next(one, ["tenang"]);
    expect(after?.dueAt).toEqual(second);
    await one.app.store.wishes.stop("hold", {
      id: named?.id ?? "",
      actor: "test",
      reason: null,
      now: one.app.clock.now(),
    });
    expect(await slotsOf("tenang", 1)).toMatchObject([{ free: false }]);
    await one.app.store.wishes.stop("cancel", {
      id: named?.id ?? "",
      actor: "test",
      reason: null,
      now: one.app.clock.now(),
    });
    expect(await slotsOf("tenang", 1)).toMatchObject([{ free: true }]);
    const [again] = await next(one, ["tenang"]);
    expect(again?.dueAt).toEqual(first);
  });

  it("goes by the account's zone, which comes with the slots", async () => {
    await one.addAccount("timur");
    await setSlots(one.app, { account: "timur", zone: "WIT", at: ["daily 09:00"] });
    const [planned] = await next(one, ["timur"]);
    expect(planned?.dueAt?.toISOString()).toMatch(/T00:00:00\.000Z$/);
    expect((await one.app.store.accounts.get("timur")).zone).toBe("Asia/Jayapura");
  });

  it("is the same one when it is wished for again by its key", async () => {
    await one.addAccount("kunci");
    await setSlots(one.app, { account: "kunci", at: ["daily 09:00"] });
    const content = { article: article() };
    const [first] = await next(one, ["kunci"], { key: "sekali", content });
    const [again] = await next(other, ["kunci"], { key: "sekali", content });
    expect(again).toMatchObject({ id: first?.id, dueAt: first?.dueAt });
    expect(await dueOf("kunci")).toHaveLength(1);
  });

  it("of an account without slots is answered with the way out, and nothing is stored for the others", async () => {
    await one.addAccount("punya");
    await one.addAccount("tanpa");
    await setSlots(one.app, { account: "punya", at: ["daily 09:00"] });
    await expect(next(one, ["punya", "tanpa"])).rejects.toMatchObject({
      code: "slots-missing",
      message: expect.stringContaining("utas slots set tanpa"),
    });
    expect(await dueOf("punya")).toEqual([]);
  });

  it("is where what was held goes, the oldest first; where one account has none, nothing is moved", async () => {
    await one.addAccount("lepas");
    await one.addAccount("lepas-tanpa");
    const [first] = await next(one, ["lepas"], { dueAt: new Date("2030-01-01T00:00:00Z") });
    const [second] = await next(one, ["lepas"], { dueAt: new Date("2029-01-01T00:00:00Z") });
    const [without] = await next(one, ["lepas-tanpa"], { dueAt: new Date("2029-01-01T00:00:00Z") });
    if (!first || !second || !without) throw new Error("nothing was planned");
    const ids = [first.id, second.id, without.id];
    for (const id of ids)
      await one.app.store.wishes.stop("hold", { id, actor: "test", reason: null, now: one.app.clock.now() });
    const held = await one.app.store.publications.named(ids);
    await setSlots(one.app, { account: "lepas", at: ["daily 09:00"] });
    await expect(release(one.app, held, { kind: "slots" }, "test")).rejects.toMatchObject({ code: "slots-missing" });
    expect((await one.app.store.publications.named(ids)).map(({ state }) => state)).toEqual(["held", "held", "held"]);

    await release(one.app, held.slice(0, 2), { kind: "slots" }, "test");
    const [soon, later] = await slotsOf("lepas", 2);
    expect((await one.app.store.publications.get(second.id)).dueAt).toEqual(soon?.at);
    expect((await one.app.store.publications.get(first.id)).dueAt).toEqual(later?.at);
  });

  it("is not shared by two that are moved to it at once", async () => {
    await one.addAccount("pindah");
    await setSlots(one.app, { account: "pindah", at: ["daily 09:00"] });
    const far = { dueAt: new Date("2030-01-01T00:00:00Z") };
    const planned = await Promise.all([1, 2, 3, 4].map(() => next(one, ["pindah"], far)));
    await Promise.all(
      planned.flat().map(({ id }, at) => move((at % 2 === 0 ? one : other).app, id, { wish: "next" }, "test")),
    );
    expect(await dueOf("pindah")).toEqual((await slotsOf("pindah", 4)).map(({ at }) => at.toISOString()));
  });

  it("keeps the slots that were when new ones cannot be read", async () => {
    await one.addAccount("tetap");
    await setSlots(one.app, { account: "tetap", at: ["mon 09:00"] });
    await expect(setSlots(one.app, { account: "tetap", at: ["tue 25:00"] })).rejects.toMatchObject({
      code: "slots-invalid",
    });
    const rows = await database.db.rows(sql`
      select weekday, at::text from slots s join accounts a on a.id = s.account_id where a.handle = 'tetap'`);
    expect(rows).toEqual([{ weekday: 1, at: "09:00:00" }]);
  });
});
