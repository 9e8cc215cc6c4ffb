/** What stands beside package.json, which is two folders up from a clone's src/cli and three from dist/src/cli. */

import { existsSync, readFileSync } from "node:fs";

const roots = ["../../", "../../../"];

/** A file that is delivered with the product, by its path from package.json. */
export function deliveredFile(path: string): URL {
  const root = roots.find((one) => existsSync(new URL(`${one}package.json`, import.meta.url))) ?? roots[0];
  return new URL(`${root}${path}`, import.meta.url);
}

/** The version in package.json. */
export const version = (): string =>
  (JSON.parse(readFileSync(deliveredFile("package.json"), "utf8")) as { version: string }).version;
