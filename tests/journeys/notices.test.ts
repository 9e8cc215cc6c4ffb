/** Something goes wrong while everybody sleeps: somebody is told, once a cause, within seconds, by a channel that may fail at first. On both queue backends. */

import { describe, expect, it, vi } from "vitest";
import { cancel } from "../../src/actions/cancel.ts";
import { addChannel, channelCredentials, noticeKindsIn, removeChannel } from "../../src/actions/channels.ts";
import { halt } from "../../src/actions/halt.ts";
import { schedule } from "../../src/actions/schedule.ts";
import { openClosing } from "../../src/base/closing.ts";
import { sql } from "../../src/store/db.ts";
import type { ChannelKind } from "../../src/telemetry/notices.ts";
import { startWorkers } from "../../workers/main.ts";
import { queueBackends } from "../support/backends.ts";
import { openTestDatabase } from "../support/database.ts";
import { isSigned, openHookServer } from "../support/hook-server.ts";
import { type JourneyOptions, openJourney } from "../support/rehearse.ts";
import { openMailServer } from "../support/smtp.ts";

interface Payload {
  readonly type: string;
  readonly data: { readonly title: string; readonly text: string; readonly count: number; readonly todo: string };
}

vi.setConfig({ maxConcurrency: 3 });

const backends = queueBackends.filter(({ available }) => available);

