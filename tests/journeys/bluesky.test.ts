/** Whole threads to a personal data server that misbehaves in every way that its stand-in knows: in one step, and post by post. */

import { createServer } from "node:http";
import sharp from "sharp";
import { describe, expect, it, vi } from "vitest";
import { plan } from "../../src/actions/plan.ts";
import { renewed, signInAccount } from "../../src/actions/sign-in-account.ts";
import { readArticle } from "../../src/article/read.ts";
import { bluesky } from "../../src/platforms/bluesky.ts";
import { skyHandle } from "../support/bluesky-server.ts";
import { openSkyStage, type SkyStage } from "../support/bluesky-stage.ts";
import { skyCan, skyWindows } from "../support/bluesky-stand.ts";
import { describeThreads } from "../support/contract.ts";
import { openTestDatabase } from "../support/database.ts";
import { type Journey, openJourney, posts } from "../support/rehearse.ts";

vi.setConfig({ maxConcurrency: 6, testTimeout: 120_000 });
const able = { expire: () => undefined, revoke: () => undefined };

describeThreads(
  "Bluesky, in one step",
  { can: skyCan, open: (options) => openSkyStage(options), troubleAt: 1, windows: skyWindows },
  able,
);
describeThreads(
  "Bluesky, post by post",
  { can: skyCan, open: (options) => openSkyStage(options, { atomic: "off" }), troubleAt: 3, windows: skyWindows },
  able,
);

async function withStage(
  act: (scene: { stage: SkyStage; journey: Journey }) => Promise<void>,
  options: Parameters<typeof openSkyStage> = [],
): Promise<void> {
  await using stage = await openSkyStage(...options);
  await using database = await openTestDatabase();
  await using journey = await openJourney({
    databaseUrl: database.url,
    env: { ...stage.env, UTAS_CALL_DEADLINE: "2s", UTAS_LEASE: "5s" },
  });
  await stage.connect(journey, database);
  await act({ stage, journey });
}

describe("threads of one account", () => {
  it("are sent with one signing in, however many they are", () =>
    withStage(async ({ stage, journey }) => {
      const made = [];
      for (let count = 0; count < 5; count++) made.push(await journey.publish(skyHandle, posts(3, `Kabar ${count}`)));
      for (const { id } of made) await journey.untilState(id, "published");
      expect(stage.server.posts()).toHaveLength(15);
      expect([stage.server.calls.createSession, stage.server.calls.refreshSession]).toEqual([1, 0]);
    }));

  it("share one renewal of a session that is over in mid-thread, whoever finds out", () =>
    withStage(
      async ({ stage, journey }) => {
        stage.misbehave("expired-token", 2);
        const { id } = await journey.publish(skyHandle, posts(3));
        await journey.untilState(id, "published");
        expect(stage.server.posts().map(({ value }) => value.text)).toEqual(posts(3));
        expect([stage.server.calls.createSession, stage.server.calls.refreshSession]).toEqual([1, 1]);
        expect(stage.server.calls.create).toBe(4);
        expect((await journey.app.store.accounts.get(skyHandle)).state).toBe("ready");
      },
      [{}, { atomic: "off" }],
    ));

  it("go on where a session that was begun anew is refused once more, as a server's own fault", () =>
    withStage(
      async ({ stage, journey }) => {
        stage.misbehave("expired-token", 2);
        stage.misbehave("expired-token", 3);
        const { id } = await journey.publish(skyHandle, posts(3));
        await journey.untilState(id, "published");
        expect(stage.server.posts().map(({ value }) => value.text)).toEqual(posts(3));
        expect(journey.events.some(({ kind }) => kind === "account-stopped")).toBe(false);
      },
      [{}, { atomic: "off" }],
    ));

  it("wait while the server cannot sign anybody in, and are nobody's fault", () =>
    withStage(async ({ stage, journey }) => {
      stage.server.expireSessions();
      stage.server.misbehave("fail-before", 1, "refreshSession");
      stage.server.misbehave({ status: 429, body: {} }, 2, "refreshSession");
      const { id } = await journey.publish(skyHandle, posts(2));
      const { deliveries } = await journey.untilState(id, "published");
      expect(deliveries).toHaveLength(2);
      expect(journey.events.some(({ kind }) => kind === "account-stopped")).toBe(false);
    }));
});

