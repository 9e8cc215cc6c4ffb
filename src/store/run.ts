/** What every run shares, whatever it was claimed for: what it reads once it is claimed, and what it leaves behind on its account. */

import type { AccountEffect } from "../publication/outcome.ts";
import type { Delivery, Publication } from "../publication/publication.ts";
import { type Db, often, sql } from "./db.ts";
import { closeDoors } from "./doors.ts";
import {
  accountColumns,
  type DeliveryRow,
  deliveryColumns,
  deliveryOf,
  type KeptAccount,
  type PublicationRow,
} from "./rows.ts";

/** One claimed publication: nobody else may write it while the lease holds. */
export interface Run {
  readonly publication: Publication;
  readonly account: KeptAccount;
  /** In order of position. */
  readonly deliveries: readonly Delivery[];
}

/** What every write of a run names: which publication, and by which claim. */
export type Key = Pick<Publication, "id" | "claim">;

/** In a statement after the claim: in one with it, the posts would be read as they were before. */
export async function readRun(db: Db, publication: PublicationRow): Promise<Run> {
  const [account, deliveries] = await Promise.all([
    db.row<KeptAccount>(often(sql`select ${accountColumns} from accounts a where a.id = ${publication.accountId}`)),
    db.rows<DeliveryRow>(
      often(sql`
      select ${deliveryColumns} from deliveries d where d.publication_id = ${publication.id} order by d.position`),
    ),
  ]);
  if (!account) throw new Error(`publication ${publication.id} has no account`);
  return { publication, account, deliveries: deliveries.map(deliveryOf) };
}

/** `sealed`: the credentials of the run. Should others have been given meanwhile, the account is not stopped for those that were refused. */
export async function affect(
  db: Db,
  id: string,
  { closed, stopped }: AccountEffect,
  sealed: string | null | undefined,
): Promise<void> {
  if (closed)
    await db.changed(sql`
      with mine as (select account_id from publications where id = ${id}),
      ${closeDoors(closed.route, { closedUntil: closed.until, ...(closed.app && { app: closed.app }) })}
      select from mine`);
  if (stopped)
    await db.changed(sql`
      update accounts set state = ${stopped.state}, reason = ${stopped.reason}
       where id = (select account_id from publications where id = ${id}) and state = 'ready'
         and (${sealed === undefined} or sealed is not distinct from ${sealed ?? null}::text)`);
}
