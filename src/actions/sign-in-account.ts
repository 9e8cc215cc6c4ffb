/** Opens an account's credentials and hands them, with the line to its network, to whoever calls it. */

import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { findSendablePlatform, type SendablePlatform } from "../platforms/index.ts";
import type { Login, Sender, Unauthorized } from "../platforms/platform.ts";
import type { KeptAccount } from "../store/rows.ts";

export interface Ready {
  readonly kind: "ready";
  readonly platform: SendablePlatform;
  readonly sender: Sender;
  readonly login: Login;
}

export async function signInAccount(
  app: Pick<App, "vault" | "line">,
  { sealed, ...account }: KeptAccount,
): Promise<Ready | Unauthorized> {
  const platform = findSendablePlatform(account.platform);
  try {
    const credentials = sealed === null ? {} : app.vault.open(account, sealed);
    return {
      kind: "ready",
      platform,
      sender: platform.sender,
      login: { account, credentials, line: app.line(platform) },
    };
  } catch (error) {
    if (error instanceof AppError && error.code === "secret-key-wrong")
      return { kind: "unauthorized", accountState: "paused", reason: error.message };
    throw error;
  }
}
