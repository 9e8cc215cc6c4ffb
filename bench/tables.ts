/** Writes the tables that the pure rooms need from packages that only development has: `npm run tables` after an update of `tlds`. */

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import tlds from "tlds" with { type: "json" };

const target = join(import.meta.dirname, "../src/article/generated/tlds.ts");
writeFileSync(
  target,
  [
    "/** Written by bench/tables.ts from the package `tlds` (IANA's root zone), never by hand. */",
    "",
    "export const tlds: ReadonlySet<string> = new Set(",
    `  ${JSON.stringify([...tlds].sort().join(" "))}.split(" "),`,
    ");",
    "",
  ].join("\n"),
);
console.log(`${tlds.length} top-level domains written to ${target}`);
