/** An account on the loopback server with Mastodon's API, signed in. */

import type { Account } from "../../src/account/account.ts";
import { openClock } from "../../src/base/clock.ts";
import { openHttp } from "../../src/base/http.ts";
import { openReach } from "../../src/base/reach.ts";
import type { Login } from "../../src/platforms/platform.ts";
import type { Misbehaviour, Stand } from "../platforms/stand.ts";
import { bareLine } from "./line.ts";
import { type Habits, type MastodonServer, mastodonKeys, openMastodonServer } from "./mastodon-server.ts";

export interface MastodonStand extends Stand {
  readonly server: MastodonServer;
  as(options: Record<string, string>): Login;
}

export interface StandOptions extends Habits {
  /** Which private hosts the operator allows. */
  readonly allowed?: readonly string[];
}

export async function openMastodonStand({
  allowed = ["127.0.0.1"],
  ...habits
}: StandOptions = {}): Promise<MastodonStand> {
  const server = await openMastodonServer(habits);
  const clock = openClock();
  const http = openHttp(clock);
  const as = (options: Record<string, string>): Login => ({
    account: { ...account, options: { server: server.url, ...options } },
    credentials: mastodonKeys,
    line: { ...bareLine(http, clock), reach: openReach(allowed) },
  });
  return {
    server,
    as,
    login: as({}),
    misbehave: (how) => server.misbehave(how),
    posts: async () => server.posts().map(({ id, text, parentId }) => ({ id, text, parentId })),
    catchUp: () => server.catchUp(),
    close: (headers) => server.misbehave({ status: 429, headers, body: { error: "Too many requests" } }),
    shows: () => server.posts().map(({ pictures }) => pictures),
    misbehaveAtLook: (how) => server.misbehave(how, 1, "list"),
    misbehaveAtUpload: (how) => server.misbehave(how, 1, "media"),
    revoke: () => server.revokeToken(),
    async [Symbol.asyncDispose]() {
      await http[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

const account: Account = {
  id: "acc_m",
  platform: "mastodon",
  handle: "herald",
  zone: null,
  state: "ready",
  reason: null,
  closedUntil: null,
  options: {},
  limitsOverride: null,
  identity: { id: "42@127.0.0.1", name: "herald@127.0.0.1" },
};

export const mastodonCan: readonly Misbehaviour[] = [
  "fail-before",
  "fail-after",
  "cut-before",
  "lose-answer",
  "cut-midway",
  "hang",
  "hang-after",
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
];

const secondsUntil = (opensAt: Date, now: Date) => String(Math.round((opensAt.getTime() - now.getTime()) / 1_000));

/** Mastodon's own form, and those of proxies and kin. */
export const mastodonWindows = {
  "an ISO date": (opensAt: Date) => ({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": opensAt.toISOString() }),
  "Unix seconds": (opensAt: Date) => ({ "x-ratelimit-reset": String(Math.round(opensAt.getTime() / 1_000)) }),
  "seconds from now, as reset": (opensAt: Date, now: Date) => ({ "x-ratelimit-reset": secondsUntil(opensAt, now) }),
  "seconds from now, as Retry-After": (opensAt: Date, now: Date) => ({ "retry-after": secondsUntil(opensAt, now) }),
};
