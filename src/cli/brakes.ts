/** What is said of brakes, wherever one looks. */

import type { App } from "../app.ts";
import { findPlatform } from "../platforms/index.ts";
import type { Brake } from "../store/brakes.ts";
import type { KeptAccount } from "../store/rows.ts";
import { short } from "./shapes.ts";

type Known = Pick<KeptAccount, "id" | "handle">;

/** `everything is halted since 2026-11-24 09:00 (Asia/Jakarta) by ana: wrong figures`. */
export function saidOf(
  { scope, subject, reason, actor, since, until }: Brake,
  accounts: readonly Known[],
  zone: string,
): string {
  const name = {
    everywhere: () => "everything",
    platform: () => findPlatform(subject).label,
    account: () => accounts.find(({ id }) => id === subject)?.handle ?? subject,
  }[scope]();
  const end = until ? `, until ${short(until, zone).slice(0, 16)}` : "";
  return `${name} is ${scope === "account" ? "paused" : "halted"} since ${short(since, zone).slice(0, 16)}${end} (${zone}) by ${actor}: ${reason}`;
}

/** A line for each brake that is on. */
export async function brakesNow({
  store,
  clock,
  settings,
}: Pick<App, "store" | "clock" | "settings">): Promise<string[]> {
  const brakes = await store.brakes.list(clock.now());
  const accounts = brakes.length === 0 ? [] : await store.accounts.list();
  return brakes.map((brake) => saidOf(brake, accounts, settings.zone));
}
