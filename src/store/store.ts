/** All table families over one database. */

import { type AccountSessions, openAccountSessions } from "./account-sessions.ts";
import { type Accounts, openAccounts } from "./accounts.ts";
import { type Articles, openArticles } from "./articles.ts";
import { type Brakes, openBrakes } from "./brakes.ts";
import { type Candidates, openCandidates } from "./candidates.ts";
import { type Channels, openChannels } from "./channels.ts";
import { type Corrections, openCorrections } from "./corrections.ts";
import { type Costs, openCosts } from "./costs.ts";
import { type Db, sql } from "./db.ts";
import { type Doors, openDoors } from "./doors.ts";
import { type Doubts, openDoubts } from "./doubts.ts";
import { type Exports, openExports } from "./exports.ts";
import { type Firings, openFirings } from "./firings.ts";
import { type Images, openImages } from "./images.ts";
import { type Measures, openMeasures } from "./measures.ts";
import { type Notices, openNotices } from "./notices.ts";
import { type Overviews, openOverview } from "./overview.ts";
import { openPublications, type Publications } from "./publications.ts";
import { openRetractions, type Retractions } from "./retractions.ts";
import { openRules, type Rules } from "./rules.ts";
import { openRuns, type Runs } from "./runs.ts";
import { openServices, type Services } from "./services.ts";
import { openSessions, type Sessions } from "./sessions.ts";
import { openSlots, type Slots } from "./slots.ts";
import { openSources, type Sources } from "./sources.ts";
import { openSweeps, type Sweeps } from "./sweeps.ts";
import { openTogether, type Together } from "./together.ts";
import { openUnprovenSessions, type UnprovenSessions } from "./unproven-sessions.ts";
import { openWaits, type Waits } from "./waits.ts";
import { openWishes, type Wishes } from "./wishes.ts";
import { openWorkers, type Workers } from "./workers.ts";

export interface Store {
  readonly accounts: Accounts;
  readonly accountSessions: AccountSessions;
  readonly articles: Articles;
  readonly brakes: Brakes;
  readonly costs: Costs;
  readonly corrections: Corrections;
  readonly publications: Publications;
  readonly rules: Rules;
  readonly firings: Firings;
  readonly candidates: Candidates;
  readonly runs: Runs;
  readonly doors: Doors;
  readonly doubts: Doubts;
  readonly retractions: Retractions;
  readonly waits: Waits;
  readonly wishes: Wishes;
  readonly sweeps: Sweeps;
  readonly sessions: Sessions;
  readonly unprovenSessions: UnprovenSessions;
  readonly workers: Workers;
  readonly services: Services;
  readonly channels: Channels;
  readonly notices: Notices;
  readonly measures: Measures;
  readonly overview: Overviews;
  readonly sources: Sources;
  readonly exports: Exports;
  readonly slots: Slots;
  readonly images: Images;
  readonly together: Together;
  /** The database's clock. */
  time(): Promise<Date>;
}

/** `zone`: the newsroom's, where a rule and an account have none. */
export const openStore = (db: Db, zone = "UTC"): Store => ({
  accounts: openAccounts(db),
  accountSessions: openAccountSessions(db),
  articles: openArticles(db),
  brakes: openBrakes(db),
  costs: openCosts(db),
  corrections: openCorrections(db),
  publications: openPublications(db),
  rules: openRules(db),
  firings: openFirings(db),
  candidates: openCandidates(db),
  runs: openRuns(db, zone),
  doors: openDoors(db),
  doubts: openDoubts(db),
  retractions: openRetractions(db),
  waits: openWaits(db, zone),
  wishes: openWishes(db),
  sweeps: openSweeps(db, zone),
  sessions: openSessions(db),
  unprovenSessions: openUnprovenSessions(db),
  workers: openWorkers(db),
  services: openServices(db),
  channels: openChannels(db),
  notices: openNotices(db),
  measures: openMeasures(db, zone),
  overview: openOverview(db, zone),
  sources: openSources(db),
  exports: openExports(db),
  slots: openSlots(db),
  images: openImages(db),
  together: openTogether(db),
  time: async () => {
    const row = await db.row<{ at: Date }>(sql`select clock_timestamp() as at`);
    if (!row) throw new Error("the database told no time");
    return row.at;
  },
});
