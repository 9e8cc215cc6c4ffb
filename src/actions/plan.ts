/** Splits an article for each account and stores the publications, all or none. What is stored is what leaves, byte for byte. */

import { randomUUID } from "node:crypto";
import type { App } from "../app.ts";
import type { Article } from "../article/article.ts";
import { AppError } from "../base/errors.ts";
import { newId } from "../base/ids.ts";
import { findPlatform } from "../platforms/index.ts";
import { limitsOf } from "../platforms/platform.ts";
import type { Shown } from "../store/publications.ts";
import type { KeptAccount } from "../store/rows.ts";
import { checkThread } from "../thread/file.ts";
import { splitArticle } from "../thread/split.ts";
import type { Post, Thread } from "../thread/thread.ts";

export interface Plan {
  /** What to publish: an article to be split, or posts that a person has cut. */
  readonly content:
    | { readonly article: Article & { readonly id: string } }
    | { readonly thread: Pick<Thread, "posts"> };
  readonly accounts: readonly string[];
  /** Null: now. */
  readonly dueAt: Date | null;
  readonly numbering: boolean;
  readonly actor: string;
}

/** Throws what is wrong with an account, a time or a post, before anything is stored. */
export async function plan(
  app: Pick<App, "store" | "clock" | "bells">,
  { content, accounts, dueAt, numbering, actor }: Plan,
): Promise<Shown[]> {
  const now = app.clock.now();
  if (dueAt && dueAt <= now) throw new AppError("time-over", { value: dueAt.toISOString(), now: now.toISOString() });
  const to = await eachOnce(app, accounts);
  const made = to.map((account) => ({
    id: newId("pub"),
    articleId: "article" in content ? content.article.id : null,
    accountId: account.id,
    options: { numbering },
    dueAt: dueAt ?? now,
    first: dueAt === null,
    posts: postsFor(account, content, numbering).map((post) => ({ ...post, key: randomUUID() })),
  }));
  await app.store.publications.make(made, actor, now);
  await app.bells.hang(
    "publish",
    made.map(({ id, dueAt: at }) => ({ id, bell: 1, at })),
    now,
  );
  return Promise.all(made.map(({ id }) => app.store.publications.get(id)));
}

async function eachOnce({ store }: Pick<App, "store">, names: readonly string[]): Promise<KeptAccount[]> {
  const found = new Map<string, KeptAccount>();
  for (const name of names) {
    const account = await store.accounts.get(name);
    found.set(account.id, account);
  }
  return [...found.values()];
}

function postsFor(account: KeptAccount, content: Plan["content"], numbering: boolean): readonly Post[] {
  const platform = findPlatform(account.platform);
  const limits = limitsOf(platform, account);
  if ("article" in content) return splitArticle(content.article, limits, { numbering, platform: platform.label }).posts;
  checkThread(content.thread, limits, platform.label);
  return content.thread.posts;
}
