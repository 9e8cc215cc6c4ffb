/** An account of the newsroom on one network. Its credentials are sealed (vault.ts); nothing here holds one in the open. */

import type { Limits } from "../thread/thread.ts";

export type AccountState = "ready" | "paused" | "unauthorized";

export interface Account {
  readonly id: string;
  readonly platform: string;
  /** The name that people call it by; unique on its platform. */
  readonly handle: string;
  /** IANA zone, null: the service's own. */
  readonly zone: string | null;
  readonly state: AccountState;
  /** Why it is not ready. */
  readonly reason: string | null;
  /** Sends wait until then: the network has closed its window. */
  readonly closedUntil: Date | null;
  /** What the network's own fields hold that is no secret (a server's address, a sandbox's likeness). */
  readonly options: Readonly<Record<string, string>>;
  readonly limitsOverride: Partial<Limits> | null;
  /** Who the network says we are: our id and name there, and what its server runs where that differs from account to account. */
  readonly identity: { readonly id: string; readonly name: string; readonly software?: string } | null;
}

/** Secrets in the open, only between the vault and a platform. */
export type Credentials = Readonly<Record<string, string>>;
