/** An account on the loopback personal data server, signed in. */

import type { Account } from "../../src/account/account.ts";
import { openClock } from "../../src/base/clock.ts";
import { openHttp } from "../../src/base/http.ts";
import { bluesky } from "../../src/platforms/bluesky.ts";
import type { Line, Login } from "../../src/platforms/platform.ts";
import type { Misbehaviour, Stand } from "../platforms/stand.ts";
import {
  altsOf,
  openSkyServer,
  parentOf,
  type SkyOptions,
  type SkyServer,
  skyHandle,
  skyKeys,
} from "./bluesky-server.ts";
import { bareLine } from "./line.ts";

export interface SkyStand extends Stand {
  readonly server: SkyServer;
}

export async function openSkyStand(options: SkyOptions = {}, more: Partial<Line> = {}): Promise<SkyStand> {
  const server = await openSkyServer(options);
  const clock = openClock();
  const http = openHttp(clock);
  const account: Account = {
    id: "acc_sky",
    platform: "bluesky",
    handle: skyHandle,
    zone: null,
    state: "ready",
    reason: null,
    closedUntil: null,
    options: { server: server.url },
    limitsOverride: null,
    identity: { id: server.did, name: skyHandle },
  };
  const signedOut: Login = { account, credentials: skyKeys, line: { ...bareLine(http, clock), ...more } };
  const context = { deadlineAt: new Date(Date.now() + 10_000), signal: AbortSignal.timeout(10_000) };
  const begun = await bluesky.sender?.signIn?.(signedOut, null, context);
  if (begun?.kind !== "ready") throw new Error(`not signed in: ${JSON.stringify(begun)}`);
  return {
    server,
    login: { ...signedOut, session: begun.session },
    misbehave: (how) => server.misbehave(how),
    posts: async () =>
      server.posts().map((record) => ({ id: record.uri, text: record.value.text, parentId: parentOf(record) })),
    catchUp: () => server.catchUp(),
    close: (headers) => server.misbehave({ status: 429, headers, body: { error: "RateLimitExceeded" } }),
    shows: () => server.posts().map(altsOf),
    misbehaveAtLook: (how) => server.misbehave(how, 1, "getRecord"),
    misbehaveAtUpload: (how) => server.misbehave(how, 1, "uploadBlob"),
    revoke: () => server.revokeSessions(),
    async signedInAgain() {
      const again = await bluesky.sender?.signIn?.(signedOut, begun.session, {
        deadlineAt: new Date(Date.now() + 10_000),
        signal: AbortSignal.timeout(10_000),
      });
      if (again?.kind !== "ready") throw new Error(`not signed in: ${JSON.stringify(again)}`);
      return { ...signedOut, session: again.session };
    },
    async [Symbol.asyncDispose]() {
      await http[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

export const skyCan: readonly Misbehaviour[] = [
  ...(["fail-before", "fail-after", "cut-before", "lose-answer", "cut-midway", "hang", "hang-after"] as const),
  ...([
    "drip",
    "drip-head",
    "huge",
    "garbled",
    "nonsense",
    "rate-limit",
    "rate-limit-unsaid",
    "expired-token",
    "unplugged",
    "lag",
  ] as const),
];

export const skyWindows = {
  "Unix seconds": (opensAt: Date) => ({
    "ratelimit-limit": "5000",
    "ratelimit-remaining": "0",
    "ratelimit-reset": String(Math.round(opensAt.getTime() / 1_000)),
    "ratelimit-policy": "5000;w=3600",
  }),
  "seconds from now, as a proxy before the server says it": (opensAt: Date, now: Date) => ({
    "retry-after": String(Math.round((opensAt.getTime() - now.getTime()) / 1_000)),
  }),
};
