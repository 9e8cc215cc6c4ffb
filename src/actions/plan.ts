/** Splits an article for each account and stores the publications, all or none. What is stored is what leaves, byte for byte. */

import { isPictured, linkPlaceBeside, postingOf } from "../account/posting.ts";
import type { App } from "../app.ts";
import type { Article } from "../article/article.ts";
import { AppError } from "../base/errors.ts";
import { derivedId, newId } from "../base/ids.ts";
import { findPlatform } from "../platforms/index.ts";
import { limitsOf } from "../platforms/platform.ts";
import type { Late } from "../schedule/late.ts";
import { readWish } from "../schedule/wish.ts";
import type { KeptArticle } from "../store/articles.ts";
import type { NewPublication, Shown } from "../store/publications.ts";
import type { KeptAccount } from "../store/rows.ts";
import { plainCard } from "../thread/card.ts";
import { checkThread } from "../thread/file.ts";
import { type SplitOptions, splitArticle, type Wishes } from "../thread/split.ts";
import type { Post, PostImage, Thread } from "../thread/thread.ts";
import { keepArticle } from "./accept.ts";
import { checkGivenImages, type GivenImage, illustrate, readGivenImages } from "./illustrate.ts";
import { keyed } from "./keyed.ts";
import { tagRulesOf } from "./tag-rules.ts";

/** A time as a person typed it. */
export interface Promised {
  readonly wish: string;
  readonly zone?: string | undefined;
}

export interface Plan {
  /** What to publish: an article to be split (kept already, or not yet), or posts that a person has cut. */
  readonly content:
    | { readonly article: Article | KeptArticle }
    /** `articlePrint`: the fingerprint of the article that they were cut from. */
    | { readonly thread: Pick<Thread, "posts">; readonly articlePrint?: string | null };
  readonly accounts: readonly string[];
  /** An instant; a wish, read in the zone it comes with, else the account's, else the newsroom's; null: now. */
  readonly dueAt: Date | Promised | null;
  readonly numbering: boolean;
  /** How late each may go; `hold:30m` unless given. */
  readonly late?: Late | undefined;
  /** Although everything is halted. */
  readonly despiteHalt?: boolean | undefined;
  /** How the thread is cut, where that is not left to the network and the account. */
  readonly wishes?: Wishes | undefined;
  /** Files that go out with the first post. */
  readonly images?: readonly GivenImage[] | undefined;
  readonly actor: string;
  /** The caller's own name for this wish: asked for again with the same key, it is the same publications. */
  readonly key?: string | undefined;
}

type Parts = Pick<App, "store" | "clock" | "bells" | "settings" | "fetch">;

export interface Planned {
  readonly publications: readonly Shown[];
  /** The same wish made them before, by its key: nothing new was stored. */
  readonly repeated: boolean;
}

/** Throws what is wrong with an account, a time or a post, before anything is stored. */
export const plan = async (app: Parts, wish: Plan): Promise<readonly Shown[]> =>
  (await planOnce(app, wish)).publications;

/** As `plan`, for who wants to know whether anything is new. */
export async function planOnce(
  app: Parts,
  { content, accounts, dueAt, numbering, late, despiteHalt, wishes = {}, images = [], actor, key }: Plan,
): Promise<Planned> {
  const { store, clock, bells } = app;
  const now = clock.now();
  const to = await eachOnce(app, accounts);
  checkGivenImages(images, to);
  const given = await readGivenImages(images);
  const tagRules = tagRulesOf(app.settings);
  const article = "article" in content ? content.article : null;
  const idFor = ({ id }: KeptAccount) => (key === undefined ? newId("pub") : derivedId("pub", key, id));
  const wanted = to.map((account) => {
    const pictured = isPictured(account, article, given.length);
    const posts = postsFor(account, content, { ...wishes, ...postingOf(account, numbering), tagRules }, pictured);
    return { account, id: idFor(account), posts, dueAt: dueFor(app, account, dueAt, now, key !== undefined) };
  });
  for (const { account, dueAt: at } of wanted) if (at === "next") await store.slots.need(account.id);
  const known = key === undefined ? null : await madeBefore(app, key, wanted, given);
  if (known) return { publications: known, repeated: true };
  for (const { dueAt: at } of wanted)
    if (at instanceof Date && at <= now)
      throw new AppError("time-over", {
        value: at.toISOString(),
        now: now.toISOString(),
        meant: " to publish now",
      });

  const illustrated = await illustrate(app, wanted, article, given);
  const articleId = article ? await idOf(app, article) : null;
  const articlePrint = ("thread" in content && content.articlePrint) || undefined;
  const made = wanted.map(
    ({ account, id, posts, dueAt: at }, index): NewPublication => ({
      id,
      articleId,
      articlePrint,
      accountId: account.id,
      options: { numbering, ...wishes },
      dueAt: at ?? now,
      first: at === null,
      late,
      despiteHalt,
      posts: keyed(app, account, illustrated[index]?.posts ?? posts),
      remark: illustrated[index]?.remark,
    }),
  );
  await store.publications.make(made, actor, now);
  const shown = await Promise.all(made.map(({ id }) => store.publications.get(id)));
  await bells.hang(
    "publish",
    shown.map(({ id, bell, dueAt: at }) => ({ id, bell, at: at ?? now })),
    now,
  );
  return { publications: shown, repeated: false };
}

