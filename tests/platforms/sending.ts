/** What the tests of the contract do with a sender, in few words. */

import { later } from "../../src/base/clock.ts";
import type {
  FindContext,
  FindOutcome,
  Handles,
  RemotePost,
  SendContext,
  Sender,
  SendOutcome,
} from "../../src/platforms/platform.ts";
import type { Post } from "../../src/thread/thread.ts";
import type { Stand } from "./stand.ts";

/** `stand`: the one of the test that runs. */
export function sendingTo(sender: Sender, stand: () => Stand) {
  let made = 0;
  /** What was uploaded or made ready, by the text that it was for. */
  const readied = new Map<string, Handles>();
  /** What they were made with. */
  const keys = new Map<string, string>();
  const now = () => stand().login.line.clock.now();
  const context = (more: Partial<SendContext> = {}): SendContext => ({
    key: `key-${++made}`,
    position: more.parent ? 2 : 1,
    root: more.parent ?? null,
    parent: null,
    handles: {},
    isOwned: async () => false,
    deadlineAt: later(now(), 10_000),
    signal: new AbortController().signal,
    ...more,
  });
  const postOf = (text: string): Post => ({ text, language: "en" });
  const readiedFor = async (text: string, about: SendContext): Promise<SendContext | SendOutcome> => {
    const ready = (await sender.prepare?.(stand().login, postOf(text), about)) ?? { kind: "prepared", handles: {} };
    if (ready.kind !== "prepared") return ready;
    readied.set(text, ready.handles);
    keys.set(text, about.key);
    return { ...about, handles: ready.handles };
  };
  const create = async (text: string, more: Partial<SendContext> = {}): Promise<SendOutcome> => {
    const about = await readiedFor(text, context(more));
    return "kind" in about ? about : sender.create(stand().login, postOf(text), about);
  };
  const sent = async (text: string, parent: RemotePost | null = null): Promise<RemotePost> => {
    const outcome = await create(text, { parent });
    if (outcome.kind !== "sent") throw new Error(`not sent: ${JSON.stringify(outcome)}`);
    return outcome.remote;
  };
  const find = async (text: string, more: Partial<FindContext> = {}): Promise<FindOutcome | "cannot"> => {
    const handles = readied.get(text) ?? {};
    const key = keys.get(text);
    const looked = {
      since: later(now(), -5_000),
      owned: new Set<string>(),
      ...context({ handles, ...(key !== undefined && { key }), ...more }),
      ...more,
    };
    return (await sender.find?.(stand().login, { text, language: "en" }, looked)) ?? "cannot";
  };
  return { now, context, postOf, readiedFor, create, sent, find };
}

export type Sending = ReturnType<typeof sendingTo>;
