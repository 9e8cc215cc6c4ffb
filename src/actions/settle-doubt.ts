/** Settles a post of unknown fate, whoever found out: the network's list, the same key, or a person. */

import type { App } from "../app.ts";
import type { RemotePost } from "../platforms/platform.ts";
import type { AccountEffect, Ending } from "../publication/outcome.ts";
import type { Delivery } from "../publication/publication.ts";
import type { Run } from "../store/run.ts";
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
  const last = { position, state: "sent", remote } as const;
  return endRun(app, run, "uncertain", { ending, effect, last, actor }, position);
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
  return endRun(app, run, "uncertain", { ending, effect, last: { position, state: "absent" }, actor }, position);
}

export const notArrived = ({ position }: Delivery) => `post ${position} had not arrived`;

/** The one post of a publication of unknown fate that is in the air. */
export function inTheAir({ publication, deliveries }: Run): Delivery {
  const delivery = deliveries.find((one) => one.state === "sending");
  if (!delivery) throw new Error(`publication ${publication.id} is uncertain, but none of its posts is`);
  return delivery;
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
