/**
 * A server with Mastodon's API, written after its public documentation (https://docs.joinmastodon.org/methods/statuses/) and sharing nothing with Utas.
 * It takes its time, finishes what it has begun though nobody waits for it any more, and does not care for keys.
 */

import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

export interface CarelessStatus {
  readonly id: string;
  readonly text: string;
  readonly parent: string | null;
  readonly visibility: string;
  readonly language: string | null;
  readonly madeAt: Date;
}

export interface CarelessServer extends AsyncDisposable {
  readonly url: string;
  readonly token: string;
  /** What it has, oldest first. */
  readonly statuses: readonly CarelessStatus[];
}

export interface Carelessness {
  /** `ignored`: the key is not even read. `raced`: it is looked up at once and kept at the end, so two at once make two. */
  readonly keys: "ignored" | "raced";
  /** The longest that it takes before it keeps a status, and once more before it answers. */
  readonly slowMs: number;
}

export async function openCarelessServer({ keys, slowMs }: Carelessness): Promise<CarelessServer> {
  const token = `careless-${randomInt(2 ** 40)}`;
  const statuses: CarelessStatus[] = [];
  const known = new Map<string, CarelessStatus>();
  let number = 113_000_000_000_000_000n;

  const server = createServer(async (request, response) => {
    const target = new URL(request.url ?? "/", "http://127.0.0.1");
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const say = (status: number, body: unknown) => {
      if (!response.destroyed)
        response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(JSON.stringify(body));
    };
    const place = `${request.method} ${target.pathname}`;
    if (place === "GET /api/v2/instance")
      return say(200, { domain: "careless.example", version: "0.1", configuration });
    if (request.headers.authorization !== `Bearer ${token}`) return say(401, { error: "The access token is invalid" });
    if (place === "GET /api/v1/accounts/verify_credentials")
      return say(200, { id: "7", username: "careless", acct: "careless" });
    if (place === "GET /api/v1/accounts/7/statuses") return say(200, listed(target.searchParams));
    if (place === "POST /api/v1/statuses") return say(200, shown(await take(request, Buffer.concat(chunks))));
    return say(404, { error: "Record not found" });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  const url = `http://127.0.0.1:${address.port}`;

  async function take(request: IncomingMessage, body: Buffer): Promise<CarelessStatus> {
    const key = String(request.headers["idempotency-key"] ?? "");
    const before = keys === "raced" ? known.get(key) : undefined;
    if (before) return before;
    const given = JSON.parse(body.toString("utf8")) as Record<string, string | undefined>;
    await wait(randomInt(slowMs + 1));
    number += BigInt(randomInt(1, 1_000));
    const made: CarelessStatus = {
      id: String(number),
      text: given.status ?? "",
      parent: given.in_reply_to_id ?? null,
      visibility: given.visibility ?? "public",
      language: given.language ?? null,
      madeAt: new Date(),
    };
    statuses.push(made);
    await wait(randomInt(slowMs + 1));
    known.set(key, made);
    return made;
  }

  const listed = (query: URLSearchParams) => {
    const before = BigInt(query.get("max_id") ?? Number.MAX_SAFE_INTEGER);
    const limit = Math.min(40, Number(query.get("limit") ?? 20));
    const older = statuses.filter(({ id }) => query.get("max_id") === null || BigInt(id) < before);
    return older.reverse().slice(0, limit).map(shown);
  };

  const shown = ({ id, text, parent, visibility, language, madeAt }: CarelessStatus) => ({
    id,
    uri: `${url}/users/careless/statuses/${id}`,
    url: `${url}/@careless/${id}`,
    created_at: madeAt.toISOString(),
    in_reply_to_id: parent,
    visibility,
    language,
    content: `<p>${text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/\n/g, "<br />")}</p>`,
  });

  return {
    url,
    token,
    statuses,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

const configuration = {
  statuses: { max_characters: 500, max_media_attachments: 4, characters_reserved_per_url: 23 },
  media_attachments: { description_limit: 1_500 },
};
