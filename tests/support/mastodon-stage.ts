/** The loopback server with Mastodon's API as a stage for whole threads. */

import { connect, reconnect } from "../../src/actions/connect.ts";
import type { Stage } from "./contract.ts";
import { type Habits, type MastodonServer, mastodonKeys, openMastodonServer } from "./mastodon-server.ts";

export interface MastodonStage extends Stage {
  readonly server: MastodonServer;
}

const handle = "herald";

export async function openMastodonStage(habits: Habits = {}): Promise<MastodonStage> {
  const server = await openMastodonServer(habits);
  return {
    server,
    handle,
    env: { UTAS_ALLOWED_PRIVATE_HOSTS: "127.0.0.1" },
    async connect({ app }) {
      const options = { server: server.url };
      await connect(app, { platform: "mastodon", handle, options, credentials: mastodonKeys });
    },
    async reconnect({ app }) {
      server.restoreToken();
      await reconnect(app, handle, mastodonKeys);
    },
    misbehave: (how, at) => server.misbehave(how, at),
    close: (headers, at) => server.misbehave({ status: 429, headers, body: { error: "Too many requests" } }, at),
    posts: async () => server.posts().map(({ id, text, parentId }) => ({ id, text, parentId })),
    shows: () => server.posts().map(({ pictures }) => pictures),
    get creates() {
      return server.calls.create;
    },
    get callsAgainstClosedDoor() {
      return server.callsAgainstClosedDoor;
    },
    plugIn: () => server.plugIn(),
    catchUp: () => server.catchUp(),
    revoke: () => server.revokeToken(),
    secrets: Object.values(mastodonKeys),
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
