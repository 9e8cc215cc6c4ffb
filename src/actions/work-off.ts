/** Works an account off in this very process, up to one publication: for a terminal that waits. Workers elsewhere may do the same; the claim decides. */

import type { App } from "../app.ts";
import type { State } from "../publication/moves.ts";
import type { Shown } from "../store/publications.ts";
import { publish } from "./publish.ts";
import { reconcile } from "./reconcile.ts";
import { sweep } from "./sweep.ts";

const onTheWay: ReadonlySet<State> = new Set(["scheduled", "sending", "uncertain"]);

/** Returns when it is published, failed, held or cancelled, when only a person can go on with it (its fate, its account, a brake, a full disk), or on `stop`. */
export async function untilSettled(app: App, id: string, stop: AbortSignal, actor: string): Promise<void> {
  let sweptAt = app.clock.now();
  while (!stop.aborted) {
    const shown = await app.store.publications.get(id);
    if (app.disk.low || !(await canGoOn(app, shown))) return;
    const worked =
      shown.state === "uncertain"
        ? await reconcile(app, { id, bell: shown.bell }, actor)
        : await publish(app, { id, bell: shown.bell }, stop, actor);
    if (worked) continue;
    await app.clock.wait(untilNext(shown, app.clock.now()), stop);
    if (app.clock.now().getTime() - sweptAt.getTime() < app.settings.beatMs) continue;
    await app.disk.measure();
    await sweep(app, actor);
    sweptAt = app.clock.now();
  }
}

async function canGoOn({ store, clock }: App, { id, state, accountId, nextAskAt, claim }: Shown): Promise<boolean> {
  if (!onTheWay.has(state)) return false;
  if (state === "uncertain" && nextAskAt === null && claim > 0) return false;
  if (state === "scheduled" && (await store.brakes.holding(id, clock.now()))) return false;
  const account = await store.accounts.get(accountId);
  return state === "sending" || account.state === "ready";
}

/** Until it may go, but never long: a stop or another process may change it meanwhile. */
function untilNext({ state, dueAt, retryAt, nextAskAt }: Shown, now: Date): number {
  const at = state === "uncertain" ? nextAskAt : retryAt && dueAt && retryAt > dueAt ? retryAt : dueAt;
  return Math.min(1_000, Math.max(50, (at?.getTime() ?? 0) - now.getTime()));
}
