/** Edits a post where it stands: past no brake and into no closed window; what the network says of the account is written down. */

import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import type { CorrectOutcome, RemotePost } from "../platforms/platform.ts";
import { type AccountEffect, deferral, stopsTheAccount } from "../publication/outcome.ts";
import type { Delivery } from "../publication/publication.ts";
import type { KeptAccount } from "../store/rows.ts";
import { drawFor, usedUp } from "./draw.ts";
import { callContext, signInAccount } from "./sign-in-account.ts";

type Parts = Pick<App, "store" | "vault" | "line" | "clock" | "settings" | "events" | "random" | "bounds">;

export interface Correction {
  readonly id: string;
  /** From 1. */
  readonly position: number;
  readonly text: string;
  readonly actor: string;
}

export interface Edited {
  readonly kind: "edited";
  readonly url: string | null;
}

export type SentPost = Delivery & { readonly remote: RemotePost };

/** Throws `correction-impossible`. */
export async function editInPlace(
  app: Parts,
  account: KeptAccount,
  post: SentPost,
  { id, position, text, actor }: Correction,
): Promise<Edited> {
  const { store, clock } = app;
  const impossible = (why: string) =>
    new AppError("correction-impossible", { id, position, why: why.replace(/\.$/, "") });
  const stopped = await whatStops(app, account, id);
  if (stopped) throw impossible(`${stopped}. Nothing was changed`);
  const asked = await store.corrections.ask({ id, position, oldText: post.post.text, text, actor }, clock.now());
  const { outcome, effect } = await edit(app, account, post, text);
  await store.corrections.affect(id, effect, account.sealed);
  if (effect.stopped) app.events.tell({ kind: "account-stopped", account: account.handle, ...effect.stopped });
  if (outcome.kind === "corrected") {
    await store.corrections.settle(asked, "made", null);
    return { kind: "edited", url: post.remote.url };
  }
  // What may have been made stays asked for: said again, it is the same correction.
  const mayBeThere = outcome.kind === "deferred" && outcome.cause === "fault";
  if (mayBeThere) throw impossible(`${outcome.reason}; it may or may not be there, so say it again`);
  await store.corrections.settle(asked, "refused", outcome.reason);
  const notBefore = outcome.kind === "deferred" ? outcome.notBefore : null;
  throw impossible(
    notBefore
      ? `${outcome.reason}; nothing was changed, so say it again after ${notBefore.toISOString()}`
      : outcome.reason,
  );
}

/** A brake, an account that cannot act, or a window that is closed; null: nothing does. */
async function whatStops({ store, clock }: Parts, account: KeptAccount, id: string): Promise<string | null> {
  const now = clock.now();
  const brake = await store.brakes.holding(id, now);
  if (brake) return `it is halted by ${brake.actor}: ${brake.reason}`;
  if (account.state !== "ready")
    return `${account.handle} is ${account.state}: ${account.reason ?? "no reason is known"}`;
  const door = (await store.doors.closed(account.id, now)).find(({ route }) => route === "create");
  return door ? `the network's window is closed until ${door.closedUntil.toISOString()}` : null;
}

interface Made {
  readonly outcome: CorrectOutcome;
  readonly effect: AccountEffect;
}

async function edit(
  app: Parts,
  account: KeptAccount,
  { post, remote, handles }: SentPost,
  text: string,
): Promise<Made> {
  const signedIn = await signInAccount(app, account);
  if (signedIn.kind !== "ready") return { outcome: signedIn, effect: effectOf(app, signedIn) };
  const { sender, login } = signedIn;
  const fullAt = await drawFor(app, signedIn, "correct");
  // Posts draw for themselves, so this keeps none of them back.
  if (fullAt) return { outcome: usedUp(fullAt), effect: {} };
  const about = { ...callContext(app), handles };
  const none: CorrectOutcome = { kind: "rejected", reason: "its network edits nothing", duplicate: false };
  const outcome = (await sender.correct?.(login, remote, { ...post, text }, about)) ?? none;
  return { outcome, effect: effectOf(app, outcome) };
}

function effectOf({ clock, random, bounds }: Parts, outcome: CorrectOutcome): AccountEffect {
  if (outcome.kind === "unauthorized") return stopsTheAccount(outcome, 0).effect;
  if (outcome.kind === "deferred")
    return deferral(outcome, "create", { now: clock.now(), random, tries: 0, doubtedBefore: false, bounds }).effect;
  if (outcome.kind === "rejected" || !outcome.closedUntil) return {};
  const { closedUntil: until, app } = outcome;
  return { closed: { route: "create", until, ...(app && { app }) } };
}
