/** A loopback server that speaks Kentongan's API and misbehaves on command, with an account on it. */

import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { openClock } from "../../src/base/clock.ts";
import { openHttp } from "../../src/base/http.ts";
import type { Misbehaviour, Stand, StandPost } from "../platforms/stand.ts";
import { afterTaking, json, read } from "./broken-answers.ts";
import { bareLine } from "./line.ts";

export const kentonganKeys = { mallet: "a-mallet-of-jati" };

export const kentonganCan: readonly Misbehaviour[] = [
  "fail-before",
  "fail-after",
  "cut-before",
  "lose-answer",
  "cut-midway",
  "hang",
  "hang-after",
  "garbled",
  "rate-limit",
  "expired-token",
  "unplugged",
];

export interface KentonganStand extends Stand {
  readonly url: string;
}

export async function openKentonganStand(): Promise<KentonganStand> {
  const beats: StandPost[] = [];
  const asked: Misbehaviour[] = [];
  const askedAtLook: Misbehaviour[] = [];
  let number = 0;

  const server = createServer((request, response) => {
    void answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = `http://127.0.0.1:${address.port}`;
  const shown = ({ id, text, parentId }: StandPost) => ({ id, text, after: parentId });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(request);
    const place = `${request.method} ${request.url?.replace(/\/beats\/.*/, "/beats/ID")}`;
    if (request.headers.authorization !== `Mallet ${kentonganKeys.mallet}`)
      return json(response, 401, { why: "whose mallet is that?" });
    if (place === "GET /me") return json(response, 200, { id: "7", name: "ronda" });
    if (place === "GET /beats") {
      if (!refusesAs(response, askedAtLook.shift())) json(response, 200, beats.map(shown));
      return;
    }
    if (place === "DELETE /beats/ID") {
      const at = beats.findIndex(({ id }) => request.url?.endsWith(`/${id}`));
      if (at >= 0) beats.splice(at, 1);
      return json(response, at >= 0 ? 200 : 404, {});
    }
    const how = asked.shift();
    if (how === "hang" || refusesAs(response, how)) return;
    const { text, after } = JSON.parse(body) as { text: string; after: string | null };
    if (after !== null && !beats.some(({ id }) => id === after)) return json(response, 422, { why: "after what?" });
    const taken = { id: `beat-${++number}`, text, parentId: after };
    beats.push(taken);
    const broken = how && afterTaking[how];
    return broken ? broken(response, { status: 201, body: shown(taken) }) : json(response, 201, shown(taken));
  }

  const clock = openClock();
  const http = openHttp(clock);
  return {
    url,
    login: {
      account: {
        id: "acc_k",
        platform: "kentongan",
        handle: "ronda",
        zone: null,
        state: "ready",
        reason: null,
        closedUntil: null,
        options: {},
        limitsOverride: null,
        identity: { id: "7", name: "ronda" },
      },
      credentials: kentonganKeys,
      line: { ...bareLine(http, clock), url },
    },
    misbehaveAtLook: (how) => void askedAtLook.push(how),
    misbehave: (how) => void (how === "unplugged" ? server.close() : asked.push(how)),
    posts: async () => [...beats],
    async [Symbol.asyncDispose]() {
      await http[Symbol.asyncDispose]();
      server.closeAllConnections();
      if (server.listening) await new Promise((closed) => server.close(closed));
    },
  };
}

/** Whether it refused before anything was done. */
function refusesAs(response: ServerResponse, how: Misbehaviour | undefined): boolean {
  if (how === "fail-before") json(response, 503, {});
  else if (how === "cut-before") response.destroy();
  else if (how === "rate-limit") json(response, 429, {}, { "opens-at": new Date(Date.now() + 60_000).toISOString() });
  else if (how === "expired-token") json(response, 401, { why: "worn out" });
  else return false;
  return true;
}
