/** Sends what is due on an account, one publication after another, until nothing is left that may go. */

import type { App } from "../app.ts";
import type { Bell } from "../publication/publication.ts";
import type { Ended } from "./end-run.ts";
import { publish } from "./publish.ts";

type Parts = Parameters<typeof publish>[0] & Pick<App, "store">;

/** What a bell led to: sending, or the news of the failure that had hung it. */
export type Heard =
  | { readonly kind: "sent"; readonly ended: Ended | null }
  | { readonly kind: "failure"; readonly reason: string };

/** Whose account is being sent to already has nothing to do: who sends there goes on with what is next. */
export async function answerBell(
  app: Parts,
  bell: Bell,
  stop: AbortSignal,
  actor: string,
  mayGoOn: () => boolean,
): Promise<Heard> {
  const found = await app.store.publications.atBell(bell);
  if (found?.failed) return { kind: "failure", reason: found.reason ?? "it failed" };
  if (!found || found.busy) return { kind: "sent", ended: null };
  return { kind: "sent", ended: await publishAll(app, bell, stop, actor, mayGoOn) };
}

/** `mayGoOn` false: others wait for this place, so what is next on the account is rung for later. Returns how the last one ended. */
async function publishAll(
  app: Parts,
  bell: Bell,
  stop: AbortSignal,
  actor: string,
  mayGoOn: () => boolean,
): Promise<Ended | null> {
  let last = await publish(app, bell, stop, actor, "taken by the caller");
  if (!last) return null;
  while (mayGoOn() && !stop.aborted) {
    const ended = await publish(app, bell, stop, actor, "taken by the caller");
    if (!ended) return last;
    last = ended;
  }
  const now = app.clock.now();
  const { accountId } = await app.store.publications.get(last.id);
  await app.bells.hang("publish", await app.store.sweeps.ringOverdue(now, accountId), now);
  return last;
}
