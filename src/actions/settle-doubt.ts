/** Settles a post of unknown fate, whoever found out: the network's list, the same key, or a person. */

import type { App } from "../app.ts";
import type { RemotePost } from "../platforms/platform.ts";
import type { AccountEffect, Ending } from "../publication/outcome.ts";
import type { Delivery } from "../publication/publication.ts";
import type { Run } from "../store/run.ts";
import type { LastPost } from "../store/runs.ts";
import { type Ended, endRun } from "./end-run.ts";

type Parts = Pick<App, "store" | "clock" | "bells" | "events">;

/** It is out: the rest goes on, or the thread is whole. */
export function isOut(
  app: Parts,
  run: Run,
  delivery: Delivery,
  { remote, effect, actor }: { remote: RemotePost; effect: AccountEffect; actor: string },
): Promise<Ended | null> {
  const { position } = delivery;
  const more = run.deliveries.some((one) => one.position > position);
  const reason = `post ${position} was found: it had arrived`;
  tell(app, run, delivery, true);
  const ending: Ending = more ? { move: "defer", retryAt: null, tries: 0, reason } : { move: "finish" };
  const lasts = [{ position, state: "sent", remote }] as const;
  return endRun(app, run, "uncertain", { ending, effect, lasts, actor }, position);
}

/** It is not: it may be sent again, or is given up. */
export function isAbsent(
  app: Parts,
  run: Run,
  delivery: Delivery,
  { ending, effect, actor }: { ending: Ending; effect: AccountEffect; actor: string },
): Promise<Ended | null> {
  const { position } = delivery;
  tell(app, run, delivery, false);
  return endRun(app, run, "uncertain", { ending, effect, lasts: [{ position, state: "absent" }], actor }, position);
}

/** What was found out about each post that was in the air with others; null: it is not there. */
export type Fate = { readonly delivery: Delivery; readonly remote: RemotePost | null };

/** All that were in the air together are settled in one move. `whenAbsent`: how the run ends if any of them is not out. */
export function settleTogether(
  app: Parts,
  run: Run,
  fates: readonly Fate[],
  { whenAbsent, effect, actor }: { whenAbsent: Ending; effect: AccountEffect; actor: string },
): Promise<Ended | null> {
  for (const { delivery, remote } of fates) tell(app, run, delivery, remote !== null);
  const last = fates.at(-1)?.delivery.position ?? 0;
  const missing = fates.find(({ remote }) => remote === null)?.delivery;
  const more = run.deliveries.some(({ position, state }) => position > last && state !== "sent");
  const reason = `${fates.length} posts were found: they had arrived`;
  const whole: Ending = more ? { move: "defer", retryAt: null, tries: 0, reason } : { move: "finish" };
  const lasts = fates.map(
    ({ delivery: { position }, remote }): LastPost =>
      remote ? { position, state: "sent", remote } : { position, state: "absent" },
  );
  const ending = missing ? whenAbsent : whole;
  return endRun(app, run, "uncertain", { ending, effect, lasts, actor }, missing?.position ?? last);
}

export const notArrived = ({ position }: Delivery) => `post ${position} had not arrived`;

/** The posts of a publication of unknown fate that are in the air: one, or all that left in one call. */
export function inTheAir({ publication, deliveries }: Run): readonly [Delivery, ...Delivery[]] {
  const [first, ...rest] = deliveries.filter((one) => one.state === "sending");
  if (!first) throw new Error(`publication ${publication.id} is uncertain, but none of its posts is`);
  return [first, ...rest];
}

const tell = ({ events }: Parts, { publication, account }: Run, { position, post }: Delivery, found: boolean) =>
  events.tell({
    kind: "reconciled",
    publication: publication.id,
    account: account.handle,
    position,
    found,
    text: post.text,
  });
