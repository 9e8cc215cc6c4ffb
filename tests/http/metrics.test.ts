/** /metrics: what an alarm needs, in the text format of Prometheus, for this machine or for who brings the token. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hold } from "../../src/actions/hold.ts";
import { sql } from "../../src/store/db.ts";
import { openService, type Service } from "../support/service.ts";

const token = "bearer-of-the-metrics-1";
let utas: Service;

/** Every sample by its name and labels. */
const parse = (text: string): Map<string, number> =>
  new Map(
    text
      .split("\n")
      .filter((line) => line && !line.startsWith("#"))
      .map((line) => {
        const [, name = "", value = ""] = /^(\S+(?:\{.*\})?) (\S+)$/.exec(line) ?? [];
        return [name, value === "+Inf" ? Number.POSITIVE_INFINITY : Number(value)] as const;
      }),
  );

/** Asked after the hold is over, so that it counts anew. */
const samples = async () => {
  await utas.journey.app.clock.wait(5_050);
  return parse((await utas.ask("/metrics")).text);
};

beforeAll(async () => {
  utas = await openService({ env: { UTAS_METRICS_TOKEN: token, UTAS_TRIES: "1" } });
  const { journey } = utas;
  await journey.addAccount('re"dak\\si');
  await journey.untilState((await journey.publish('re"dak\\si', ["Satu.", "Dua."])).id, "published");
  await journey.untilState((await journey.publish('re"dak\\si', ["Satu."])).id, "failed");
  const { id } = await journey.publish('re"dak\\si', ["Nanti."], { dueAt: new Date(Date.now() + 3_600_000) });
  await hold(journey.app, id, "test", null);
});
afterAll(async () => {
  await utas[Symbol.asyncDispose]();
});

describe("the metrics", () => {
  it("count publications, accounts, queues, workers, notices and the disk", async () => {
    const { journey, database } = utas;
    await journey.addAccount("mati");
    const { id } = await journey.publish("mati", ["Terlambat."], { dueAt: new Date(Date.now() + 3_600_000) });
    await database.db.run(sql`update accounts set state = 'paused', reason = 'test' where handle = 'mati'`);
    await database.db.run(sql`update publications set due_at = now() - interval '2 minutes' where id = ${id}`);
    const found = await samples();
    const account = String.raw`account="re\"dak\\si",platform="sandbox"`;
    expect(Object.fromEntries([...found].filter(([name]) => name.startsWith("utas_publications{")))).toEqual({
      [`utas_publications{${account},state="failed"}`]: 1,
      [`utas_publications{${account},state="held"}`]: 1,
      [`utas_publications{${account},state="published"}`]: 1,
      'utas_publications{account="mati",platform="sandbox",state="scheduled"}': 1,
    });
    const values = (...names: string[]) => names.map((name) => found.get(name));
    expect(values("utas_publications_late", "utas_publications_due", "utas_accounts_broken")).toEqual([1, 1, 1]);
    expect(found.get('utas_account_publications_late{account="mati",platform="sandbox"}')).toBe(1);
    expect(found.get("utas_oldest_late_seconds")).toBeGreaterThan(119);
    expect(found.get("utas_oldest_late_seconds")).toBeLessThan(180);
    expect(values("utas_posts_sent_total", "utas_published_total", 'utas_faults_total{kind="failed"}')).toEqual([
      2, 1, 1,
    ]);
    expect(values('utas_troubles{kind="failed"}', 'utas_troubles{kind="account-broken"}')).toEqual([1, 1]);
    expect(values('utas_up{part="database"}', 'utas_up{part="queue"}', "utas_workers_alive")).toEqual([1, 1, 1]);
    expect(found.get('utas_beat_age_seconds{of="oldest"}')).toBeLessThan(5);
    expect(found.get('utas_queue_jobs{queue="publish",state="failed",backend="postgres"}')).toBe(1);
    expect(found.get('utas_queue_jobs{queue="notify",state="waiting",backend="postgres"}')).toBe(0);
    expect(found.get("utas_disk_free_bytes")).toBeGreaterThan(0);
    expect(found.get("utas_disk_floor_bytes")).toBe(500e6);
  });

  it("are written as Prometheus reads them: a help and a type before each name, every name once", async () => {
    const { text, headers } = await utas.ask("/metrics");
    expect(headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const names = [...text.matchAll(/^# TYPE (\w+) (gauge|counter)$/gm)].map(([, name]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect([...text.matchAll(/^# HELP (\w+) /gm)].map(([, name]) => name)).toEqual(names);
    const label = String.raw`\w+="(?:[^"\\\n]|\\["\\n])*"`;
    const sample = new RegExp(String.raw`^\w+(?:\{${label}(?:,${label})*\})? (?:[\d.e+-]+|\+Inf)$`);
    for (const line of text.split("\n"))
      expect(line === "" || line.startsWith("# ") || sample.test(line), line).toBe(true);
    expect(text.endsWith("\n")).toBe(true);
  });
});

describe("who may read them", () => {
  it.each<[string, Record<string, string>, number]>([
    ["this machine", {}, 200],
    ["who brings the token", { authorization: `Bearer ${token}` }, 200],
    ["who brings a wrong token", { authorization: "Bearer guess" }, 401],
    ["who brings a part of the token", { authorization: `Bearer ${token.slice(0, -1)}` }, 401],
    ["who comes from elsewhere through a proxy", { "x-forwarded-for": "203.0.113.7" }, 401],
    ["who claims to be this machine through a proxy", { "x-forwarded-for": "127.0.0.1" }, 401],
    [
      "who comes from elsewhere with the token",
      { "x-forwarded-for": "203.0.113.7", authorization: `Bearer ${token}` },
      200,
    ],
  ])("%s", async (_, headers, status) => {
    const answer = await utas.ask("/metrics", { headers });
    expect(answer.status).toBe(status);
    if (status === 401) expect(answer.headers.get("www-authenticate")).toBe("Bearer");
    expect(answer.text.includes("utas_publications")).toBe(status === 200);
  });
});
