/** Before a call is made, what it takes is drawn from the budgets that its network documents. */

import type { Account } from "../account/account.ts";
import type { App } from "../app.ts";
import { idsIn } from "../platforms/form.ts";
import {
  type Deferred,
  type Handles,
  type Login,
  limitsOf,
  type Platform,
  type Sender,
} from "../platforms/platform.ts";
import type { Route } from "../publication/outcome.ts";
import type { Purse } from "../store/doors.ts";
import type { OtherCall, Post } from "../thread/thread.ts";

/** What an account draws from when it makes calls of a kind; `create`: a post. */
export type Purses = (call: "create" | OtherCall) => readonly Purse[];

export interface Drawing {
  readonly purses: Purses;
  readonly login: Pick<Login, "account">;
}

/** `shared`: what the account shares its app's budgets by. */
export function pursesOf(platform: Platform, account: Account, shared: string | null): Purses {
  const { budgets = [] } = limitsOf(platform, account);
  return (call) =>
    budgets.flatMap(({ of, most, withinMs, cost: ofPost, calls = {} }) => {
      const subject = of === "account" ? account.id : shared;
      const cost = call === "create" ? ofPost : (calls[call] ?? 0);
      if (subject === null || cost === 0) return [];
      const pool = ofPost > 0 ? subject : `${subject} ${Object.keys(calls).sort().join("+")}`;
      return [{ of, subject, pool, most, withinMs, cost }];
    });
}

export const windowUsedUp = "the network's window is used up";

export const usedUp = (until: Date): Deferred => ({
  kind: "deferred",
  cause: "window",
  notBefore: until,
  reason: windowUsedUp,
});

/** Which door closes with a budget. What else is used up keeps back only who needs it. */
const doorOf: Readonly<Record<"create" | OtherCall, Route | null>> = {
  create: "create",
  upload: "upload",
  find: "find",
  remove: "remove",
  correct: null,
  signIn: null,
};

/** Null: so many calls of this kind may be made now; else none of them before then. */
export async function drawFor(
  { store, clock }: Pick<App, "store" | "clock">,
  { purses, login }: Drawing,
  call: "create" | OtherCall,
  count = 1,
): Promise<Date | null> {
  const from = purses(call);
  if (from.length === 0 || count === 0) return null;
  return store.doors.draw(login.account.id, from, { count, route: doorOf[call] }, clock.now());
}

/** How many pictures making a post ready uploads. */
export const uploadsOf = ({ images = [], card }: Post): number => images.length || (card?.imageId ? 1 : 0);

/** Until when the pictures of a post have to wait, if they do. `handles`: of those that were uploaded before. */
export async function uploadsWait(
  app: Pick<App, "store" | "clock">,
  ready: Drawing & { readonly sender: Pick<Sender, "keepsUploads"> },
  post: Post,
  handles: Handles,
): Promise<Date | null> {
  const count = uploadsOf(post) - (ready.sender.keepsUploads ? idsIn(handles).length : 0);
  if (count <= 0) return null;
  const doors = await app.store.doors.closed(ready.login.account.id, app.clock.now());
  return doors.find(({ route }) => route === "upload")?.closedUntil ?? drawFor(app, ready, "upload", count);
}
