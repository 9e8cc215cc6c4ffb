/** The version in package.json, which stands two folders up from a clone's src/cli and three from dist/src/cli. */

import { existsSync, readFileSync } from "node:fs";

const places = ["../../package.json", "../../../package.json"];

export function version(): string {
  for (const place of places) {
    const file = new URL(place, import.meta.url);
    if (existsSync(file)) return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
  }
  return "unknown";
}
