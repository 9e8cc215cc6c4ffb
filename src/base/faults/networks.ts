/** Faults of accounts that are changed or tested, of corrections, and of giving an app leave to post. */

import { fault } from "./fault.ts";

export const networkFaults = {
  "account-handle-taken": fault<{ handle: string; platform: string; id: string }>(
    409,
    1,
    ({ handle, platform, id }) => `${handle} on ${platform} is the name of ${id} already. Choose another.`,
  ),
  "account-moved": fault<{ handle: string; was: string; is: string }>(
    409,
    1,
    ({ handle, was, is }) =>
      `With this ${handle} would be ${is}, and no more ${was}. Nothing was changed; connect ${is} as an account of its own.`,
  ),
  "account-refused": fault<{ handle: string; why: string }>(
    422,
    1,
    ({ handle, why }) => `${handle} cannot post: ${why} To give new credentials: utas accounts reconnect ${handle}.`,
  ),
  "account-unreached": fault<{ handle: string; why: string }>(
    502,
    1,
    ({ handle, why }) => `${handle} could not be tested: ${why}. Try again later.`,
  ),
  "correction-impossible": fault<{ id: string; position: number; why: string }>(
    409,
    1,
    ({ id, position, why }) => `Post ${position} of ${id} cannot be corrected: ${why}.`,
  ),
  "authorization-failed": fault<{ platform: string; why: string }>(
    422,
    1,
    ({ platform, why }) => `${platform} gave no leave to post: ${why}. Nothing was stored; try again.`,
  ),
} as const;
