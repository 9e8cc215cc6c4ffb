/** An account's next free slot. */

import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import type { KeptAccount } from "../store/rows.ts";

/** Whoever moves to it at the same moment shares it; the account sends one after the other. Throws `slots-missing`. */
export async function nextFree({ store }: Pick<App, "store">, { id, handle }: KeptAccount, after: Date): Promise<Date> {
  for (let count = 16; count <= 4_096; count *= 4) {
    const slots = await store.slots.next(id, count, after);
    const found = slots.find(({ free }) => free);
    if (found) return found.at;
    if (slots.length < count) break;
  }
  throw new AppError("slots-missing", { account: handle });
}
