/** Looks at what the followers of a sandbox account would see. */

import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import type { RehearsedPost } from "../platforms/rehearsal.ts";

/** Oldest first. Throws when the account's network is a real one, which keeps its timeline itself. */
export async function timelineOf(
  { store, rehearsal }: Pick<App, "store" | "rehearsal">,
  name: string,
): Promise<readonly RehearsedPost[]> {
  const account = await store.accounts.get(name);
  const timeline = await rehearsal.timeline(account.id);
  if (timeline.length === 0 && account.identity?.id !== account.handle)
    throw new AppError("option-invalid", {
      option: "account",
      value: name,
      hint: `${account.platform} keeps its timeline itself; look there`,
    });
  return timeline;
}
