/** Looks at what the followers of a sandbox account would see. */

import type { App } from "../app.ts";
import { AppError } from "../base/errors.ts";
import type { RehearsedPost } from "../platforms/rehearsal.ts";
import type { PostCard } from "../thread/thread.ts";

export interface SeenPost extends RehearsedPost {
  /** The link that stands below it as a card. */
  readonly card: PostCard | null;
}

/** Oldest first. Throws when the account's network is a real one, which keeps its timeline itself. */
export async function timelineOf(
  { store, rehearsal }: Pick<App, "store" | "rehearsal">,
  name: string,
): Promise<readonly SeenPost[]> {
  const account = await store.accounts.get(name);
  const timeline = await rehearsal.timeline(account.id);
  if (timeline.length === 0 && account.identity?.id !== account.handle)
    throw new AppError("option-invalid", {
      option: "account",
      value: name,
      hint: `${account.platform} keeps its timeline itself; look there`,
    });
  const cards = await store.publications.cardsOn(account.id);
  return timeline.map((post) => ({ ...post, card: cards.get(post.id) ?? null }));
}
