/**
 * The language of a text by tinyld, which is loaded when the first text asks for it: its tables take as long to read as all else that a
 * command loads, and most articles are told without it. A browser gets tinyld itself in place of this file (package.json, `browser`).
 */

import { createRequire } from "node:module";
import type { detect as Detect } from "tinyld";

const load = createRequire(import.meta.url);

/** An ISO 639-1 code, "" where none is likelier than the others. */
export const detect: typeof Detect = (...asked) => (load("tinyld") as { detect: typeof Detect }).detect(...asked);
