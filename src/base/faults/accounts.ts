/** Faults of networks, accounts and their credentials. */

import { fault } from "./fault.ts";

export const accountFaults = {
  /** `meant`: which one may be meant, as " X is called x here."; empty: nothing is like it. */
  "platform-unknown": fault<{ platform: string; known: string; meant: string }>(
    422,
    2,
    ({ platform, known, meant }) => `There is no platform ${platform}.${meant} Known: ${known}.`,
  ),
  "platform-not-sendable": fault<{ platform: string; sendable: string }>(
    422,
    2,
    ({ platform, sendable }) =>
      `Utas knows the limits of ${platform}, but cannot send there yet. It sends to: ${sendable}.`,
  ),
  "account-unknown": fault<{ account: string; known: string }>(
    404,
    2,
    ({ account, known }) => `There is no account ${account}. ${known}`,
  ),
  "account-ambiguous": fault<{ account: string; ids: string }>(
    409,
    2,
    ({ account, ids }) => `${account} names more than one account: ${ids}. Give the id of the one you mean.`,
  ),
  "account-exists": fault<{ handle: string; platform: string; id: string }>(
    409,
    2,
    ({ handle, platform, id }) =>
      `${handle} on ${platform} is connected already (${id}). Use "accounts reconnect" to give it new credentials.`,
  ),
  /** `ids`: of the first few, parted by blanks. */
  "account-busy": fault<{ account: string; count: number; ids: string }>(
    409,
    1,
    ({ account, count, ids }) =>
      `${account} still has ${count} publication(s) to send. Cancel them first: utas cancel ${ids}${count > ids.split(" ").length ? " …" : ""}`,
  ),
  "credentials-invalid": fault<{ platform: string; problem: string }>(
    422,
    2,
    ({ platform, problem }) => `The credentials for ${platform} do not fit: ${problem}.`,
  ),
  "credentials-refused": fault<{ platform: string; why: string }>(
    422,
    1,
    ({ platform, why }) =>
      `${platform} does not accept these credentials: ${why}. Nothing was stored; give ones that hold.`,
  ),
  "credentials-unproven": fault<{ platform: string; why: string }>(
    502,
    1,
    ({ platform, why }) =>
      `${platform} could not be asked whether the credentials hold: ${why}. No account was stored or changed; give them again.`,
  ),
  "secret-key-wrong": fault<{ account: string }>(
    500,
    1,
    ({ account }) =>
      `The credentials of ${account} cannot be opened with the present UTAS_SECRET_KEY. Give the key they were sealed with, or reconnect the account.`,
  ),
  "secret-key-missing": fault<{ file: string }>(
    500,
    1,
    ({ file }) =>
      `There is no key to seal credentials with at ${file}. Give UTAS_SECRET_KEY, or run "utas serve" first.`,
  ),
  "account-gone": fault<{ id: string; account: string }>(
    409,
    1,
    ({ id, account }) =>
      `${id} went out on ${account}, which is not connected any more, so Utas cannot remove its posts. Remove them on the network itself.`,
  ),
  "account-twice": fault<{ handle: string; platform: string; id: string; name: string }>(
    409,
    1,
    ({ handle, platform, id, name }) =>
      `${name} on ${platform} is connected already, as ${handle} (${id}). To give it new keys: utas accounts reconnect ${handle}.`,
  ),
  "account-other": fault<{ handle: string; was: string; is: string }>(
    409,
    1,
    ({ handle, was, is }) =>
      `These keys are for ${is}; ${handle} was connected as ${was}. Give the keys of ${was}, or connect ${is} as an account of its own.`,
  ),
} as const;