describe("a session", () => {
  it("is renewed by one of many at once; the others wait and take what it made", () =>
    withStage(async ({ stage, journey: { app } }) => {
      const account = await app.store.accounts.get(skyHandle);
      const ready = await signInAccount(app, account);
      const { sender } = bluesky;
      if (ready.kind !== "ready" || !sender) throw new Error("not signed in");
      const { number = null } = (await app.store.accountSessions.find(account.id)) ?? {};
      const all = await Promise.all(Array.from({ length: 8 }, () => renewed(app, sender, ready.login, number)));
      expect(stage.server.calls.refreshSession).toBe(1);
      expect(new Set(all.map((one) => one.kind === "held" && one.session.tokens.access)).size).toBe(1);
      expect((await app.store.accountSessions.find(account.id))?.number).toBe((number ?? 0) + 1);
    }));

  it("is renewed before it is over", () =>
    withStage(
      async ({ stage, journey }) => {
        const { id } = await journey.publish(skyHandle, posts(1));
        await journey.untilState(id, "published");
        expect(stage.server.calls.refreshSession).toBeGreaterThan(0);
        expect(stage.server.calls.create).toBe(1);
      },
      [{ sessionMs: 60_000 }],
    ));
});

describe("an article with pictures and a link", () => {
  const text = (base: string) =>
    `---\ntitle: Air pasang merendam pasar\nlink: ${base}/berita\nimage: ${base}/foto.jpg\n---\n\nAir pasang merendam pasar sejak pagi. Warga pindah ke tempat yang lebih tinggi.\n`;

  async function withSite(act: (base: string, seen: string[]) => Promise<void>): Promise<void> {
    const photo = await sharp({ create: { width: 1_200, height: 800, channels: 3, background: "#123456" } })
      .withExif({ IFD0: { Copyright: "Rahasia" } })
      .jpeg()
      .toBuffer();
    const seen: string[] = [];
    const site = createServer((request, response) => {
      seen.push(request.url ?? "");
      if (request.url === "/foto.jpg") return void response.writeHead(200, { "content-type": "image/jpeg" }).end(photo);
      if (request.url === "/rusak.jpg")
        return void response.writeHead(200, { "content-type": "image/jpeg" }).end("rusak");
      if (request.url !== "/berita") return void response.writeHead(404).end();
      response
        .writeHead(200, { "content-type": "text/html" })
        .end(
          '<head><meta property="og:title" content="Judul halaman"><meta property="og:description" content="Isi halaman"><meta property="og:image" content="/foto.jpg"></head><p>Isi</p>',
        );
    });
    await new Promise<void>((listening) => site.listen(0, "127.0.0.1", listening));
    const address = site.address();
    try {
      await act(`http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`, seen);
    } finally {
      await new Promise((closed) => site.close(closed));
    }
  }

  const publish = async (
    journey: Journey,
    article: ReturnType<typeof readArticle>,
    images: Parameters<typeof plan>[1]["images"] = [],
  ) => {
    const [made] = await plan(journey.app, {
      ...{ content: { article }, accounts: [skyHandle], dueAt: null, numbering: false, actor: "test", images },
    });
    if (!made) throw new Error("nothing was planned");
    return journey.untilState(made.id, "published");
  };
  const embedOf = (stage: SkyStage) => stage.server.posts()[0]?.value.embed;

  it("goes out with a card that has the article's words and picture", () =>
    withStage(({ stage, journey }) =>
      withSite(async (base, seen) => {
        const shown = await publish(journey, readArticle({ text: text(base), format: "markdown" }));
        expect(embedOf(stage)).toMatchObject({
          $type: "app.bsky.embed.external",
          external: {
            uri: `${base}/berita`,
            title: "Air pasang merendam pasar",
            description: expect.stringMatching(/^Air pasang merendam pasar sejak pagi/),
            thumb: { mimeType: "image/jpeg" },
          },
        });
        expect(seen).toEqual(["/foto.jpg"]);
        expect(shown.deliveries[0]?.post.card?.imageId).toMatch(/^[0-9a-f]{64}$/);
        expect(stage.server.posts()[0]?.value.text).not.toContain(base);
      }),
    ));

  it("asks the page for what the article does not say", () =>
    withStage(({ stage, journey }) =>
      withSite(async (base) => {
        const article = readArticle({
          text: "Air pasang merendam pasar sejak pagi. Warga pindah.",
          link: `${base}/berita`,
        });
        await publish(journey, article);
        expect(embedOf(stage)).toMatchObject({
          external: { title: "Judul halaman", description: "Isi halaman", thumb: { mimeType: "image/jpeg" } },
        });
      }),
    ));

  it.each([
    ["a page that is not there", "/tidak-ada"],
    ["a host of the own network", "http://10.1.2.3/berita"],
  ])("goes out without a picture, and says so, because of %s", (_, path) =>
    withStage(({ stage, journey }) =>
      withSite(async (base) => {
        const link = path.startsWith("/") ? `${base}${path}` : path;
        const article = readArticle({ text: "Air pasang merendam pasar sejak pagi. Warga pindah.", link });
        const { id } = await publish(journey, article);
        expect(embedOf(stage)).toMatchObject({ external: { uri: link } });
        expect(embedOf(stage)).not.toHaveProperty("external.thumb");
        const [first] = await journey.app.store.publications.history(id);
        expect(first?.reason).toMatch(/^the card goes without a picture: .*(404|UTAS_ALLOWED_PRIVATE_HOSTS)/);
      }),
    ),
  );

  it("attaches its pictures where the account wants that, and puts the link into the text", () =>
    withStage(
      ({ stage, journey }) =>
        withSite(async (base) => {
          const article = readArticle({ text: text(base), format: "markdown" });
          await publish(journey, {
            ...article,
            media: [
              { url: "/foto.jpg", alt: "Pasar", credit: "Antara" },
              { url: "/rusak.jpg", alt: "", credit: "" },
            ],
          });
          expect(embedOf(stage)).toMatchObject({
            $type: "app.bsky.embed.images",
            images: [{ alt: "Pasar (Antara)", aspectRatio: { width: 1_200, height: 800 } }],
          });
          expect(stage.server.posts().at(-1)?.value.text).toContain(`${base}/berita`);
        }),
      [{}, { images: "attach" }],
    ));

  it("takes an editor's own pictures, whatever the account likes", () =>
    withStage(
      ({ stage, journey }) =>
        withSite(async (base) => {
          const bytes = await sharp({ create: { width: 60, height: 40, channels: 3, background: "red" } })
            .png()
            .toBuffer();
          await publish(journey, readArticle({ text: text(base), format: "markdown" }), [
            { name: "a.png", bytes, alt: "Peta banjir" },
          ]);
          expect(embedOf(stage)).toMatchObject({ images: [{ alt: "Peta banjir", image: { mimeType: "image/png" } }] });
        }),
      [{}, { images: "none" }],
    ));

  it("is refused with too many pictures, too long a description or a broken file, and nothing is stored", () =>
    withStage(async ({ journey }) => {
      const article = readArticle({ text: "Air pasang merendam pasar sejak pagi." });
      const bytes = await sharp({ create: { width: 6, height: 4, channels: 3, background: "red" } })
        .png()
        .toBuffer();
      const one = { name: "a.png", bytes, alt: "Peta" };
      await expect(publish(journey, article, Array(5).fill(one))).rejects.toMatchObject({ code: "image-too-many" });
      await expect(publish(journey, article, [{ ...one, alt: "x".repeat(2_001) }])).rejects.toMatchObject({
        code: "image-alt-too-long",
      });
      await expect(publish(journey, article, [{ ...one, bytes: Buffer.from("GIF89a") }])).rejects.toMatchObject({
        code: "image-unusable",
      });
      expect(await journey.app.store.publications.list()).toEqual([]);
    }));
});
