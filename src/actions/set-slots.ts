/** Gives an account its weekly slots and its zone, or takes the slots away. What is planned keeps its time. */

import type { App } from "../app.ts";
import { parseSlots } from "../schedule/slots.ts";
import { zoneNamed } from "../schedule/zone.ts";
import type { KeptAccount } from "../store/rows.ts";
import type { AccountSlots } from "../store/slots.ts";

type Parts = Pick<App, "store" | "settings">;

export interface WantedSlots {
  readonly account: string;
  /** The account's own, else the newsroom's, unless given. */
  readonly zone?: string | undefined;
  /** As a person writes them: `mon-fri 09:00 12:30`. */
  readonly at: readonly string[];
}

/** Throws `account-unknown`, `slots-invalid` or `zone-unknown`. */
export async function setSlots({ store, settings }: Parts, { account, zone, at }: WantedSlots): Promise<AccountSlots> {
  const slots = parseSlots(at);
  const named = zone === undefined ? undefined : zoneNamed(zone);
  const kept = await store.accounts.get(account);
  const wall = { slots, handle: kept.handle, zone: named ?? kept.zone ?? zoneNamed(settings.zone) };
  await store.slots.set(kept.id, wall.zone, slots);
  return wall;
}

export async function clearSlots({ store }: Parts, name: string): Promise<KeptAccount> {
  const account = await store.accounts.get(name);
  await store.slots.clear(account.id);
  return account;
}
