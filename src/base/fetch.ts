/**
 * The guarded fetch: reads an address that a person or a page names. In: a web address. Out: its bytes, or a sentence that says why not.
 * No private address is called, at any hop, nor one that a name turns into: the address that is checked is the one that is connected to.
 */

import { type IncomingMessage, request as requestPlain } from "node:http";
import { request as requestSecure } from "node:https";
import type { Readable } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { type Clock, later, seconds } from "./clock.ts";
import { AppError, sentenceOf } from "./errors.ts";
import type { Http } from "./http.ts";
import { PrivateAddress, type Reach } from "./reach.ts";

export interface Fetched {
  /** Where it was in the end. */
  readonly url: string;
  /** As the server names it, with its charset; blank: it says nothing. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Throws `page-unreachable`. */
export type Fetch = (url: string, signal?: AbortSignal) => Promise<Fetched>;

export const fetchLimits = { bytes: 10_000_000, deadlineMs: seconds(20), hops: 5 } as const;
/** Headers and what TLS adds. */
const besideBody = 1_000_000;

interface Parts {
  readonly http: Http;
  readonly clock: Clock;
  readonly reach: Reach;
  readonly limits?: { readonly bytes: number; readonly deadlineMs: number; readonly hops: number };
}

export const openFetch =
  ({ http, clock, reach, limits = fetchLimits }: Parts): Fetch =>
  async (address, signal) => {
    const deadlineAt = later(clock.now(), limits.deadlineMs);
    try {
      let url = checked(address, reach);
      for (let hop = 0; hop <= limits.hops; hop++) {
        const agent = http.agent(url.href, deadlineAt, signal, { reach, maxBytes: limits.bytes + besideBody });
        const answer = await ask(url, agent).catch((error) => {
          const { broken } = agent;
          throw new Refused(sentenceOf(broken?.cause instanceof PrivateAddress ? broken.cause : (broken ?? error)));
        });
        const next = redirectOf(answer);
        if (next === null)
          return await read(answer, url, limits.bytes).catch((error) => {
            throw error instanceof Refused ? error : new Refused(sentenceOf(agent.broken ?? error));
          });
        answer.destroy();
        url = checked(URL.canParse(next, url.href) ? new URL(next, url.href).href : next, reach);
      }
      throw new Refused(`it leads on to another address more than ${limits.hops} times`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      throw new AppError("page-unreachable", { url: address, why: error.message }, { cause: error });
    }
  };

/** What a person is told. */
class Refused extends Error {}

function checked(address: string, reach: Reach): URL {
  if (!URL.canParse(address)) throw new Refused(`${JSON.stringify(address)} is no web address`);
  const url = new URL(address);
  if (url.protocol !== "http:" && url.protocol !== "https:") throw new Refused(`${url.protocol} is not http or https`);
  if (url.username || url.password) throw new Refused("a web address with a user name or a password is not read");
  if (!reach.allows(url.hostname)) throw new Refused(sentenceOf(new PrivateAddress(url.hostname)));
  return url;
}

const ask = (url: URL, agent: ReturnType<Http["agent"]>): Promise<IncomingMessage> =>
  new Promise((answered, failed) => {
    const send = url.protocol === "https:" ? requestSecure : requestPlain;
    const headers = {
      "user-agent": "Utas",
      accept: "text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5",
      "accept-encoding": "gzip, deflate, br",
    };
    send(url, { agent, headers }, answered).once("error", failed).end();
  });

function redirectOf({ statusCode = 0, headers }: IncomingMessage): string | null {
  return [301, 302, 303, 307, 308].includes(statusCode) ? (headers.location ?? null) : null;
}

async function read(answer: IncomingMessage, url: URL, maxBytes: number): Promise<Fetched> {
  const { statusCode = 0, headers } = answer;
  if (statusCode < 200 || statusCode > 299) {
    answer.destroy();
    throw new Refused(`it answers ${statusCode}`);
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of unpacked(answer)) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) {
      answer.destroy();
      throw new Refused(`it is larger than ${maxBytes} bytes`);
    }
    chunks.push(chunk as Buffer);
  }
  return { url: url.href, type: headers["content-type"] ?? "", bytes: Buffer.concat(chunks) };
}

function unpacked(answer: IncomingMessage): Readable {
  const unpack = unpackers[(answer.headers["content-encoding"] ?? "").trim().toLowerCase()];
  if (!unpack) return answer;
  const plain = unpack();
  answer.once("error", (error) => plain.destroy(error));
  return answer.pipe(plain);
}

const unpackers: Readonly<Record<string, () => NodeJS.ReadWriteStream & Readable>> = {
  gzip: createGunzip,
  "x-gzip": createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
};
