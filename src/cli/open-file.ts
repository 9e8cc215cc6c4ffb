/** Whether other people of this machine may read a file. */

import { stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/** Nobody else comes to a file in a folder that is its owner's alone. Windows keeps permissions elsewhere. */
export async function isOpenToOthers(file: string): Promise<boolean> {
  if (process.platform === "win32") return false;
  const { mode } = await stat(file);
  return (mode & 0o077) !== 0 && isReachable(dirname(resolve(file)));
}

async function isReachable(folder: string): Promise<boolean> {
  const { mode } = await stat(folder);
  const above = dirname(folder);
  return (mode & 0o011) !== 0 && (above === folder || isReachable(above));
}
