/** Images over the API: taken in base64 beside what they show, and refused before anything is planned. */

import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bomb } from "../support/bomb.ts";
import { openService, type Service } from "../support/service.ts";

interface Made {
  readonly id: string;
  readonly posts: readonly { readonly images?: readonly { readonly id: string; readonly alt: string }[] }[];
}

describe("images over the API", () => {
  let utas: Service;
  beforeAll(async () => {
    utas = await openService();
    await utas.journey.addAccount("bergambar");
  });
  afterAll(() => utas[Symbol.asyncDispose]());

  const publish = (text: string, images: readonly object[]) =>
    utas.askSignedIn("/api/publications", { body: { posts: [text], accounts: ["bergambar"], images } });

  it("go out with what they show and without what they came with", async () => {
    const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#0a0" } })
      .withExif({ IFD0: { Copyright: "Rahasia" } })
      .jpeg()
      .toBuffer();
    const image = { data: photo.toString("base64"), alt: "Pasar yang terendam", name: "pasar.jpg" };
    const answer = await publish("Pasar terendam.", [image]);
    expect(answer.status, answer.text).toBe(201);
    const [made] = answer.json as Made[];
    const [shown] = made?.posts[0]?.images ?? [];
    expect(shown?.alt).toBe("Pasar yang terendam");
    const kept = await utas.journey.app.store.images.find(shown?.id ?? "");
    expect([kept?.width, kept?.height]).toEqual([60, 40]);
    expect([photo, Buffer.from(kept?.bytes ?? [])].map((bytes) => bytes.includes("Rahasia"))).toEqual([true, false]);
    await utas.journey.untilState(made?.id ?? "", "published");
  });

  const small = { data: "AAAA", alt: "a" };
  it.each([
    ["without what they show", [{ data: "AAAA" }], /images\.0\.alt is missing/],
    ["that are not in base64", [{ ...small, data: "not base64!" }], /images\.0\.data should be the bytes .* in base64/],
    ["that are more than any network takes", Array(5).fill(small), /images should be a list of 4 images at most/],
    [
      "with a field that there is not",
      [{ ...small, url: "a" }],
      /images\.0 has no field "url"; it has data, alt, name/,
    ],
    [
      "that are none",
      [{ data: Buffer.from("<svg/>").toString("base64"), alt: "a", name: "a.svg" }],
      /a\.svg cannot be used as an image: it is none of the kinds/,
    ],
    [
      "that unfold to far more than they are",
      [{ data: bomb(30_000).toString("base64"), alt: "a" }],
      /image 1 .*more than 50 million pixels/,
    ],
  ])("are refused: images %s", async (_, images, why) => {
    const planned = async () => (await utas.journey.app.store.publications.list({ limit: 10 })).length;
    const before = await planned();
    const answer = await publish("Satu.", images);
    expect(answer.status).toBe(422);
    expect((answer.json as { detail: string }).detail).toMatch(why);
    expect(await planned()).toBe(before);
  });
});
