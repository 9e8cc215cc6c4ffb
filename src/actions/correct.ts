/** Corrects a post that is out: in place where the network shows edits, else by a reply under the thread. Old words, new words, who and when are kept. Safe to repeat. */

import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import { derivedId } from "../base/ids.ts";
import { findSendablePlatform } from "../platforms/index.ts";
import { limitsOf } from "../platforms/platform.ts";
import type { State } from "../publication/moves.ts";
import type { Delivery } from "../publication/publication.ts";
import type { Shown } from "../store/publications.ts";
import type { KeptAccount } from "../store/rows.ts";
import { checkThread } from "../thread/file.ts";
import { type Correction, type Edited, editInPlace, type SentPost } from "./edit-in-place.ts";
import { keyed } from "./keyed.ts";

type Parts = Pick<App, "store" | "vault" | "line" | "clock" | "settings" | "bells" | "events" | "random" | "bounds">;

export type Corrected =
  | Edited
  /** The publication that carries it. */
  | { readonly kind: "replied"; readonly reply: Shown };

/** Throws `publication-unknown`, `account-gone`, `correction-impossible`, or what is wrong with the text. */
export async function correct(app: Parts, wanted: Correction): Promise<Corrected> {
  const shown = await app.store.publications.get(wanted.id);
  const post = postOf(shown, wanted);
  const accounts = await app.store.accounts.list();
  const account = accounts.find(({ id }) => id === shown.accountId);
  if (!account) throw new AppError("account-gone", { id: shown.id, account: shown.account });
  const network = findSendablePlatform(account.platform);
  if (wanted.text.trim() === "") {
    const hint = "a post cannot be empty; say what it should read, or take the thread back (utas retract)";
    throw new AppError("option-invalid", { option: "text", value: wanted.text, hint });
  }
  const words = { ...post.post, text: wanted.text };
  checkThread({ posts: [words] }, limitsOf(network, account), network.label);
  const { correct: edit, corrects } = network.sender;
  return edit && (corrects?.(account) ?? true)
    ? editInPlace(app, account, post, wanted)
    : byReply(app, account, shown, post, wanted);
}

const beingTakenBack = "the thread is being taken back";

const isOut = (one: Delivery): one is SentPost => one.state === "sent" && one.remote !== null;

function postOf({ id, state, stopWish, deliveries }: Shown, { position }: Correction): SentPost {
  const impossible = (why: string) => new AppError("correction-impossible", { id, position, why });
  const post = deliveries.find((one) => one.position === position);
  if (!post) throw impossible(`the thread has posts 1 to ${deliveries.length}`);
  if (state === "retracting" || stopWish === "retract") throw impossible(beingTakenBack);
  if (!isOut(post)) throw impossible(`it is not out (${post.state})`);
  return post;
}

/** A reply that waits for a person's word. */
const stopped: ReadonlySet<State> = new Set(["failed", "held"]);
/** A reply that nobody sees, or that will be gone. */
const takenBack: ReadonlySet<State> = new Set(["cancelled", "retracting", "retracted"]);

/** A thread in these would go on under its last post, beside the reply. */
const stillGoing: ReadonlySet<State> = new Set(["scheduled", "sending", "uncertain"]);

/** A publication of its own. The last correction of a post, said again, is the same one, unless it was taken back. */
async function byReply(
  app: Parts,
  account: KeptAccount,
  { state, deliveries, replyTo: above }: Shown,
  post: SentPost,
  { id, position, text, actor }: Correction,
): Promise<Corrected> {
  const impossible = (why: string) => new AppError("correction-impossible", { id, position, why });
  if (stillGoing.has(state))
    throw impossible(
      `the thread is still going out, and a reply now would stand in its midst; say it again when all of it is out, or hold the thread first (utas hold ${id})`,
    );
  const { store, clock, bells } = app;
  const now = clock.now();
  const out = deliveries.filter(isOut);
  const root = above?.root ?? out[0]?.remote ?? post.remote;
  const parent = out.at(-1)?.remote ?? post.remote;
  const earlier = (await store.corrections.list(id)).filter((one) => one.position === position && one.replyId !== null);
  const last = earlier.at(-1);
  const again = last?.newText === text && last.replyId ? await store.publications.get(last.replyId) : null;
  if (again && stopped.has(again.state)) {
    throw impossible(
      `its reply ${again.id} is ${again.state}${again.reason ? ` (${again.reason})` : ""}; to send it: utas retry ${again.id}`,
    );
  }
  const ordinal = earlier.length - (again && !takenBack.has(again.state) ? 1 : 0);
  const replyId = derivedId("pub", "correction", id, String(position), String(ordinal), text);
  const posts = keyed(app, account, [{ text, language: post.post.language }]);
  const replyTo = { root, parent };
  const reply = { id: replyId, articleId: null, accountId: account.id, options: {}, dueAt: now, first: true, posts };
  await store.publications.make([{ ...reply, replyTo, remark: `corrects post ${position} of ${id}` }], actor, now);
  await store.corrections.byReply({ id, position, oldText: post.post.text, text, actor }, replyId, now);
  await withdrawIfTakenBack(app, id, replyId, impossible(beingTakenBack));
  const made = await store.publications.get(replyId);
  await bells.hang("publish", [{ id: replyId, bell: made.bell, at: now }], now);
  return { kind: "replied", reply: made };
}

/** A thread that somebody began to take back meanwhile listed its corrections before this one was there. */
async function withdrawIfTakenBack({ store, clock, bells }: Parts, id: string, replyId: string, refusal: AppError) {
  const { state, stopWish } = await store.publications.get(id);
  if (stopWish !== "retract" && state !== "retracting" && state !== "retracted") return;
  const now = clock.now();
  const asked = await store.wishes.stop("retract", { id: replyId, actor: "system", reason: beingTakenBack, now });
  if (asked && !asked.wished) await bells.hang("retract", [{ ...asked, at: now }], now);
  throw refusal;
}
