/**
 * Images: bytes that anybody may have made -> an image of our own making, and from that the size and form that one network takes.
 * What comes in is decoded once and encoded anew, so no metadata, no trailing bytes and no second frame of it ever goes out.
 */

import { createHash } from "node:crypto";
import type { Metadata, Sharp, SharpOptions } from "sharp";
import { AppError } from "../base/errors.ts";
import type { Fetch } from "../base/fetch.ts";
import type { ImageLimits, ImageType } from "../thread/thread.ts";

export interface Image {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly id: string;
  readonly type: ImageType;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** As one network takes it. */
export type Picture = Omit<Image, "id">;

export const imageMaxBytes = 10_000_000;
/** Larger than any camera of a newsroom, and 200 MB at most while it is decoded. */
const pixelsMax = 50_000_000;
const secondsMax = 15;
/** No network shows more. */
const keptSide = 2_000;
const keptBytes = 4_000_000;
const bestQuality = 88;

/** What the first bytes say, before any decoder sees them; SVG, PDF and the rest of what libvips reads have no business here. */
const signatures: readonly RegExp[] = [
  /^ffd8ff/, // JPEG
  /^89504e470d0a1a0a/, // PNG
  /^474946383[79]61/, // GIF
  /^52494646.{8}57454250/, // WebP
  /^.{8}66747970(?:61766966|61766973|6d696631)/, // AVIF
  /^(?:49492a00|4d4d002a)/, // TIFF
];

const decoding: SharpOptions = {
  limitInputPixels: pixelsMax,
  failOn: "error",
  sequentialRead: true,
  // The first frame of an animation.
  pages: 1,
};

/** `source`: how a message names it. Throws `image-unusable`. */
export async function readImage(source: string, bytes: Uint8Array): Promise<Image> {
  const unusable = (why: string, cause?: unknown) => new AppError("image-unusable", { source, why }, { cause });
  if (bytes.length === 0) throw unusable("it is empty");
  if (bytes.length > imageMaxBytes) throw unusable(`it has ${bytes.length} bytes`);
  const head = Buffer.from(bytes.subarray(0, 12)).toString("hex");
  if (!signatures.some((one) => one.test(head))) throw unusable("it is none of the kinds that are read");
  try {
    const picture = await kept(bytes);
    return { id: createHash("sha256").update(picture.bytes).digest("hex"), ...picture };
  } catch (cause) {
    throw unusable(whyNot(cause), cause);
  }
}

/** Under guard: 10 MB, 20 s, five redirects, no private address. Throws `page-unreachable` or `image-unusable`. */
export async function fetchImage(fetch: Fetch, url: string, signal?: AbortSignal): Promise<Image> {
  const { bytes } = await fetch(url, signal);
  return readImage(url, bytes);
}

/** libvips names what it found wrong in one line; more lines, and the addresses of its own files, are for the log. */
function whyNot(cause: unknown): string {
  const said = cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : "";
  if (/pixel limit/i.test(said)) return `it has more than ${pixelsMax / 1e6} million pixels`;
  if (/timeout/i.test(said)) return `reading it takes longer than ${secondsMax} s`;
  return "it is broken, or only a part of a file";
}

async function open(bytes: Uint8Array): Promise<{ image: Sharp; about: Metadata }> {
  // Loaded when there is an image: most commands never see one.
  const { default: sharp } = await import("sharp");
  const image = sharp(bytes, decoding).timeout({ seconds: secondsMax });
  return { image, about: await image.metadata() };
}

async function kept(bytes: Uint8Array): Promise<Picture> {
  const { image, about } = await open(bytes);
  const upright = image.autoOrient().toColorspace("srgb");
  const within = upright.resize({ width: keptSide, height: keptSide, fit: "inside", withoutEnlargement: true });
  if (!about.hasAlpha && about.format !== "png") return encoded(within, "image/jpeg", bestQuality);
  // Text, charts and what is see-through stay without loss, unless that makes a photograph of it enormous.
  const lossless = await encoded(within.clone(), "image/png", bestQuality);
  return lossless.bytes.length <= keptBytes ? lossless : encoded(within, "image/jpeg", bestQuality);
}

async function encoded(image: Sharp, type: ImageType, quality: number): Promise<Picture> {
  const made =
    type === "image/png"
      ? image.png({ compressionLevel: 9 })
      : type === "image/webp"
        ? image.webp({ quality })
        : image.flatten({ background: "#ffffff" }).jpeg({ quality, mozjpeg: true });
  const { data, info } = await made.toBuffer({ resolveWithObject: true });
  return { type, width: info.width, height: info.height, bytes: data };
}

/** Tried in this order until the bytes fit; the same image and the same limits give the same bytes. */
const steps: readonly { readonly scale: number; readonly quality: number }[] = [
  { scale: 1, quality: 88 },
  { scale: 1, quality: 75 },
  { scale: 0.75, quality: 75 },
  { scale: 0.5, quality: 70 },
  { scale: 0.35, quality: 60 },
  { scale: 0.2, quality: 50 },
];

/** The image as a network takes it: as it is where it fits, else smaller. Throws `image-unusable` where nothing of it fits. */
export async function fitted(image: Image, { types, maxBytes, maxSide }: ImageLimits): Promise<Picture> {
  const { id, ...picture } = image;
  const fits = ({ type, width, height, bytes }: Picture) =>
    types.includes(type) && Math.max(width, height) <= maxSide && bytes.length <= maxBytes;
  if (fits(picture)) return picture;
  const longer = Math.min(maxSide, Math.max(picture.width, picture.height));
  const lossy = types.find((type) => type !== "image/png") ?? "image/png";
  const forms: readonly ImageType[] =
    picture.type === "image/png" && types.includes("image/png") ? ["image/png", lossy] : [lossy];
  for (const type of forms)
    for (const { scale, quality } of type === "image/png" ? steps.slice(0, 1) : steps) {
      const side = Math.max(1, Math.round(longer * scale));
      const { image: decoded } = await open(image.bytes);
      const made = await encoded(decoded.resize({ width: side, height: side, fit: "inside" }), type, quality);
      if (fits(made)) return made;
    }
  throw new AppError("image-unusable", { source: `image ${id}`, why: `nothing of it fits in ${maxBytes} bytes` });
}
