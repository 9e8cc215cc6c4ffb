/** What the answers of X's token endpoint mean for an account. */

import { once } from "node:events";
import { createServer } from "node:http";
import { describe, expect, it } from "vitest";
import type { Credentials } from "../../src/account/account.ts";
import { openClock } from "../../src/base/clock.ts";
import { openHttp } from "../../src/base/http.ts";
import { signIn } from "../../src/platforms/x-oauth.ts";
import { openXStand } from "../support/x-stand.ts";

interface Said {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Signs in at an endpoint that says just this. */
async function renewedWhere(
  { status, body, headers = {} }: Said,
  credentials: Credentials = { clientId: "an-app", refreshToken: "a-renewal-token" },
) {
  await using stand = await openXStand();
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const server = createServer((request, response) => {
    request.resume();
    response.writeHead(status, headers).end(text);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`;
  await using http = openHttp(openClock());
  const login = { ...stand.login, credentials, line: { ...stand.login.line, http, url } };
  const context = { deadlineAt: new Date(Date.now() + 10_000), signal: AbortSignal.timeout(10_000) };
  try {
    return await signIn(login, null, context);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const html = "<html><body>Just a moment...</body></html>";

describe("X's token endpoint", () => {
  it.each<[string, Said]>([
    ["invalid_grant", { status: 400, body: { error: "invalid_grant" } }],
    ["invalid_client", { status: 401, body: { error: "invalid_client" } }],
    [
      "unauthorized_client",
      { status: 401, body: { error: "unauthorized_client", error_description: "Missing header" } },
    ],
    [
      "a token that was used",
      {
        status: 400,
        body: { error: "invalid_request", error_description: "Value passed for the token was invalid." },
      },
    ],
  ])("withdraws the leave with %s", async (_, said) => {
    expect(await renewedWhere(said)).toMatchObject({ kind: "unauthorized", accountState: "unauthorized" });
  });

  it.each<[string, Said]>([
    ["a page of a proxy's", { status: 403, body: html }],
    ["a refusal with a page", { status: 401, body: html }],
    ["another error of the request", { status: 400, body: { error: "invalid_request" } }],
    ["the name of an error under another status", { status: 403, body: { error: "invalid_grant" } }],
    ["nothing there", { status: 404, body: { title: "Not Found" } }],
    ["somewhere else", { status: 302, body: "", headers: { location: "https://example.org/" } }],
    ["a success without a token", { status: 200, body: { token_type: "bearer" } }],
    ["a success that is a page", { status: 200, body: html }],
    ["half an answer", { status: 200, body: '{"access_token": "a' }],
    ["an outage", { status: 503, body: html }],
  ])("is asked again later after %s", async (_, said) => {
    expect(await renewedWhere(said)).toMatchObject({ kind: "deferred", cause: "fault", notBefore: null });
  });

  it("is a closed window with 429", async () => {
    expect(await renewedWhere({ status: 429, body: html })).toMatchObject({ kind: "deferred", cause: "window" });
    const opens = Math.floor(Date.now() / 1_000) + 900;
    const headers = { "x-rate-limit-remaining": "0", "x-rate-limit-reset": String(opens) };
    expect(await renewedWhere({ status: 429, body: html, headers })).toMatchObject({
      cause: "window",
      notBefore: new Date(opens * 1_000),
    });
  });

  it("tells nothing of the app's secret, should it repeat the header that carries it", async () => {
    const secret = { clientId: "an-app", clientSecret: "an-app-secret", refreshToken: "a-renewal-token" };
    const header = `Basic ${Buffer.from("an-app:an-app-secret").toString("base64")}`;
    const said = { status: 401, body: { error: "invalid_client", error_description: `Header ${header} is no good` } };
    expect(await renewedWhere(said, secret)).toMatchObject({
      kind: "unauthorized",
      reason: expect.stringContaining("Header Basic [secret] is no good"),
    });
  });

  it("tells what it said without the token, should it repeat that", async () => {
    const told = await renewedWhere({ status: 400, body: { error: "no a-renewal-token here" } });
    expect(told).toMatchObject({ reason: expect.stringContaining("400: no [secret] here") });
  });
});
