/**
 * One firing of a rule: its article is chosen, cut for each account, and stored as publications in one transaction with the firing's record
 * and the rule's advance. Killed at any point, it has fired whole or not at all.
 */

import { randomUUID } from "node:crypto";
import { isPictured, postingOf } from "../account/posting.ts";
import type { App } from "../app.ts";
import { later, seconds } from "../base/clock.ts";
import { AppError, sentenceOf } from "../base/errors.ts";
import { derivedId } from "../base/ids.ts";
import type { KeptArticle } from "../store/articles.ts";
import type { Advance, NewFiring, Refusal } from "../store/firings.ts";
import type { Timed } from "../store/publications.ts";
import type { KeptAccount } from "../store/rows.ts";
import type { Rule } from "../store/rules.ts";
import { type Chosen, choose, lookingFor, whyNone } from "./choose.ts";
import { illustrate } from "./illustrate.ts";
import { keyed } from "./keyed.ts";
import { postsFor } from "./plan.ts";
import { tagRulesOf } from "./tag-rules.ts";

export type FiringParts = Pick<App, "store" | "clock" | "bells" | "events" | "settings" | "fetch">;

export interface Occasion {
  /** The instant, or on arrival the article: one firing of each. */
  readonly key: string;
  readonly at: Date;
  /** Ids of the accounts that fire. */
  readonly accounts: readonly string[];
  readonly advance: Advance;
  /** Chosen already; null: the rule chooses. */
  readonly chosen?: Chosen | undefined;
}

export type FireResult = "took" | "nothing" | "overtaken";

/** Articles that no account could take, before a firing gives up. */
const refusedMost = 5;
/** Others took the same article at the same moment so often: the next beat tries again. */
const againMost = 20;

export async function fire(app: FiringParts, rule: Rule, occasion: Occasion, actor: string): Promise<FireResult> {
  for (let again = 0; again < againMost; again++) {
    const firing = await prepare(app, rule, occasion);
    const fired = await app.store.firings.fire(firing, actor, app.clock.now());
    if (fired.kind === "taken") continue;
    if (fired.kind === "overtaken") return "overtaken";
    await tell(app, rule, firing, fired.starves);
    return firing.outcome === "took" ? "took" : "nothing";
  }
  return "overtaken";
}

/** Everything that takes time, outside the transaction. */
async function prepare(app: FiringParts, rule: Rule, occasion: Occasion): Promise<NewFiring> {
  const { key, at, advance } = occasion;
  const inSlots = rule.spec.when.kind === "slots" && advance.kind === "instant";
  const base = { rule, key, at, advance, inSlots };
  const { accounts, notes } = await accountsFor(app, rule, occasion, inSlots);
  const looking = lookingFor(
    rule,
    accounts.map(({ id }) => id),
    app.clock.now(),
  );
  const refused: Refusal[] = [];
  const nothing = (why: string): NewFiring => ({
    ...base,
    outcome: "nothing",
    articleId: refused[0]?.articleId ?? null,
    reason: [why, ...notes].filter(Boolean).join("; ") || null,
    made: [],
    refused,
  });
  if (accounts.length === 0) return nothing("");

  for (let tried = 0; tried < refusedMost; tried++) {
    const except = refused.map((one) => one.articleId);
    const chosen =
      tried === 0 && occasion.chosen
        ? occasion.chosen
        : occasion.chosen
          ? null
          : await choose(app, rule, looking, except);
    if (!chosen) return nothing(refused.length > 0 ? shownRefusals(refused, rule) : await whyNone(app, rule, looking));
    const to = accounts.filter(({ id }) => chosen.accounts.includes(id));
    const { made: plain, refused: more } = cut(app, rule, occasion, chosen, to);
    const made = await withPictures(app, chosen, to, plain);
    refused.push(...more);
    const had = accounts
      .filter(({ id }) => !chosen.accounts.includes(id))
      .map(({ handle }) => `${handle} has it already`);
    if (made.length === 0) continue;
    const reason = [...(chosen.holdIf ? [chosen.holdIf] : []), ...had, shownRefusals(refused, rule), ...notes]
      .filter(Boolean)
      .join("; ");
    return { ...base, outcome: "took", articleId: chosen.article.id, reason: reason || null, made, refused };
  }
  return nothing(shownRefusals(refused, rule));
}

