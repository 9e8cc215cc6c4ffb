import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { openVault } from "../../src/account/vault.ts";

const credentials = { appKey: "a-key", accessSecret: "sésame 🔑" };
const herald = { id: "acc_1", handle: "herald" };
const gazette = { id: "acc_2", handle: "gazette" };
const hexKey = "0f".repeat(32);

let dataDir = "";
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "utas-vault-"));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const vaultWith = (secretKey: string | null) => openVault({ secretKey, dataDir }, { create: true });
const codeOf = (act: () => unknown) => {
  try {
    act();
    return "no error";
  } catch (error) {
    return error instanceof Error && "code" in error ? error.code : error;
  }
};

describe("a sealed value", () => {
  it("opens with the same key to what was sealed", () => {
    const sealed = vaultWith(hexKey).seal(herald, credentials);
    expect(vaultWith(hexKey).open(herald, sealed)).toEqual(credentials);
  });

  it("says its version, shows nothing of the credentials and is never twice the same", () => {
    const vault = vaultWith(hexKey);
    const sealed = vault.seal(herald, credentials);
    expect(sealed).toMatch(/^v1\.[\w-]+$/);
    expect(Buffer.from(sealed.slice(3), "base64url").toString("latin1")).not.toContain("a-key");
    expect(vault.seal(herald, credentials)).not.toBe(sealed);
  });

  it("opens with the key in base64 when it was sealed with the same key in hexadecimal digits", () => {
    const sealed = vaultWith(hexKey).seal(herald, credentials);
    const base64 = Buffer.from(hexKey, "hex").toString("base64");
    expect(vaultWith(base64).open(herald, sealed)).toEqual(credentials);
  });

  it("does not open with another key, and the sentence names the account and no secret", () => {
    const sealed = vaultWith(hexKey).seal(herald, credentials);
    const open = () => vaultWith("f0".repeat(32)).open(herald, sealed);
    expect(codeOf(open)).toBe("secret-key-wrong");
    expect(open).toThrow(/credentials of herald/);
  });

  it("does not open for an account that it was not sealed for", () => {
    const vault = vaultWith(hexKey);
    const sealed = vault.seal(herald, credentials);
    expect(codeOf(() => vault.open(gazette, sealed))).toBe("secret-key-wrong");
  });

  it("does not open once any byte of it was changed, or cut off", () => {
    const vault = vaultWith(hexKey);
    const bytes = Buffer.from(vault.seal(herald, credentials).slice(3), "base64url");
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(codeOf(() => vault.open(herald, `v1.${changed.toString("base64url")}`))).toBe("secret-key-wrong");
      expect(codeOf(() => vault.open(herald, `v1.${bytes.subarray(0, at).toString("base64url")}`))).toBe(
        "secret-key-wrong",
      );
    }
    for (const nonsense of ["", "v1", "v1.", "v2.AAAA", "{}"])
      expect(codeOf(() => vault.open(herald, nonsense))).toBe("secret-key-wrong");
  });
});

describe("the key file", () => {
  it("is made at first use, readable by its owner only, and serves the next process", () => {
    const vault = vaultWith(null);
    expect(readdirSync(dataDir)).toEqual([]);
    const sealed = vault.seal(herald, credentials);
    expect(readdirSync(dataDir)).toEqual(["secret.key"]);
    expect(statSync(join(dataDir, "secret.key")).mode & 0o777).toBe(0o600);
    expect(vaultWith(null).open(herald, sealed)).toEqual(credentials);
  });

  it("is not made when UTAS_SECRET_KEY is given, and not by a command that only looks", () => {
    vaultWith(hexKey).seal(herald, credentials);
    const looking = openVault({ secretKey: null, dataDir }, { create: false });
    expect(codeOf(() => looking.open(herald, "v1.AAAA"))).toBe("secret-key-wrong");
    expect(codeOf(() => looking.seal(herald, credentials))).toBe("secret-key-missing");
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it("is refused, and not replaced, when it holds no key", () => {
    writeFileSync(join(dataDir, "secret.key"), "half a k");
    expect(codeOf(() => vaultWith(null).seal(herald, credentials))).toBe("data-folder-unusable");
  });

  it("is one for all when many processes make it at once", async () => {
    const vaultFile = pathToFileURL(join(inject("built"), "src/account/vault.js")).href;
    const script = `
      const { openVault } = await import(${JSON.stringify(vaultFile)});
      const vault = openVault({ secretKey: null, dataDir: ${JSON.stringify(dataDir)} }, { create: true });
      process.stdout.write("ready");
      process.stdin.once("data", () => {
        process.stdout.write(vault.seal({ id: "acc_1" }, { made: "by " + process.pid }), () => process.exit());
      });`;
    const children = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ["--input-type=module", "-e", script], {
        stdio: ["pipe", "pipe", "inherit"],
      }),
    );
    await Promise.all(children.map((child) => once(child.stdout, "data")));
    const sealed = children.map(async (child) => {
      const [written] = await once(child.stdout, "data");
      return String(written);
    });
    for (const child of children) child.stdin.write("go");
    for (const [at, one] of (await Promise.all(sealed)).entries())
      expect(vaultWith(null).open(herald, one)).toEqual({ made: `by ${children[at]?.pid}` });
    await Promise.all(children.map((child) => child.exitCode ?? once(child, "exit")));
    expect(readdirSync(dataDir)).toEqual(["secret.key"]);
  }, 60_000);
});
