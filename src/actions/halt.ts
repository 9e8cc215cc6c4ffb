/** Puts a brake on, or lifts it: everywhere, for one network or for one account. What had begun stops between two posts, and goes on when it is lifted. */

import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { findPlatform } from "../platforms/index.ts";
import type { Brake, BrakeScope } from "../store/brakes.ts";
import type { KeptAccount } from "../store/rows.ts";

type Parts = Pick<App, "store" | "clock" | "events" | "bells">;

/** What a brake is for; neither: everything. */
export interface Braked {
  readonly platform?: string | undefined;
  /** Handle or id. */
  readonly account?: string | undefined;
}

/** Throws `option-invalid` without a reason, `platform-unknown`, `account-unknown`. */
export async function halt(
  app: Parts,
  braked: Braked,
  { reason, until, actor }: { readonly reason: string; readonly until: Date | null; readonly actor: string },
): Promise<Brake> {
  const { scope, subject, name } = await scopeOf(app, braked);
  const said = reason.trim();
  if (said === "" || said.length > 1_000)
    throw new AppError("option-invalid", {
      option: "--reason",
      value: reason.slice(0, 60),
      hint: "say why, in 1,000 characters at most: everybody who looks will read it",
    });
  const brake: Brake = { scope, subject, reason: said, actor, since: app.clock.now(), until };
  // Removed meanwhile: asked for again, it is unknown.
  if (!(await app.store.brakes.put(brake)) && braked.account !== undefined)
    await app.store.accounts.get(braked.account);
  app.events.tell({ kind: "halted", scope, subject: name, actor, reason: said, until });
  return brake;
}

/** The brake that was lifted; null: there was none. An account that its network had paused is let go as well. */
export async function resume(app: Parts, braked: Braked, actor: string): Promise<Brake | null> {
  const { scope, subject, name, account } = await scopeOf(app, braked);
  const now = app.clock.now();
  const lifted = await app.store.brakes.lift(scope, subject, now);
  const unpaused = account?.state === "paused" && (await app.store.accounts.unpause(account.id));
  if (!lifted && !unpaused) return null;
  app.events.tell({ kind: "resumed", scope, subject: name, actor });
  await app.bells.hang("publish", await app.store.sweeps.ringOverdue(now, account?.id ?? null), now);
  if (lifted) return lifted;
  const network = account ? findPlatform(account.platform).label : "";
  return { scope, subject, reason: account?.reason ?? "", actor: network, since: now, until: null };
}

async function scopeOf(
  { store }: Pick<App, "store">,
  { platform, account: handle }: Braked,
): Promise<{ scope: BrakeScope; subject: string; name: string; account: KeptAccount | null }> {
  if (handle !== undefined) {
    const account = await store.accounts.get(handle);
    return { scope: "account", subject: account.id, name: account.handle, account };
  }
  if (platform === undefined) return { scope: "everywhere", subject: "", name: "everything", account: null };
  const { id, label } = findPlatform(platform);
  return { scope: "platform", subject: id, name: label, account: null };
}
