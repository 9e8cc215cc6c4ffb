/** An account on the loopback X, signed in. */

import type { Account } from "../../src/account/account.ts";
import { openClock } from "../../src/base/clock.ts";
import { openHttp } from "../../src/base/http.ts";
import type { Login } from "../../src/platforms/platform.ts";
import type { Misbehaviour, Stand } from "../platforms/contract.ts";
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
  "huge",
  "garbled",
  "rate-limit",
  "rate-limit-unsaid",
  "expired-token",
  "no-credit",
  "unplugged",
  "lag",
];
