/** What every network's threads must become, whatever it does meanwhile: exactly the planned posts, in order, once. Run by each platform's journey against its stand-in. */

import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { openClosing } from "../../src/base/closing.ts";
import { openLog } from "../../src/base/log.ts";
import type { Misbehaviour, StandPost, Traits } from "../platforms/stand.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";
import { type Journey, openJourney } from "./rehearse.ts";
import { placesWithSecrets } from "./secrets.ts";

/** A network on this machine, and how an account of it is connected. */
export interface Stage extends AsyncDisposable {
  readonly env: Readonly<Record<string, string>>;
  /** What the account is called here. */
  readonly handle: string;
  /** With no pause between two posts. */
  connect(journey: Journey, database: TestDatabase): Promise<void>;
  reconnect(journey: Journey): Promise<void>;
  /** The `at`th create from now on goes so. */
  misbehave(how: Misbehaviour, at?: number): void;
  /** The `at`th create from now on is answered 429, with these headers. */
  close(headers: Readonly<Record<string, string>>, at: number): void;
  /** Oldest first. */
  posts(): Promise<readonly StandPost[]>;
  /** What the images of each post show. */
  shows(): readonly (readonly string[])[];
  /** Calls that made posts, or tried to. */
  readonly creates: number;
  readonly callsAgainstClosedDoor: number;
  plugIn(): Promise<void>;
  catchUp(): void;
  /** The session is over; it can be renewed. */
  expire?(): void;
  /** Nothing that the account has holds any more, until it is connected again. */
  revoke?(): void;
  readonly secrets: readonly string[];
}

export interface StageTraits {
  readonly can: readonly Misbehaviour[];
  readonly open: (options?: { readonly closedMs?: number }) => Promise<Stage>;
  /** Which of the creates of five posts goes wrong; 1 where a thread goes in one call. */
  readonly troubleAt: number;
  /** Each form in which it says when a window opens. */
  readonly windows: NonNullable<Traits["windows"]>;
}

const thread = [
  'Harga beras & gula <naik> 10%: "berat", kata pedagang 🛒 https://example.com/berita?a=1&b=2',
  "Di Pasar Senen 5 < 6 && 7 > 2, ujar ‘Bu Sri’ 👩‍🌾 &amp; kawan-kawan.",
  "Bagian ketiga: 日本語 dan é, tanpa tautan.",
  "Bagian keempat #Banjarmasin lihat https://example.com/sama/?x=1",
  "Penutup “selesai” 🇮🇩.",
];

const imageOf = async (alt: string, index: number) => {
  const background = { r: 40 * index, g: 90, b: 160 };
  const bytes = await sharp({ create: { width: 40 + index, height: 30, channels: 3, background } })
    .png()
    .toBuffer();
  return { name: `${index}.png`, bytes, alt };
};

/** Longer than the usual quick ones, since several journeys share one process. */
const patient = { UTAS_CALL_DEADLINE: "2s", UTAS_LEASE: "4500ms" };
/** A server may take a second to make each image ready. */
const withImages = { UTAS_CALL_DEADLINE: "6s", UTAS_LEASE: "13s" };

interface Scene {
  readonly journey: Journey;
  readonly stage: Stage;
  /** Begins the other thread. */
  readonly publishNext: () => Promise<void>;
}

interface Case {
  readonly what: string;
  readonly posts?: readonly string[];
  /** What the images of the first post show. */
  readonly alts?: readonly string[];
  /** Before the thread begins. */
  readonly trouble?: (stage: Stage, at: number) => void;
  /** While it is under way. */
  readonly meanwhile?: (scene: Scene) => Promise<void>;
  /** Another thread of the account, begun by `meanwhile`. */
  readonly next?: readonly string[];
  /** It may go otherwise where the same network is signed in to in another way. */
  readonly bySignIn?: true;
}

const untilAccount = ({ journey, stage }: Scene, state: string) =>
  journey.until(
    `the account is ${state}`,
    async () => (await journey.app.store.accounts.get(stage.handle)).state === state,
  );

const troubles: readonly Misbehaviour[] = [
  ...(["fail-before", "fail-after", "cut-before", "lose-answer", "cut-midway", "hang", "hang-after"] as const),
  ...(["drip", "drip-head", "huge", "garbled", "nonsense", "rate-limit", "rate-limit-unsaid"] as const),
];

/** The first posts are out, and the others are not yet. */
const untilInMidThread = ({ journey, stage }: Scene, out: number) =>
  journey.until(`${out} posts are out`, async () => (await stage.posts()).length >= out);

