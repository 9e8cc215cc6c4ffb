/**
 * The beat for rules: whatever is due fires once, however many processes beat. What an outage made too late is noted as missed, but for the
 * most recent one, whose publication the late policy holds.
 */

import type { App } from "../app.ts";
import { hours, later } from "../base/clock.ts";
import { sentenceOf } from "../base/errors.ts";
import { filtering } from "../schedule/filters.ts";
import { writtenLength } from "../schedule/length.ts";
import { catchUpMost, type Due, dueNow, mostLateMs } from "../schedule/next.ts";
import { type Passed, starvesAfterMs } from "../store/firings.ts";
import type { Arrival, Rule } from "../store/rules.ts";
import { lookingFor } from "./choose.ts";
import { type FiringParts, fire } from "./fire.ts";
import { nextOf, type RuleSlots, slotsOf, whyOver } from "./rule-times.ts";

type Parts = FiringParts & Pick<App, "log">;

/** Arrivals that one rule takes up in one beat; the rest wait for the next. */
const arrivalsAtOnce = 100;
/** The slots of a rule may change at any time: so often it comes on to the present, that a new slot of the past is none that was missed. */
const comesOnMs = 60_000;

export async function tick(app: Parts, actor: string): Promise<void> {
  const { store, clock, events, log } = app;
  await store.rules.comeBack(clock.now());
  for (const rule of await store.rules.due(clock.now()))
    try {
      await (rule.spec.when.kind === "arrival" ? takeArrivals(app, rule, actor) : fireInstants(app, rule, actor));
    } catch (error) {
      log.error({ rule: rule.name, why: sentenceOf(error) }, "a rule could not fire; the next beat tries again");
    }
  for (const { name, fedAt } of await store.rules.starving(clock.now(), starvesAfterMs))
    events.tell({ kind: "rule-starved", rule: name, reason: `it has taken no article since ${fedAt.toISOString()}` });
}

async function fireInstants(app: Parts, rule: Rule, actor: string): Promise<void> {
  const { clock } = app;
  const now = clock.now();
  if (whyOver({ ...rule, spec: { ...rule.spec, until: null } }, now) !== null)
    return void (await app.store.rules.advance(rule, rule.advancedTo, null));
  const slots = await slotsOf(app, rule.spec);
  const left = rule.spec.times === null ? null : rule.spec.times - rule.fired;
  const seen = {
    advancedTo: rule.advancedTo.getTime(),
    now: now.getTime(),
    late: rule.spec.late,
    skips: rule.skips,
    left,
  };
  const due = dueNow(rule.spec, rule.zone, slots, seen);
  const came = await passBy(app, rule, slots, due, now, actor);
  if (!came) return;

  let at = came;
  let fired = rule.fired;
  for (const instant of due.fire) {
    const to = new Date(instant.at);
    // A firing that finds nothing is none of its times, so the rule is looked at again whenever it has come this far.
    const nextAt = nextOf({ ...rule, fired }, slots, to);
    const advance = { kind: "instant", seen: at, to, nextAt } as const;
    const result = await fire(app, rule, { key: to.toISOString(), at: to, accounts: instant.accounts, advance }, actor);
    if (result === "overtaken") return;
    if (result === "took") fired += 1;
    at = to;
  }
}

/** Notes what does not fire, and comes on behind it. Returns how far the rule has come; null: somebody was first. */
async function passBy(
  app: Parts,
  rule: Rule,
  slots: RuleSlots,
  due: Due,
  now: Date,
  actor: string,
): Promise<Date | null> {
  const passed = passedOf(rule, due, now);
  if (passed.length === 0 && due.fire.length > 0) return rule.advancedTo;
  const to =
    due.fire.length > 0 ? new Date(Math.max(...passed.map(({ at }) => at.getTime()))) : reached(rule, due, now);
  const nextAt = nextOf(rule, slots, to);
  if (passed.length > 0) {
    const came = await app.store.firings.pass(rule, passed, { to, nextAt, skipped: due.skipped.length }, actor, now);
    return came ? to : null;
  }
  const stands = nextAt?.getTime() === rule.nextAt?.getTime() && now.getTime() - rule.advancedTo.getTime() < comesOnMs;
  if (!stands) await app.store.rules.advance(rule, to, nextAt);
  return null;
}

