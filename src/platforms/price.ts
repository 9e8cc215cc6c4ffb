/** What a post costs on a network that takes money for each: https://docs.x.com/x-api/getting-started/pricing */

import type { Settings } from "../../config/settings.ts";
import { findLinks } from "../article/links.ts";
import type { Platform } from "./platform.ts";

export type Prices = Pick<Settings, "postPrice" | "linkPrice">;

/** In millionths of a dollar. A post with a link costs more, also where the link is a bare domain. */
export function priceOf({ charges }: Pick<Platform, "charges">, text: string, prices: Prices): number {
  if (!charges) return 0;
  return findLinks(text).length > 0 ? prices.linkPrice : prices.postPrice;
}

export interface Cost {
  readonly micros: number;
  readonly posts: number;
  readonly withLink: number;
}

/** Null: the network takes nothing. */
export function costOf(
  platform: Pick<Platform, "charges">,
  posts: readonly { readonly text: string }[],
  prices: Prices,
): Cost | null {
  if (!platform.charges) return null;
  const each = posts.map(({ text }) => priceOf(platform, text, prices));
  const withLink = posts.filter(({ text }) => findLinks(text).length > 0).length;
  return { micros: each.reduce((sum, one) => sum + one, 0), posts: posts.length, withLink };
}
