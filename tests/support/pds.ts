/** The reference personal data server in a process of its own, where it is installed (npm ci in tests/servers/pds), and a line to it that can be cut. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const home = join(import.meta.dirname, "../servers/pds");

export const hasPds = existsSync(join(home, "node_modules/@atproto/pds/package.json"));

export interface PdsRecord {
  readonly uri: string;
  readonly cid: string;
  readonly value: Readonly<Record<string, unknown>> & { readonly text: string };
}

export interface Pds extends AsyncDisposable {
  readonly url: string;
  /** A new account with an app password. */
  join(handle: string): Promise<{ readonly did: string; readonly appPassword: string }>;
  /** Every post of the account, oldest key first. */
  posts(did: string): Promise<PdsRecord[]>;
  /** A file that a post names, as it is kept there. */
  blob(did: string, cid: string): Promise<Buffer>;
}

export async function openPds(): Promise<Pds> {
  const folder = mkdtempSync(join(tmpdir(), "utas-pds-"));
  const child = spawn(process.execPath, [join(home, "serve.mjs"), folder], { stdio: ["pipe", "pipe", "inherit"] });
  const gone = once(child, "exit");
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const first = await Promise.race([lines.next(), gone.then(() => null)]);
  if (!first || typeof first.value !== "string") throw new Error("the PDS did not come up");
  const { url } = JSON.parse(first.value) as { url: string };

  const ask = async (nsid: string, init: RequestInit): Promise<Response> => {
    const response = await fetch(`${url}/xrpc/${nsid}`, init);
    if (!response.ok) throw new Error(`${nsid}: ${response.status} ${await response.text()}`);
    return response;
  };
  const post = async <T>(nsid: string, body: object, token?: string): Promise<T> => {
    const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
    return (await (await ask(nsid, { method: "POST", headers, body: JSON.stringify(body) })).json()) as T;
  };

  return {
    url,
    async join(handle) {
      const account = { handle, email: `${handle}@example.org`, password: "a-main-password" };
      const made = await post<{ did: string; accessJwt: string }>("com.atproto.server.createAccount", account);
      const { password } = await post<{ password: string }>(
        "com.atproto.server.createAppPassword",
        { name: "utas" },
        made.accessJwt,
      );
      return { did: made.did, appPassword: password };
    },
    async posts(did) {
      const all: PdsRecord[] = [];
      for (let cursor = ""; ; ) {
        const query = `repo=${did}&collection=app.bsky.feed.post&limit=100&reverse=true${cursor && `&cursor=${cursor}`}`;
        const page = (await (await ask(`com.atproto.repo.listRecords?${query}`, {})).json()) as {
          records: PdsRecord[];
          cursor?: string;
        };
        all.push(...page.records);
        if (!page.cursor || page.records.length === 0) return all;
        cursor = page.cursor;
      }
    },
    blob: async (did, cid) =>
      Buffer.from(await (await ask(`com.atproto.sync.getBlob?did=${did}&cid=${cid}`, {})).arrayBuffer()),
    async [Symbol.asyncDispose]() {
      child.stdin.end();
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** What becomes of one call on its way. */
export type Cut =
  /** It does not arrive. */
  | "before"
  /** It arrives, and of its answer so many bytes come back, from the first of the status line on. */
  | number
  /** The server has answered, and we hear that it is not there. */
  | "unavailable";

export interface CuttingProxy extends AsyncDisposable {
  readonly url: string;
  /** How often each call came. */
  count(nsid: string): number;
  /** The next calls of that kind go so; null: as they should. */
  cut(nsid: string, ...cuts: (Cut | null)[]): void;
  /** The same, and what was left to cut is forgotten. */
  cutAfresh(nsid: string, ...cuts: (Cut | null)[]): void;
}

export async function openCuttingProxy(to: string): Promise<CuttingProxy> {
  const counts = new Map<string, number>();
  const cuts = new Map<string, (Cut | null)[]>();
  const server = createServer(async (incoming, response) => {
    const nsid = /^\/xrpc\/([^?]+)/.exec(incoming.url ?? "")?.[1] ?? "";
    counts.set(nsid, (counts.get(nsid) ?? 0) + 1);
    const how = cuts.get(nsid)?.shift() ?? null;
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk);
    if (how === "before") return void response.destroy();
    const onward = request(new URL(incoming.url ?? "/", to), { method: incoming.method, headers: incoming.headers });
    onward.once("error", () => response.destroy());
    onward.once("response", async (answer) => {
      const body: Buffer[] = [];
      for await (const chunk of answer) body.push(chunk);
      const whole = Buffer.concat(body);
      if (how === "unavailable") return void response.writeHead(503).end();
      if (how === null) return void response.writeHead(answer.statusCode ?? 500, answer.headers).end(whole);
      const head = Buffer.from(
        `HTTP/1.1 ${answer.statusCode} OK\r\ncontent-type: application/json\r\ncontent-length: ${whole.length}\r\n\r\n`,
      );
      const part = Buffer.concat([head, whole]).subarray(0, Math.min(how, head.length + whole.length - 1));
      response.socket?.end(part);
      response.socket?.destroySoon();
    });
    onward.end(Buffer.concat(chunks));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    count: (nsid) => counts.get(nsid) ?? 0,
    cutAfresh: (nsid, ...only) => void cuts.set(nsid, only),
    cut: (nsid, ...more) => void cuts.set(nsid, [...(cuts.get(nsid) ?? []), ...more]),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
