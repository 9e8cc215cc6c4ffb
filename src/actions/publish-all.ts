/** Sends what is due on an account, one publication after another, until nothing is left that may go. */

import type { App } from "../app.ts";
import type { Bell } from "../publication/publication.ts";
import type { Ended } from "./end-run.ts";
import { publish } from "./publish.ts";

type Parts = Parameters<typeof publish>[0] & Pick<App, "store">;

/** `mayGoOn` false: others wait for this place, so what is next on the account is rung for later. Returns how the last one ended. */
export async function publishAll(
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
