/** Faults of images and of what is said about them. */

import { fault } from "./fault.ts";

export const imageFaults = {
  "image-unusable": fault<{ source: string; why: string }>(
    422,
    2,
    ({ source, why }) =>
      `${source} cannot be used as an image: ${why}. Give a JPEG, PNG, WebP, GIF, AVIF or TIFF of at most 10 MB and 50 million pixels.`,
  ),
  "image-without-alt": fault<{ images: number; alts: number }>(
    422,
    2,
    ({ images, alts }) =>
      `There are ${images} images and ${alts} descriptions. Give an --alt "what it shows" for each --image, in the same order.`,
  ),
  "image-alt-too-long": fault<{ image: string; length: number; max: number; platform: string }>(
    422,
    2,
    ({ image, length, max, platform }) =>
      `The description of ${image} has ${length} characters; ${platform} takes ${max}. Shorten it.`,
  ),
  "image-too-many": fault<{ images: number; max: number; platform: string }>(
    422,
    2,
    ({ images, max, platform }) => `${platform} takes ${max} images with one post, not ${images}. Leave some out.`,
  ),
} as const;
