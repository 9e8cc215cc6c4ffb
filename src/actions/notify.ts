/**
 * Notices: what is wrong is raised, once a cause; a letter's bell rang, so it is taken to its channel and what came of it is written down.
 * Safe to do twice, late, or in any number of processes: a trouble is one row, a letter is claimed, and a repeat carries the letter's id.
 */

import { hostname } from "node:os";
import type { App } from "../app.ts";
import { hours, later, seconds } from "../base/clock.ts";
import { AppError, sentenceOf } from "../base/errors.ts";
import { backOff } from "../publication/retry.ts";
import type { KeptChannel } from "../store/channels.ts";
import type { Letter, Notice, Settlement } from "../store/notices.ts";
import type { NoticeKind, Trouble } from "../store/troubles.ts";
import type { Message } from "../telemetry/message.ts";
import { type Words, wordsFor } from "../telemetry/notice-words.ts";
import { type Channel, channelKind, send } from "../telemetry/notices.ts";
import type { Receipt } from "../telemetry/receipt.ts";
import { addressOf } from "./address.ts";

type Parts = Pick<
  App,
  "store" | "vault" | "clock" | "random" | "bells" | "settings" | "bounds" | "log" | "post" | "disk"
>;

/** So long a letter is tried again; then it is shown as failed. */
const triedForMs = hours(24);
/** A channel answers in less; the lease outlives it. */
const deadlineMs = seconds(15);
/** A bell that rings this much too early waits for its time. */
const earlyMs = seconds(5);

/** Makes notices of all that is wrong and not told yet, and hangs their bells. */
export async function raiseNotices(
  { store, clock, bells }: Pick<Parts, "store" | "clock" | "bells">,
  reported: readonly Trouble[] = [],
): Promise<void> {
  const now = clock.now();
  await bells.hang("notify", await store.notices.raise(now, reported), now);
}

/** For what stands in no table, as a full disk: told once, until it is said to be over. */
export const report = (app: Pick<Parts, "store" | "clock" | "bells">, trouble: Trouble): Promise<void> =>
  raiseNotices(app, [trouble]);

export const mended = ({ store, clock }: Pick<Parts, "store" | "clock">, kind: NoticeKind, subject: string) =>
  store.notices.end(kind, subject, clock.now());

/** The beat: what is wrong is raised, what is mended is marked, and every letter that waits has its bell. */
export async function tendNotices(app: Parts): Promise<void> {
  const { store, clock, bells, settings } = app;
  await reportDisk(app);
  const now = clock.now();
  await store.notices.endMended(now);
  await raiseNotices(app);
  const overdue = await store.notices.ringOverdue(now, later(now, -2 * settings.beatMs));
  const due = await store.notices.due(now, later(now, settings.horizonMs));
  await bells.hang("notify", [...overdue, ...due], now);
  await store.notices.forgetOld(now);
}

async function reportDisk(app: Parts): Promise<void> {
  const { freeBytes, floorBytes, low } = app.disk;
  const subject = `${hostname()}:${app.settings.dataDir}`;
  // A tenth more than the floor, so that a disk that hovers about it is one trouble and not a hundred.
  if (!low && freeBytes !== null && freeBytes >= floorBytes * 1.1) return void (await mended(app, "disk", subject));
  if (!low) return;
  const [free, floor] = [freeBytes ?? 0, floorBytes].map((bytes) => Math.floor(bytes / 1e6));
  const facts = { host: hostname(), folder: app.settings.dataDir, free: free ?? 0, floor: floor ?? 0 };
  await report(app, { kind: "disk", subject, facts });
}

