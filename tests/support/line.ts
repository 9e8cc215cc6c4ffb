/** A line to a network for tests that open no app: whatever it needs beyond that is put in its place. */

import type { Clock } from "../../src/base/clock.ts";
import type { Http } from "../../src/base/http.ts";
import { openReach } from "../../src/base/reach.ts";
import type { Line } from "../../src/platforms/platform.ts";
import type { Rehearsal } from "../../src/platforms/rehearsal.ts";

const no = () => {
  throw new Error("a network out there has nothing to do with the rehearsal");
};
const noRehearsal: Rehearsal = { faults: no, take: no, timeline: no, edit: no, remove: no };

/** Loopback may be called; there are no pictures. */
export const bareLine = (http: Http, clock: Clock): Line => ({
  url: "",
  http,
  clock,
  rehearsal: noRehearsal,
  reach: openReach(["127.0.0.1"]),
  picture: async () => null,
});
