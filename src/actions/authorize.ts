/** Asks a person for leave to post at the network's own page (OAuth 2 with PKCE), and takes what they bring back. Nothing is stored here. */

import { createHash, randomBytes } from "node:crypto";
import type { Credentials } from "../account/account.ts";
import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { findPlatform } from "../platforms/index.ts";
import { callContext } from "./sign-in-account.ts";

export interface Asked {
  /** Where the person says yes. */
  readonly page: string;
  readonly redirect: string;
  readonly state: string;
  readonly verifier: string;
}

const random = () => randomBytes(32).toString("base64url");

/** Throws `credentials-invalid` where the network knows no such page or the app is not named. */
export function askForConsent(platformId: string, credentials: Credentials, redirect: string): Asked {
  const { authorizing, id: platform } = findPlatform(platformId);
  const invalid = (problem: string) => new AppError("credentials-invalid", { platform, problem });
  if (!authorizing) throw invalid("it has no page to authorize at; leave --authorize out");
  const app = credentials[authorizing.app];
  if (!app) throw invalid(`${authorizing.app} is missing, which names your app`);
  const [state, verifier] = [random(), random()];
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  return { page: authorizing.page(app, { redirect, state, challenge }), redirect, state, verifier };
}

/** `brought`: the whole address that the person was sent on to, or the code alone. Throws `authorization-failed`. */
export async function takeConsent(
  app: Pick<App, "line" | "clock" | "settings">,
  platformId: string,
  credentials: Credentials,
  asked: Asked,
  brought: string,
): Promise<Credentials> {
  const platform = findPlatform(platformId);
  const failed = (why: string) => new AppError("authorization-failed", { platform: platform.label, why });
  const code = codeIn(brought.trim(), asked, failed);
  const { verifier, redirect } = asked;
  const login = { credentials, line: app.line(platform) };
  const outcome = await platform.authorizing?.exchange(login, { code, verifier, redirect }, callContext(app));
  if (outcome?.kind !== "authorized") throw failed(outcome?.reason ?? "it has no page to authorize at");
  return outcome.credentials;
}

function codeIn(brought: string, { state }: Asked, failed: (why: string) => AppError): string {
  if (!URL.canParse(brought)) return brought || refuse(failed("no code was given"));
  const { searchParams } = new URL(brought);
  if (searchParams.get("state") !== state) throw failed("the address answers another question than the one asked here");
  return searchParams.get("code") ?? refuse(failed(`it said ${searchParams.get("error") ?? "no code"}`));
}

function refuse(error: AppError): never {
  throw error;
}
