/** Times on the command line: what a wish means, and when a rule fires. */

import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";

const utas = (args: readonly string[], input = "") => run(args, { cwd: tmpdir(), input });
const now = ["--now", "2026-11-24T08:00:00Z"];

describe("utas when", () => {
  it("tells the instant, the zone and what the clocks do, without a database", async () => {
    const said = await utas(["when", "besok", "09.00", "--zone", "WIB", ...now, "--json"]);
    expect(JSON.parse(said.out)).toEqual({
      at: "2026-11-25T02:00:00.000Z",
      local: "2026-11-25 09:00",
      zone: "Asia/Jakarta",
      note: null,
    });
    const gap = await utas(["when", "28/3/2027 02.30", "--zone", "Europe/Berlin", ...now]);
    expect(gap.out).toMatch(/^2027-03-28 03:00 Europe\/Berlin .*the clocks skip/);
  });

  it.each([
    [["next", "--zone", "WIB"], "the next slot is an account's"],
    [["besok pagi", "--zone", "WIB"], "is not a time"],
    [["besok 09.00", "--zone", "Mars"], 'no time zone "Mars"'],
    [["besok 09.00", "--now", "today"], "--now"],
  ])("refuses %j in a sentence", async (args, sentence) => {
    expect(await utas(["when", ...args])).toMatchObject({ code: 2, out: "", err: expect.stringContaining(sentence) });
  });
});

describe("utas rules preview", () => {
  const preview = ["rules", "preview", "--cron", "0 9 * * mon-fri", "--zone", "Asia/Jakarta"];

  it("lists the firings after an instant, so many or until another", async () => {
    const from = ["--from", "2026-11-27T02:00:00Z"];
    const said = await utas([...preview, ...from, "--count", "2", "--json"]);
    expect(JSON.parse(said.out)).toEqual({ firings: ["2026-11-30T02:00:00Z", "2026-12-01T02:00:00Z"] });
    const until = await utas([...preview, ...from, "--until", "2026-12-01T02:00:00Z"]);
    expect(until.out).toBe(
      "2026-11-30T02:00:00Z  2026-11-30 09:00 Asia/Jakarta\n2026-12-01T02:00:00Z  2026-12-01 09:00 Asia/Jakarta\n",
    );
  });

  it("answers lines in order, a bad one with its error", async () => {
    const rule = { zone: "UTC", from: "2026-01-01T00:00:00Z", count: 1 };
    const lines = [
      { id: 1, cron: "@daily", ...rule },
      { id: 2, cron: "61 * * * *", ...rule },
      { id: 3, cron: "0 0 29 2 *", ...rule },
    ];
    const said = await utas(["rules", "preview", "--jsonl"], lines.map((line) => JSON.stringify(line)).join("\n"));
    const answers = said.out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(answers).toEqual([
      { id: 1, firings: ["2026-01-02T00:00:00Z"] },
      { id: 2, line: 2, error: expect.stringContaining("minute") },
      { id: 3, firings: ["2028-02-29T00:00:00Z"] },
    ]);
    expect(said.code).toBe(1);
  });

  it.each([
    [["--cron", "* * *"], "five fields"],
    [[...preview.slice(2), "--count", "1", "--until", "2027-01-01T00:00Z"], "not both"],
    [["--zone", "WIB"], "--cron"],
  ])("refuses %j in a sentence", async (args, sentence) => {
    expect(await utas(["rules", "preview", ...args])).toMatchObject({
      code: 2,
      out: "",
      err: expect.stringContaining(sentence),
    });
  });
});
