/** Faults of sources, slots, and files of publications that come in. */

import { fault } from "./fault.ts";

export const arrivalFaults = {
  "source-unknown": fault<{ source: string; known: string }>(
    404,
    2,
    ({ source, known }) => `There is no source ${JSON.stringify(source)}. ${known}`,
  ),
  "source-exists": fault<{ name: string }>(
    409,
    2,
    ({ name }) => `There is a source named ${JSON.stringify(name)} already. Give this one another name with --name.`,
  ),
} as const;
