/** A watched folder: which of its files may hold articles, how one is read whole, and whether somebody may still be writing it. */

import { createHash } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { type FileHandle, lstat, open, readdir, realpath, stat } from "node:fs/promises";
import { join, sep } from "node:path";

export interface FolderFile {
  readonly name: string;
  /** Where it really is. */
  readonly path: string;
  readonly size: number;
  readonly changedAt: Date;
  /** The same as long as nobody has touched the file. */
  readonly stamp: string;
  /** Why it cannot be read; null: it may be tried. */
  readonly trouble: string | null;
}

const articles = /^[^.].*\.(?:txt|md|html)$/i;

/** Files that may hold articles, those that changed first at the front; folders below are left alone. Throws a `FolderBroken`. */
export async function lookInto(address: string): Promise<FolderFile[]> {
  const root = await realpath(address).catch(broken(address));
  const names = await readdir(root).catch(broken(address));
  const found: FolderFile[] = [];
  for (const name of names) {
    const file = articles.test(name) ? await fileAt(root, name) : null;
    if (file) found.push(file);
  }
  return found.sort((a, b) => a.changedAt.getTime() - b.changedAt.getTime() || (a.name < b.name ? -1 : 1));
}

export class FolderBroken extends Error {}

const broken =
  (address: string) =>
  (cause: NodeJS.ErrnoException): never => {
    throw new FolderBroken(
      `the folder ${address} ${folderFaults[cause.code ?? ""] ?? `cannot be read (${cause.code})`}`,
      {
        cause,
      },
    );
  };

const folderFaults: Readonly<Record<string, string>> = {
  ENOENT: "is not there",
  ENOTDIR: "is no folder",
  EACCES: "may not be read: its permissions forbid it",
  ELOOP: "is a link that leads round in a circle",
};

/** Null: it is gone again, or is a folder. */
async function fileAt(root: string, name: string): Promise<FolderFile | null> {
  const path = join(root, name);
  const link = await lstat(path).catch(() => null);
  if (!link) return name.includes("\ufffd") ? { ...unnamable, name, path } : null;
  if (!link.isSymbolicLink()) return described(name, path, link);
  const target = await realpath(path).catch(() => null);
  const there = target === null ? null : await stat(target).catch(() => null);
  if (target === null || !there) return { ...fileOf(name, path, link), trouble: "it is a link that leads nowhere" };
  if (!target.startsWith(root.endsWith(sep) ? root : root + sep))
    return { ...fileOf(name, path, link), trouble: "it is a link that leads out of the folder" };
  return described(name, target, there);
}

/** The system gave bytes that are no UTF-8, and nothing can be opened under what they were read as. */
const unnamable: Omit<FolderFile, "name" | "path"> = {
  ...{ size: 0, changedAt: new Date(0), stamp: "" },
  trouble: "its name is not UTF-8; give it a plain one",
};

function described(name: string, path: string, stats: Stats): FolderFile | null {
  if (stats.isDirectory()) return null;
  return stats.isFile() ? fileOf(name, path, stats) : { ...fileOf(name, path, stats), trouble: "it is no file" };
}

const stampOf = ({ size, mtimeMs, ctimeMs, ino }: Stats) => [size, mtimeMs, ctimeMs, ino].join(" ");

const fileOf = (name: string, path: string, stats: Stats): FolderFile => ({
  ...{ name, path, size: stats.size, changedAt: stats.mtime, stamp: stampOf(stats), trouble: null },
});

/** `changed`: somebody is writing it, or it is gone. */
export type Reading =
  | { readonly kind: "read"; readonly bytes: Uint8Array; readonly fingerprint: string }
  | { readonly kind: "changed" }
  | { readonly kind: "unreadable"; readonly why: string };

/** The content that the file had when it was listed, of a size that the caller has looked at. */
export async function readWhole({ path, stamp, size }: FolderFile): Promise<Reading> {
  let file: FileHandle | undefined;
  try {
    // Never through a link that has just been put in its place, and never waiting for a pipe's other end.
    file = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    const before = await file.stat();
    if (stampOf(before) !== stamp || !before.isFile()) return { kind: "changed" };
    const bytes = Buffer.alloc(size + 1);
    let read = 0;
    for (let got = -1; got !== 0 && read < bytes.length; read += got)
      got = (await file.read(bytes, read, bytes.length - read, read)).bytesRead;
    if (read !== size || stampOf(await file.stat()) !== stamp) return { kind: "changed" };
    const content = bytes.subarray(0, size);
    return { kind: "read", bytes: content, fingerprint: createHash("sha256").update(content).digest("base64url") };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT" || code === "ELOOP") return { kind: "changed" };
    return { kind: "unreadable", why: code === "EACCES" ? "its permissions forbid it" : `the system says ${code}` };
  } finally {
    await file?.close();
  }
}

/** How long a file is left alone that ends as a whole file does; that ends within a line; that ends within a character. */
const quietMs = { whole: 3_000, line: 5_000, character: 60_000 } as const;
/** As long ago as this, a change is over whatever two clocks disagree about. */
const overMs = 60_000;
/** Two looks that say something are so far apart. */
const apartMs = 1_000;

/** Whether somebody may still be writing a file: it changed a moment ago, or has not been seen like this before. `seenAt`: when it was first seen so. */
export function mayBeWritten(
  { changedAt }: Pick<FolderFile, "changedAt">,
  bytes: Uint8Array,
  seenAt: Date,
  now: Date,
): boolean {
  const quiet = quietMs[endOf(bytes)];
  const age = now.getTime() - changedAt.getTime();
  const seenFor = now.getTime() - seenAt.getTime();
  // A time of change that is to come says nothing: a copy may bring it along.
  if (age < 0) return seenFor < quiet;
  return age < quiet || (age < overMs && seenFor < apartMs);
}

function endOf(bytes: Uint8Array): keyof typeof quietMs {
  if (endsInCharacter(bytes)) return "character";
  const last = bytes.at(-1);
  return last === 0x0a || last === 0x0d ? "whole" : "line";
}

/** The last bytes begin a character of UTF-8 that needs more of them. */
function endsInCharacter(bytes: Uint8Array): boolean {
  for (let back = 1; back <= 3; back++) {
    const byte = bytes.at(-back);
    if (byte === undefined || byte < 0x80) return false;
    if (byte < 0xc0) continue;
    return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2);
  }
  return false;
}
