/** A person has looked: a post of unknown fate is out, at this address, or it is not. */

import type { App } from "../app.ts";
import { later } from "../base/clock.ts";
import { AppError } from "../base/errors.ts";
import { findSendablePlatform } from "../platforms/index.ts";
import type { RemotePost } from "../platforms/platform.ts";
import type { Shown } from "../store/publications.ts";
import type { KeptAccount } from "../store/rows.ts";
import { inTheAir, isOut, notArrived, settleTogether } from "./settle-doubt.ts";
import { callContext, signInAccount } from "./sign-in-account.ts";

type Parts = Pick<App, "store" | "clock" | "bells" | "events" | "settings" | "vault" | "line">;

/** `sentAs`: the post's address on the network; null: it is not there. */
export async function resolve(app: Parts, id: string, sentAs: string | null, actor: string): Promise<Shown> {
  const remote = sentAs === null ? null : await recognised(app, id, sentAs);
  const now = app.clock.now();
  const run = await app.store.doubts.claimForPerson(id, now, later(now, app.settings.leaseMs));
  if (!run) throw await notOpen(app, id);
  const [delivery, ...others] = inTheAir(run);
  if (remote && others.length > 0) {
    await app.store.doubts.askAgain(run.publication, now, run.publication.reason ?? "", {});
    throw new AppError("doubt-together", { id, posts: others.length + 1 });
  }
  if (remote) await isOut(app, run, delivery, { remote, effect: {}, actor });
  else {
    const reason = `${notArrived(delivery)}, as ${actor} saw`;
    const ending = { move: "defer", retryAt: null, tries: 0, reason } as const;
    const fates = [delivery, ...others].map((one) => ({ delivery: one, remote: null }));
    await settleTogether(app, run, fates, { whenAbsent: ending, effect: {}, actor });
  }
  return app.store.publications.get(id);
}

/** The address, as the account's network understands it; never one that another post of ours has. */
async function recognised(app: Parts, id: string, url: string): Promise<RemotePost> {
  const { store } = app;
  const { account, platform, accountId } = await store.publications.get(id);
  const network = findSendablePlatform(platform);
  const kept = await store.accounts.get(accountId);
  const remote = network.sender.recognise?.(url, kept) ?? null;
  const wrong = (hint: string) => new AppError("option-invalid", { option: "sent", value: url, hint });
  if (!remote) throw wrong(`give the address of a post of ${account} on ${network.label}`);
  if ((await store.doubts.owned(accountId)).has(remote.id)) throw wrong("that is another post of ours");
  if (!network.sender.owns) return remote;
  const whose = await ask(app, kept, remote);
  if (whose.kind === "another's") throw wrong(`it is the post of somebody else, not of ${account}`);
  if (whose.kind !== "ours")
    throw wrong(`whose it is could not be asked (${whose.reason.replace(/\.$/, "")}); try again`);
  return remote;
}

async function ask(app: Parts, account: KeptAccount, remote: RemotePost) {
  const signedIn = await signInAccount(app, account);
  if (signedIn.kind !== "ready") return signedIn;
  const { sender, login } = signedIn;
  return (await sender.owns?.(login, remote, callContext(app))) ?? ({ kind: "ours" } as const);
}

async function notOpen({ store }: Parts, id: string): Promise<AppError> {
  const { state } = await store.publications.get(id);
  return state === "uncertain"
    ? new AppError("doubt-busy", { id })
    : new AppError("move-refused", { id, move: "resolve", state, from: "uncertain" });
}
