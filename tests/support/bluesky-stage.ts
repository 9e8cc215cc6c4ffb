/** The loopback personal data server as a stage for whole threads. */

import { connect, reconnect } from "../../src/actions/connect.ts";
import {
  altsOf,
  openSkyServer,
  parentOf,
  type SkyOptions,
  type SkyServer,
  skyHandle,
  skyKeys,
} from "./bluesky-server.ts";
import type { Stage } from "./contract.ts";

export interface SkyStage extends Stage {
  readonly server: SkyServer;
}

/** `accountOptions`: of the account that is connected. */
export async function openSkyStage(
  options: SkyOptions = {},
  accountOptions: Readonly<Record<string, string>> = {},
): Promise<SkyStage> {
  const server = await openSkyServer(options);
  return {
    server,
    handle: skyHandle,
    env: { UTAS_ALLOWED_PRIVATE_HOSTS: "127.0.0.1" },
    async connect({ app }) {
      await connect(app, {
        platform: "bluesky",
        handle: skyHandle,
        options: { server: server.url, ...accountOptions },
        credentials: skyKeys,
      });
    },
    reconnect: async ({ app }) => {
      server.restoreSessions();
      await reconnect(app, skyHandle, skyKeys);
    },
    misbehave: (how, at) => server.misbehave(how, at),
    close: (headers, at) => server.misbehave({ status: 429, headers, body: { error: "RateLimitExceeded" } }, at),
    shows: () => server.posts().map(altsOf),
    posts: async () =>
      server.posts().map((record) => ({ id: record.uri, text: record.value.text, parentId: parentOf(record) })),
    get creates() {
      return server.calls.create;
    },
    get callsAgainstClosedDoor() {
      return server.callsAgainstClosedDoor;
    },
    plugIn: () => server.plugIn(),
    catchUp: () => server.catchUp(),
    expire: () => server.expireSessions(),
    revoke: () => server.revokeSessions(),
    get secrets() {
      return [...Object.values(skyKeys), ...server.tokens];
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