/** All that a notice passes on its way, of this test alone: most of a test is waiting, so several go on at once. */
async function openDesk(open: (typeof backends)[number]["open"], options: Partial<JourneyOptions> = {}) {
  const closing = openClosing();
  const kept = <T extends AsyncDisposable>(one: T): T => {
    closing.add(() => one[Symbol.asyncDispose]());
    return one;
  };
  const backend = kept(await open());
  const database = kept(await openTestDatabase());
  const hooks = kept(await openHookServer());
  const mail = kept(await openMailServer());
  const utas = kept(
    await openJourney({
      databaseUrl: database.url,
      redisUrl: backend.redis?.url(),
      ...options,
      env: {
        UTAS_CALL_DEADLINE: "1s",
        UTAS_LEASE: "2500ms",
        UTAS_SMTP_URL: mail.url,
        UTAS_SMTP_FROM: "utas@example.org",
        UTAS_ALLOWED_PRIVATE_HOSTS: "127.0.0.1",
        UTAS_TELEGRAM_URL: hooks.url(""),
        ...options.env,
      },
    }),
  );
  return {
    ...{ utas, database, hooks, mail },
    add: (kind: ChannelKind, credentials: object, only?: string[]) =>
      addChannel(utas.app, {
        kind,
        kinds: only ? noticeKindsIn(only) : null,
        ...channelCredentials(kind, JSON.stringify(credentials)),
      }),
    addMail: (to: string) => addChannel(utas.app, { kind: "email", kinds: null, credentials: {}, options: { to } }),
    payloads: () => hooks.requests.map(({ body }) => JSON.parse(body) as Payload),
    untilHooked: (count: number) => utas.until(`${count} calls came`, async () => hooks.requests.length >= count),
    /** A thread whose second post the sandbox refuses for good. */
    async failing(handle: string, about: string) {
      const text = `Kabar ${about} yang sudah pernah terbit.`;
      await utas.untilState((await utas.publish(handle, [text])).id, "published");
      const { id } = await utas.publish(handle, [`Pembuka ${about}.`, text, `Penutup ${about}.`]);
      await utas.untilState(id, "failed");
      return id;
    },
    [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
  };
}

describe.concurrent.each(backends)("notices, jobs on $name", ({ open }) => {
  it("tells of a thread that was partly sent, once, within ten seconds, with what to do", async () => {
    await using desk = await openDesk(open);
    const { utas, hooks, mail, add, addMail, payloads, untilHooked, failing } = desk;
    const { secret } = await add("webhook", { url: hooks.url() });
    await addMail("redaksi@example.org");
    await utas.addAccount("warta");
    const id = await failing("warta", "banjir");
    const failedAt = Date.now();

    await untilHooked(1);
    await utas.until("a mail came", async () => mail.taken.length > 0);
    expect(Date.now() - failedAt).toBeLessThan(10_000);
    const [request] = hooks.requests;
    const [payload] = payloads();
    expect(payload?.type).toBe("notice.failed");
    expect(payload?.data.title).toBe('Partly sent: 1 of 3 posts of "Pembuka banjir." are out on warta (sandbox)');
    expect(payload?.data.text).toContain("the same text was posted already");
    expect(payload?.data.todo).toContain(`utas retry ${id}`);
    expect(request && secret && (await isSigned(request, secret))).toBe(true);
    expect(mail.taken[0]?.to).toEqual(["redaksi@example.org"]);
    expect(mail.taken[0]?.header("subject")).toContain("Utas");
    await utas.app.clock.wait(2_500);
    expect([hooks.requests.length, mail.taken.length]).toEqual([1, 1]);
  });

  it("tells again of what was mended and broke again", async () => {
    await using desk = await openDesk(open);
    const { utas, hooks, add, untilHooked, failing } = desk;
    await add("webhook", { url: hooks.url() });
    await utas.addAccount("warta");
    const id = await failing("warta", "gempa");
    await untilHooked(1);
    await schedule(utas.app, id, "editor", null);
    await untilHooked(2);
    const [first, second] = hooks.requests.map(({ headers }) => headers["webhook-id"]);
    expect(first).not.toBe(second);
    await cancel(utas.app, id, "editor", "enough");
    await utas.app.clock.wait(2_500);
    expect(hooks.requests).toHaveLength(2);
  });

  it("repeats what a channel did not surely take, with the same id, and gives in to its wishes", async () => {
    await using desk = await openDesk(open);
    const { utas, hooks, mail, add, addMail, untilHooked, failing } = desk;
    const { secret } = await add("webhook", { url: hooks.url() });
    await addMail("redaksi@example.org");
    hooks.faults.push(
      { resets: true },
      { status: 503 },
      { lagsMs: 1_900 },
      { status: 429, headers: { "retry-after": "2" } },
    );
    mail.faults.push({ at: "data", hangsUp: true }, { at: "data", says: "451 4.3.0 try later" });
    await utas.addAccount("warta");
    await failing("warta", "banjir");
    await untilHooked(5);
    await utas.until("the mail came twice", async () => mail.taken.length === 2);

    const ids = new Set(hooks.requests.map(({ headers }) => headers["webhook-id"]));
    expect(ids.size).toBe(1);
    expect(new Set(hooks.requests.map(({ body }) => body)).size).toBe(1);
    for (const request of hooks.requests) expect(secret && (await isSigned(request, secret))).toBe(true);
    const [limited, after] = hooks.requests.slice(-2);
    expect((after?.at ?? 0) - (limited?.at ?? 0)).toBeGreaterThanOrEqual(1_990);
    expect(new Set(mail.taken.map(({ header }) => header("message-id"))).size).toBe(1);
    await utas.until("both are told", async () => (await utas.app.store.channels.list()).every(({ sentAt }) => sentAt));
    expect(await utas.app.store.notices.counts()).toEqual({ waiting: 0, failed: 0 });
  });

  it("gives up at once what a channel refuses for good, and shows it", async () => {
    await using desk = await openDesk(open);
    const { utas, hooks, add, failing } = desk;
    await add("slack", { url: hooks.url("/services/T0/B0/geheim") });
    hooks.faults.push({ status: 404, body: "no_service geheim" });
    await utas.addAccount("warta");
    await failing("warta", "banjir");
    const shown = async () => (await utas.app.store.channels.list())[0];
    await utas.until("it is given up", async () => (await shown())?.failed === 1);
    expect(await shown()).toMatchObject({ waiting: 0, trouble: "it answered 404 no_service [secret]" });
    expect(hooks.requests).toHaveLength(1);
  });

  it("sends a channel only the kinds that it asked for, and nothing after its removal", async () => {
    await using desk = await openDesk(open);
    const { utas, hooks, add, untilHooked, failing } = desk;
    const quiet = await add("webhook", { url: hooks.url("/quiet") }, ["late", "disk"]);
    const gone = await add("webhook", { url: hooks.url("/gone") });
    await removeChannel(utas.app, gone.channel.id);
    await add("telegram", { token: "123456:ABC-DEF1234ghIkl", chat: "-1001" });
    await utas.addAccount("warta");
    await failing("warta", "banjir");
    await untilHooked(1);
    await utas.app.clock.wait(1_500);
    expect(hooks.requests.map(({ path }) => path)).toEqual(["/bot123456:ABC-DEF1234ghIkl/sendMessage"]);
    expect(JSON.parse(hooks.requests[0]?.body ?? "")).toMatchObject({ chat_id: "-1001" });
    expect((await utas.app.store.channels.get(quiet.channel.id)).kinds).toEqual(["late", "disk"]);
  });

  it("counts in one notice all that an outage made too late", async () => {
    await using desk = await openDesk(open, { workers: false });
    const { utas, database, hooks, add, payloads, untilHooked } = desk;
    await add("webhook", { url: hooks.url() });
    const handles = ["satu", "dua", "tiga", "empat"];
    for (const handle of handles) await utas.addAccount(handle);
    const tomorrow = new Date(Date.now() + 86_400_000);
    const ids: string[] = [];
    for (let index = 0; index < 20; index++)
      ids.push((await utas.publish(handles[index % 4] ?? "", [`Kabar ${index}.`], { dueAt: tomorrow })).id);
    await database.db.run(sql`update publications set due_at = now() - interval '1 hour' where id <> ${ids[0]}`);
    const workers = startWorkers(utas.app);
    try {
      await untilHooked(1);
      await utas.app.clock.wait(2_500);
      expect(payloads().map(({ data }) => data.title)).toEqual(["Too late: 19 publications on 4 accounts are held"]);
    } finally {
      await workers[Symbol.asyncDispose]();
    }
  });

  it("tells each kind of trouble that stands in the database, whoever wrote it there", async () => {
    await using desk = await openDesk(open);
    const { utas, database, hooks, add, payloads, untilHooked } = desk;
    await add("webhook", { url: hooks.url() });
    const account = await utas.addAccount("warta");
    const { id } = await utas.publish("warta", ["Menunggu."], { dueAt: new Date(Date.now() + 3_600_000) });
    const now = utas.app.clock.now();
    const { db } = database;
    await halt(utas.app, {}, { reason: "a wrong figure", actor: "cli:ana", until: null });
    await db.run(
      sql`update accounts set state = 'unauthorized', reason = 'the password was changed' where id = ${account}`,
    );
    await db.run(sql`
      insert into sources (id, name, kind, address, broken_reason, broken_since, created_at)
      values ('src_1', 'Folder', 'folder', '/srv/kabar', 'the folder is gone', ${now}, ${now})`);
    await db.run(sql`with p as (update publications set state = 'waiting' where id = ${id} returning id)
      insert into moves (publication_id, move, actor, at) select id, 'await', 'rule', ${now}::timestamptz from p`);
    await db.run(sql`
      insert into rules (id, name, zone, spec, advanced_to, fed_at, starved_at, created_by, created_at)
      values ('rul_1', 'Pagi hari', 'UTC', '{}', ${now}, ${now}, ${now}, 'test', ${now})`);
    await untilHooked(5);
    await utas.app.clock.wait(1_500);
    expect(
      payloads()
        .map(({ type, data }) => `${type}: ${data.title}`)
        .sort(),
    ).toEqual([
      "notice.account-broken: Account stopped: warta (sandbox) is unauthorized",
      'notice.approval: Waits for approval: "Menunggu." on warta (sandbox)',
      "notice.halt: Everything is halted",
      "notice.rule-starved: Rule starved: Pagi hari finds nothing to publish",
      "notice.source-broken: Source broken: Folder",
    ]);
  });
});

// By themselves: the six fail within one look at what is wrong.
describe.each(backends)("a swarm of failures, jobs on $name", ({ open }) => {
  it("makes one notice of a swarm with one cause", async () => {
    await using desk = await openDesk(open);
    const { utas, hooks, add, payloads, untilHooked } = desk;
    await add("webhook", { url: hooks.url() });
    await utas.addAccount("warta");
    const text = "Kabar yang sama bagi semua.";
    await utas.untilState((await utas.publish("warta", [text])).id, "published");
    const made = await Promise.all(Array.from({ length: 6 }, () => utas.publish("warta", [text])));
    for (const { id } of made) await utas.untilState(id, "failed");
    await untilHooked(1);
    await utas.app.clock.wait(2_500);
    expect(payloads().map(({ data }) => data.title)).toEqual(["6 publications failed on warta (sandbox)"]);
    for (const { id } of made) expect(payloads()[0]?.data.text).toContain(id);
  });
});
