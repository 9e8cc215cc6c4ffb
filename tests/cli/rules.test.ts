/** `utas rules …` as a person or a script uses it. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { type Newsdesk, openNewsdesk, story } from "../support/newsdesk.ts";

let desk: Newsdesk;
beforeAll(async () => {
  desk = await openNewsdesk(new Date().toISOString());
  await desk.journey.addAccount("pagi");
  await desk.arrives(story("Banjir"), { category: "Daerah" });
  await desk.arrives(story("Pembunuhan di pasar"), { category: "Hukum" });
  await desk.arrives(story("Korupsi dana desa"), { category: "Hukum" });
});
afterAll(async () => desk[Symbol.asyncDispose]());

const utas = (...args: readonly string[]) => {
  const { dataDir } = desk.app.settings;
  return run(["rules", ...args], {
    cwd: dataDir,
    env: { DATABASE_URL: desk.database.url, UTAS_DATA_DIR: dataDir, UTAS_ZONE: "Asia/Jakarta" },
  });
};
const json = async (...args: readonly string[]) => {
  const said = await utas(...args, "--json");
  expect(said).toMatchObject({ code: 0, err: expect.not.stringContaining("utas:") });
  return JSON.parse(said.out);
};
const hukum = [
  "--cron",
  "0 9 * * *",
  "--zone",
  "WIB",
  "--source",
  "desk",
  "--to",
  "pagi",
  "--category",
  "hukum",
  "--exclude",
  "bunuh",
];

describe("utas rules", { timeout: 180_000 }, () => {
  it("adds a rule, says how it understood it, and shows it in the list", async () => {
    const said = await utas("add", "hukum", ...hukum, "--times", "3", "--quiet", "22:00-06:00", "--late", "skip:1h");
    expect(said.code).toBe(0);
    for (const part of [
      "The rule hukum is made",
      "“bunuh”",
      "quiet 22:00-06:00",
      "skip:1h",
      "approves each",
      "(Asia/Jakarta)",
    ])
      expect(said.out).toContain(part);
    expect(await json("list")).toMatchObject([
      {
        name: "hukum",
        state: "active",
        when: { kind: "cron", cron: "0 9 * * *" },
        zone: "Asia/Jakarta",
        sources: [{ name: "desk" }],
        accounts: [{ name: "pagi" }],
        mode: "digest",
        approval: true,
        late: "skip:1h",
        limits: { quiet: "22:00-06:00" },
      },
    ]);
  });

  it("says of each article which filter takes or leaves it, and changes nothing", async () => {
    const { takes, articles } = await json("run", "hukum", "--dry-run");
    expect(takes.title).toContain("Korupsi dana desa");
    expect(articles.map(({ verdict, filter }: { verdict: string; filter: string }) => [verdict, filter])).toEqual([
      ["takes", null],
      ["leaves", "--exclude"],
      ["leaves", "--category"],
    ]);
    expect(articles[0].threads).toEqual([{ account: "pagi", posts: expect.any(Number), reason: null }]);
    expect(await json("history", "hukum")).toEqual([]);
    expect(await desk.app.store.publications.list()).toEqual([]);
    expect((await utas("run", "hukum", "--dry-run")).out).toMatch(/leaves\s+--category .*its category is Daerah/);
  });

  it("fires by hand, and tells in its history what it took, and why when nothing", async () => {
    expect(await json("run", "hukum")).toMatchObject({
      outcome: "took",
      article: { title: expect.stringContaining("Korupsi") },
      publications: [{ account: "pagi", state: "waiting" }],
    });
    expect(await json("run", "hukum")).toMatchObject({
      outcome: "nothing",
      publications: [],
      reason: expect.stringContaining("1 left by --exclude"),
    });
    expect((await json("history", "hukum")).map(({ outcome }: { outcome: string }) => outcome)).toEqual([
      "nothing",
      "took",
    ]);
    expect((await json("show", "hukum")).fired).toBe(0);
    expect((await utas("list")).out).toMatch(/TOOK\s*\nhukum .* 1\s*$/);
  });

  it("changes what is given, and leaves approval as it is unless told", async () => {
    expect(await json("set", "hukum", "--quiet", "21:00-05:00", "--without", "times")).toMatchObject({
      limits: { quiet: "21:00-05:00" },
      times: null,
      approval: true,
      filters: { category: ["hukum"] },
    });
    expect((await json("set", "hukum", "--no-approval")).approval).toBe(false);
    expect((await json("set", "hukum", "--pick", "oldest")).approval).toBe(false);
    expect((await json("set", "hukum", "--approval")).approval).toBe(true);
    expect(await utas("set", "hukum")).toMatchObject({ code: 2, err: expect.stringContaining("what is to change") });
  });

  it("pauses, resumes, skips and removes", async () => {
    expect(await json("pause", "hukum", "--reason", "libur")).toMatchObject({
      state: "paused",
      paused: { reason: "libur" },
      next: [],
    });
    expect(await json("resume", "hukum")).toMatchObject({ state: "active", paused: null });
    const [next] = (await json("show", "hukum")).next;
    const skipped = await json("skip", "hukum");
    expect(skipped).toMatchObject({ skips: 1, skipped: next });
    expect(Date.parse(skipped.next[0]) - Date.parse(next)).toBe(86_400_000);
    expect(await json("remove", "hukum")).toMatchObject({ name: "hukum", unfinished: 1 });
    expect(await json("list")).toEqual([]);
  });

  it.each<[readonly string[], string]>([
    [["add", "x", ...hukum.slice(2)], "Say when the rule fires"],
    [["add", "x", "--on-arrival", "--source", "lain", "--to", "pagi"], 'There is no source "lain". There are: desk.'],
    [["add", "x", "--on-arrival", "--source", "desk", "--to", "siapa"], "There is no account"],
    [["add", "x", "--slots", "--on-arrival", "--source", "desk", "--to", "pagi"], "not several"],
    [
      ["add", "x", "--on-arrival", "--source", "desk", "--to", "pagi", "--min-gap", "often"],
      '--min-gap "often" is not valid',
    ],
    [["add", "x", "--on-arrival", "--source", "desk"], "--to"],
    [["show", "tidak"], 'There is no rule "tidak"'],
    [["run", "tidak", "--dry-run"], 'There is no rule "tidak"'],
  ])("refuses %j in a sentence, and stores nothing", async (args, sentence) => {
    expect(await utas(...args)).toMatchObject({ code: 2, out: "", err: expect.stringContaining(sentence) });
    expect(await desk.app.store.rules.list()).toEqual([]);
  });

  it("says which files nobody has looked at yet when it runs by hand", async () => {
    const folder = mkdtempSync(join(tmpdir(), "utas-unseen-"));
    const source = basename(folder);
    const env = { DATABASE_URL: desk.database.url, UTAS_DATA_DIR: desk.app.settings.dataDir };
    const sources = (...args: readonly string[]) => run(["sources", ...args], { cwd: folder, env });
    await sources("add", folder);
    writeFileSync(join(folder, "baru.txt"), story("Jembatan"));
    await utas("add", "belum", "--cron", "0 9 * * *", "--source", source, "--to", "pagi");
    for (const how of [["--dry-run"], []])
      expect((await utas("run", "belum", ...how)).err).toContain(
        `${source}: 1 file not looked at yet; "utas sources collect ${source}" looks now`,
      );
    await sources("collect", source);
    expect((await utas("run", "belum", "--dry-run")).err).not.toContain("not looked at");
    rmSync(folder, { recursive: true });
    expect((await utas("run", "belum", "--dry-run")).err).toContain("is not there");
    await utas("remove", "belum");
  });

  it("makes a name once", async () => {
    const arrival = ["--on-arrival", "--source", "desk", "--to", "pagi"];
    expect((await utas("add", "Datang", ...arrival)).out).toContain("It fires for each article that arrives");
    expect(await utas("add", "datang", ...arrival)).toMatchObject({ code: 2, err: expect.stringContaining("already") });
  });
});
