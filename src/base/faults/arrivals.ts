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
  "folder-unusable": fault<{ why: string }>(422, 2, ({ why }) => `This folder cannot be watched: ${why}.`),
  "source-busy": fault<{ source: string }>(
    409,
    1,
    ({ source }) => `${source} is being looked at by a worker this very moment. What is new in it arrives without you.`,
  ),
  "slots-invalid": fault<{ value: string; hint: string }>(
    422,
    2,
    ({ value, hint }) =>
      `${JSON.stringify(value)} is not a time of the week: ${hint}. Slots are written as "mon-fri 09:00 12:30", "sabtu 10.00" or "daily 18:00".`,
  ),
  "slots-missing": fault<{ account: string }>(
    422,
    2,
    ({ account }) =>
      `${account} has no slots, so it has no next one. Give it some: utas slots set ${account} --zone Asia/Jakarta --at "mon-fri 09:00 12:30"; or name a time.`,
  ),
  "import-unreadable": fault<{ file: string; why: string }>(
    422,
    2,
    ({ file, why }) => `${file} cannot be imported: ${why}. Nothing was stored.`,
  ),
  "page-unreachable": fault<{ url: string; why: string }>(502, 1, ({ url, why }) => `${url} cannot be read: ${why}.`),
} as const;
