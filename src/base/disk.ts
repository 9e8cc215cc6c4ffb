/** How much room the file system of a folder has left, measured when it is asked to; below the floor it is low. */

import { statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";

export interface Disk {
  /** At the last measuring; null: it could not be measured. */
  readonly freeBytes: number | null;
  readonly floorBytes: number;
  /** Less than the floor is free: nothing new is begun. */
  readonly low: boolean;
  measure(): Promise<void>;
}

export interface DiskOptions {
  readonly folder: string;
  /** 0: never low. */
  readonly floorBytes: number;
  /** Told what the system says when it cannot be measured. */
  readonly onError: (error: Error) => void;
  readonly freeOf?: (folder: string) => Promise<number>;
}

export async function openDisk({ folder, floorBytes, onError, freeOf = freeBytesOf }: DiskOptions): Promise<Disk> {
  let freeBytes: number | null = null;
  const measure = async () => {
    try {
      freeBytes = await freeOf(folder);
    } catch (error) {
      // What cannot be measured stops nobody.
      freeBytes = null;
      onError(error as Error);
    }
  };
  await measure();
  return {
    get freeBytes() {
      return freeBytes;
    },
    floorBytes,
    get low() {
      return freeBytes !== null && freeBytes < floorBytes;
    },
    measure,
  };
}

/** What a user without special rights may still write; of a folder that is not there yet, where it would be made. */
async function freeBytesOf(folder: string): Promise<number> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    try {
      const { bavail, bsize } = await statfs(at);
      return bavail * bsize;
    } catch (error) {
      const missing = (error as NodeJS.ErrnoException).code === "ENOENT";
      if (!missing || dirname(at) === at) throw error;
    }
  }
}
