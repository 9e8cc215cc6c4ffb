/** Files of a rule's sources that no look has come to yet: neither the next beat nor anybody has taken them for articles. Changes nothing. */

import type { App } from "../app.ts";
import { FolderBroken, lookInto } from "../sources/folder.ts";
import type { Rule } from "../store/rules.ts";

export interface Unseen {
  readonly source: string;
  readonly files: number;
  /** Why the source cannot be looked at; null: it can. */
  readonly broken: string | null;
}

/** Sources with nothing new are left out. */
export async function unseenBy({ store }: Pick<App, "store">, { sources }: Rule): Promise<Unseen[]> {
  const found: Unseen[] = [];
  for (const { id, name, gone } of sources) {
    if (gone) continue;
    const { address } = await store.sources.get(id);
    const stamps = new Map((await store.sources.files(id)).map((file) => [file.name, file.stamp]));
    try {
      const files = await lookInto(address);
      const count = files.filter((file) => stamps.get(file.name) !== file.stamp).length;
      if (count > 0) found.push({ source: name, files: count, broken: null });
    } catch (error) {
      if (!(error instanceof FolderBroken)) throw error;
      found.push({ source: name, files: 0, broken: error.message });
    }
  }
  return found;
}
