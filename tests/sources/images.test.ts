import { createHash } from "node:crypto";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { fitted, imageMaxBytes, readImage } from "../../src/sources/images.ts";
import type { ImageLimits } from "../../src/thread/thread.ts";
import { bomb } from "../support/bomb.ts";

const noise = (width: number, height: number, channels: 3 | 4 = 3): Buffer => {
  let state = 1;
  return Buffer.from(
    Array.from({ length: width * height * channels }, () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
      return state >> 16;
    }),
  );
};
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: "#336699" } });

const limits = (more: Partial<ImageLimits> = {}): ImageLimits => ({
  types: ["image/jpeg", "image/png"],
  maxBytes: 1_000_000,
  maxSide: 1_000,
  ...more,
});

describe("an image that comes in", () => {
  it("is turned upright, at most 2,000 pixels long, and carries nothing of what it came with", async () => {
    const given = await plain(3_000, 1_500)
      .withExif({ IFD0: { Copyright: "Secret Person", Software: "camera" }, IFD3: { GPSLatitude: "1/1 2/1 3/1" } })
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await sharp(given).metadata()).exif).toBeDefined();
    const image = await readImage("a.jpg", given);
    expect(image).toMatchObject({ type: "image/jpeg", width: 1_000, height: 2_000 });
    const about = await sharp(image.bytes).metadata();
    expect([about.exif, about.xmp, about.iptc, about.icc, about.orientation]).toEqual(Array(5).fill(undefined));
    expect(Buffer.from(image.bytes).includes("Secret")).toBe(false);
  });

  it("has the hash of its bytes as its name, the same for the same image", async () => {
    const given = await plain(30, 20).png().toBuffer();
    const [one, two] = [await readImage("a.png", given), await readImage("b.png", given)];
    expect(one.id).toBe(createHash("sha256").update(one.bytes).digest("hex"));
    expect(two.id).toBe(one.id);
  });

  it.each([
    ["png", "image/png"],
    ["webp", "image/jpeg"],
    ["gif", "image/png"],
    ["avif", "image/jpeg"],
    ["tiff", "image/jpeg"],
  ] as const)("is read as %s", async (format, type) => {
    const given = await plain(40, 20).toFormat(format).toBuffer();
    expect(await readImage(`a.${format}`, given)).toMatchObject({ type, width: 40, height: 20 });
  });

  it("is its first frame where it moves", async () => {
    const frames = [plain(20, 20), sharp({ create: { width: 20, height: 20, channels: 3, background: "red" } })];
    const given = await sharp(await Promise.all(frames.map((one) => one.png().toBuffer())), {
      join: { animated: true },
    })
      .gif()
      .toBuffer();
    expect((await sharp(given).metadata()).pages).toBe(2);
    expect(await readImage("a.gif", given)).toMatchObject({ width: 20, height: 20 });
  });

  it.each([
    ["nothing", Buffer.alloc(0), /it is empty/],
    ["a text", Buffer.from("Harga beras naik"), /none of the kinds/],
    [
      "an SVG",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'),
      /none of/,
    ],
    ["a PDF", Buffer.from("%PDF-1.7 and more"), /none of the kinds/],
    ["a bomb of 900 million pixels", bomb(30_000), /more than 50 million pixels/],
    ["more bytes than are taken", Buffer.alloc(imageMaxBytes + 1), /it has 10000001 bytes/],
  ])("is refused with the reason and what would do: %s", async (_, bytes, why) => {
    await expect(readImage("berkas.jpg", bytes)).rejects.toMatchObject({
      code: "image-unusable",
      message: expect.stringMatching(why),
    });
    await expect(readImage("berkas.jpg", bytes)).rejects.toThrow(/^berkas\.jpg cannot .* Give a JPEG/);
  });

  it("is refused when it is half a file", async () => {
    const whole = await sharp(noise(300, 300), { raw: { width: 300, height: 300, channels: 3 } })
      .jpeg()
      .toBuffer();
    await expect(readImage("a.jpg", whole.subarray(0, whole.length / 2))).rejects.toThrow(/only a part of a file/);
  });
});

describe("an image for one network", () => {
  it("goes as it is where it fits", async () => {
    const image = await readImage("a.png", await plain(40, 20).png().toBuffer());
    expect((await fitted(image, limits())).bytes).toBe(image.bytes);
  });

  it.each([
    ["too long", limits({ maxSide: 100 })],
    ["too many bytes", limits({ maxBytes: 20_000 })],
    ["a kind that the network does not take", limits({ types: ["image/webp"] })],
  ])("is made to fit, with the same bytes each time: %s", async (_, within) => {
    const raw = noise(400, 300);
    const image = await readImage(
      "a.png",
      await sharp(raw, { raw: { width: 400, height: 300, channels: 3 } })
        .png()
        .toBuffer(),
    );
    const [one, two] = [await fitted(image, within), await fitted(image, within)];
    expect(Buffer.from(one.bytes).equals(two.bytes)).toBe(true);
    expect(within.types).toContain(one.type);
    expect(one.bytes.length).toBeLessThanOrEqual(within.maxBytes);
    expect(Math.max(one.width, one.height)).toBeLessThanOrEqual(within.maxSide);
    const about = await sharp(one.bytes).metadata();
    expect([about.width, about.height]).toEqual([one.width, one.height]);
    expect(one.width / one.height).toBeCloseTo(4 / 3, 1);
  });

  it("shows white where it was see-through and the network takes no such image", async () => {
    const clear = await sharp({ create: { width: 20, height: 20, channels: 4, background: "#ff000000" } })
      .png()
      .toBuffer();
    const picture = await fitted(await readImage("a.png", clear), limits({ types: ["image/jpeg"] }));
    const { data } = await sharp(picture.bytes).raw().toBuffer({ resolveWithObject: true });
    expect([...data.subarray(0, 3)]).toEqual([255, 255, 255]);
  });

  it("is refused where nothing of it fits", async () => {
    const image = await readImage("a.png", await plain(40, 20).png().toBuffer());
    await expect(fitted(image, limits({ maxBytes: 10 }))).rejects.toMatchObject({ code: "image-unusable" });
  });
});
