/** The edges of notices: a full disk, a channel that is away for a day, and secrets that stand nowhere. */

import { Writable } from "node:stream";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { addChannel, channelCredentials, testChannel } from "../../src/actions/channels.ts";
import { notify, raiseNotices } from "../../src/actions/notify.ts";
import { hours, later } from "../../src/base/clock.ts";
import { openLog } from "../../src/base/log.ts";
import { sql } from "../../src/store/db.ts";
import type { ChannelKind } from "../../src/telemetry/notices.ts";
import { run } from "../support/cli.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type HookServer, openHookServer } from "../support/hook-server.ts";
import { type Journey, type JourneyOptions, openJourney, posts } from "../support/rehearse.ts";
import { placesWithSecrets } from "../support/secrets.ts";
import { openMailServer } from "../support/smtp.ts";

let database: TestDatabase;
let hooks: HookServer;
let utas: Journey;

const openUtas = async (options: Partial<JourneyOptions> = {}) => {
  const env = { UTAS_ALLOWED_PRIVATE_HOSTS: "127.0.0.1", UTAS_TELEGRAM_URL: hooks.url(""), ...options.env };
  utas = await openJourney({ databaseUrl: database.url, ...options, env });
};
const add = (kind: ChannelKind, credentials: object) =>
  addChannel(utas.app, { kind, kinds: null, ...channelCredentials(kind, JSON.stringify(credentials)) });

beforeEach(async () => {
  database = await openTestDatabase();
  hooks = await openHookServer();
});
afterEach(async () => {
  await utas[Symbol.asyncDispose]();
  for (const one of [hooks, database]) await one[Symbol.asyncDispose]();
});

describe("a disk that is nearly full", () => {
  it("lets nothing begin, is told once, and lets all go on when there is room", async () => {
    let free = 400e6;
    await openUtas({ freeOf: async () => free });
    await add("webhook", { url: hooks.url() });
    await utas.addAccount("warta");
    const { id } = await utas.publish("warta", posts(2));
    await utas.until("it is told", async () => hooks.requests.length > 0);
    free = 300e6;
    await utas.app.clock.wait(2_500);
    expect((await utas.app.store.publications.get(id)).state).toBe("scheduled");
    expect(utas.sends("warta")).toBe(0);
    const titles = () => hooks.requests.map(({ body }) => (JSON.parse(body) as { data: { title: string } }).data.title);
    expect(titles()).toEqual([expect.stringMatching(/^The disk is nearly full on /)]);

    free = 510e6;
    await utas.untilState(id, "published");
    // Hardly more than the floor: low again soon is the same trouble.
    free = 490e6;
    await utas.app.clock.wait(1_500);
    free = 600e6;
    await utas.app.clock.wait(1_500);
    expect(titles()).toHaveLength(1);
    free = 100e6;
    await utas.until("it is told anew", async () => hooks.requests.length > 1);
  });
});

describe("a channel that is away", () => {
  it("is tried again with doubling waits for a day, then its letter is shown as failed", async () => {
    await openUtas({ workers: false });
    await add("webhook", { url: hooks.url() });
    const account = await utas.addAccount("warta");
    await database.db.run(sql`update accounts set state = 'paused', reason = 'test' where id = ${account}`);
    await raiseNotices(utas.app);
    const start = utas.app.clock.now();
    let now = start;
    const clock = { ...utas.app.clock, now: () => now, wait: async () => undefined };
    const app = { ...utas.app, clock, random: () => 0.5, bounds: { ...utas.app.bounds, backOffMs: 1_000 } };
    const waits: number[] = [];
    for (let tries = 0; tries < 200; tries++) {
      const [due] = await app.store.notices.due(now, later(now, hours(48)));
      if (!due) break;
      waits.push(Math.round((due.at.getTime() - now.getTime()) / 1_000));
      now = due.at;
      hooks.faults.push({ status: 503 });
      await notify(app, due);
    }
    expect(waits.slice(1, 12)).toEqual([1, 2, 3, 6, 12, 24, 48, 96, 192, 384, 675]);
    expect((now.getTime() - start.getTime()) / hours(1)).toBeGreaterThan(23);
    expect((now.getTime() - start.getTime()) / hours(1)).toBeLessThanOrEqual(24);
    const [shown] = await app.store.channels.list();
    expect(shown).toMatchObject({
      waiting: 0,
      failed: 1,
      trouble: expect.stringMatching(/it answered 503 \(given up after \d+ tries\)/),
    });
  });
});

describe("secrets", () => {
  it("of channels stand nowhere but sealed, whatever goes wrong", async () => {
    const lines: string[] = [];
    const sink = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const password = "sandi-rahasia-9";
    await using mail = await openMailServer({ user: "kabar", password: `${password}-lain` });
    const smtp = mail.url.replace(encodeURIComponent(`${password}-lain`), password);
    await openUtas({ log: openLog("trace", sink), env: { UTAS_SMTP_URL: smtp } });
    const secrets = {
      hook: "/T0/B0/jalan-rahasia",
      token: "123456:token-rahasia-12",
      secret: `whsec_${Buffer.from("sebuah rahasia yang panjang").toString("base64")}`,
    };
    await add("webhook", { url: hooks.url(`${secrets.hook}/w`), secret: secrets.secret });
    await add("slack", { url: hooks.url(`${secrets.hook}/s`) });
    await add("discord", { url: hooks.url(`${secrets.hook}/d`) });
    await add("telegram", { token: secrets.token, chat: "@redaksi" });
    await addChannel(utas.app, { kind: "email", kinds: null, credentials: {}, options: { to: "a@example.org" } });
    // Each is refused in words that echo the address.
    hooks.faults.push(...[401, 500, 404, 429, 400, 503, 410, 404].map((status) => ({ status, echoes: true }) as const));
    const account = await utas.addAccount("warta");
    await database.db.run(sql`update accounts set state = 'paused', reason = 'test' where id = ${account}`);
    await utas.until("all were tried", async () => hooks.requests.length >= 4);
    const said: string[] = [];
    for (const channel of await utas.app.store.channels.live())
      said.push(await testChannel(utas.app, channel).catch((error: Error) => error.message));
    const listed = await run(["notices", "list", "--json"], {
      cwd: utas.app.settings.dataDir,
      env: { DATABASE_URL: database.url, UTAS_DATA_DIR: utas.app.settings.dataDir, UTAS_SMTP_URL: smtp },
    });
    expect(JSON.parse(listed.out)).toHaveLength(5);
    expect(lines.join("")).toContain("a notice was not taken");
    const places = await placesWithSecrets([...Object.values(secrets), password], {
      dataDir: utas.app.settings.dataDir,
      database,
      texts: { log: lines.join(""), said: said.join(""), listed: listed.out + listed.err },
    });
    expect(places).toEqual([]);
    expect(said.join("")).toContain("Cannot POST");
  });
});