function casesFor({ can, windows, troubleAt }: StageTraits, stage: Pick<Stage, "expire" | "revoke">): Case[] {
  return [
    { what: "nothing: one post", posts: thread.slice(0, 1) },
    { what: "nothing: five posts", bySignIn: true },
    {
      what: "nothing: images and what they show",
      bySignIn: true,
      alts: ["Seekor kucing “besar” 🐈", 'Pasar & "toko" <ramai>'],
    },
    {
      what: "a lost answer to a post with an image",
      alts: ["Banjir di 日本"],
      trouble: (network) => network.misbehave("lose-answer", 1),
    },
    ...Object.entries(windows).map(
      ([form, headersOf]): Case => ({
        what: `a closed window, told as ${form}`,
        trouble: (network, at) =>
          network.close(headersOf(new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 2_000), new Date()), at),
      }),
    ),
    ...troubles
      .filter((how) => can.includes(how))
      .map((how): Case => ({ what: how, trouble: (network, at) => network.misbehave(how, at) })),
    {
      what: "one trouble after another: unavailable, then a lost answer, then too many calls",
      bySignIn: true,
      trouble(network, at) {
        network.misbehave("fail-before", at);
        network.misbehave("lose-answer", at + 1);
        network.misbehave("rate-limit", at + 2);
      },
    },
    {
      what: "a lost answer, and then nobody at home for a second",
      trouble: (network, at) => network.misbehave("lose-answer", at),
      async meanwhile({ journey, stage: network }) {
        await journey.until("the post was taken", async () => (await network.posts()).length > 0);
        network.misbehave("unplugged");
        await journey.app.clock.wait(1_000);
        await network.plugIn();
      },
    },
    ...(can.includes("lag")
      ? [
          {
            what: "a lost answer, and a look-up that lags behind",
            trouble(network: Stage, at: number) {
              network.misbehave("lag");
              network.misbehave("lose-answer", at);
            },
            async meanwhile({ journey, stage: network }: Scene) {
              await journey.until("the post was taken", async () => (await network.posts()).length > 0);
              await journey.app.clock.wait(500);
              network.catchUp();
            },
          },
        ]
      : []),
    ...(stage.expire
      ? [
          {
            what: "a session that is over before it should be",
            bySignIn: true as const,
            trouble: (network: Stage) => network.expire?.(),
          },
          {
            what: "a session that is over in mid-thread, while a lost answer is looked up",
            bySignIn: true as const,
            trouble: (network: Stage, at: number) => network.misbehave("lose-answer", at),
            async meanwhile(scene: Scene) {
              await untilInMidThread(scene, troubleAt);
              scene.stage.expire?.();
            },
          },
        ]
      : []),
    ...(stage.revoke
      ? [
          {
            what: "credentials that hold no more, until the account is connected again",
            bySignIn: true as const,
            trouble: (network: Stage) => network.revoke?.(),
            async meanwhile(scene: Scene) {
              await untilAccount(scene, "unauthorized");
              await scene.stage.reconnect(scene.journey);
            },
          },
        ]
      : []),
    // In mid-thread where posts go one by one; where they go in one call, all of them are out and found by who is not signed in. The next thread finds it out.
    ...(stage.revoke
      ? [
          {
            what: "credentials that are taken away between a call with a lost answer and its look-up",
            bySignIn: true as const,
            next: ["Kabar berikutnya.", "Dan lanjutannya."],
            trouble(network: Stage, at: number) {
              if (can.includes("lag")) network.misbehave("lag");
              network.misbehave("lose-answer", at);
            },
            async meanwhile(scene: Scene) {
              await untilInMidThread(scene, troubleAt);
              scene.stage.revoke?.();
              const taken = (await scene.stage.posts()).length;
              await scene.publishNext();
              await untilAccount(scene, "unauthorized");
              expect(await scene.stage.posts()).toHaveLength(taken);
              scene.stage.catchUp();
              await scene.stage.reconnect(scene.journey);
            },
          },
        ]
      : []),
  ];
}

/** All that can go wrong, or what the way to sign in has a part in: for another way on a network that has stood all. */
export function describeThreads(
  name: string,
  traits: StageTraits,
  able: Pick<Stage, "expire" | "revoke">,
  { bySignIn = false } = {},
): void {
  describe.concurrent(`a thread to ${name} is out whole, in order and once, although the network does this`, () => {
    it.each(casesFor(traits, able).filter((one) => !bySignIn || one.bySignIn))(
      "$what",
      async ({ posts = thread, alts = [], trouble, meanwhile, next = [] }) => {
        const closing = openClosing();
        const kept = <T extends AsyncDisposable>(one: T): T => {
          closing.add(() => one[Symbol.asyncDispose]());
          return one;
        };
        try {
          const stage = kept(await traits.open({ closedMs: 1_500 }));
          const database = kept(await openTestDatabase());
          const logged: string[] = [];
          const journey = kept(
            await openJourney({
              databaseUrl: database.url,
              env: { ...patient, ...(alts.length > 0 && withImages), ...stage.env },
              log: openLog("trace", { write: (line) => void logged.push(line) }),
            }),
          );
          await stage.connect(journey, database);
          trouble?.(stage, posts.length === 1 ? 1 : traits.troubleAt);
          const { id } = await journey.publish(stage.handle, posts, { images: await Promise.all(alts.map(imageOf)) });
          const begun = [{ id, texts: posts }];
          const publishNext = async () => {
            begun.push({ id: (await journey.publish(stage.handle, next)).id, texts: next });
          };
          await meanwhile?.({ journey, stage, publishNext });
          const settled = [];
          for (const one of begun) settled.push({ ...one, ...(await journey.untilState(one.id, "published")) });

          const all = await stage.posts();
          expect(begun.flatMap(({ texts }) => texts)).toEqual([...posts, ...next]);
          expect(all).toHaveLength(posts.length + next.length);
          for (const { texts, deliveries } of settled) {
            const out = all.filter(({ text }) => texts.includes(text));
            expect(out.map(({ text }) => text)).toEqual(texts);
            expect(out.map(({ parentId }) => parentId)).toEqual([null, ...out.slice(0, -1).map((post) => post.id)]);
            expect(deliveries.map(({ remote }) => remote?.id)).toEqual(out.map((post) => post.id));
          }
          expect(stage.shows()).toEqual([alts, ...[...posts, ...next].slice(1).map(() => [])]);
          expect(stage.callsAgainstClosedDoor).toBe(0);
          expect(
            await placesWithSecrets(stage.secrets, {
              dataDir: journey.app.settings.dataDir,
              database,
              texts: { log: logged.join(""), events: JSON.stringify(journey.events) },
            }),
          ).toEqual([]);
        } finally {
          await closing[Symbol.asyncDispose]();
        }
      },
    );
  });
}