/** Those that are connected and, by slots, whose slot is not taken; of the others it is said. */
async function accountsFor(
  { store }: FiringParts,
  rule: Rule,
  { accounts: wanted, at }: Occasion,
  inSlots: boolean,
): Promise<{ accounts: KeptAccount[]; notes: string[] }> {
  const connected = new Map((await store.accounts.list()).map((account) => [account.id, account]));
  const busy = inSlots ? await store.candidates.busyAt(wanted, at) : new Set<string>();
  const notes: string[] = [];
  const accounts: KeptAccount[] = [];
  for (const id of wanted) {
    const account = connected.get(id);
    if (!account) notes.push(`${nameOf(rule, id)} is not connected any more`);
    else if (busy.has(id)) notes.push(`the slot of ${account.handle} is taken`);
    else accounts.push(account);
  }
  return { accounts, notes };
}

const nameOf = (rule: Rule, accountId: string) => rule.accounts.find(({ id }) => id === accountId)?.name ?? accountId;

const shownRefusals = (refused: readonly Refusal[], rule: Rule): string =>
  refused.map(({ accountId, reason }) => `not for ${nameOf(rule, accountId)}: ${reason}`).join("; ");

/** A thread for each account; one that cannot be cut stands in nobody's way. */
function cut(
  app: FiringParts,
  rule: Rule,
  { key, at }: Occasion,
  { article, holdIf }: Chosen,
  accounts: readonly KeptAccount[],
): { made: Timed[]; refused: Refusal[] } {
  const made: Timed[] = [];
  const refused: Refusal[] = [];
  const { spec } = rule;
  const waitsFor = holdIf ?? (spec.approval ? `the rule ${rule.name} asks for approval` : undefined);
  const { mode, numbering, hashtags, prefix, suffix } = spec;
  for (const account of accounts) {
    try {
      made.push({
        id: derivedId("pub", "rule", rule.id, account.id, key),
        articleId: article.id,
        accountId: account.id,
        options: { mode, numbering, hashtags, prefix, suffix },
        dueAt: at,
        first: false,
        late: spec.late,
        ruleId: rule.id,
        waitsFor,
        posts: keyed(app, account, threadFor(app, rule, article, account)),
      });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      refused.push({ articleId: article.id, accountId: account.id, reason: sentenceOf(error) });
    }
  }
  return { made, refused };
}

/** Other rules wait while one fires: what a slow site does not give by then, goes without. */
const picturesWithinMs = seconds(5);

async function withPictures(
  app: FiringParts,
  { article }: Chosen,
  accounts: readonly KeptAccount[],
  made: readonly Timed[],
): Promise<Timed[]> {
  const accountOf = new Map(accounts.map((account) => [account.id, account]));
  const wanted = made.flatMap(({ accountId, posts }) => {
    const account = accountOf.get(accountId);
    return account ? [{ account, posts }] : [];
  });
  const illustrated = await illustrate(app, wanted, article, [], AbortSignal.timeout(picturesWithinMs));
  return made.map((one, index) => {
    const { posts = one.posts, remark } = illustrated[index] ?? {};
    return { ...one, remark, posts: posts.map((post, at) => ({ key: randomUUID(), ...one.posts[at], ...post })) };
  });
}

export function threadFor(
  { settings }: Pick<App, "settings">,
  { spec }: Rule,
  article: KeptArticle,
  account: KeptAccount,
) {
  const { mode, numbering, hashtags, prefix, suffix } = spec;
  return postsFor(
    account,
    { article },
    {
      ...postingOf(account, numbering),
      mode,
      tagRules: tagRulesOf(settings),
      ...(hashtags !== null && { hashtags }),
      ...(prefix !== null && { prefix }),
      ...(suffix !== null && { suffix }),
    },
    isPictured(account, article, 0),
  );
}

async function tell(app: FiringParts, rule: Rule, firing: NewFiring, starves: boolean): Promise<void> {
  const { events, bells, clock, settings } = app;
  const { outcome, articleId, reason, made, refused } = firing;
  events.tell({ kind: "rule-fired", rule: rule.name, outcome, article: articleId, publications: made.length, reason });
  for (const { accountId, articleId: article, reason: why } of refused)
    events.tell({ kind: "rule-refused", rule: rule.name, account: nameOf(rule, accountId), article, reason: why });
  for (const { id, accountId, waitsFor } of made)
    if (waitsFor !== undefined)
      events.tell({
        kind: "approval-wanted",
        publication: id,
        account: nameOf(rule, accountId),
        rule: rule.name,
        reason: waitsFor,
      });
  if (starves) events.tell({ kind: "rule-starved", rule: rule.name, reason: reason ?? "it finds no article" });
  const now = clock.now();
  const soon = made.filter((one) => one.waitsFor === undefined && one.dueAt <= later(now, settings.horizonMs));
  await bells.hang(
    "publish",
    soon.map(({ id, dueAt }) => ({ id, bell: 1, at: dueAt })),
    now,
  );
}
