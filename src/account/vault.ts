/** Seals credentials and opens them again; nobody else does. The key is UTAS_SECRET_KEY, else a file that only its owner reads. */

import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { AppError, sentenceOf } from "../base/errors.ts";
import { makeFolder } from "../base/folder.ts";
import type { Account, Credentials } from "./account.ts";

export interface Vault {
  /** A sealed value opens for this account only. */
  seal(account: Pick<Account, "id">, credentials: Credentials): string;
  /** Throws `secret-key-wrong`: sealed with another key, for another account, or changed since. */
  open(account: Pick<Account, "id" | "handle">, sealed: string): Credentials;
}

interface Settings {
  /** 32 bytes, hexadecimal or base64. */
  readonly secretKey: string | null;
  readonly dataDir: string;
}

const keyBytes = 32;
const nonceBytes = 12;
const tagBytes = 16;
const cipher = "aes-256-gcm";
/** The form below: version, then nonce, tag and text together in base64url. */
const version = "v1";

/** Takes or makes its key at first use. `create: false`: never makes one, for commands that only look. */
export function openVault({ secretKey, dataDir }: Settings, { create }: { create: boolean }): Vault {
  let known: Buffer | null = null;
  const key = () => {
    known ??= secretKey === null ? keyIn(dataDir, create) : decoded(secretKey);
    return known;
  };

  return {
    seal({ id }, credentials) {
      const secret = key();
      if (!secret) throw new AppError("secret-key-missing", { file: keyFile(dataDir) });
      const nonce = randomBytes(nonceBytes);
      const sealing = createCipheriv(cipher, secret, nonce).setAAD(boundTo(id));
      const text = Buffer.concat([sealing.update(JSON.stringify(credentials)), sealing.final()]);
      return `${version}.${Buffer.concat([nonce, sealing.getAuthTag(), text]).toString("base64url")}`;
    },

    open({ id, handle }, sealed) {
      const secret = key();
      const [form, body = ""] = sealed.split(".");
      const bytes = Buffer.from(body, "base64url");
      const wrong = (cause?: unknown) => new AppError("secret-key-wrong", { account: handle }, { cause });
      if (!secret || form !== version || bytes.length < nonceBytes + tagBytes) throw wrong();
      try {
        const opening = createDecipheriv(cipher, secret, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
        opening.setAAD(boundTo(id)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
        const text = Buffer.concat([opening.update(bytes.subarray(nonceBytes + tagBytes)), opening.final()]);
        return credentialsIn(text.toString());
      } catch (cause) {
        throw wrong(cause);
      }
    },
  };
}

const credentialsIn = (json: string): Credentials => z.record(z.string(), z.string()).parse(JSON.parse(json));

const boundTo = (accountId: string) => Buffer.from(`utas ${version} ${accountId}`);

const decoded = (key: string) => Buffer.from(key, /^[0-9a-f]{64}$/i.test(key) ? "hex" : "base64");

const keyFile = (dataDir: string) => join(dataDir, "secret.key");

function keyIn(dataDir: string, create: boolean): Buffer | null {
  try {
    return readKey(dataDir) ?? (create ? makeKey(dataDir) : null);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("data-folder-unusable", { folder: dataDir, why: sentenceOf(cause) }, { cause });
  }
}

function readKey(dataDir: string): Buffer | null {
  const written = unless("ENOENT", () => readFileSync(keyFile(dataDir), "utf8").trim());
  if (written === null) return null;
  const key = decoded(written);
  if (key.length === keyBytes) return key;
  throw new AppError("data-folder-unusable", { folder: dataDir, why: "secret.key in it is not a key of 32 bytes" });
}

/** The file appears whole under its name or not at all; of several processes at once the first one's key holds for all. */
function makeKey(dataDir: string): Buffer | null {
  makeFolder(dataDir);
  const draft = `${keyFile(dataDir)}.${randomBytes(6).toString("hex")}`;
  try {
    writeFileSync(draft, `${randomBytes(keyBytes).toString("hex")}\n`, { mode: 0o600, flag: "wx", flush: true });
    unless("EEXIST", () => linkSync(draft, keyFile(dataDir)));
    flushFolder(dataDir);
  } finally {
    rmSync(draft, { force: true });
  }
  return readKey(dataDir);
}

/** What is sealed is on disk soon; the key must not be the one thing that a power cut takes. */
function flushFolder(folder: string): void {
  const handle = openSync(folder, "r");
  fsyncSync(handle);
  closeSync(handle);
}

function unless<T>(code: string, act: () => T): T | null {
  try {
    return act();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === code) return null;
    throw error;
  }
}
