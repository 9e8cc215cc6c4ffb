/** `utas notices`: channels are added, listed, tried and removed; what cannot be right is refused in a sentence, and nothing is stored then. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type HookServer, isSigned, openHookServer } from "../support/hook-server.ts";

let cwd: string;
let database: TestDatabase;
let hooks: HookServer;

beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), "utas-notices-"));
  database = await openTestDatabase();
  hooks = await openHookServer("welcome");
});
afterAll(async () => {
  for (const one of [hooks, database]) await one[Symbol.asyncDispose]();
  rmSync(cwd, { recursive: true, force: true });
});

const utas = (args: string[], input = "", env: Record<string, string> = {}) =>
  run(["notices", ...args], {
    cwd,
    input,
    env: {
      DATABASE_URL: database.url,
      UTAS_DATA_DIR: join(cwd, "data"),
      UTAS_ALLOWED_PRIVATE_HOSTS: "127.0.0.1",
      UTAS_SMTP_URL: "smtp://127.0.0.1:9",
      ...env,
    },
  });

describe("a channel", () => {
  it("is added, tried, listed without its secrets, and removed", async () => {
    writeFileSync(join(cwd, "hook.json"), JSON.stringify({ url: hooks.url("/rahasia") }));
    const added = await utas(["add", "webhook", "--credentials", "hook.json", "--only", "failed,late", "--json"]);
    expect(added.code).toBe(0);
    const { id, secret, ...shown } = JSON.parse(added.out) as Record<string, string>;
    expect(shown).toEqual({ kind: "webhook", to: new URL(hooks.url()).host, only: ["failed", "late"] });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);

    const tried = await utas(["test", id ?? ""]);
    expect([tried.code, tried.out]).toEqual([0, `webhook ${shown.to} took it: 200 welcome\n`]);
    const [request] = hooks.requests;
    expect(request && (await isSigned(request, secret ?? ""))).toBe(true);

    const listed = await utas(["list", "--json"]);
    expect(JSON.parse(listed.out)).toEqual([{ id, ...shown, waiting: 0, failed: 0, sentAt: null, reason: null }]);
    expect(listed.out + (await utas(["list"])).out).not.toMatch(/rahasia|whsec/);

    hooks.faults.push({ status: 500, body: "no" });
    const refused = await utas(["test"]);
    expect([refused.code, refused.err]).toEqual([
      1,
      `webhook ${shown.to} did not take the trial message: it answered 500 no.\n`,
    ]);
    expect((await utas(["remove", id ?? ""])).out).toBe(`No more notices go to webhook ${shown.to}\n`);
    expect((await utas(["list"])).out).toContain("Notices go nowhere yet");
  });

  it.each<[string, string[], string, string]>([
    ["a kind that there is none of", ["add", "sms"], "", "email, webhook, slack, discord, telegram"],
    ["e-mail to nobody", ["add", "email"], "", "--to"],
    ["e-mail to what is no address", ["add", "email", "--to", "redaksi"], "", '--to "redaksi"'],
    ["e-mail with a header", ["add", "email", "--to", "a@b.c\r\nBcc: d@e.f"], "", "--to"],
    [
      "a kind of notice that there is none of",
      ["add", "slack", "--credentials", "-", "--only", "all"],
      "{}",
      '--only "all"',
    ],
    ["no JSON", ["add", "slack", "--credentials", "-"], "https://x", 'not a JSON object, as { "url": "…" }'],
    ["no address", ["add", "slack", "--credentials", "-"], '{"url":"hooks"}', "url should be an https address"],
    [
      "plain http",
      ["add", "slack", "--credentials", "-"],
      '{"url":"http://example.org/x"}',
      "url should begin with https",
    ],
    [
      "the own network",
      ["add", "webhook", "--credentials", "-"],
      '{"url":"https://169.254.169.254/x"}',
      "169.254.169.254",
    ],
    [
      "a weak secret",
      ["add", "webhook", "--credentials", "-"],
      '{"url":"https://example.org","secret":"abc"}',
      "secret should be whsec_",
    ],
    [
      "a field that is not asked for",
      ["add", "telegram", "--credentials", "-"],
      '{"tokn":"1"}',
      '"tokn" is not asked for',
    ],
    ["a file that is not there", ["add", "slack", "--credentials", "none.json"], "", "There is no file none.json"],
    ["a channel that is not there", ["remove", "chn_x"], "", "There is no channel"],
  ])("%s is refused", async (_, args, input, says) => {
    const said = await utas(args, input);
    expect(said.code).toBe(2);
    expect(said.err).toContain(says);
  });

  it("that was refused is not there", async () => {
    expect(JSON.parse((await utas(["list", "--json"])).out)).toEqual([]);
  });

  it("for e-mail needs a server", async () => {
    const said = await utas(["add", "email", "--to", "a@example.org"], "", { UTAS_SMTP_URL: "" });
    expect([said.code, said.err]).toEqual([2, expect.stringContaining("UTAS_SMTP_URL")]);
  });
});
