/** Opens Utas as a service on a free port, and visits it as a browser or a program would. */

import { makeSignInLink } from "../../src/actions/sign-in.ts";
import { type HttpServer, openServer } from "../../src/http/server.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";
import { type Journey, type JourneyOptions, openJourney } from "./rehearse.ts";

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** Parsed when it is JSON of any kind. */
  readonly json: unknown;
}

export interface Ask {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON. */
  readonly body?: string | Uint8Array<ArrayBuffer> | object;
}

export interface Service extends AsyncDisposable {
  readonly journey: Journey;
  readonly server: HttpServer;
  readonly database: TestDatabase;
  /** As whoever; redirects are not followed. */
  ask(path: string, ask?: Ask): Promise<Answer>;
  /** As someone who has signed in. */
  askSignedIn(path: string, ask?: Ask): Promise<Answer>;
  /** A fresh token of a sign-in link. */
  linkToken(): Promise<string>;
}

export async function openService(options: Omit<JourneyOptions, "databaseUrl"> = {}): Promise<Service> {
  const database = await openTestDatabase();
  const journey = await openJourney({
    ...options,
    databaseUrl: database.url,
    env: { UTAS_PORT: "0", ...options.env },
  });
  const { app } = journey;
  const server = await openServer(app, { version: "test" });
  let cookie: string | null = null;

  const ask = async (path: string, { method, headers, body }: Ask = {}): Promise<Answer> => {
    const asJson = typeof body === "object" && !(body instanceof Uint8Array);
    const response = await fetch(server.address + path, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      headers: { ...(asJson && { "content-type": "application/json" }), ...headers },
      redirect: "manual",
      ...(body !== undefined && { body: asJson ? JSON.stringify(body) : body }),
    });
    const text = await response.text();
    const isJson = /^application\/(?:problem\+)?json/.test(response.headers.get("content-type") ?? "");
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson && text ? JSON.parse(text) : undefined,
    };
  };

  const linkToken = async () => tokenOf((await makeSignInLink(app, server.address)).url);

  return {
    journey,
    server,
    database,
    ask,
    async askSignedIn(path, given = {}) {
      cookie ??= cookieOf(await ask("/sign-in", { body: { token: await linkToken() } }));
      return ask(path, { ...given, headers: { cookie, ...given.headers } });
    },
    linkToken,
    async [Symbol.asyncDispose]() {
      await server[Symbol.asyncDispose]();
      await journey[Symbol.asyncDispose]();
      await database[Symbol.asyncDispose]();
    },
  };
}

export const tokenOf = (url: string): string => new URL(url).searchParams.get("token") ?? "";

/** The session that an answer hands out, as a browser would send it back. */
export const cookieOf = ({ headers }: Pick<Answer, "headers">): string =>
  headers.getSetCookie().map((one) => one.split(";", 1)[0])[0] ?? "";
