/** Signing in: a link made on the machine itself, good once and for a quarter of an hour, opens a session. Only hashes of the tokens are stored. */

import { createHash, randomBytes } from "node:crypto";
import type { App } from "../app.ts";
import { hours, later, minutes } from "../base/clock.ts";
import { AppError } from "../base/errors.ts";

const linkHoldsMs = minutes(15);
const sessionHoldsMs = 30 * hours(24);

export interface SignInLink {
  readonly url: string;
  readonly expiresAt: Date;
}

export interface Session {
  readonly token: string;
  readonly expiresAt: Date;
}

type Parts = Pick<App, "store" | "clock">;

/** Whoever may run it on this machine may sign in: there is no password. */
export async function makeSignInLink({ store, clock }: Parts, origin: string): Promise<SignInLink> {
  const token = newToken();
  const now = clock.now();
  const expiresAt = later(now, linkHoldsMs);
  await store.sessions.makeLink(hashOf(token), now, expiresAt);
  return { url: `${origin}/sign-in?token=${token}`, expiresAt };
}

/** Uses the link up. Throws `sign-in-over`. */
export async function signIn({ store, clock }: Parts, linkToken: string): Promise<Session> {
  const token = newToken();
  const now = clock.now();
  const expiresAt = later(now, sessionHoldsMs);
  if (!(await store.sessions.begin(hashOf(linkToken), hashOf(token), now, expiresAt)))
    throw new AppError("sign-in-over", {});
  return { token, expiresAt };
}

export const signOut = ({ store }: Pick<App, "store">, token: string): Promise<boolean> =>
  store.sessions.end(hashOf(token));

export const isSignedIn = ({ store, clock }: Parts, token: string): Promise<boolean> =>
  store.sessions.holds(hashOf(token), clock.now());

const newToken = () => randomBytes(32).toString("base64url");

const hashOf = (token: string) => createHash("sha256").update(token).digest("base64url");
