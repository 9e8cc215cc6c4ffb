/** Bull Board, for operators: it shows what failed and why, and nothing that can be pressed there changes a publication. On both queue backends. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cancel } from "../../src/actions/cancel.ts";
import { queueBackends } from "../support/backends.ts";
import { posts } from "../support/rehearse.ts";
import { openService, type Service } from "../support/service.ts";

interface Job {
  readonly id: string;
  readonly name: string;
  readonly failedReason: string;
  readonly finishedOn: number;
  readonly externalUrl: { readonly href: string };
}

describe.each(queueBackends.filter(({ available }) => available))("the board, jobs on $name", ({ open }) => {
  let backend: Awaited<ReturnType<typeof open>>;
  let utas: Service;
  let failed: string;

  beforeAll(async () => {
    backend = await open();
    utas = await openService({ redisUrl: backend.redis?.url() });
    await utas.journey.addAccount("gagal");
    // The sandbox refuses the same words again, as the real ones do.
    await utas.journey.untilState((await utas.journey.publish("gagal", ["Kabar yang sama."])).id, "published");
    failed = (await utas.journey.publish("gagal", ["Kabar pembuka.", "Kabar yang sama.", "Kabar penutup."])).id;
    await utas.journey.untilState(failed, "failed");
    await utas.journey.until("the job has failed", async () => (await failedJobs()).length === 1);
  });
  afterAll(async () => {
    await utas[Symbol.asyncDispose]();
    await backend[Symbol.asyncDispose]();
  });

  const failedJobs = async (): Promise<Job[]> => {
    const { json } = await utas.askSignedIn("/board/api/queues?activeQueue=publish&status=failed&page=1");
    return (json as { queues: { jobs: Job[] }[] }).queues[0]?.jobs ?? [];
  };

  it("shows a publication that failed, with its reason and the way to it", async () => {
    const [job] = await failedJobs();
    expect(job?.name).toBe(`publish ${failed}`);
    expect(job?.failedReason).toContain("the same text was posted already");
    expect(job?.externalUrl.href).toBe(`/api/publications/${failed}`);
    expect((await utas.askSignedIn(job?.externalUrl.href ?? "")).status).toBe(200);
  });

  it("sends nothing when a failed job is retried there", async () => {
    const before = await utas.journey.timeline("gagal");
    const [job] = await failedJobs();
    const answer = await utas.askSignedIn(`/board/api/queues/publish/${job?.id}/retry`, { method: "PUT" });
    expect(answer.status).toBe(204);
    await utas.journey.until("the bell has rung", async () => {
      const [again] = await failedJobs();
      return again !== undefined && again.finishedOn > (job?.finishedOn ?? 0);
    });
    expect((await utas.journey.app.store.publications.get(failed)).state).toBe("failed");
    expect(await utas.journey.timeline("gagal")).toEqual(before);
    expect(before).toEqual(["Kabar yang sama.", "Kabar pembuka."]);
  });

  it("shows a failure no more once a person has seen to it", async () => {
    const { id } = await utas.journey.publish("gagal", ["Kabar yang sama."]);
    const shown = async () => (await failedJobs()).some(({ name }) => name === `publish ${id}`);
    await utas.journey.until("it has failed", shown);
    await cancel(utas.journey.app, id, "editor", "twice is enough");
    expect(await shown()).toBe(false);
  });

  it("can pause and resume a queue", async () => {
    const put = (path: string) => utas.askSignedIn(`/board/api/queues/${path}`, { method: "PUT" });
    expect((await put("publish/pause")).status).toBe(200);
    const { id } = await utas.journey.publish("gagal", posts(1, "Menunggu"));
    await utas.journey.app.clock.wait(300);
    expect((await utas.journey.app.store.publications.get(id)).state).toBe("scheduled");
    expect((await put("publish/resume")).status).toBe(200);
    await utas.journey.untilState(id, "published");
  });

  it.each([
    ["POST", "publish/add", { name: "publish", data: { id: "pub_x", bell: 1 } }],
    ["PUT", "publish/obliterate", {}],
    ["PUT", "publish/empty", {}],
    ["PUT", "publish/concurrency", { concurrency: 1 }],
    ["PATCH", "publish/x/update-data", { jobData: {} }],
  ])("lets nobody make, change or wipe jobs by hand: %s %s", async (method, path, body) => {
    expect((await utas.askSignedIn(`/board/api/queues/${path}`, { method, body })).status).toBe(403);
  });

  it("says plainly that the queue is away, and is there again with it", async () => {
    const { redis } = backend;
    // PostgreSQL holds the sign-in too: without it there is nobody to answer.
    if (!redis) return expect(utas.journey.app.backend?.trouble()).toBeNull();
    await redis.stop();
    const statusOf = async (path: string) => (await utas.askSignedIn(path)).status;
    await utas.journey.until("it is noticed", async () => (await statusOf("/board")) === 503);
    const { json, status } = await utas.askSignedIn("/board/api/queues");
    expect([status, json]).toMatchObject([
      503,
      { code: "queue-unreachable", detail: expect.stringContaining("redis://") },
    ]);
    await redis.start();
    await utas.journey.until("it is back", async () => (await statusOf("/board/api/queues")) === 200);
    expect(await statusOf("/board")).toBe(200);
  });

  it("loads its page and everything on it from here alone", async () => {
    const page = await utas.askSignedIn("/board");
    expect(page.status).toBe(200);
    expect(page.text).toContain("<title>Utas</title>");
    expect(page.text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    expect(page.headers.get("content-security-policy")).toContain("script-src 'self';");
    const files = [...page.text.matchAll(/(?:src|href)="(static\/[^"]+)"/g)].map(([, file]) => `/board/${file}`);
    expect(files.length).toBeGreaterThan(4);
    for (const file of files) expect((await utas.askSignedIn(file)).status, file).toBe(200);
  });
});
