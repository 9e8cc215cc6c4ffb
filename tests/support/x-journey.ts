/** Accounts on the loopback X for journeys: connected with their keys, and without the pause that X wants between two posts. */

import type { Credentials } from "../../src/account/account.ts";
import { connect } from "../../src/actions/connect.ts";
import { sql } from "../../src/store/db.ts";
import type { TestDatabase } from "./database.ts";
import type { Journey } from "./rehearse.ts";
import { xKeys } from "./x-server.ts";

export async function addXAccount(
  journey: Journey,
  { db }: Pick<TestDatabase, "db">,
  handle: string,
  credentials: Credentials = xKeys,
): Promise<string> {
  const { id } = await connect(journey.app, { platform: "x", handle, options: {}, credentials });
  await db.run(sql`update accounts set limits_override = '{"gapMs": 0}' where id = ${id}`);
  return id;
}
