/** The loopback X as a stage for whole threads, with the keys of OAuth 1.0a or a token of OAuth 2. */

import type { Credentials } from "../../src/account/account.ts";
import { reconnect } from "../../src/actions/connect.ts";
import type { Stage } from "./contract.ts";
import { addXAccount } from "./x-journey.ts";
import { openXServer, type XOptions, type XServer, xKeys } from "./x-server.ts";

export interface XStage extends Stage {
  readonly server: XServer;
}

const handle = "herald";

export async function openXStage(options: XOptions = {}, way: "keys" | "token" = "keys"): Promise<XStage> {
  const server = await openXServer(options);
  const given = async (): Promise<Credentials> =>
    way === "keys" ? xKeys : { clientId: "an-app", refreshToken: await firstToken(server.url) };
  return {
    server,
    handle,
    env: { UTAS_X_URL: server.url },
    connect: async (journey, database) => void (await addXAccount(journey, database, handle, await given())),
    async reconnect({ app }) {
      server.restoreKeys();
      await reconnect(app, handle, await given());
    },
    misbehave: (how, at) => server.misbehave(how, at),
    close: (headers, at) => server.misbehave({ status: 429, headers, body: { title: "Too Many Requests" } }, at),
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
    ...(way === "token" && { expire: () => server.tokens.revoke() }),
    revoke: () => server.revokeKeys(),
    get secrets() {
      return [...Object.values(xKeys), ...server.tokens.all()];
    },
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** As a person's leave at X's page gives it. */
async function firstToken(url: string): Promise<string> {
  const body = new URLSearchParams({ grant_type: "authorization_code", code: "a-code", client_id: "an-app" });
  const answer = await fetch(`${url}/2/oauth2/token`, { method: "POST", body });
  return String(((await answer.json()) as { refresh_token: string }).refresh_token);
}
