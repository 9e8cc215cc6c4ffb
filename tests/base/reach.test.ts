/** Calls reach the public internet, and of the own network only what the operator lists. */

import { describe, expect, it } from "vitest";
import { openClock } from "../../src/base/clock.ts";
import { openHttp } from "../../src/base/http.ts";
import { openReach } from "../../src/base/reach.ts";
import { call } from "../../src/platforms/call.ts";
import { openHookServer } from "../support/hook-server.ts";

const inside = [
  "127.0.0.1",
  "127.8.9.10",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.1",
  "172.31.255.255",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "[::1]",
  "::",
  "fe80::1",
  "fc00::1",
  "fd12:3456::1",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "::ffff:192.168.0.1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "2001:db8::1",
  "ff02::1",
];
const outside = [
  "8.8.8.8",
  "172.15.0.1",
  "172.32.0.1",
  "100.128.0.1",
  "2606:4700::1111",
  "[2606:4700::1111]",
  "example.org",
];

describe("with nothing listed", () => {
  const reach = openReach([]);
  it.each(inside)("%s is not reached", (host) => expect(reach.allows(host)).toBe(false));
  it.each(outside)("%s is", (host) => expect(reach.allows(host)).toBe(true));

  it("a name that leads inside is not reached either", async () => {
    const { promise, resolve } = later();
    reach.lookup("localhost", { all: true }, (error) => resolve((error as { code?: string } | null)?.code));
    expect(await promise).toBe("UTAS_PRIVATE_ADDRESS");
  });
});

function later(): { promise: Promise<unknown>; resolve: (value: unknown) => void } {
  let resolve: (value: unknown) => void = () => undefined;
  const promise = new Promise((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe("what is listed", () => {
  it.each([
    ["127.0.0.1", "127.0.0.1", true],
    ["127.0.0.1", "127.0.0.2", false],
    ["10.0.0.0/8", "10.200.0.1", true],
    ["10.0.0.0/8", "11.0.0.1", true],
    ["fd00::/8", "fd12::1", true],
    ["hooks.internal", "HOOKS.internal", true],
    ["192.168.1.0/24", "192.168.2.1", false],
  ])("%s lets %s be reached: %s", (listed, host, allowed) => expect(openReach([listed]).allows(host)).toBe(allowed));

  it("names hosts below a name with a star", () => {
    const reach = openReach(["*.internal"]);
    expect(["a.internal", "b.a.internal", "internal", "xinternal"].map((host) => reach.lists(host))).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("a call", () => {
  it.each(["127.0.0.1", "localhost"])("to %s is not even connected, unless it is listed", async (host) => {
    const clock = openClock();
    await using server = await openHookServer();
    await using http = openHttp(clock);
    const url = new URL(server.url());
    url.hostname = host;
    const ask = (listed: string[]) => {
      const reach = openReach(listed);
      const guarded = { agent: (to: string, at: Date) => http.agent(to, at, undefined, { reach }) };
      const context = { deadlineAt: new Date(Date.now() + 5_000), signal: AbortSignal.timeout(5_000) };
      return call({ http: guarded }, { method: "POST", url, json: {} }, context);
    };
    expect(await ask([])).toMatchObject({
      kind: "broken",
      left: false,
      reason: expect.stringContaining("UTAS_ALLOWED_PRIVATE_HOSTS"),
    });
    expect(server.requests).toHaveLength(0);
    expect(await ask(["127.0.0.1"])).toMatchObject({ kind: "answer", status: 200 });
    expect(server.requests).toHaveLength(1);
  });
});