/** What the same key made before. Throws `key-reused` when that is not what is asked for now. */
async function madeBefore(
  { store }: Pick<App, "store">,
  key: string,
  wanted: readonly { readonly id: string; readonly posts: readonly Post[] }[],
  given: readonly PostImage[],
): Promise<Shown[] | null> {
  const found = await store.publications.named(wanted.map(({ id }) => id));
  const postsOf = new Map(wanted.map(({ id, posts }) => [id, posts]));
  for (const shown of found)
    if (!sameWords(shown, postsOf.get(shown.id) ?? []) || !sameImages(shown, given))
      throw new AppError("key-reused", { key, id: shown.id });
  if (found.length > 0 && found.length < wanted.length)
    throw new AppError("key-reused", { key, id: found[0]?.id ?? "" });
  return found.length === 0 ? null : found;
}

const sameWords = ({ deliveries }: Shown, posts: readonly Post[]) =>
  deliveries.length === posts.length && deliveries.every(({ post }, index) => post.text === posts[index]?.text);

/** What was handed in stands first on the first post; pictures of the article's own may follow. */
const sameImages = ({ deliveries }: Shown, given: readonly PostImage[]) =>
  given.every(({ id, alt }, index) => {
    const kept = deliveries[0]?.post.images?.[index];
    return kept?.id === id && kept.alt === alt;
  });

/** Null: now. Throws `time-invalid`, `zone-unknown` and, unless it may be over, `time-over`. */
export function dueFor(
  { settings }: Pick<App, "settings">,
  account: KeptAccount,
  dueAt: Plan["dueAt"],
  now: Date,
  mayBeOver: boolean,
): Date | "next" | null {
  if (dueAt === null || dueAt instanceof Date) return dueAt;
  const { wish, zone = account.zone ?? settings.zone } = dueAt;
  // Wished again by its key, a time may be over: what was made then is the answer.
  const found = readWish(wish, zone, now, mayBeOver);
  if (found === "next") return found;
  return found === "now" ? null : found.at;
}

const idOf = async (app: Pick<App, "store" | "clock">, article: Article | KeptArticle): Promise<string> =>
  "id" in article ? article.id : (await keepArticle(app, article)).id;

async function eachOnce({ store }: Pick<App, "store">, names: readonly string[]): Promise<KeptAccount[]> {
  const found = new Map<string, KeptAccount>();
  for (const name of names) {
    const account = await store.accounts.get(name);
    found.set(account.id, account);
  }
  return [...found.values()];
}

/** `pictured`: images will stand where a card would, so that its link goes into the text. Throws what does not fit the account's network. */
export function postsFor(
  account: KeptAccount,
  content: Plan["content"],
  options: SplitOptions,
  pictured = false,
): readonly Post[] {
  const platform = findPlatform(account.platform);
  const limits = limitsOf(platform, account);
  if (!("article" in content)) {
    checkThread(content.thread, limits, platform.label);
    return content.thread.posts;
  }
  const linkPlace = linkPlaceBeside(options.linkPlace ?? limits.link, pictured);
  const thread = splitArticle(content.article, limits, { ...options, linkPlace, platform: platform.label });
  checkThread(thread, limits, platform.label);
  const [first, ...rest] = thread.posts;
  return thread.card === null ? thread.posts : [{ ...first, card: plainCard(content.article, thread.card) }, ...rest];
}
