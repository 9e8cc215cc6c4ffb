/** Faults of rules that publish by themselves. */

import { fault } from "./fault.ts";

export const ruleFaults = {
  "rule-unknown": fault<{ name: string; known: string }>(
    404,
    2,
    ({ name, known }) => `There is no rule ${JSON.stringify(name)}. ${known}`,
  ),
  "rule-exists": fault<{ name: string }>(
    409,
    2,
    ({ name }) =>
      `There is a rule ${JSON.stringify(name)} already. Give another name, or change that one: utas rules set ${JSON.stringify(name)}.`,
  ),
  "rule-never": fault<{ cron: string; zone: string; until: string }>(
    422,
    2,
    ({ cron, zone, until }) =>
      `A rule by ${JSON.stringify(cron)} in ${zone} would never fire before ${until}. Give a later --until, or another --cron.`,
  ),
  "rule-over": fault<{ name: string; why: string }>(
    409,
    1,
    ({ name, why }) => `The rule ${JSON.stringify(name)} fires no more: ${why}. Add a new one to go on.`,
  ),
  "rule-busy": fault<{ name: string }>(
    409,
    1,
    ({ name }) =>
      `Others took every article that ${JSON.stringify(name)} chose, or it was removed meanwhile. Run it again.`,
  ),
} as const;
