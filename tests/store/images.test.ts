/** Images that posts carry, and how long they are kept. */

import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cancel } from "../../src/actions/cancel.ts";
import { plan } from "../../src/actions/plan.ts";
import { hours, later } from "../../src/base/clock.ts";
import { sql } from "../../src/store/db.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type Journey, openJourney, sweepOnce } from "../support/rehearse.ts";

describe("an image that is kept", () => {
  let database: TestDatabase;
  let journey: Journey;
  beforeAll(async () => {
    database = await openTestDatabase();
    journey = await openJourney({ databaseUrl: database.url, workers: false });
    await journey.addAccount("rehearsal");
  });
  afterAll(async () => {
    await journey[Symbol.asyncDispose]();
    await database[Symbol.asyncDispose]();
  });

  let shade = 0;
  const planned = async (text: string, bytes?: Buffer) => {
    const background = { r: ++shade, g: 0, b: 0 };
    const made =
      bytes ??
      (await sharp({ create: { width: 20, height: 20, channels: 3, background } })
        .png()
        .toBuffer());
    const [publication] = await plan(journey.app, {
      content: { thread: { posts: [{ text, language: "id" }] } },
      accounts: ["rehearsal"],
      dueAt: later(journey.app.clock.now(), hours(1_000)),
      numbering: false,
      images: [{ name: "a.png", bytes: made, alt: "Pasar" }],
      actor: "test",
    });
    const image = publication?.deliveries[0]?.post.images?.[0]?.id ?? "";
    return { id: publication?.id ?? "", image, bytes: made };
  };
  const isKept = async (image: string) => (await journey.app.store.images.find(image)) !== undefined;
  const forget = (afterMs: number) => {
    const now = later(journey.app.clock.now(), afterMs);
    return journey.app.store.images.forgetUnneeded(now, later(now, -hours(24)));
  };

  it("stays while a publication may still go out with it, and goes a day after none may", async () => {
    const waiting = await planned("Yang menunggu.");
    const cancelled = await planned("Yang dibatalkan.");
    await cancel(journey.app, cancelled.id, "test", null);
    expect(await forget(hours(23))).toBe(false);
    expect(await isKept(cancelled.image)).toBe(true);
    expect(await forget(hours(25))).toBe(true);
    expect([await isKept(waiting.image), await isKept(cancelled.image)]).toEqual([true, false]);
  });

  it("is looked for at each beat", async () => {
    const { id, image } = await planned("Yang dilihat oleh denyut.");
    await cancel(journey.app, id, "test", null);
    await database.db.run(sql`update utas.images set created_at = now() - interval '25 hours' where id = ${image}`);
    await sweepOnce(journey.app);
    expect(await isKept(image)).toBe(false);
  });

  it("is as new when it comes again, so that what is being planned with it does not lose it", async () => {
    const { app } = journey;
    const first = await planned("Yang pertama.");
    await cancel(app, first.id, "test", null);
    const image = await app.store.images.find(first.image);
    if (!image) throw new Error("it was not kept");
    await app.store.images.keep(image, later(app.clock.now(), hours(24)));
    expect(await forget(hours(25))).toBe(false);
    expect(await isKept(first.image)).toBe(true);
  });

  it("stays as the picture of a card", async () => {
    const { app } = journey;
    const { image, id } = await planned("Yang punya kartu.");
    const url = "https://example.org/a";
    const card = { url, title: "A", description: "", imageId: image };
    await database.db.run(
      sql`update utas.deliveries set images = '[]', card = ${JSON.stringify(card)}::jsonb where publication_id = ${id}`,
    );
    await forget(hours(50));
    expect(await isKept(image)).toBe(true);
    await cancel(app, id, "test", null);
    await forget(hours(100));
    expect(await isKept(image)).toBe(false);
  });
});
