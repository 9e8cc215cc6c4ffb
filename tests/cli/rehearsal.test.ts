/** A sandbox account does as the network that it is like, and the command line says what waits for whom, with no worker alive. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type Journey, openJourney, posts } from "../support/rehearse.ts";

let database: TestDatabase;
let journey: Journey;
beforeAll(async () => {
  database = await openTestDatabase();
  journey = await openJourney({ databaseUrl: database.url, workers: false });
  for (const like of ["x", "bluesky", "mastodon"]) await journey.addAccount(like, { like });
});
afterAll(async () => {
  await journey[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

const utas = (args: readonly string[], input = "") => {
  const { dataDir } = journey.app.settings;
  return run(args, { cwd: dataDir, env: { DATABASE_URL: database.url, UTAS_DATA_DIR: dataDir }, input });
};
describe("a correction on a sandbox account", { timeout: 180_000 }, () => {
  const sent = async (handle: string) => {
    const publish = ["publish", "--thread", "-", "--to", handle, "--wait", "--json"];
    const said = await utas(publish, posts(2, handle).join("\n---\n"));
    return (JSON.parse(said.out) as { id: string }[])[0]?.id ?? "";
  };
  const corrected = (id: string, text: string, ...more: readonly string[]) =>
    utas(["correct", id, "--post", "2", "--text", text, ...more]);

  it("is made in place where that is like Mastodon, and keeps to its limits", async () => {
    const id = await sent("mastodon");
    expect((await corrected(id, "Tiga rumah.")).out).toContain(`post 2 of ${id} says so now`);
    expect(await journey.timeline("mastodon")).toEqual([posts(2, "mastodon")[0], "Tiga rumah."]);
    expect((await corrected(id, "a".repeat(501))).code).not.toBe(0);
  });

  it("is a reply where that is like X: it says that nobody sends it, or sends it from here", async () => {
    const id = await sent("x");
    const stored = await corrected(id, "Tiga rumah.");
    expect([stored.code, stored.err]).toEqual([0, expect.stringContaining("no worker is alive")]);
    const again = await corrected(id, "Tiga rumah.", "--wait");
    expect([again.code, again.out]).toEqual([0, expect.stringMatching(/^pub_\w+ {2}published, 1 of 1 posts out/)]);
    expect((await journey.timeline("x")).at(-1)).toBe("Tiga rumah.");
  });
});

describe("the command line", { timeout: 180_000 }, () => {
  it("shows the card of a link in a timeline", async () => {
    const article = ["publish", "-", "--to", "bluesky", "--link", "https://berita.example/a", "--wait"];
    await utas(article, "Pasar dibuka\n\nPasar dibuka lagi pagi ini.");
    expect((await utas(["timeline", "bluesky"])).out).toContain("[Pasar dibuka: https://berita.example/a]");
  });

  it("says of an account that a person paused so, at a test too, and when a held publication goes", async () => {
    const at = new Date("2099-12-31T02:00:00Z");
    const { id } = await journey.publish("x", posts(2, "nanti"), { dueAt: at });
    await utas(["hold", id]);
    expect((await utas(["retry", id])).out).toContain(`${id} is scheduled  for 2099-12-31 02:00 UTC`);
    await utas(["accounts", "pause", "x", "--reason", "cuti"]);
    const said = await utas(["accounts", "test", "x"]);
    expect(said.out).toMatch(/^account +x \(sandbox\), paused$/m);
    expect(said.out).toMatch(/paused +by .+: cuti; to go on: utas accounts resume x/);
  });
});
