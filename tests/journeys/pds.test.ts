/** Threads to the reference personal data server itself, read back from it: what the stand-in was told to be like, this one is. */

import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { connect } from "../../src/actions/connect.ts";
import { plan } from "../../src/actions/plan.ts";
import { retract } from "../../src/actions/retract.ts";
import { sealedSession } from "../../src/actions/sign-in-account.ts";
import { readArticle } from "../../src/article/read.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import {
  type Cut,
  type CuttingProxy,
  hasPds,
  openCuttingProxy,
  openPds,
  type Pds,
  type PdsRecord,
} from "../support/pds.ts";
import { randomFrom } from "../support/random.ts";
import { type Journey, openJourney } from "../support/rehearse.ts";

if (!hasPds) {
  const how = "the reference PDS is not installed: npm ci --prefix tests/servers/pds";
  if (process.env.UTAS_TEST_NO_SKIP) throw new Error(how);
  console.warn(`skipped: ${how}`);
}

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const thread = [
  "👩‍🌾 日本 é lihat https://example.org/a?b=1 #Banjir",
  'Bagian kedua & "kutipan" <b>.',
  "Bagian ketiga.",
  "Bagian keempat 🇮🇩.",
  "Penutup.",
];

describe.skipIf(!hasPds)("the reference personal data server", () => {
  let pds: Pds;
  let proxy: CuttingProxy;
  let database: TestDatabase;
  let journey: Journey;
  let count = 0;
  beforeAll(async () => {
    pds = await openPds();
    proxy = await openCuttingProxy(pds.url);
    database = await openTestDatabase();
    journey = await openJourney({
      databaseUrl: database.url,
      env: { UTAS_ALLOWED_PRIVATE_HOSTS: "127.0.0.1", UTAS_CALL_DEADLINE: "4s", UTAS_LEASE: "9s" },
    });
  });
  afterAll(async () => {
    await journey?.[Symbol.asyncDispose]();
    await database?.[Symbol.asyncDispose]();
    await proxy?.[Symbol.asyncDispose]();
    await pds?.[Symbol.asyncDispose]();
  });

  interface Member {
    readonly did: string;
    readonly handle: string;
    readonly appPassword: string;
  }
  const member = async (options: Record<string, string> = {}): Promise<Member> => {
    const handle = `herald${++count}.test`;
    const { did, appPassword } = await pds.join(handle);
    await connect(journey.app, {
      platform: "bluesky",
      handle,
      options: { server: proxy.url, ...options },
      credentials: { appPassword },
    });
    return { did, handle, appPassword };
  };
  const replyOf = ({ value }: PdsRecord) =>
    value.reply as { root: { uri: string; cid: string }; parent: { uri: string; cid: string } } | undefined;

  /** Exactly these, in order, each a reply to the one before it by its address and its content's name, below the first. */
  const expectThread = (records: readonly PdsRecord[], texts: readonly string[]) => {
    expect(records.map(({ value }) => value.text)).toEqual(texts);
    const [first] = records;
    records.forEach((record, index) => {
      const parent = records[index - 1];
      const named = ({ uri, cid }: PdsRecord) => ({ uri, cid });
      expect(replyOf(record)).toEqual(first && parent ? { root: named(first), parent: named(parent) } : undefined);
    });
  };
  const publish = async (handle: string, texts: readonly string[] = thread) => {
    const { id } = await journey.publish(handle, texts);
    return journey.untilState(id, "published");
  };

  it.each([
    ["in one step, with content names computed here that are the server's own", "on", 1],
    ["post by post", "off", 5],
  ])("takes a thread %s", async (_, atomic, creates) => {
    const { did, handle } = await member({ atomic });
    const before = proxy.count("com.atproto.repo.putRecord") + proxy.count("com.atproto.repo.applyWrites");
    const { deliveries } = await publish(handle);
    const records = await pds.posts(did);
    expectThread(records, thread);
    expect(deliveries.map(({ remote }) => remote)).toMatchObject(
      records.map(({ uri, cid }) => ({ id: uri, ref: cid })),
    );
    expect(proxy.count("com.atproto.repo.putRecord") + proxy.count("com.atproto.repo.applyWrites") - before).toBe(
      creates,
    );
    const bytes = Buffer.from(records[0]?.value.text ?? "");
    const facets = records[0]?.value.facets as { index: { byteStart: number; byteEnd: number } }[];
    expect(facets.map(({ index }) => bytes.subarray(index.byteStart, index.byteEnd).toString())).toEqual([
      "https://example.org/a?b=1",
      "#Banjir",
    ]);
    expect(records[0]?.value.langs).toEqual(["id"]);
  });

  const cuts: readonly Cut[] = ["before", 0, 1, 40, 120, "unavailable"];
  it.each(cuts.flatMap((cut) => [[cut, "on"] as const, [cut, "off"] as const]))(
    "has a thread once though a call is cut: %s (whole threads in one step: %s)",
    async (cut, atomic) => {
      const { did, handle } = await member({ atomic });
      if (atomic === "on") proxy.cut("com.atproto.repo.applyWrites", cut);
      else proxy.cut("com.atproto.repo.putRecord", null, null, cut);
      await publish(handle);
      expectThread(await pds.posts(did), thread);
    },
  );

  it("has every thread once, whatever is cut at random", async () => {
    const random = randomFrom(20_261_124);
    const pick = <T>(values: readonly T[]) => values[Math.floor(random() * values.length)] as T;
    const anyCut = (): Cut | null =>
      pick<Cut | null>([null, null, "before", "unavailable", Math.floor(random() * 300)]);
    const members = [await member({ atomic: "on" }), await member({ atomic: "off" })];
    const planned = new Map<string, string[]>(members.map(({ did }) => [did, []]));
    for (let round = 0; round < 10; round++) {
      for (const nsid of ["putRecord", "applyWrites", "getRecord"])
        proxy.cutAfresh(`com.atproto.repo.${nsid}`, ...Array.from({ length: 3 }, anyCut));
      for (const { did, handle } of members) {
        const texts = Array.from(
          { length: 1 + Math.floor(random() * 4) },
          (_, at) => `Putaran ${round}, bagian ${at + 1}.`,
        );
        planned.get(did)?.push(...texts);
        await publish(handle, texts);
      }
    }
    for (const { did } of members)
      expect((await pds.posts(did)).map(({ value }) => value.text)).toEqual(planned.get(did));
  });

  it("is signed in to again when a session is not accepted any more, once, and the thread goes on", async () => {
    const { did, handle } = await member();
    const { app } = journey;
    const account = await app.store.accounts.get(handle);
    const kept = await app.store.accountSessions.find(account.id);
    if (!kept) throw new Error("there is no session");
    const tokens = app.vault.open({ id: `${account.id} session`, handle }, kept.sealed);
    // A refresh token where an access token belongs is what this server refuses as one that does not hold.
    const worn = { tokens: { ...tokens, access: tokens.refresh ?? "" }, expiresAt: null };
    await app.store.accountSessions.put(account.id, sealedSession(app, { account }, worn));
    const [renewals, signIns] = ["refreshSession", "createSession"].map((name) =>
      proxy.count(`com.atproto.server.${name}`),
    );
    await publish(handle);
    expectThread(await pds.posts(did), thread);
    expect(proxy.count("com.atproto.server.refreshSession")).toBe((renewals ?? 0) + 1);
    expect(proxy.count("com.atproto.server.createSession")).toBe(signIns);
  });

  it("keeps a picture with what it shows, and the card of a link", async () => {
    const { did, handle } = await member();
    const bytes = await sharp({ create: { width: 3_000, height: 1_500, channels: 3, background: "#0a0" } })
      .jpeg()
      .toBuffer();
    const article = readArticle({ text: "Air pasang merendam pasar sejak pagi.", title: "Air pasang" });
    const wanted = { accounts: [handle], dueAt: null, numbering: false, actor: "test" };
    const images = [{ name: "a.jpg", bytes, alt: "Pasar yang terendam" }];
    const [made] = await plan(journey.app, { ...wanted, content: { article }, images });
    await journey.untilState(made?.id ?? "", "published");
    const [{ value } = { value: undefined }] = await pds.posts(did);
    const embed = value?.embed as { images: { alt: string; image: { ref: { $link: string }; mimeType: string } }[] };
    expect(embed.images[0]).toMatchObject({ alt: "Pasar yang terendam", image: { mimeType: "image/jpeg" } });
    const stored = await sharp(await pds.blob(did, embed.images[0]?.image.ref.$link ?? "")).metadata();
    expect([stored.width, stored.height]).toEqual([2_000, 1_000]);

    const linked = { ...article, link: `${proxy.url}/tidak-ada` };
    const [card] = await plan(journey.app, { ...wanted, content: { article: linked } });
    await journey.untilState(card?.id ?? "", "published");
    expect((await pds.posts(did)).at(-1)?.value.embed).toMatchObject({
      $type: "app.bsky.embed.external",
      external: { uri: linked.link, title: "Air pasang" },
    });
  });

  it("takes a thread back", async () => {
    const { did, handle } = await member();
    const { id } = await publish(handle);
    await retract(journey.app, id, "test", null);
    await journey.untilState(id, "retracted");
    expect(await pds.posts(did)).toEqual([]);
  });

  it("refuses a wrong password, and nothing is stored", async () => {
    const { handle } = { handle: `nobody${++count}.test` };
    const wanted = {
      platform: "bluesky",
      handle,
      options: { server: proxy.url },
      credentials: { appPassword: "wrong" },
    };
    await expect(connect(journey.app, wanted)).rejects.toMatchObject({ code: "credentials-refused" });
    expect((await journey.app.store.accounts.list()).some((one) => one.handle === handle)).toBe(false);
  });
});
