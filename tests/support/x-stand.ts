/** An account on the loopback X, signed in. */

import type { Account } from "../../src/account/account.ts";
import { openClock } from "../../src/base/clock.ts";
import { openHttp } from "../../src/base/http.ts";
import type { Login } from "../../src/platforms/platform.ts";
import type { Misbehaviour, Stand } from "../platforms/stand.ts";
import { bareLine } from "./line.ts";
import { openXServer, type XOptions, type XServer, xKeys } from "./x-server.ts";

export interface XStand extends Stand {
  readonly server: XServer;
}

const account: Account = {
  id: "acc_x",
  platform: "x",
  handle: "herald",
  zone: null,
  state: "ready",
  reason: null,
  closedUntil: null,
  options: {},
  limitsOverride: null,
  identity: { id: "42", name: "herald" },
};

export async function openXStand(options: XOptions = {}): Promise<XStand> {
  const server = await openXServer(options);
  const clock = openClock();
  const http = openHttp(clock);
  const login: Login = {
    account,
    credentials: xKeys,
    line: { ...bareLine(http, clock), url: server.url },
  };
  return {
    server,
    login,
    misbehave: (how) => server.misbehave(how),
    posts: async () => server.posts().map(({ id, text, parentId }) => ({ id, text, parentId })),
    catchUp: () => server.catchUp(),
    close: (headers) => server.misbehave({ status: 429, headers, body: { title: "Too Many Requests" } }),
    shows: () => server.posts().map(({ pictures }) => pictures),
    misbehaveAtLook: (how) => server.misbehave(how, 1, "list"),
    misbehaveAtUpload: (how) => server.misbehave(how, 1, "media"),
    revoke: () => server.revokeKeys(),
    async [Symbol.asyncDispose]() {
      await http[Symbol.asyncDispose]();
      await server[Symbol.asyncDispose]();
    },
  };
}

export const xCan: readonly Misbehaviour[] = [
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
  "no-credit",
  "unplugged",
  "lag",
];

const unixSeconds = (at: Date) => String(Math.ceil(at.getTime() / 1_000));

/** A post's own window, and those of 24 hours that the app and the user have beside it. */
export const xWindows = {
  "its own window's reset, in Unix seconds": (opensAt: Date) => ({
    "x-rate-limit-limit": "100",
    "x-rate-limit-remaining": "0",
    "x-rate-limit-reset": unixSeconds(opensAt),
  }),
  "the app's window of 24 hours": (opensAt: Date, now: Date) => ({
    "x-rate-limit-remaining": "41",
    "x-rate-limit-reset": unixSeconds(new Date(now.getTime() + 10_000)),
    "x-app-limit-24hour-limit": "10000",
    "x-app-limit-24hour-remaining": "0",
    "x-app-limit-24hour-reset": unixSeconds(opensAt),
  }),
  "the user's window of 24 hours": (opensAt: Date, now: Date) => ({
    "x-rate-limit-remaining": "41",
    "x-rate-limit-reset": unixSeconds(new Date(now.getTime() + 10_000)),
    "x-user-limit-24hour-remaining": "0",
    "x-user-limit-24hour-reset": unixSeconds(opensAt),
  }),
};
