/** A newsroom for tests of rules: a source whose articles arrive when the test says so, accounts, and a clock in the test's hand. */

import { keepArticle } from "../../src/actions/accept.ts";
import { addRule } from "../../src/actions/add-rule.ts";
import { tick } from "../../src/actions/tick.ts";
import type { App } from "../../src/app.ts";
import { readArticle, type Source } from "../../src/article/read.ts";
import type { CorrectedClock } from "../../src/base/clock.ts";
import { newId } from "../../src/base/ids.ts";
import type { RuleGiven } from "../../src/schedule/rule.ts";
import type { KeptArticle } from "../../src/store/articles.ts";
import { sql } from "../../src/store/db.ts";
import type { Firing } from "../../src/store/firings.ts";
import type { Rule } from "../../src/store/rules.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";
import { type Journey, openJourney } from "./rehearse.ts";

export interface HandClock extends CorrectedClock {
  set(iso: string): void;
  forward(ms: number): void;
}

export function handClock(iso: string): HandClock {
  let at = Date.parse(iso);
  return {
    offsetMs: 0,
    correct: () => undefined,
    now: () => new Date(at),
    wait: async () => undefined,
    set: (then) => {
      at = Date.parse(then);
    },
    forward: (ms) => {
      at += ms;
    },
  };
}

export interface Newsdesk extends AsyncDisposable {
  readonly database: TestDatabase;
  readonly journey: Journey;
  /** The journey's app, by the clock in hand. */
  readonly app: App;
  readonly clock: HandClock;
  /** An article comes in, now unless told. */
  arrives(
    text: string,
    more?: Partial<Source> & { readonly at?: string; readonly source?: string; readonly category?: string },
  ): Promise<KeptArticle>;
  addSource(name: string): Promise<string>;
  /** By default from `desk`, without approval. */
  rule(name: string, given: RuleGiven): Promise<Rule>;
  /** A beat of so many processes at once. */
  beat(processes?: number): Promise<void>;
  history(name: string): Promise<Firing[]>;
}

/** With the source `desk` and no account. */
export async function openNewsdesk(iso = "2026-12-01T00:00:00Z"): Promise<Newsdesk> {
  const database = await openTestDatabase();
  const journey = await openJourney({ databaseUrl: database.url, workers: false });
  const clock = handClock(iso);
  const app: App = { ...journey.app, clock };
  const sources = new Map<string, string>();
  const addSource = async (name: string) => {
    const id = newId("src");
    await app.store.sources.add({ id, name, kind: "folder", address: `/${name}` }, [], clock.now());
    sources.set(name, id);
    return id;
  };
  await addSource("desk");
  return {
    database,
    journey,
    app,
    clock,
    addSource,
    async arrives(text, { at, source = "desk", category, ...more } = {}) {
      const article = readArticle({ text, ...more });
      const kept = await keepArticle(app, category === undefined ? article : { ...article, category });
      await database.db.run(sql`
        insert into arrivals (source_id, article_id, at) values (${sources.get(source)}, ${kept.id}, ${at ?? clock.now()})`);
      return kept;
    },
    rule: (name, given) => addRule(app, name, { source: "desk", approval: false, ...given }, "test"),
    beat: async (processes = 1) =>
      void (await Promise.all(Array.from({ length: processes }, (_, index) => tick(app, `worker:${index}`)))),
    history: async (name) => (await app.store.firings.history((await app.store.rules.get(name)).id)).reverse(),
    async [Symbol.asyncDispose]() {
      await journey[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

/** An article of a few sentences that no other one is like. */
export const story = (about: string): string =>
  `${about} menjadi pembicaraan warga\n\nBANJARMASIN - ${about} menjadi pembicaraan warga Banjarmasin pada hari ini. Wali kota mengatakan bahwa ${about.toLowerCase()} sudah diperiksa oleh petugas sejak pagi.\n\nWarga berharap pemerintah segera memberi kabar tentang ${about.toLowerCase()} kepada semua orang di kota itu.`;
