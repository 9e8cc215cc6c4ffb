/** Adds a folder as a source, where all that is there already is passed over but the newest that are wanted; and takes a source away. */

import { stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import type { App } from "../app.ts";
import { AppError, sentenceOf } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import { type FolderFile, lookInto, readWhole } from "../sources/folder.ts";
import type { Passed, ShownSource } from "../store/sources.ts";
import { articleMaxBytes } from "./accept.ts";

export interface WantedFolder {
  readonly folder: string;
  /** The folder's own unless given. */
  readonly name?: string | undefined;
  /** So many of the newest files that are there already are articles; the others never are, unless they change. */
  readonly take: number;
}

export interface Watched {
  readonly source: ShownSource;
  readonly passedOver: number;
}

/** Throws `folder-unusable`, `option-invalid` or `source-exists`. */
export async function watchFolder(
  { store, clock }: Pick<App, "store" | "clock">,
  { folder, name, take }: WantedFolder,
): Promise<Watched> {
  const address = resolve(folder);
  const source = { id: newId("src"), name: nameOf(name ?? basename(address)), kind: "folder" as const, address };
  const there = await stat(address).catch(() => null);
  if (there && !there.isDirectory())
    throw new AppError("folder-unusable", { why: `${address} is a file; give the folder that it is in` });
  const files = await lookInto(address).catch((cause) => {
    throw new AppError("folder-unusable", { why: sentenceOf(cause) }, { cause });
  });
  const old = files.slice(0, Math.max(0, files.length - take));
  const passed: Passed[] = [];
  for (const file of old) passed.push(await passedOver(file));
  await store.sources.add(source, passed, clock.now());
  return { source: await store.sources.get(source.id), passedOver: old.length };
}

async function passedOver(file: FolderFile): Promise<Passed> {
  const isRead = file.trouble === null && file.size <= articleMaxBytes;
  const read = isRead ? await readWhole(file) : null;
  return { name: file.name, stamp: file.stamp, fingerprint: read?.kind === "read" ? read.fingerprint : null };
}

function nameOf(given: string): string {
  const name = given.trim();
  if (name === "" || name.length > 100 || /[,\p{Cc}]/u.test(name))
    throw new AppError("option-invalid", {
      option: "--name",
      value: given,
      hint: "give a name of up to 100 characters without commas",
    });
  return name;
}

/** What it brought stays. Throws `source-unknown`. */
export async function forgetSource({ store, clock }: Pick<App, "store" | "clock">, name: string): Promise<ShownSource> {
  const source = await store.sources.get(name);
  await store.sources.remove(source.id, clock.now());
  return source;
}