const reached = ({ spec, advancedTo }: Rule, { upTo }: Due, now: Date): Date =>
  spec.when.kind === "slots" ? now : new Date(Math.max(upTo, advancedTo.getTime()));

function passedOf({ spec }: Rule, { unlisted, missed, skipped }: Due, now: Date): Passed[] {
  const lateBy = (at: number) => writtenLength(now.getTime() - at);
  const policy = spec.late.policy === "publish" ? "" : `its ${spec.late.policy}:`;
  const why = (at: number) =>
    now.getTime() - at > mostLateMs(spec.late)
      ? `, more than ${policy}${writtenLength(mostLateMs(spec.late))}: not fired`
      : `: not fired, since no more than the last ${catchUpMost} are caught up on`;
  return [
    ...(unlisted === null
      ? []
      : [
          passedAt(
            unlisted,
            "missed",
            `nothing fired for ${lateBy(unlisted)} from then on; firings that long ago are not listed`,
          ),
        ]),
    ...skipped.map(({ at }) => passedAt(at, "skipped", "left out, as it was wished")),
    ...missed.map(({ at }) => passedAt(at, "missed", `late by ${lateBy(at)}${why(at)}`)),
  ];
}

const passedAt = (ms: number, outcome: Passed["outcome"], reason: string): Passed => {
  const at = new Date(ms);
  return { key: at.toISOString(), at, outcome, reason };
};

async function takeArrivals(app: Parts, rule: Rule, actor: string): Promise<void> {
  const { store, clock } = app;
  const now = clock.now();
  if (whyOver(rule, now) !== null || (rule.spec.start !== null && new Date(rule.spec.start) > now)) return;
  let skips = rule.skips;
  for (const arrival of await store.rules.arrivals(rule, arrivalsAtOnce)) {
    const skipped = await takeArrival(app, rule, arrival, skips > 0, actor);
    if (skipped) skips -= 1;
  }
  await store.rules.forgetArrivals(rule, later(now, -hours(1)));
}

/** True: it was left out by a person's wish. */
async function takeArrival(
  app: Parts,
  rule: Rule,
  { articleId, at }: Arrival,
  skip: boolean,
  actor: string,
): Promise<boolean> {
  const { store, clock, events } = app;
  const now = clock.now();
  const pass = async (outcome: "nothing" | "missed" | "skipped", reason: string) => {
    const advance = { kind: "arrival" } as const;
    const firing = {
      rule,
      key: articleId,
      at,
      outcome,
      articleId,
      reason,
      made: [],
      refused: [],
      advance,
      inSlots: false,
    };
    const fired = await store.firings.fire(firing, actor, now);
    if (fired.kind === "done")
      events.tell({ kind: "rule-fired", rule: rule.name, outcome, article: articleId, publications: 0, reason });
    return outcome === "skipped" && fired.kind === "done";
  };

  const article = await store.articles.get(articleId);
  const verdict = filtering(rule.spec.filters)(article);
  if (!verdict.takes) return pass("nothing", `left by ${verdict.filter}: ${verdict.says}`);
  if (skip) return pass("skipped", "left out, as it was wished");
  const lateMs = now.getTime() - at.getTime();
  const { late, filters } = rule.spec;
  if (filters.maxAgeMs !== null && lateMs > filters.maxAgeMs)
    return pass("nothing", `older than ${writtenLength(filters.maxAgeMs)} (--max-age)`);
  if (late.policy === "skip" && lateMs > late.ms)
    return pass("missed", `late by ${writtenLength(lateMs)}, more than its skip:${writtenLength(late.ms)}: not fired`);

  const looking = { ...lookingFor(rule, rule.spec.accounts, now), since: null };
  const [candidate] = await store.candidates.list(looking, [], 1, articleId);
  if (!candidate) return pass("nothing", "all of its accounts have it already");
  const chosen = { article, accounts: candidate.accounts, holdIf: verdict.holdIf };
  const advance = { kind: "arrival" } as const;
  await fire(app, rule, { key: articleId, at, accounts: rule.spec.accounts, advance, chosen }, actor);
  return false;
}