/** A letter's bell rang. */
export async function notify(app: Parts, { id }: { readonly id: string }): Promise<Settlement["state"] | null> {
  const { store, clock, settings } = app;
  const due = await store.notices.ringsAt(id);
  const aheadMs = due ? due.getTime() - clock.now().getTime() : 0;
  if (aheadMs > 0 && aheadMs <= earlyMs) await clock.wait(aheadMs);
  const now = clock.now();
  const letter = await store.notices.claim(id, now, later(now, settings.leaseMs));
  if (!letter) return null;

  const channel = await store.channels.get(letter.channelId);
  const notice = await worded(app, letter.noticeId);
  const message = { id: letter.id, kind: notice.kind, raisedAt: notice.raisedAt, words: notice.words };
  const receipt = await take(app, channel, message, letter.taken);
  return settle(app, letter, notice, receipt);
}

/** What the notice says, fixed by whoever comes first. */
async function worded(
  { store, settings }: Pick<Parts, "store" | "settings">,
  id: string,
): Promise<Notice<Words> & { words: Words }> {
  for (;;) {
    const notice = await store.notices.read<Words>(id);
    if (notice.words) return { ...notice, words: notice.words };
    await store.notices.freeze(
      notice,
      wordsFor(notice, { ...settings, publicUrl: await addressOf({ store, settings }) }),
    );
  }
}

/** Hands one message to one channel, now. */
export async function take(
  app: Pick<Parts, "vault" | "clock" | "settings" | "post" | "log">,
  kept: KeptChannel,
  message: Message,
  taken: readonly string[] = [],
): Promise<Receipt> {
  const channel = opened(app, kept);
  if (typeof channel === "string") return { kind: "later", reason: channel, notBefore: null, taken };
  const now = app.clock.now();
  const withinMs = Math.min(deadlineMs, app.settings.deadlineMs);
  const context = { now, taken, deadlineAt: later(now, withinMs), signal: AbortSignal.timeout(withinMs) };
  return send(app.post, channel, message, context).catch((error: unknown): Receipt => {
    app.log.error({ channel: kept.id, why: sentenceOf(error) }, "a channel threw; the letter is tried again");
    return { kind: "later", reason: "Utas met an error of its own while sending", notBefore: null, taken };
  });
}

/** A reason, when the credentials cannot be opened: with the right key they can again. */
function opened({ vault }: Pick<Parts, "vault">, { id, kind, label, options, sealed }: KeptChannel): Channel | string {
  try {
    const credentials = sealed === null ? {} : vault.open({ id, handle: label }, sealed);
    return { kind: channelKind(kind), options, credentials };
  } catch (error) {
    if (error instanceof AppError && error.code === "secret-key-wrong")
      return "its secrets cannot be opened with the present UTAS_SECRET_KEY; give the key they were sealed with, or add the channel anew";
    throw error;
  }
}

async function settle(
  app: Parts,
  letter: Letter,
  notice: Pick<Notice<Words>, "kind" | "readyAt">,
  receipt: Receipt,
): Promise<Settlement["state"] | null> {
  const now = app.clock.now();
  const to = settlementOf(app, letter, notice, receipt, now);
  const bell = await app.store.notices.settle(letter, to, now);
  if (!bell) return null;
  const facts = { letter: letter.id, channel: letter.channelId, kind: notice.kind };
  if (to.state === "sent") app.log.info(facts, "a notice was taken");
  else app.log.warn({ ...facts, why: to.reason, state: to.state }, "a notice was not taken");
  if (to.state === "waiting") await app.bells.hang("notify", [bell], now);
  return to.state;
}

function settlementOf(
  { random, bounds }: Pick<Parts, "random" | "bounds">,
  { tries }: Letter,
  { readyAt }: Pick<Notice<Words>, "readyAt">,
  receipt: Receipt,
  now: Date,
): Settlement {
  if (receipt.kind === "taken") return { state: "sent", reason: receipt.missed };
  if (receipt.kind === "refused") return { state: "failed", reason: receipt.reason };
  const { reason, notBefore, taken } = receipt;
  const usual = later(now, backOff(tries, bounds.backOffMs, random));
  const nextAt = notBefore && notBefore > usual ? notBefore : usual;
  if (nextAt > later(readyAt, triedForMs))
    return { state: "failed", reason: `${reason} (given up after ${tries} tries)` };
  return { state: "waiting", reason, nextAt, taken };
}
