/** Settings: every fault at once, by name; where each value came from; secrets never shown. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { environment } from "../../config/env.ts";
import { readSettings, readSettingsAndSources } from "../../config/settings.ts";

const ids = ["x", "some-net"];
const read = (env: Record<string, string>) => readSettings(ids, environment(env));

describe("the settings", () => {
  it("are all there without any variable", () => {
    expect(read({})).toMatchObject({
      host: "127.0.0.1",
      port: 8080,
      databaseUrl: null,
      redisUrl: null,
      leaseMs: 45_000,
      deadlineMs: 30_000,
      tries: 8,
      platformUrls: {},
    });
  });

  it("take hashtags with and without their mark, and refuse what is none", () => {
    const env = {
      UTAS_HASHTAGS_HOUSE: "#KabarKita, Sungai2",
      UTAS_HASHTAGS_BLOCK: "Viral",
      UTAS_HASHTAGS_SYNONYMS: "Korut=KoreaUtara #PBB=#UN",
    };
    expect(read(env)).toMatchObject({
      hashtagsHouse: ["#KabarKita", "#Sungai2"],
      hashtagsBlock: ["#Viral"],
      hashtagsSynonyms: { "#Korut": "#KoreaUtara", "#PBB": "#UN" },
    });
    for (const [name, value] of [
      ["UTAS_HASHTAGS_HOUSE", "kabar-kita"],
      ["UTAS_HASHTAGS_BLOCK", "#2024"],
      ["UTAS_HASHTAGS_SYNONYMS", "a=b=c"],
      ["UTAS_HASHTAGS_SYNONYMS", "=b"],
    ] as const)
      expect(() => read({ [name]: value })).toThrow(`${name} (${JSON.stringify(value)}) has `);
  });

  it.each([
    ["UTAS_DISK_FLOOR", "2GB", "diskFloorBytes", 2e9],
    ["UTAS_DISK_FLOOR", "0.5 mb", "diskFloorBytes", 5e5],
    ["UTAS_DISK_FLOOR", "0MB", "diskFloorBytes", 0],
    ["UTAS_SMTP_URL", "smtps://u:p@mail.example.org", "smtpUrl", "smtps://u:p@mail.example.org"],
    ["UTAS_SMTP_FROM", "utas@example.org", "smtpFrom", "utas@example.org"],
    ["UTAS_METRICS_TOKEN", "sixteen-letters-", "metricsToken", "sixteen-letters-"],
  ] as const)("read %s=%s", (name, value, setting, wanted) => {
    expect(read({ [name]: value })[setting]).toBe(wanted);
  });

  it.each([
    ["UTAS_DISK_FLOOR", "500"],
    ["UTAS_DISK_FLOOR", "-1MB"],
    ["UTAS_SMTP_FROM", "utas"],
    ["UTAS_SMTP_FROM", "a@example.org\r\nBcc: b@example.org"],
    ["UTAS_SMTP_URL", "https://mail.example.org"],
    ["UTAS_METRICS_TOKEN", "short"],
  ])("refuse %s=%j", (name, value) => {
    expect(() => read({ [name]: value })).toThrow(`${name} `);
  });

  it("tell every fault at once, by the variable's name, with what would be right", () => {
    const wrong = {
      UTAS_PORT: "eighty",
      UTAS_ZONE: "Mars/Olympus",
      UTAS_BEAT: "7s",
      UTAS_X_URL: "ftp://x",
      UTAS_ALLOWED_PRIVATE_HOSTS: "10.0.0.0/8, 10.0.0.0/99",
      UTAS_PROT: "80",
    };
    const told = (() => {
      try {
        read(wrong);
        return "";
      } catch (fault) {
        return (fault as Error).message;
      }
    })();
    for (const name of Object.keys(wrong)) expect(told).toContain(name);
    expect(told).toContain("from 0 to 65535");
    expect(told).toContain("Asia/Jakarta");
    expect(told).toContain('"10.0.0.0/99"');
  });

  it.each([
    [{ UTAS_LEASE: "30s", UTAS_CALL_DEADLINE: "30s" }, "UTAS_LEASE"],
    [{ UTAS_HORIZON: "15s" }, "UTAS_HORIZON"],
    [{ UTAS_HOST: "0.0.0.0" }, "UTAS_PUBLIC_URL"],
  ])("refuse what does not go together: %o", (env, name) => {
    expect(() => read(env)).toThrow(name);
  });

  it("derive a variable for each platform's API root", () => {
    expect(
      read({ UTAS_X_URL: "http://127.0.0.1:9/", UTAS_SOME_NET_URL: "https://gate.example/api" }).platformUrls,
    ).toEqual({ x: "http://127.0.0.1:9", "some-net": "https://gate.example/api" });
  });

  it("say where each value came from, and show no secret", () => {
    const folder = mkdtempSync(join(tmpdir(), "utas-settings-"));
    try {
      const file = join(folder, "key");
      writeFileSync(file, `${"ab".repeat(32)}\n`);
      const { settings, inForce } = readSettingsAndSources(
        ids,
        environment({ UTAS_SECRET_KEY_FILE: file, DATABASE_URL: "postgres://u:hunter2@db/x", UTAS_PORT: "9" }),
      );
      const from = Object.fromEntries(inForce.map((one) => [one.variable, one.from]));
      expect(from).toMatchObject({
        UTAS_SECRET_KEY: file,
        DATABASE_URL: "environment",
        UTAS_PORT: "environment",
        UTAS_HOST: "default",
      });
      expect(settings.secretKey).toBe("ab".repeat(32));
      expect(JSON.stringify(inForce)).not.toMatch(/hunter2|abab/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("never repeat a secret that is wrong", () => {
    expect(() => read({ UTAS_SECRET_KEY: "hunter2hunter2" })).toThrow(/UTAS_SECRET_KEY should be/);
    expect(() => read({ UTAS_SECRET_KEY: "hunter2hunter2" })).not.toThrow(/hunter2/);
    expect(() => read({ DATABASE_URL: "mysql://u:hunter2@db" })).not.toThrow(/hunter2/);
  });

  it("refuse a variable that is set beside its _FILE, and a file that is not there", () => {
    expect(() => read({ REDIS_URL: "redis://a", REDIS_URL_FILE: "/b" })).toThrow("REDIS_URL_FILE");
    expect(() => read({ REDIS_URL_FILE: "/nowhere/at/all" })).toThrow("/nowhere/at/all");
  });
});
